//! Keys that hold anchors for use elsewhere: the usual way to write something once. Prefect ignores them, as it should.

use crate::text::TextRange;
use crate::yaml::{NodeKind, Tree};

/// The anchors of a text, each with the place of its last alias.
#[derive(Debug)]
pub(super) struct Holders {
    /// Start of the anchor, start of its last alias; ascending.
    used: Vec<(u32, u32)>,
}

impl Holders {
    pub(super) fn new(tree: &Tree<'_>) -> Self {
        let mut used: Vec<(u32, u32)> = tree
            .nodes()
            .filter(|node| node.kind() == NodeKind::Alias)
            .filter_map(|alias| {
                let anchor = alias.resolve().anchor()?;
                Some((anchor.range.start().into(), alias.range().start().into()))
            })
            .collect();
        used.sort_unstable();
        used.reverse();
        used.dedup_by_key(|(anchor, _)| *anchor);
        used.reverse();
        Self { used }
    }

    /// Whether an anchor in a range is used behind it.
    pub(super) fn is_used(&self, range: TextRange) -> bool {
        let (start, end): (u32, u32) = (range.start().into(), range.end().into());
        let first = self.used.partition_point(|(anchor, _)| *anchor < start);
        self.used[first..]
            .iter()
            .take_while(|(anchor, _)| *anchor < end)
            .any(|(_, alias)| *alias >= end)
    }
}
