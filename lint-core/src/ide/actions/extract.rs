//! An anchor for a mapping that is written several times.

use super::{Action, ActionKind, change};
use crate::diagnostic::Edit;
use crate::ide::trail::Trail;
use crate::rules::edits::{insert, replace, span};
use crate::yaml::{Node, NodeKind, Style, Tree};

/// The most nodes that are compared with each other.
const MOST_COMPARED: usize = 2_000;

/// A mapping that is the value of a key.
#[derive(Clone, Copy)]
struct Entry<'t> {
    key: Node<'t>,
    value: Node<'t>,
}

/// Names the mapping around the place, and puts aliases where it is repeated.
pub(super) fn offer(tree: &Tree<'_>, trail: &Trail<'_>) -> Option<Action> {
    let mut around = trail.0.iter().rev().filter_map(|link| {
        let key = link.key.filter(|key| *key != link.node)?;
        let value = link.node;
        is_plain(tree, value).then_some(Entry { key, value })
    });
    around.find_map(|entry| {
        let all = repeated(tree, entry.value);
        (all.len() > 1).then(|| action(tree, entry.key, &all))?
    })
}

/// Whether a mapping is one that can be written once: with nothing in it that would be lost or mean something else.
fn is_plain(tree: &Tree<'_>, value: Node<'_>) -> bool {
    let range = value.range();
    value.kind() == NodeKind::Mapping
        && !value.is_broken()
        && value.full_range() == range
        && value.pairs().next().is_some()
        && !tree.comments().iter().any(|it| range.contains_range(*it))
        && !(tree.anchors().iter()).any(|it| range.contains_range(it.range))
}

/// All entries that have the same mapping, in the order of the text.
fn repeated<'t>(tree: &'t Tree<'t>, wanted: Node<'_>) -> Vec<Entry<'t>> {
    let count = wanted.pairs().count();
    let mut found = Vec::new();
    for mapping in tree.nodes().filter(|it| it.kind() == NodeKind::Mapping) {
        for (key, value) in mapping.pairs() {
            let may_be = value.kind() == NodeKind::Mapping && value.pairs().count() == count;
            let mut left = MOST_COMPARED;
            if may_be && is_plain(tree, value) && is_same(wanted, value, &mut left) {
                found.push(Entry { key, value });
            }
        }
    }
    found.sort_by_key(|entry| entry.value.range().start());
    found
}

/// Whether two nodes mean the same, written in whichever way.
fn is_same(a: Node<'_>, b: Node<'_>, left: &mut usize) -> bool {
    let Some(fewer) = left.checked_sub(1) else {
        return false;
    };
    *left = fewer;
    if a.kind() != b.kind() || a.tag() != b.tag() {
        return false;
    }
    match a.kind() {
        NodeKind::Scalar => a.value().is_some() && a.value() == b.value(),
        NodeKind::Alias => a.resolve().id() == b.resolve().id(),
        NodeKind::Broken => false,
        NodeKind::Sequence | NodeKind::Mapping => {
            let (a, b) = (children(a), children(b));
            let mut both = a.iter().zip(&b);
            a.len() == b.len() && both.all(|(a, b)| is_same(*a, *b, left))
        }
    }
}

fn children(node: Node<'_>) -> Vec<Node<'_>> {
    let pairs = node.pairs().flat_map(|(key, value)| [key, value]);
    node.items().chain(pairs).collect()
}

fn action(tree: &Tree<'_>, key: Node<'_>, all: &[Entry<'_>]) -> Option<Action> {
    let name = free_name(tree, key);
    let (first, others) = all.split_first()?;
    let mut edits = vec![named(tree, *first, &name)?];
    for other in others {
        edits.push(replaced(tree, *other, &name)?);
    }
    let title = format!("Write it once, as `&{name}`, for all {} places", all.len());
    Some(change(title, ActionKind::Extract, edits))
}

/// The name of the key as far as anchors can have it, and a number if it is taken.
fn free_name(tree: &Tree<'_>, key: Node<'_>) -> String {
    let is_letter = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let text = key.as_text().unwrap_or_default();
    let base: String = text.chars().filter(is_letter).collect();
    let base = if base.is_empty() {
        "shared".to_owned()
    } else {
        base
    };
    let taken: Vec<&str> = (tree.anchors().iter())
        .map(|anchor| tree.text()[anchor.range].trim_start_matches('&'))
        .collect();
    let numbered = (2..).map(|number| format!("{base}-{number}"));
    let mut names = std::iter::once(base.clone()).chain(numbered);
    let free = names.find(|name| !taken.contains(&name.as_str()));
    free.unwrap_or(base)
}

/// The anchor in front of the first.
fn named(tree: &Tree<'_>, entry: Entry<'_>, name: &str) -> Option<Edit> {
    match entry.value.style() {
        Style::Flow => Some(insert(span(entry.value).start, format!("&{name} "))),
        _ => Some(insert(behind_colon(tree, entry)?, format!(" &{name}"))),
    }
}

/// An alias in the place of another.
fn replaced(tree: &Tree<'_>, entry: Entry<'_>, name: &str) -> Option<Edit> {
    let whole = span(entry.value);
    match entry.value.style() {
        Style::Flow => Some(replace(whole, format!("*{name}"))),
        _ => Some(replace(
            behind_colon(tree, entry)?..whole.end,
            format!(" *{name}"),
        )),
    }
}

/// The end of the colon, if nothing but blanks and a line end are between it and the value.
fn behind_colon(tree: &Tree<'_>, entry: Entry<'_>) -> Option<usize> {
    let (key, value) = (span(entry.key).end, span(entry.value).start);
    let between = tree.text().get(key..value)?;
    let colon = key + between.find(':')?;
    tree.text()[colon + 1..value]
        .trim()
        .is_empty()
        .then_some(colon + 1)
}
