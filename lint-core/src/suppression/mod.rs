//! Comments that silence findings.
//!
//! `# prefect-lint: ignore[rule] reason` behind something silences its line; on a line of its own, the key or list item
//! that comes next, with all that it holds. `ignore-file` silences the whole file. What looks like such a comment inside
//! of block text or quotes is text.

mod add;
mod apply;
mod directive;
mod lines;
mod parse;
mod scope;

pub(crate) use add::Comments;
pub use add::{Added, add};
pub use apply::{Suppressed, Unused};
pub use directive::{Directive, Fault, FaultKind, Kind, Word};
pub use scope::Scope;

use crate::yaml::Tree;

/// The comments of a manifest that silence findings, and those that only look like it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suppressions {
    /// Those that are understood, in the order of the text.
    pub directives: Vec<Directive>,
    /// Those that are not.
    pub faults: Vec<Fault>,
}

impl Suppressions {
    /// Reads the comments of a tree.
    pub fn of(tree: &Tree<'_>) -> Self {
        let mut found = Self::default();
        for comment in tree.comments() {
            parse::comment(tree.text(), *comment, &mut found);
        }
        if !found.directives.is_empty() {
            scope::settle(tree, &mut found.directives);
        }
        found
    }
}
