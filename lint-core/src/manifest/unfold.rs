//! What a mapping holds once aliases and merge keys are followed.
//!
//! A text may merge one long mapping into many, and alias it in many places. Every mapping that is written out is
//! looked at once, and of what merges and aliases bring only so much as a person would write: beyond that the mapping
//! is opaque, and nothing is said about it.

use hashbrown::HashSet;

use crate::yaml::{Entry, Node, NodeId, NodeKind};

/// The most entries, and mappings, that merge keys and aliases may bring into one mapping.
const MOST_BROUGHT: usize = 256;

/// The entries of a mapping, each key once, in the loader's order. None where too much would have to be unfolded.
pub(crate) fn entries(node: Node<'_>) -> Option<Vec<Entry<'_>>> {
    let target = node.resolve();
    let is_alias = node.kind() == NodeKind::Alias;
    if is_alias && target.pairs().nth(MOST_BROUGHT).is_some() {
        return None;
    }
    merges_little(target).then(|| target.entries())
}

/// Whether all that a mapping merges is short enough to be unfolded.
fn merges_little(node: Node<'_>) -> bool {
    if node.has_plain_keys() {
        return true;
    }
    let mut brought = 0;
    let mut seen: HashSet<NodeId> = HashSet::new();
    let mut stack = merged(node);
    if stack.is_empty() {
        return true;
    }
    while let Some(value) = stack.pop() {
        brought += 1;
        let target = value.resolve();
        if brought > MOST_BROUGHT {
            break;
        }
        if !seen.insert(target.id()) {
            continue;
        }
        match target.kind() {
            NodeKind::Mapping => {
                brought += target.pairs().take(MOST_BROUGHT + 1).count();
                if brought <= MOST_BROUGHT {
                    stack.extend(merged(target));
                }
            }
            NodeKind::Sequence => stack.extend(target.items().take(MOST_BROUGHT + 1)),
            _ => {}
        }
    }
    brought <= MOST_BROUGHT
}

/// The values of a mapping's merge keys.
fn merged(node: Node<'_>) -> Vec<Node<'_>> {
    node.pairs()
        .filter(|(key, _)| key.is_merge_key())
        .map(|(_, value)| value)
        .collect()
}

/// The entry of a text key.
pub(super) fn find<'e, 't>(entries: &'e [Entry<'t>], key: &str) -> Option<&'e Entry<'t>> {
    entries.iter().find(|entry| entry.key.is_str(key))
}
