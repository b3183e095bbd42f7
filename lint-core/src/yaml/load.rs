//! What a text is once it is loaded: the values that Prefect gets to see.
//!
//! One level at a time, so that what is shared or refers to itself can be told from what is written twice.

use super::Value;
use super::construct::{Container, container_of, scalar_mapping};
use super::tree::{Node, NodeKind};

/// A loaded node, one level deep.
#[derive(Debug, Clone, PartialEq)]
pub enum Loaded<'t> {
    /// A scalar's value.
    Scalar(Value<'t>),
    /// A list.
    List(Vec<Node<'t>>),
    /// A dictionary, in the order that Python gives it.
    Map(Vec<(Node<'t>, Node<'t>)>),
    /// A set: the keys of a mapping.
    Set(Vec<Node<'t>>),
    /// A list of pairs: `!!omap`, `!!pairs`.
    Pairs(Vec<(Node<'t>, Node<'t>)>),
}

impl<'t> Node<'t> {
    /// What the node is once it is loaded; for an alias, its target. None for what the loader cannot construct.
    pub fn load(self) -> Option<Loaded<'t>> {
        let node = self.resolve();
        let entries = || node.entries().into_iter();
        Some(match (container_of(node).ok()?, node.kind()) {
            (None, NodeKind::Scalar) => Loaded::Scalar(node.value()?),
            (None, NodeKind::Mapping) => Loaded::Scalar(scalar_mapping(node)?),
            (Some(Container::List), NodeKind::Sequence) => Loaded::List(node.items().collect()),
            (Some(Container::Map), NodeKind::Mapping) => {
                Loaded::Map(entries().map(|e| (e.first_key, e.value)).collect())
            }
            (Some(Container::Set), NodeKind::Mapping) => {
                Loaded::Set(entries().map(|e| e.first_key).collect())
            }
            (Some(Container::Pairs), NodeKind::Sequence) => Loaded::Pairs(
                node.items()
                    .map(|item| item.pairs().next())
                    .collect::<Option<_>>()?,
            ),
            _ => return None,
        })
    }
}
