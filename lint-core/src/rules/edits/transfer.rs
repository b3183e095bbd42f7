//! Moving entries from one collection to another.

use super::{
    Span, column, delete, has_plain_lines, indent, insert, is_free, line_start, next_line,
    remove_entry, replace, span,
};
use crate::diagnostic::Edit;
use crate::schema::Spot;
use crate::yaml::{Node, NodeKind, Style};

/// Moves an entry of a block mapping to the end of another block mapping, or under a new key in its own place.
pub(in crate::rules) fn move_into(
    spot: &Spot<'_>,
    target: Option<Node<'_>>,
    under: &str,
    name: &str,
) -> Option<Vec<Edit>> {
    let key = spot.key.filter(|_| !spot.merged && !spot.in_flow())?;
    let text = key.tree().text();
    let whole = span(key).start..span(spot.value).end.max(span(key).end);
    let from = column(text, whole.start);
    if !has_plain_lines(&text[whole.clone()]) || has_comments_around(text, &whole) {
        return None;
    }
    let Some(target) = target else {
        let nested = format!("{under}:\n{}{name}", " ".repeat(from + 2));
        let mut edits = vec![replace(span(key), nested)];
        edits.extend(indent(text, whole, 2));
        return Some(edits);
    };
    let (first, _) = target.pairs().next()?;
    // What has an anchor may serve other deployments as well.
    if ends_in_block_text(spot.value)
        || target.kind() != NodeKind::Mapping
        || target.style() != Style::Block
        || target.anchor().is_some()
        || !is_free(target, name)
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

/// Whether comments stand right above an entry, behind its last line, or below it and deeper: they belong to it, and
/// would stay behind.
fn has_comments_around(text: &str, entry: &Span) -> bool {
    let is_comment = |line: &str| line.trim_start().starts_with('#');
    let start = line_start(text, entry.start);
    let above = text[..start].lines().next_back().is_some_and(is_comment);
    let end = next_line(text, entry.end);
    let behind = text[entry.end..end].contains('#');
    let below = text[end..].lines().next().is_some_and(|line| {
        let indent = line.len() - line.trim_start().len();
        is_comment(line) && indent > column(text, entry.start)
    });
    above || behind || below
}

/// Adds a mapping, written as a value elsewhere, to the end of a list.
pub(in crate::rules) fn append_item(list: Node<'_>, item: Node<'_>) -> Option<Edit> {
    let text = list.tree().text();
    let last = list.items().last()?;
    let whole = span(item);
    match (list.kind(), list.style(), item.style()) {
        (NodeKind::Sequence, Style::Flow, Style::Flow) => {
            Some(insert(span(last).end, format!(", {}", &text[whole])))
        }
        (NodeKind::Sequence, Style::Block, _) if !ends_in_block_text(item) => {
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

/// Whether blanks and breaks behind a node belong to its text: at another place, they would be others.
fn ends_in_block_text(node: Node<'_>) -> bool {
    let mut last = node;
    while let Some(inner) = last
        .items()
        .last()
        .or_else(|| last.pairs().last().map(|pair| pair.1))
    {
        if last.kind() == NodeKind::Alias {
            return false;
        }
        last = inner;
    }
    matches!(last.style(), Style::Literal | Style::Folded)
}

/// The column of a block list's dashes.
fn list_column(text: &str, list: Node<'_>) -> usize {
    column(text, usize::from(list.range().start()))
}

/// Puts the keys of an inner mapping in the place of the entry that holds it.
pub(in crate::rules) fn unnest(spot: &Spot<'_>) -> Option<Vec<Edit>> {
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

/// Lines as they are after their first has moved from one column to another; none where one has too few blanks.
pub(crate) fn shifted(text: &str, span: Span, from: usize, to: usize) -> Option<String> {
    if !has_plain_lines(&text[span.clone()]) {
        return None;
    }
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
