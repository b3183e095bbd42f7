//! Growing selections: from the word under the cursor to the whole file.

use super::Document;
use super::names::inner;
use super::trail::Trail;
use crate::template::Text;
use crate::text::{TextRange, TextSize, size};
use crate::yaml::{NodeKind, parse};

/// The ranges around an offset, each inside the next: a placeholder's name, the placeholder, the text, the text with
/// its quotes, the entry, the mapping, and so on.
pub fn selection(document: &Document<'_>, offset: TextSize) -> Vec<TextRange> {
    let at = document.clamp(offset);
    let tree = parse(document.text());
    let trail = Trail::to(&tree, at);
    let whole = TextRange::up_to(TextSize::of(document.text()));
    let mut ranges = vec![whole];
    for link in &trail.0 {
        if let Some(key) = link.key.filter(|key| *key != link.node) {
            let end = link.node.full_range().end().max(key.full_range().end());
            ranges.push(TextRange::new(key.full_range().start(), end));
        } else if let (Some(key), Some(value)) = (link.key, value_of(&trail, link.node)) {
            let end = value.full_range().end().max(key.full_range().end());
            ranges.push(TextRange::new(key.full_range().start(), end));
        }
        ranges.push(link.node.full_range());
        ranges.push(link.node.range());
    }
    if let Some(link) = trail
        .last()
        .filter(|link| link.node.kind() == NodeKind::Scalar)
    {
        ranges.push(inner(link.node));
        if let Some(text) = Text::of(link.node) {
            for placeholder in &text.placeholders {
                ranges.push(text.range(&placeholder.range));
                ranges.push(text.range(&placeholder.name));
            }
        }
    }
    let trim = |range: TextRange| {
        let text = document.text()[range].trim_end();
        TextRange::at(range.start(), TextSize::of(text))
    };
    let at = size(at);
    let mut found: Vec<TextRange> = vec![whole];
    for range in ranges.into_iter().skip(1).map(trim) {
        let is_smaller = found
            .last()
            .is_some_and(|outer| outer.contains_range(range) && *outer != range);
        if range.contains_inclusive(at) && !range.is_empty() && is_smaller {
            found.push(range);
        }
    }
    found.reverse();
    found
}

/// The value behind a key.
fn value_of<'t>(trail: &Trail<'t>, key: crate::yaml::Node<'t>) -> Option<crate::yaml::Node<'t>> {
    let mapping = trail.parent()?;
    let mut pairs = mapping.pairs();
    pairs
        .find(|(other, _)| *other == key)
        .map(|(_, value)| value)
}
