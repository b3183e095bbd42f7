//! Edits of YAML that keep it YAML: entries taken out, wrapped, filled in or moved, in either style.
//!
//! Each function gives nothing where it is not certain of the result: rules then say what to write, and leave the
//! writing to the user.

mod remove;
mod transfer;
mod wrap;

pub(super) use crate::yaml::quote::quoted;
pub(super) use remove::{remove_entry, remove_item};
pub(crate) use transfer::shifted;
pub(super) use transfer::{append_item, move_into, unnest};
pub(super) use wrap::{fill, nest, wrap_in_list};

use crate::diagnostic::Edit;
use crate::text::{TextRange, size};
use crate::yaml::{Node, NodeKind, Style};

/// A range of plain byte offsets.
pub(crate) type Span = std::ops::Range<usize>;

/// The bytes of a node with its anchor and tag, without blanks or line ends behind it.
pub(crate) fn span(node: Node<'_>) -> Span {
    let range = node.full_range();
    let (start, end) = (usize::from(range.start()), usize::from(range.end()));
    start..start + node.tree().text()[start..end].trim_end().len()
}

/// Replaces some bytes.
pub(crate) fn replace(span: Span, text: impl Into<String>) -> Edit {
    Edit::new(TextRange::new(size(span.start), size(span.end)), text)
}

/// Writes another text in the place of a scalar, in quotes where the scalar is.
pub(super) fn replace_text(value: Node<'_>, text: &str) -> Option<Edit> {
    let text = match (value.kind(), value.style()) {
        (NodeKind::Scalar, Style::Plain) => text.to_owned(),
        (NodeKind::Scalar, Style::SingleQuoted | Style::DoubleQuoted) => quoted(text),
        _ => return None,
    };
    Some(Edit::new(value.range(), text))
}

/// Writes another name in the place of a key, in quotes where the key is: in JSON, no blank follows it.
pub(super) fn rename(key: Node<'_>, name: &str) -> Edit {
    let new = match key.style() {
        Style::SingleQuoted | Style::DoubleQuoted => quoted(name),
        _ => name.to_owned(),
    };
    Edit::new(key.range(), new)
}

/// Puts quotes around a plain scalar of one line.
pub(crate) fn quote(value: Node<'_>) -> Option<Edit> {
    let bare = value.kind() == NodeKind::Scalar && value.full_range() == value.range();
    let plain = bare && value.style() == Style::Plain && !value.is_empty();
    (plain && !value.source().contains('\n'))
        .then(|| Edit::new(value.range(), quoted(value.source())))
}

/// Puts something in.
pub(crate) fn insert(at: usize, text: impl Into<String>) -> Edit {
    replace(at..at, text)
}

/// Takes some bytes out.
pub(super) fn delete(span: Span) -> Edit {
    replace(span, "")
}

/// A text of one line as an item of a list in brackets, in quotes where it needs them.
pub(super) fn item(text: &str) -> String {
    const WORDS: &[&str] = &["true", "false", "yes", "no", "on", "off", "null"];
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c))
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    match plain {
        true => text.to_owned(),
        false => quoted(text),
    }
}

/// Whether lines end with `\n` or `\r\n` only. YAML knows other line ends, which the functions here do not.
fn has_plain_lines(text: &str) -> bool {
    let stray = |part: &str| {
        part.trim_end_matches('\r')
            .contains(['\r', '\u{85}', '\u{2028}', '\u{2029}'])
    };
    !text
        .split_inclusive('\n')
        .any(|line| stray(line.trim_end_matches('\n')))
}

/// Where the line of an offset begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Where the next line begins.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// How many characters stand before an offset in its line.
pub(crate) fn column(text: &str, at: usize) -> usize {
    text[line_start(text, at)..at].chars().count()
}

/// Whether only blanks stand before an offset in its line.
pub(crate) fn begins_line(text: &str, at: usize) -> bool {
    text[line_start(text, at)..at].trim_matches(' ').is_empty()
}

/// Puts `by` blanks in front of all lines of a span but the first.
pub(super) fn indent(text: &str, span: Span, by: usize) -> Vec<Edit> {
    later_lines(text, span)
        .map(|start| insert(start, " ".repeat(by)))
        .collect()
}

/// Where the lines of a span begin that have something in them, but for the first.
fn later_lines(text: &str, span: Span) -> impl Iterator<Item = usize> {
    let starts = text[span.clone()]
        .match_indices('\n')
        .map(move |(at, _)| span.start + at + 1);
    starts.filter(|start| !text[*start..next_line(text, *start)].trim().is_empty())
}

/// The value of a mapping's own key; none also where merge keys may bring another.
pub(super) fn own<'t>(home: Node<'t>, key: &str) -> Option<Node<'t>> {
    let mut found = None;
    for (other, value) in home.pairs() {
        if other.is_merge_key() {
            return None;
        }
        if other.is_str(key) {
            found = Some(value);
        }
    }
    found
}

/// Whether a mapping has no such key, and no merge key that may bring it.
pub(super) fn is_free(home: Node<'_>, key: &str) -> bool {
    home.pairs()
        .all(|(other, _)| !other.is_merge_key() && other.as_str().is_none_or(|other| other != key))
}
