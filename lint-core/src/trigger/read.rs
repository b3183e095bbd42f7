//! Finds the triggers of a manifest.

use hashbrown::HashSet;
use std::sync::Arc;

use super::kind::{Kind, kind};
use super::{Trigger, find};
use crate::manifest::{Manifest, unfolded};
use crate::schema::given::{Given, given, items};
use crate::schema::shape::{Shape, shape};
use crate::schema::trigger::TRIGGER;
use crate::text::TextSize;
use crate::yaml::{Entry, Node, NodeId, Tree};

/// No one nests triggers deeper than this, and Python could not follow much further.
const DEEPEST: usize = 32;

/// The triggers of all deployments, and those inside of them.
pub(super) fn triggers<'t>(tree: &'t Tree<'t>, manifest: &Manifest<'t>) -> Vec<Trigger<'t>> {
    let mut reader = Reader {
        tree,
        errors: tree.errors().iter().map(|error| error.start).collect(),
        seen: HashSet::new(),
        brought: HashSet::new(),
        found: Vec::new(),
    };
    reader.errors.sort_unstable();
    for deployment in &manifest.deployments {
        if let Some(entry) = deployment.get("triggers") {
            reader.list(entry, deployment.label().map(Arc::from), 0);
        }
    }
    reader.found
}

struct Reader<'t> {
    tree: &'t Tree<'t>,
    /// The places of the YAML errors, ascending.
    errors: Vec<TextSize>,
    /// Lists and mappings that have been read, each with whether they stand in a trigger.
    seen: HashSet<(NodeId, bool)>,
    /// Keys that are no keys of triggers, and that merge keys have brought before.
    brought: HashSet<NodeId>,
    found: Vec<Trigger<'t>>,
}

impl<'t> Reader<'t> {
    fn list(&mut self, entry: &Entry<'t>, deployment: Option<Arc<str>>, depth: usize) {
        let list = entry.value.resolve();
        let is_list = matches!(given(list), Given::List);
        if !is_list || depth > DEEPEST || !self.seen.insert((list.id(), depth > 0)) {
            return;
        }
        let whole = !self.is_doubtful(entry);
        for item in items(list).0 {
            self.trigger(item, deployment.clone(), depth, whole);
        }
    }

    fn trigger(&mut self, item: Node<'t>, deployment: Option<Arc<str>>, depth: usize, whole: bool) {
        let nested = depth > 0;
        let node = item.resolve();
        if shape(node) != Shape::Mapping || !self.seen.insert((node.id(), nested)) {
            return;
        }
        let Some(mut entries) = unfolded(item) else {
            return;
        };
        // What many triggers merge is looked at once, as far as it is not for triggers.
        let all = entries.len();
        entries.retain(|entry| {
            let name = entry.key.as_str();
            let known = name.is_some_and(|name| TRIGGER.field(&name).is_some());
            entry.merged_by.is_none() || known || self.brought.insert(entry.key.id())
        });
        let has_ignored = entries.len() < all;
        let kind = kind(&entries, nested);
        // Prefect does not look at `triggers` in a trigger of another kind.
        let composite = matches!(kind, Some(Kind::Compound | Kind::Sequence));
        let inner = find(&entries, "triggers").copied().filter(|_| composite);
        self.found.push(Trigger {
            item,
            kind,
            entries,
            nested,
            deployment: deployment.clone(),
            whole: whole && !node.is_broken(),
            is_refused: false,
            has_ignored,
        });
        if let Some(inner) = inner {
            self.list(&inner, deployment, depth + 1);
        }
    }

    /// Whether the YAML reader had to complain about something in a list, or right behind it.
    fn is_doubtful(&self, entry: &Entry<'t>) -> bool {
        let start = entry.key.full_range().start();
        let end = entry.value.full_range().end().max(start);
        let first = self.errors.partition_point(|error| *error < start);
        self.errors.get(first).is_some_and(|error| {
            let behind = usize::from(end)..usize::from(*error);
            let between = self.tree.text().get(behind).unwrap_or_default();
            between.trim_start().is_empty()
        })
    }
}
