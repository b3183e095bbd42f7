//! Where a name is used.

use super::Document;
use super::names::{self, Occurrence};
use crate::text::{TextRange, TextSize};

/// A place where the name at the cursor is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Highlight {
    /// The name.
    pub range: TextRange,
    /// Whether the name is given here.
    pub is_write: bool,
}

/// The places where the name at an offset is written: a step's id, an output, an anchor.
pub fn references(
    document: &Document<'_>,
    offset: TextSize,
    with_declaration: bool,
) -> Vec<TextRange> {
    all(document, offset)
        .into_iter()
        .filter(|occurrence| with_declaration || !occurrence.is_definition)
        .map(|occurrence| occurrence.range)
        .collect()
}

/// The same, each with whether the name is given there.
pub fn highlights(document: &Document<'_>, offset: TextSize) -> Vec<Highlight> {
    all(document, offset)
        .into_iter()
        .map(|occurrence| Highlight {
            range: occurrence.range,
            is_write: occurrence.is_definition,
        })
        .collect()
}

fn all(document: &Document<'_>, offset: TextSize) -> Vec<Occurrence> {
    let at = document.clamp(offset);
    document.ask(|cx, _| {
        let Some((_, names)) = names::at(cx, at) else {
            return Vec::new();
        };
        let each = names.iter().flat_map(|name| names::occurrences(cx, name));
        names::in_order(each.collect())
    })
}
