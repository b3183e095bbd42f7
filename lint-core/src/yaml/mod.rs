//! YAML 1.1 as Prefect's loader reads it: PyYAML's pure-Python `SafeLoader`.
//!
//! [`parse`] never fails. It gives a [`Tree`] with exact byte ranges for whatever could be read, and the errors that
//! the loader would raise, each with PyYAML's class and place. After an error it goes on at a line that closes
//! what is broken, so that the rest of the file is still analysed.

mod builder;
pub mod cause;
mod chars;
mod construct;
pub mod error;
mod load;
mod merge;
mod number;
pub mod offsets;
mod parser;
pub mod quote;
mod reader;
mod resolve;
mod same;
pub mod scalar;
mod scanner;
mod seen;
mod timestamp;
mod token;
pub mod tree;

use hashbrown::HashSet;

pub use error::{ErrorClass, ErrorKind, YamlError};
pub use load::Loaded;
pub use merge::Entry;
pub use offsets::Offsets;
pub use same::same;
pub use scalar::Value;
pub(crate) use seen::Seen;
pub use tree::{Anchor, Node, NodeId, NodeKind, Style, Tag, Tree};

/// How many errors are kept: with so many, the first ones tell enough.
const MOST_ERRORS: usize = 1000;

/// Reads a text, at most [`MAX_LEN`](crate::text::MAX_LEN) bytes long. Any text gives a tree, in linear time.
pub fn parse(text: &str) -> Tree<'_> {
    let scanned = reader::without_zeros(text);
    let parsed = parser::parse(&scanned);
    let mut tree = Tree {
        text,
        nodes: parsed.builder.nodes,
        root: parsed.root,
        decoded: parsed.decoded,
        properties: parsed.builder.properties,
        anchors: parsed.builder.anchors,
        comments: parsed.comments,
        errors: Vec::new(),
        error_count: 0,
    };
    let tags: Vec<_> = tree.nodes().map(scalar::tag_of).collect();
    for (node, tag) in tree.nodes.iter_mut().zip(tags) {
        node.tag = tag;
    }
    let mappings = tree.nodes().filter(|node| merge::has_plain_keys(*node));
    let plain: Vec<_> = mappings.map(Node::id).collect();
    for id in plain {
        tree.nodes[id.index()].has_plain_keys = true;
    }
    let (unconstructed, broken) = construct::check(&tree);
    for id in broken {
        tree.nodes[id.index()].broken = true;
    }
    tree.errors = in_order(reader::unprintable(text), parsed.builder.errors);
    tree.errors.extend(unconstructed);
    let mut seen = HashSet::new();
    tree.errors
        .retain(|error| seen.insert((error.mark, error.start, error.kind.clone())));
    tree.error_count = tree.errors.len();
    tree.errors.truncate(MOST_ERRORS);
    tree
}

/// The errors in the order in which the loader would come to them: it reads a chunk before it scans it.
fn in_order(unprintable: Vec<reader::Unprintable>, syntax: Vec<YamlError>) -> Vec<YamlError> {
    let mut errors = Vec::with_capacity(unprintable.len() + syntax.len());
    let mut syntax = syntax.into_iter().peekable();
    for character in unprintable {
        while let Some(error) = syntax.next_if(|error| {
            error
                .mark
                .is_some_and(|mark| usize::from(mark) < character.seen_from)
        }) {
            errors.push(error);
        }
        errors.push(character.error);
    }
    errors.extend(syntax);
    errors
}

/// Where PyYAML puts an offset: line and column, both from 1. It counts U+0085, U+2028 and U+2029 as line breaks, and
/// no byte order mark.
pub fn loader_position(text: &str, offset: crate::text::TextSize) -> (u32, u32) {
    let bytes = text.as_bytes();
    let offset = usize::from(offset).min(bytes.len());
    let (mut line, mut start, mut at) = (1, 0, 0);
    while at < offset {
        at = chars::line_end(bytes, at);
        let len = chars::break_len(bytes, at);
        if len == 0 || at + len > offset {
            break;
        }
        at += len;
        line += 1;
        start = at;
    }
    let before = text.get(start..offset).unwrap_or("");
    let column = before.chars().filter(|c| *c != '\u{FEFF}').count() as u32;
    (line, column + 1)
}

/// Where the lines of a text begin, as the loader counts lines; the first is 0.
pub fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    let mut at = 0;
    loop {
        let end = chars::line_end(bytes, at);
        at = end + chars::break_len(bytes, end);
        if at == end {
            return starts;
        }
        starts.push(at);
    }
}
