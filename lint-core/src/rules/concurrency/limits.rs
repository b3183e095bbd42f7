//! The concurrency limits of a manifest, each where it is written.

use hashbrown::HashSet;

use num_bigint::BigInt;

use crate::manifest::unfolded;
use crate::rules::Context;
use crate::schema::coerce;
use crate::schema::shape::{Shape, shape};
use crate::schema::{FindingKind, Level};
use crate::text::TextRange;
use crate::yaml::{Entry, Node, NodeId};

/// One `concurrency_limit`.
pub(super) struct Limit<'t> {
    /// The entry of the deployment.
    pub(super) entry: Entry<'t>,
    /// The entries of its mapping; none for a number.
    pub(super) options: Option<Vec<Entry<'t>>>,
    /// The name of the first deployment that has it.
    pub(super) deployment: Option<String>,
    /// Whether it may be said to lack a key: it could be read, and none of its keys is reported for another name.
    pub(super) lacks: bool,
}

/// All of them, each once, however many deployments share it.
pub(super) fn limits<'t>(cx: &Context<'t>) -> Vec<Limit<'t>> {
    let explained = explained(cx);
    let mut seen = HashSet::new();
    let mut limits = Vec::new();
    for deployment in &cx.manifest.deployments {
        let entry = deployment.get("concurrency_limit").copied();
        let Some(entry) = entry.filter(|entry| seen.insert(entry.value.resolve().id())) else {
            continue;
        };
        let node = entry.value.resolve();
        let options = (shape(node) == Shape::Mapping).then(|| unfolded(entry.value));
        // Of a mapping that merges too much, nothing is known.
        if matches!(options, Some(None)) {
            continue;
        }
        limits.push(Limit {
            entry,
            options: options.flatten(),
            deployment: deployment.label(),
            lacks: cx.tree.errors().is_empty() && !explained.contains(&node.id()),
        });
    }
    limits
}

/// The mappings with a key that was meant for another.
fn explained(cx: &Context<'_>) -> HashSet<NodeId> {
    let findings = cx.findings.iter().filter(|finding| {
        let other_name = matches!(
            finding.kind,
            FindingKind::UnknownKey { near: Some(_), .. } | FindingKind::MisplacedKey(_)
        );
        other_name && finding.spot.object.level == Level::ConcurrencyLimit
    });
    findings.map(|finding| finding.spot.home().id()).collect()
}

impl<'t> Limit<'t> {
    /// The entry of a key of the mapping.
    pub(super) fn get(&self, key: &str) -> Option<&Entry<'t>> {
        let options = self.options.as_deref().unwrap_or_default();
        options.iter().find(|entry| entry.key.is_str(key))
    }

    /// Whether a key is missing, or has nothing behind it.
    pub(super) fn lacks(&self, key: &str) -> bool {
        self.lacks
            && self
                .get(key)
                .is_none_or(|entry| shape(entry.value) == Shape::Null)
    }

    /// The key of the entry, or the one that stands for nothing behind it.
    pub(super) fn place(&self, key: &str) -> TextRange {
        self.get(key)
            .map_or(self.entry.key.range(), |entry| entry.key.range())
    }
}

/// The whole number that Prefect makes of a value.
pub(super) fn number(value: Node<'_>) -> Option<BigInt> {
    match shape(value) {
        Shape::Scalar(value) => coerce::integer(&value),
        _ => None,
    }
}
