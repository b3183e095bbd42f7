//! Values that the YAML reader had to complain about. What it made of them may not be what is written, so nothing is
//! said about their types.

use super::super::finding::Spot;
use crate::yaml::{Node, NodeKind, Tree, YamlError};

/// Where a text is not to be trusted.
#[derive(Debug)]
pub(super) struct Doubts {
    /// The places of the errors, ascending.
    errors: Vec<u32>,
    /// Where the nodes begin, by number; empty where there are no errors.
    starts: Vec<u32>,
}

impl Doubts {
    pub(super) fn new(tree: &Tree<'_>) -> Self {
        let places = |error: &YamlError| [Some(error.start), error.mark];
        let mut errors: Vec<u32> = (tree.errors().iter())
            .flat_map(places)
            .flatten()
            .map(u32::from)
            .collect();
        errors.sort_unstable();
        let starts = match errors.is_empty() {
            true => Vec::new(),
            false => tree
                .nodes()
                .map(|node| node.full_range().start().into())
                .collect(),
        };
        Self { errors, starts }
    }

    /// Whether an error stands in a scalar, or behind a key whose value may have been lost by it.
    pub(super) fn contain(&self, spot: &Spot<'_>) -> bool {
        let value = spot.value;
        if self.errors.is_empty() || value.kind() != NodeKind::Scalar {
            return false;
        }
        let start = spot
            .key
            .map_or(value.full_range(), Node::full_range)
            .start();
        let first = self
            .errors
            .partition_point(|error| *error < u32::from(start));
        let end = self.end(value);
        self.errors.get(first).is_some_and(|error| *error <= end)
    }

    /// The end of a value; of an empty one, the next thing that could be read.
    fn end(&self, value: Node<'_>) -> u32 {
        match value.is_empty() {
            true => self
                .starts
                .get(value.id().index() + 1)
                .copied()
                .unwrap_or(u32::MAX),
            false => value.full_range().end().into(),
        }
    }
}
