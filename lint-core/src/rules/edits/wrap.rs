//! Putting values into lists and mappings of their own.

use super::{begins_line, column, has_plain_lines, indent, insert, replace, span};
use crate::diagnostic::Edit;
use crate::schema::Spot;
use crate::yaml::{NodeKind, Style};

/// Makes a list of one out of a value, and an empty list out of an empty mapping.
pub(in crate::rules) fn wrap_in_list(spot: &Spot<'_>) -> Option<Vec<Edit>> {
    let (value, text) = (spot.value, spot.value.tree().text());
    let whole = span(value);
    match (value.kind(), value.style()) {
        (NodeKind::Mapping, _) if value.pairs().next().is_none() => {
            let bare = value.full_range() == value.range();
            bare.then(|| vec![replace(whole, "[]")])
        }
        (NodeKind::Mapping, Style::Block) => {
            let own_lines = begins_line(text, whole.start) && value.full_range() == value.range();
            if !own_lines || spot.merged || !has_plain_lines(&text[whole.clone()]) {
                return None;
            }
            let mut edits = vec![insert(whole.start, "- ")];
            edits.extend(indent(text, whole, 2));
            Some(edits)
        }
        (NodeKind::Scalar, Style::Plain)
            if text[whole.clone()].contains([',', '[', ']', '{', '}', ':', '?', '\n', '#']) =>
        {
            None
        }
        (NodeKind::Scalar, Style::Literal | Style::Folded) | (NodeKind::Broken, _) => None,
        _ => Some(vec![insert(whole.start, "["), insert(whole.end, "]")]),
    }
}

/// Gives a key without a value, or with a null, this value.
pub(in crate::rules) fn fill(spot: &Spot<'_>, with: &str) -> Option<Edit> {
    let (key, value) = (spot.key?, spot.value);
    if value.kind() == NodeKind::Alias || value.full_range() != value.range() {
        return None;
    }
    if !value.is_empty() {
        return Some(replace(span(value), with));
    }
    let text = key.tree().text();
    let end = span(key).end;
    let colon = end + (text[end..].len() - text[end..].trim_start_matches(' ').len());
    text[colon..]
        .starts_with(':')
        .then(|| insert(colon + 1, format!(" {with}")))
}

/// Puts a value of one line under a key of its own: `a: b` becomes `a:` with `name: b` on the next line.
pub(in crate::rules) fn nest(spot: &Spot<'_>, name: &str) -> Option<Edit> {
    let (key, value) = (spot.key.filter(|_| !spot.merged)?, spot.value);
    let text = key.tree().text();
    let whole = span(value);
    let source = &text[whole.clone()];
    if source.contains('\n') || value.full_range() != value.range() {
        return None;
    }
    if spot.in_flow() {
        return Some(replace(whole, format!("{{{name}: {source}}}")));
    }
    let blanks = " ".repeat(column(text, span(key).start) + 2);
    let gap = text[..whole.start].trim_end_matches(' ').len();
    Some(replace(
        gap..whole.end,
        format!("\n{blanks}{name}: {source}"),
    ))
}
