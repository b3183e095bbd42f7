//! Service level agreements: Prefect tries three kinds in turn, and one that fits is enough.

use super::super::field::Field;
use super::super::finding::{FindingKind, Spot};
use super::super::shape::{Shape, shape};
use super::super::sla::{KINDS, SLA};
use super::{Checker, accepts, address, find, name};
use crate::settings::Version;
use crate::yaml::Entry;

impl<'t> Checker<'t> {
    pub(super) fn sla(&mut self, spot: Spot<'t>) {
        if !self.is_new(spot.value, address(&SLA)) {
            return;
        }
        let entries = self.views.entries(spot.value, address(&SLA));
        let complete = !spot.value.resolve().is_broken();
        if complete && find(&entries, "name").is_none() {
            self.drop_file(FindingKind::MissingKey(&["name"]), spot);
        }
        let fitting = entries
            .iter()
            .any(|entry| kind(entry).is_some_and(|field| fits(entry, field)));
        if complete && !entries.iter().any(|entry| kind(entry).is_some()) {
            self.drop_file(FindingKind::MissingKey(KINDS), spot);
        }
        self.dropped_promises(spot, &entries);
        for entry in &entries {
            // Prefect ignores a key of another kind, right or wrong.
            if !(fitting && kind(entry).is_some()) {
                self.entry(spot, &SLA, entry, &entries);
            }
        }
    }

    /// The promises beside the one that counts.
    fn dropped_promises(&mut self, spot: Spot<'t>, entries: &[Entry<'t>]) {
        let Some(kept) = kept(entries) else {
            return;
        };
        for entry in entries {
            let other = kind(entry).filter(|_| entry.key != kept.key);
            let Some(field) = other.filter(|_| shape(entry.value) != Shape::Null) else {
                continue;
            };
            // What a merge key brings is said once.
            if entry.merged_by.is_none() || self.is_new(entry.key, address(field)) {
                let place = Spot {
                    object: &SLA,
                    field: Some(field),
                    parent: spot.value,
                    key: Some(entry.key),
                    value: entry.value,
                    merged: entry.merged_by.is_some(),
                };
                let kind = FindingKind::DroppedPromise { kept: kept.key };
                self.add(kind, place, false, Version(3, 1, 12));
            }
        }
    }
}

/// The entry of a kind that Prefect makes of an SLA with several: the first that fits, in its own order.
fn kept<'e, 't>(entries: &'e [Entry<'t>]) -> Option<&'e Entry<'t>> {
    let fitting = |key: &str| {
        let entry = find(entries, key)?;
        kind(entry)
            .is_some_and(|field| fits(entry, field))
            .then_some(entry)
    };
    KINDS.iter().find_map(|key| fitting(key))
}

/// The field of an entry, if it is one of those that make the kinds.
fn kind(entry: &Entry<'_>) -> Option<&'static Field> {
    let name = name(entry.key)?;
    KINDS
        .contains(&name.as_ref())
        .then(|| SLA.field(&name))
        .flatten()
}

fn fits(entry: &Entry<'_>, field: &Field) -> bool {
    match shape(entry.value) {
        Shape::Scalar(value) => accepts(&field.ty, &value),
        Shape::Unknown => true,
        _ => false,
    }
}
