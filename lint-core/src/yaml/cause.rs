//! Why a text is no YAML: the usual causes behind the loader's errors, with the place where each one is.

use super::Tree;
use crate::text::TextRange;

/// An error of the loader with its likely cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The text that is wrong.
    pub range: TextRange,
}

/// The causes of a tree's errors, in their order.
pub fn problems(_tree: &Tree<'_>) -> Vec<Problem> {
    Vec::new()
}
