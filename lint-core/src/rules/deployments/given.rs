//! The parameters that a deployment gives to its flow.

use crate::manifest::{Deployment, Manifest, Schedule, unfolded};
use crate::schema::shape::{Shape, shape};
use crate::yaml::{Entry, Node};

/// A mapping of parameters, and what it belongs to.
pub(super) struct Given<'t> {
    /// Its entries, merged ones included.
    pub(super) entries: Vec<Entry<'t>>,
}

impl<'t> Given<'t> {
    /// The parameters behind a key `parameters`; none where that is no mapping, or too much to be unfolded.
    pub(super) fn of(entry: &Entry<'t>) -> Option<Self> {
        let node = entry.value.resolve();
        let entries = match shape(node) {
            Shape::Mapping => unfolded(node)?,
            _ => return None,
        };
        Some(Self { entries })
    }

    /// Whether it gives a parameter.
    pub(super) fn has(&self, name: &str) -> bool {
        let is = |entry: &Entry<'_>| entry.key.is_str(name);
        self.entries.iter().any(is)
    }
}

/// The parameters of a deployment itself.
pub(super) fn own<'t>(deployment: &Deployment<'t>) -> Option<Given<'t>> {
    Given::of(deployment.get("parameters")?)
}

/// The parameters of its schedules.
pub(super) fn of_schedules<'m, 't>(
    manifest: &'m Manifest<'t>,
    deployment: &'m Deployment<'t>,
) -> impl Iterator<Item = (&'m Schedule<'t>, Option<Given<'t>>)> {
    deployment.schedules.iter().map(|id| {
        let schedule = manifest.schedule(*id);
        (schedule, schedule.get("parameters").and_then(Given::of))
    })
}

/// The parameters that its triggers give, each a mapping behind `parameters`.
pub(super) fn of_triggers<'t>(deployment: &Deployment<'t>) -> Vec<Given<'t>> {
    let Some(triggers) = deployment.get("triggers") else {
        return Vec::new();
    };
    let parameters = |item: Node<'t>| {
        let entries = unfolded(item)?;
        let entry = entries
            .iter()
            .find(|entry| entry.key.is_str("parameters"))?;
        Given::of(entry)
    };
    triggers.value.items().filter_map(parameters).collect()
}
