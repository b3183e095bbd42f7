//! The entries of a mapping, as far as they matter to the tables.
//!
//! A thousand deployments may merge one mapping of a thousand keys. What the tables know of such a mapping is worked
//! out once, and the keys that no table knows are looked at once, where they are written: so the cost is that of the
//! text, not that of what it unfolds to.

use std::borrow::Cow;
use std::sync::LazyLock;

use hashbrown::{HashMap, HashSet};

use super::super::concurrency::CONCURRENCY_LIMIT;
use super::super::deployment::DEPLOYMENT;
use super::super::schedule::SCHEDULE;
use super::super::sla::SLA;
use super::super::top_level::MANIFEST;
use super::super::work_pool::WORK_POOL;
use super::name;
use crate::yaml::{Entry, Node, NodeId, NodeKind, Tree};

/// The keys that some table knows.
static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let objects = [
        &MANIFEST,
        &DEPLOYMENT,
        &WORK_POOL,
        &SCHEDULE,
        &CONCURRENCY_LIMIT,
        &SLA,
    ];
    let fields = objects.iter().flat_map(|object| object.fields);
    let names = fields.flat_map(|field| field.aliases.iter().chain([&field.name]));
    names.copied().collect()
});

/// What the tables know of mappings that merge others.
#[derive(Debug)]
pub(super) struct Views<'t> {
    views: HashMap<NodeId, Vec<Entry<'t>>>,
    /// Mappings whose unknown keys have been given out, each with the table that asked.
    given: HashSet<(NodeId, usize)>,
}

impl<'t> Views<'t> {
    pub(super) fn new(tree: &'t Tree<'t>) -> Self {
        let mut views = Self {
            views: HashMap::new(),
            given: HashSet::new(),
        };
        // What an alias stands for is written before it, so its view is there when it is needed.
        for node in tree
            .nodes()
            .filter(|node| node.kind() == NodeKind::Mapping && node.merges())
        {
            views.work_out(node);
        }
        views
    }

    /// The entries of a mapping once it is loaded: each key that some table knows, and of the others its own, and
    /// those of merged mappings that `table` has not asked for before.
    pub(super) fn entries(&mut self, node: Node<'t>, table: usize) -> Vec<Entry<'t>> {
        let node = node.resolve();
        if !node.merges() {
            return node.entries();
        }
        let mut entries = self.views.get(&node.id()).cloned().unwrap_or_default();
        let mut stack = vec![(node, None)];
        while let Some((mapping, by)) = stack.pop() {
            if by.is_some() && !self.given.insert((mapping.id(), table)) {
                continue;
            }
            entries.extend(self.unknown(mapping, by));
            stack.extend(
                sources(mapping)
                    .into_iter()
                    .map(|(value, source)| (source, by.or(Some(value)))),
            );
        }
        entries
    }

    /// A mapping's own entries that no table knows.
    fn unknown(&self, mapping: Node<'t>, merged_by: Option<Node<'t>>) -> Vec<Entry<'t>> {
        let mut last: HashMap<&str, Entry<'t>> = HashMap::new();
        for (key, value) in mapping
            .pairs()
            .filter(|(key, _)| !key.is_merge_key() && !self.knows(*key))
        {
            last.insert(key.source(), entry(key, value, merged_by));
        }
        let mut unknown: Vec<_> = last.into_values().collect();
        unknown.sort_unstable_by_key(|entry| entry.key.id());
        unknown
    }

    fn knows(&self, key: Node<'t>) -> bool {
        name(key).is_some_and(|name| NAMES.contains(name.as_ref()))
    }

    /// The entries that tables know, own ones first, then those of merged mappings, the stronger first.
    fn work_out(&mut self, node: Node<'t>) {
        if self.views.contains_key(&node.id()) {
            return;
        }
        // Until the view is there, a mapping that merges itself brings nothing.
        self.views.insert(node.id(), Vec::new());
        let mut view = self.known(node);
        for (by, source) in sources(node) {
            // Written in place, a mapping may merge others in its turn, no deeper than the text nests.
            self.work_out(source);
            let merged = self.views.get(&source.id()).cloned().unwrap_or_default();
            for found in merged {
                let known = view
                    .iter()
                    .any(|own| own.key.as_str() == found.key.as_str());
                if !known {
                    view.push(entry(found.key, found.value, Some(by)));
                }
            }
        }
        self.views.insert(node.id(), view);
    }

    /// A mapping's own entries that some table knows, each key once, the last one counting.
    fn known(&self, mapping: Node<'t>) -> Vec<Entry<'t>> {
        let mut found: HashMap<Cow<'t, str>, Entry<'t>> = HashMap::new();
        for (key, value) in mapping.pairs().filter(|(key, _)| !key.is_merge_key()) {
            if let Some(name) = name(key).filter(|name| NAMES.contains(name.as_ref())) {
                found.insert(name, entry(key, value, None));
            }
        }
        let mut known: Vec<_> = found.into_values().collect();
        known.sort_unstable_by_key(|entry| entry.key.id());
        known
    }
}

fn entry<'t>(key: Node<'t>, value: Node<'t>, merged_by: Option<Node<'t>>) -> Entry<'t> {
    Entry {
        key,
        value,
        merged_by,
        first_key: key,
    }
}

/// The mappings that a mapping merges, each with the value of the merge key, the strongest first: of two merge keys
/// the later, in a list the earlier.
fn sources(node: Node<'_>) -> Vec<(Node<'_>, Node<'_>)> {
    let values: Vec<Node<'_>> = node
        .pairs()
        .filter(|(key, _)| key.is_merge_key())
        .map(|(_, value)| value)
        .collect();
    let mut sources = Vec::new();
    for value in values.into_iter().rev() {
        match value.resolve().kind() {
            NodeKind::Mapping => sources.push((value, value.resolve())),
            NodeKind::Sequence => sources.extend(value.items().map(|item| (value, item.resolve()))),
            _ => {}
        }
    }
    sources.retain(|(_, source)| source.kind() == NodeKind::Mapping);
    sources
}
