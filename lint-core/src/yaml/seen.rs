//! What has been come to already.

use std::hash::Hash;

use hashbrown::HashSet;

use super::tree::Tree;

/// What a walk through a tree has come to. Only aliases lead anywhere twice: of a text without anchors nothing is kept.
#[derive(Debug)]
pub(crate) struct Seen<K> {
    is_shared: bool,
    keys: HashSet<K>,
}

impl<K: Eq + Hash> Seen<K> {
    /// Nothing yet.
    pub(crate) fn new(tree: &Tree<'_>) -> Self {
        Self {
            is_shared: !tree.anchors().is_empty(),
            keys: HashSet::new(),
        }
    }

    /// Whether this is the first time.
    pub(crate) fn is_new(&mut self, key: K) -> bool {
        !self.is_shared || self.keys.insert(key)
    }
}
