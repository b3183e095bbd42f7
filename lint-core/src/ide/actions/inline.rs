//! What an alias stands for, in its place.

use super::{Action, ActionKind, change};
use crate::diagnostic::Edit;
use crate::ide::trail::Trail;
use crate::rules::edits::{begins_line, column, replace, shifted, span};
use crate::yaml::{Node, NodeKind, Style};

/// Writes out the alias at the place, or what the merge key there brings.
pub(super) fn offer(trail: &Trail<'_>) -> Option<Action> {
    let link = trail.last()?;
    let mapping = trail.parent()?;
    let (key, alias) = match link.node.is_key() {
        true => mapping.pairs().find(|(key, _)| *key == link.node)?,
        false => (link.key.unwrap_or(link.node), link.node),
    };
    let target = alias.resolve();
    let is_bound = alias.kind() == NodeKind::Alias && target.id() != alias.id();
    if !is_bound || target.is_broken() || !is_free_of_anchors(target) {
        return None;
    }
    let edit = match key.is_merge_key() {
        true => merged(mapping, key, alias)?,
        false if link.node.is_key() => return None,
        false => written_out(link.key, alias, target)?,
    };
    let title = format!("Write out what `{}` stands for", alias.source());
    Some(change(title, ActionKind::Inline, vec![edit]))
}

/// An anchor that is written twice would mean something else for the aliases behind it.
fn is_free_of_anchors(target: Node<'_>) -> bool {
    let range = target.range();
    let tree = target.tree();
    !(tree.anchors().iter()).any(|it| range.contains_range(it.range))
        && !tree.comments().iter().any(|it| range.contains_range(*it))
}

fn written_out(key: Option<Node<'_>>, alias: Node<'_>, target: Node<'_>) -> Option<Edit> {
    let text = alias.tree().text();
    let whole = span(target);
    let place = span(alias);
    // A tag in front of the target belongs to it.
    let is_line = !text[whole.clone()].contains('\n');
    let is_block = matches!(
        target.style(),
        Style::Block | Style::Literal | Style::Folded
    );
    let source = usize::from(target.range().start())..whole.end;
    if target.tag().is_some() {
        return None;
    }
    if is_line && !is_block {
        return Some(replace(place, &text[source]));
    }
    if target.style() != Style::Block || !stands_in_block(alias) {
        return None;
    }
    let from = column(text, source.start);
    match key {
        Some(key) => {
            let to = column(text, span(key).start) + 2;
            let lines = shifted(text, source, from, to)?;
            let gap = text[..place.start].trim_end_matches(' ').len();
            Some(replace(
                gap..place.end,
                format!("\n{}{lines}", " ".repeat(to)),
            ))
        }
        None => {
            let to = column(text, place.start);
            Some(replace(place, shifted(text, source, from, to)?))
        }
    }
}

/// Whether an alias ends its line, as it does outside of brackets.
fn stands_in_block(alias: Node<'_>) -> bool {
    let text = alias.tree().text();
    let end = span(alias).end;
    let rest = text[end..].lines().next().unwrap_or_default();
    let line = text[..span(alias).start]
        .rfind('\n')
        .map_or(0, |end| end + 1);
    let before = &text[line..span(alias).start];
    rest.trim().is_empty() && !before.contains(['[', '{', ',', '"', '\''])
}

/// The entries that a merge key brings, in its place.
fn merged(mapping: Node<'_>, key: Node<'_>, alias: Node<'_>) -> Option<Edit> {
    let text = mapping.tree().text();
    let target = alias.resolve();
    let is_plain =
        |node: Node<'_>| node.kind() == NodeKind::Mapping && node.style() == Style::Block;
    let merges = |node: Node<'_>| node.pairs().filter(|(key, _)| key.is_merge_key()).count();
    if !is_plain(mapping) || !is_plain(target) || merges(target) > 0 || merges(mapping) != 1 {
        return None;
    }
    let has = |name: &str| {
        let mut own = mapping.pairs();
        own.any(|(key, _)| key.as_text().is_some_and(|text| text == name))
    };
    let to = column(text, span(key).start);
    let mut lines: Vec<String> = Vec::new();
    for (inner, value) in target.pairs() {
        if has(&inner.as_text()?) {
            continue;
        }
        let start = span(inner).start;
        let end = match value.is_empty() {
            true => span(inner).end + text[span(inner).end..].find(':')? + 1,
            false => span(value).end,
        };
        lines.push(shifted(text, start..end, column(text, start), to)?);
    }
    let place = span(key).start..span(alias).end;
    let is_alone = begins_line(text, place.start) || text[..place.start].ends_with("- ");
    (is_alone && !lines.is_empty())
        .then(|| replace(place, lines.join(&format!("\n{}", " ".repeat(to)))))
}
