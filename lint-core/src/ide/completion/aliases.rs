//! Anchors to refer to.

use super::keys::item;
use super::slot::Slot;
use super::snippet::Snippet;
use super::{Item, ItemKind};
use crate::ide::purpose::Purpose;
use crate::yaml::{Node, NodeKind};

/// The names of the anchors above, behind a star.
pub(super) fn names(slot: &Slot<'_, '_>) -> Vec<Item> {
    let wants_mapping = is_merge(slot);
    anchors(slot)
        .into_iter()
        .filter(|(_, node)| !wants_mapping || node.is_mapping())
        .map(|(name, node)| {
            slot.item(&name, ItemKind::Anchor, &Snippet::plain(name.clone()))
                .detail(what(node))
        })
        .collect()
}

/// Aliases in the place of a value: where a mapping or list belongs, and behind a merge key.
pub(super) fn values(slot: &Slot<'_, '_>, purpose: Option<Purpose<'_>>) -> Vec<Item> {
    let wants_mapping = is_merge(slot)
        || purpose.is_some_and(|purpose| {
            purpose.object().is_some()
                || matches!(purpose, Purpose::Parameters | Purpose::JobVariables)
        });
    let wants_list = purpose.is_some_and(|purpose| purpose.item().is_some());
    let is_empty = slot.current().is_empty() && slot.cursor.quote.is_none();
    if !is_empty {
        return Vec::new();
    }
    anchors(slot)
        .into_iter()
        .filter(|(_, node)| node.is_mapping() && wants_mapping || node.is_sequence() && wants_list)
        .map(|(name, node)| {
            let alias = format!("*{name}");
            slot.item(&alias, ItemKind::Anchor, &Snippet::plain(alias.clone()))
                .detail(what(node))
        })
        .collect()
}

/// A merge key, where there is something to merge.
pub(super) fn merge(slot: &Slot<'_, '_>) -> Option<Item> {
    let names: Vec<String> = anchors(slot)
        .into_iter()
        .filter(|(_, node)| node.is_mapping())
        .map(|(name, _)| format!("*{name}"))
        .collect();
    let is_there = slot.own_keys().iter().any(|key| key == "<<");
    if names.is_empty() || is_there || slot.cursor.quote.is_some() {
        return None;
    }
    let value = Snippet::plain(" ").choice(names);
    let mut found = item(slot, "<<", value);
    // The key must not be in quotes.
    for text in [&mut found.edit.text, &mut found.plain] {
        *text = text.replace("\"<<\"", "<<");
    }
    Some(found.detail("the entries of another mapping"))
}

/// Whether the cursor is behind a merge key.
pub(super) fn is_merge(slot: &Slot<'_, '_>) -> bool {
    let key = slot.trail.last().and_then(|link| link.key);
    key.is_some_and(Node::is_merge_key)
}

/// The anchors before the cursor that can be referred to here, the nearest first: of those with the same name the last.
fn anchors<'a>(slot: &Slot<'_, 'a>) -> Vec<(String, Node<'a>)> {
    let tree = slot.cx.tree;
    let mut found: Vec<(String, Node<'a>)> = Vec::new();
    for anchor in tree.anchors().iter().rev() {
        let name = tree.text()[anchor.range].trim_start_matches('&').to_owned();
        let node = tree.node(anchor.node);
        // What is around the cursor would contain itself.
        let is_before = anchor.range.end() <= slot.offset() && !slot.trail.passes(node);
        if is_before && !found.iter().any(|(other, _)| *other == name) {
            found.push((name, node));
        }
    }
    found
}

/// What an anchor is on, in a few words.
fn what(node: Node<'_>) -> String {
    match node.kind() {
        NodeKind::Mapping => {
            let keys: Vec<_> = node.pairs().filter_map(|(key, _)| key.as_text()).collect();
            format!("mapping: {}", keys.join(", "))
        }
        NodeKind::Sequence => match node.items().count() {
            1 => "list of 1".to_owned(),
            count => format!("list of {count}"),
        },
        _ => node.as_text().unwrap_or_default().into_owned(),
    }
}
