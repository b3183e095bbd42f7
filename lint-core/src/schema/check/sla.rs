//! Service level agreements: Prefect tries three kinds in turn, and one that fits is enough.

use super::super::field::Field;
use super::super::finding::{FindingKind, Spot};
use super::super::shape::{Shape, shape};
use super::super::sla::{KINDS, SLA};
use super::{Checker, accepts, address, find, name};
use crate::yaml::Entry;

impl<'t> Checker<'t> {
    pub(super) fn sla(&mut self, spot: Spot<'t>) {
        if !self.is_new(spot.value, address(&SLA)) {
            return;
        }
        let entries = spot.value.entries();
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
        for entry in &entries {
            // Prefect ignores a key of another kind, right or wrong.
            if !(fitting && kind(entry).is_some()) {
                self.entry(spot, &SLA, entry, &entries);
            }
        }
    }
}

/// The field of an entry, if it is one of those that make the kinds.
fn kind(entry: &Entry<'_>) -> Option<&'static Field> {
    let name = name(entry.key)?;
    KINDS
        .contains(&name.as_str())
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
