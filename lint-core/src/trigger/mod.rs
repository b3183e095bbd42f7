//! What triggers mean: their kinds, what is wrong with them, and which of their keys Prefect does not look at.
//!
//! Prefect turns a definition into a trigger when it deploys, after the build and push steps have run and with the
//! placeholders filled in. A value with a placeholder in it may become anything by then, so nothing is said of it.
//!
//! | file | what |
//! | --- | --- |
//! | [`kind`] | which kind of trigger a definition is, and the keys of each kind |
//! | `read` | finds the triggers of a manifest, nested ones included |
//! | [`fault`] | what makes Prefect refuse one |
//! | `check`, `collections`, `within` | compares the values with their types |
//! | [`ignored`] | keys that are there for nothing |
//! | [`events`] | the names of Prefect's own events |

mod check;
mod collections;
pub mod events;
pub mod fault;
pub mod ignored;
pub mod kind;
mod read;
mod within;

use hashbrown::HashSet;
use std::sync::Arc;

use crate::manifest::Manifest;
use crate::schema::target::Target;
use crate::yaml::{Entry, Node, Tree};

pub use fault::{Fault, FaultKind};
pub use ignored::{Ignored, Reason};
pub use kind::Kind;

/// All triggers of a manifest, each once, however many deployments share it.
#[derive(Debug, Clone, Default)]
pub struct Triggers<'t> {
    /// The triggers; one that is nested comes after the one that it is nested in.
    pub all: Vec<Trigger<'t>>,
    /// What makes Prefect refuse some of them.
    pub faults: Vec<Fault<'t>>,
    /// Keys that Prefect does not look at.
    pub ignored: Vec<Ignored<'t>>,
}

/// One trigger.
#[derive(Debug, Clone)]
pub struct Trigger<'t> {
    /// The mapping as it is written, not resolved.
    pub item: Node<'t>,
    /// Its entries, merged ones included.
    pub entries: Vec<Entry<'t>>,
    /// Its kind; none where that hangs on a placeholder, or `type` is no kind.
    pub kind: Option<Kind>,
    /// Whether it stands in a compound or sequence trigger.
    pub nested: bool,
    /// The name of the first deployment that has it.
    pub deployment: Option<Arc<str>>,
    /// Whether all of it could be read, so that it may be said to lack something.
    pub whole: bool,
    /// Whether Prefect refuses it.
    pub is_refused: bool,
    /// Whether it has keys that Prefect does not look at.
    pub has_ignored: bool,
}

impl<'t> Triggers<'t> {
    /// Reads the triggers of a manifest and checks them against the Prefect that the file is for.
    pub fn of(tree: &'t Tree<'t>, manifest: &Manifest<'t>, target: Target) -> Self {
        let mut triggers = Self {
            all: read::triggers(tree, manifest),
            ..Self::default()
        };
        let mut checked = collections::Checked::default();
        let mut seen = HashSet::new();
        for (index, trigger) in triggers.all.iter_mut().enumerate() {
            let faults = check::faults(index, trigger, &target, &mut checked);
            trigger.is_refused = faults.is_refused;
            // What several triggers share through aliases and merge keys is said once.
            triggers
                .faults
                .extend(faults.found.into_iter().filter(|fault| {
                    let key = match fault.kind {
                        FaultKind::Missing(key, _) => key,
                        _ => "",
                    };
                    seen.insert((fault.node.id(), key))
                }));
        }
        let mut seen = HashSet::new();
        for (index, trigger) in triggers.all.iter_mut().enumerate() {
            let before = triggers.ignored.len();
            let found = ignored::keys(index, trigger, &mut seen, &mut triggers.ignored);
            trigger.has_ignored |= found || triggers.ignored.len() > before;
        }
        triggers
    }

    /// The trigger that a fault or an ignored key belongs to.
    pub fn trigger(&self, index: usize) -> &Trigger<'t> {
        &self.all[index]
    }
}

impl<'t> Trigger<'t> {
    /// The name of the first deployment that has it; for diagnostics.
    pub fn label(&self) -> Option<String> {
        self.deployment.as_deref().map(str::to_owned)
    }

    /// The entry of a key, merged ones included.
    pub fn get(&self, key: &str) -> Option<&Entry<'t>> {
        find(&self.entries, key)
    }
}

/// The entry of a text key.
fn find<'e, 't>(entries: &'e [Entry<'t>], key: &str) -> Option<&'e Entry<'t>> {
    entries.iter().find(|entry| entry.key.is_str(key))
}
