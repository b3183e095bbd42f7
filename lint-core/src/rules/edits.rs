//! Edits of YAML that keep it YAML: entries taken out, wrapped, filled in or moved, in either style.
//!
//! Each function gives nothing where it is not certain of the result: rules then say what to write, and leave the
//! writing to the user.

use crate::diagnostic::Edit;
use crate::schema::Spot;
use crate::text::{TextRange, size};
use crate::yaml::{Node, NodeKind, Style};

/// A range of plain byte offsets.
pub(super) type Span = std::ops::Range<usize>;

/// The bytes of a node with its anchor and tag, without blanks or line ends behind it.
pub(super) fn span(node: Node<'_>) -> Span {
    let range = node.full_range();
    let (start, end) = (usize::from(range.start()), usize::from(range.end()));
    start..start + node.tree().text()[start..end].trim_end().len()
}

/// Replaces some bytes.
pub(super) fn replace(span: Span, text: impl Into<String>) -> Edit {
    Edit::new(TextRange::new(size(span.start), size(span.end)), text)
}

/// Puts something in.
pub(super) fn insert(at: usize, text: impl Into<String>) -> Edit {
    replace(at..at, text)
}

/// Takes some bytes out.
pub(super) fn delete(span: Span) -> Edit {
    replace(span, "")
}

/// A text in double quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
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
pub(super) fn column(text: &str, at: usize) -> usize {
    text[line_start(text, at)..at].chars().count()
}

/// Whether only blanks stand before an offset in its line.
pub(super) fn begins_line(text: &str, at: usize) -> bool {
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

/// Lines as they are after their first has moved from one column to another; none where one has too few blanks.
fn shifted(text: &str, span: Span, from: usize, to: usize) -> Option<String> {
    let mut lines = text[span].split('\n');
    let mut moved = lines.next()?.trim_end_matches('\r').to_owned();
    for line in lines {
        moved.push('\n');
        let line = line.trim_end_matches('\r');
        let blanks = line.len() - line.trim_start_matches(' ').len();
        match line.trim().is_empty() {
            true => moved.push_str(line.trim_matches(' ')),
            false => {
                let blanks = (blanks + to).checked_sub(from)?;
                moved.push_str(&" ".repeat(blanks));
                moved.push_str(line.trim_start_matches(' '));
            }
        }
    }
    Some(moved)
}

/// Takes an entry out of a mapping that has others, with the comment behind it.
pub(super) fn remove_entry(spot: &Spot<'_>) -> Option<Edit> {
    let key = spot.key.filter(|_| !spot.merged)?;
    let text = key.tree().text();
    let home = spot.home();
    let whole = span(key).start..span(spot.value).end.max(span(key).end);
    // An anchor in there may be needed elsewhere.
    if text[whole.clone()].contains('&') || home.pairs().nth(1).is_none() {
        return None;
    }
    match home.style() {
        Style::Flow => remove_between_commas(text, home, key, whole),
        _ => remove_lines(text, home, key, whole),
    }
}

fn remove_lines(text: &str, home: Node<'_>, key: Node<'_>, whole: Span) -> Option<Edit> {
    let end = next_line(text, whole.end);
    let behind = text[whole.end..end].trim();
    if !behind.is_empty() && !behind.starts_with('#') && behind != ":" {
        return None;
    }
    if begins_line(text, whole.start) {
        return Some(delete(line_start(text, whole.start)..end));
    }
    // Behind a dash: the next key takes the place.
    let next = span(following(home, key)?).start;
    let plain = text[whole.end..next]
        .trim_matches([' ', '\n', '\r', ':'])
        .is_empty();
    (plain && begins_line(text, next)).then(|| delete(whole.start..next))
}

fn remove_between_commas(text: &str, home: Node<'_>, key: Node<'_>, whole: Span) -> Option<Edit> {
    let cut = match following(home, key) {
        Some(next) => whole.start..span(next).start,
        None => {
            let before = home.pairs().take_while(|(other, _)| *other != key).last()?;
            span(before.1).end.max(span(before.0).end)..whole.end
        }
    };
    (!text[cut.clone()].contains('#')).then(|| delete(cut))
}

/// The key behind a key.
fn following<'t>(home: Node<'t>, key: Node<'t>) -> Option<Node<'t>> {
    let mut keys = home
        .pairs()
        .map(|(key, _)| key)
        .skip_while(|other| *other != key);
    keys.nth(1)
}

/// Takes an item out of a list; a list that has no other becomes `[]`.
pub(super) fn remove_item(list: Node<'_>, item: Node<'_>) -> Option<Edit> {
    let text = item.tree().text();
    let list = list.resolve();
    let whole = span(item);
    let next = list.items().skip_while(|other| *other != item).nth(1);
    let before = list.items().take_while(|other| *other != item).last();
    match (list.style(), next, before) {
        (Style::Flow, None, None) => Some(replace(span(list), "[]")),
        (Style::Flow, Some(next), _) => Some(delete(whole.start..span(next).start)),
        (Style::Flow, None, Some(before)) => Some(delete(span(before).end..whole.end)),
        (_, None, None) => {
            let start = span(list).start;
            let colon = text[..start].trim_end();
            let plain = colon.ends_with(':') && begins_line(text, start);
            plain.then(|| replace(colon.len()..whole.end, " []"))
        }
        _ => {
            let start = line_start(text, whole.start);
            let alone = text[start..whole.start].trim() == "-";
            let end = next_line(text, whole.end);
            (alone && text[whole.end..end].trim().is_empty()).then(|| delete(start..end))
        }
    }
}

/// Makes a list of one out of a value.
pub(super) fn wrap_in_list(spot: &Spot<'_>) -> Option<Vec<Edit>> {
    let (value, text) = (spot.value, spot.value.tree().text());
    let whole = span(value);
    match (value.kind(), value.style()) {
        (NodeKind::Mapping, Style::Block) => {
            let own_lines = begins_line(text, whole.start) && value.full_range() == value.range();
            if !own_lines || spot.merged {
                return None;
            }
            let mut edits = vec![insert(whole.start, "- ")];
            edits.extend(indent(text, whole, 2));
            Some(edits)
        }
        (NodeKind::Scalar, Style::Plain)
            if text[whole.clone()].contains([',', '[', ']', '{', '}', '\n', '#']) =>
        {
            None
        }
        (NodeKind::Scalar, Style::Literal | Style::Folded) | (NodeKind::Broken, _) => None,
        _ => Some(vec![insert(whole.start, "["), insert(whole.end, "]")]),
    }
}

/// Gives a key without a value, or with a null, this value.
pub(super) fn fill(spot: &Spot<'_>, with: &str) -> Option<Edit> {
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
pub(super) fn nest(spot: &Spot<'_>, name: &str) -> Option<Edit> {
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

/// Moves an entry of a block mapping to the end of another block mapping, or under a new key in its own place.
pub(super) fn move_into(
    spot: &Spot<'_>,
    target: Option<Node<'_>>,
    under: &str,
    name: &str,
) -> Option<Vec<Edit>> {
    let key = spot.key.filter(|_| !spot.merged && !spot.in_flow())?;
    let text = key.tree().text();
    let whole = span(key).start..span(spot.value).end.max(span(key).end);
    let from = column(text, whole.start);
    let Some(target) = target else {
        let nested = format!("{under}:\n{}{name}", " ".repeat(from + 2));
        let mut edits = vec![replace(span(key), nested)];
        edits.extend(indent(text, whole, 2));
        return Some(edits);
    };
    let (first, _) = target.pairs().next()?;
    if target.kind() != NodeKind::Mapping
        || target.style() != Style::Block
        || target.get(name).is_some()
    {
        return None;
    }
    let to = column(text, span(first).start);
    let behind_key = span(key).end..whole.end;
    let moved = format!("{name}{}", shifted(text, behind_key, from, to)?);
    let end = next_line(text, span(target).end);
    let line_end = match text[..end].ends_with('\n') {
        true => "",
        false => "\n",
    };
    let line = format!("{line_end}{}{moved}\n", " ".repeat(to));
    let removal = remove_entry(spot)?;
    Some(match usize::from(removal.range.start()) == end {
        true => vec![Edit::new(removal.range, line)],
        false => vec![removal, insert(end, line)],
    })
}

/// Adds a mapping, written as a value elsewhere, to the end of a list.
pub(super) fn append_item(list: Node<'_>, item: Node<'_>) -> Option<Edit> {
    let text = list.tree().text();
    let last = list.items().last()?;
    let whole = span(item);
    match (list.kind(), list.style(), item.style()) {
        (NodeKind::Sequence, Style::Flow, Style::Flow) => {
            Some(insert(span(last).end, format!(", {}", &text[whole])))
        }
        (NodeKind::Sequence, Style::Block, _) => {
            let dash = list_column(text, list);
            let from = column(text, whole.start);
            let lines = shifted(text, whole, from, dash + 2)?;
            let end = next_line(text, span(last).end);
            let line_end = match text[..end].ends_with('\n') {
                true => "",
                false => "\n",
            };
            Some(insert(
                end,
                format!("{line_end}{}- {lines}\n", " ".repeat(dash)),
            ))
        }
        _ => None,
    }
}

/// The column of a block list's dashes.
fn list_column(text: &str, list: Node<'_>) -> usize {
    column(text, span(list).start)
}

/// Puts the keys of an inner mapping in the place of the entry that holds it.
pub(super) fn unnest(spot: &Spot<'_>) -> Option<Vec<Edit>> {
    let (key, inner) = (spot.key.filter(|_| !spot.merged)?, spot.value);
    let text = key.tree().text();
    let (start, whole) = (span(key).start, span(inner));
    let (first, _) = inner.pairs().next()?;
    let first = span(first).start;
    let plain = inner.kind() == NodeKind::Mapping && inner.full_range() == inner.range();
    if !plain || text[start..first].contains('#') {
        return None;
    }
    let outer = spot.home();
    match (outer.style(), inner.style()) {
        (Style::Flow, Style::Flow) => {
            let last = inner
                .pairs()
                .last()
                .map_or(first, |(key, value)| span(value).end.max(span(key).end));
            Some(vec![delete(start..first), delete(last..whole.end)])
        }
        (Style::Block, Style::Flow) if outer.pairs().nth(1).is_none() => {
            Some(vec![delete(start..whole.start)])
        }
        (Style::Block, Style::Block) => {
            let (from, to) = (column(text, first), column(text, start));
            let lines = shifted(text, first..whole.end, from, to)?;
            Some(vec![replace(start..whole.end, lines)])
        }
        _ => None,
    }
}
