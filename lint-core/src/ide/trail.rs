//! The nodes around an offset, from the outermost to the innermost.

use crate::text::{TextRange, TextSize, size};
use crate::yaml::{Node, NodeKind, Tree};

/// A node on the way to an offset.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link<'t> {
    /// The node, not resolved.
    pub(super) node: Node<'t>,
    /// The key that it stands behind; for a key, itself.
    pub(super) key: Option<Node<'t>>,
    /// Its place in the list that it stands in.
    pub(super) index: Option<usize>,
}

/// The way to an offset.
#[derive(Debug, Clone, Default)]
pub(super) struct Trail<'t>(pub(super) Vec<Link<'t>>);

impl<'t> Trail<'t> {
    /// Goes to an offset. A node is met by the offsets from its start to its end, both included; of two that touch, by
    /// those of the first.
    pub(super) fn to(tree: &'t Tree<'t>, offset: usize) -> Self {
        let at = size(offset);
        let mut links = Vec::new();
        let mut next = tree.root().map(|node| Link {
            node,
            key: None,
            index: None,
        });
        while let Some(link) = next {
            links.push(link);
            next = inner(link.node, at);
        }
        Self(links)
    }

    /// The innermost node.
    pub(super) fn last(&self) -> Option<Link<'t>> {
        self.0.last().copied()
    }

    /// The mapping or list around the innermost node.
    pub(super) fn parent(&self) -> Option<Node<'t>> {
        let above = self.0.len().checked_sub(2)?;
        self.0.get(above).map(|link| link.node)
    }

    /// Whether a node is on the way.
    pub(super) fn passes(&self, node: Node<'_>) -> bool {
        let id = node.resolve().id();
        self.0.iter().any(|link| link.node.id() == id)
    }
}

fn inner(node: Node<'_>, at: TextSize) -> Option<Link<'_>> {
    let holds = |range: TextRange| range.contains_inclusive(at);
    match node.kind() {
        NodeKind::Sequence => {
            let mut items = node.items().enumerate();
            items
                .find(|(_, item)| holds(item.full_range()))
                .map(|(index, node)| Link {
                    node,
                    key: None,
                    index: Some(index),
                })
        }
        NodeKind::Mapping => node.pairs().find_map(|(key, value)| {
            let is_at_key = holds(key.full_range());
            (is_at_key || holds(value.full_range())).then_some(Link {
                node: if is_at_key { key } else { value },
                key: Some(key),
                index: None,
            })
        }),
        _ => None,
    }
}
