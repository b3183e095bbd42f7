//! How much of a manifest a plan repeats: what many deployments share is written once and shown many times.

use crate::manifest::Manifest;

/// What is free, besides so much for each node and each piece of the text.
const FREE: usize = 20_000;
/// How often each node of a text is shown, on average and at the most.
const PER_NODE: usize = 8;
/// So many bytes count as much as a node.
const BYTES: usize = 32;

/// What may still be shown. Where nothing is left, values are [unknown](super::Value::Unknown) and lists are cut.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Budget {
    pub(super) fn of(manifest: &Manifest<'_>) -> Self {
        let size = manifest.root.map_or(0, |root| {
            let tree = root.tree();
            tree.nodes().len() + tree.text().len() / BYTES
        });
        Self(size * PER_NODE + FREE)
    }

    /// Whether a value of so many bytes may be shown; it is counted if so.
    pub(super) fn spend(&mut self, bytes: usize) -> bool {
        let left = self.0.checked_sub(1 + bytes / BYTES);
        self.0 = left.unwrap_or(0);
        left.is_some()
    }
}
