//! Keys that are no keys of their place.

use super::super::elsewhere::{Removed, invented, misplaced, removed};
use super::super::field::Level;
use super::super::finding::{FindingKind, Spot};
use super::super::shape::{Shape, shape};
use super::super::top_level::UNREAD;
use super::{Checker, find, written};
use crate::near::nearest;
use crate::settings::Version;
use crate::text::TextRange;
use crate::yaml::Entry;

/// The first release that is not Prefect 2.
const PREFECT_3: Version = Version(3, 0, 0);

impl<'t> Checker<'t> {
    /// A key that the object does not have; the most that can be said about it.
    pub(super) fn unknown(&mut self, spot: Spot<'t>, entries: &[Entry<'t>]) {
        let Some(name) = spot.key.map(written) else {
            return;
        };
        // Half a line, taken for a key while the rest is missing, has been reported as that.
        if self.is_meant(spot, &name) || spot.key.is_some_and(|key| key.is_broken()) {
            return;
        }
        let level = spot.object.level;
        if let Some(removed) = removed(level, &name) {
            return self.removed(removed, spot);
        }
        if let Some(misplaced) = misplaced(level, &name) {
            return self.add(
                FindingKind::MisplacedKey(misplaced),
                spot,
                false,
                Version(0, 0, 0),
            );
        }
        let advice = invented(level, &name);
        let near = match advice {
            Some(_) => None,
            None => nearest(&name, spot.object.names()),
        };
        let taken = near.is_some_and(|near| find(entries, near).is_some());
        self.add(
            FindingKind::UnknownKey {
                near,
                taken,
                advice,
            },
            spot,
            false,
            Version(0, 0, 0),
        );
    }

    fn removed(&mut self, removed: &'static Removed, spot: Spot<'t>) {
        if !self.target.is_chosen_before(PREFECT_3) {
            self.add(FindingKind::RemovedKey(removed), spot, false, PREFECT_3);
        }
    }

    /// Whether a key is there for a reason that Prefect need not know.
    fn is_meant(&self, spot: Spot<'t>, name: &str) -> bool {
        let top = spot.object.level == Level::Manifest;
        // A quoted merge key has a rule of its own, and early files had an empty `version` at the top.
        !is_readable(spot)
            || name == "<<"
            || name.starts_with("x-")
            || (top && UNREAD.contains(&name))
            || (top && name == "version" && spot.value.source().is_empty())
            || self.holds_anchors(spot)
    }

    fn holds_anchors(&self, spot: Spot<'t>) -> bool {
        let start = spot
            .key
            .map_or(spot.value.full_range(), |key| key.full_range());
        let end = spot.value.full_range().end();
        start.start() <= end && self.holders.is_used(TextRange::new(start.start(), end))
    }
}

/// Whether a key is a scalar that could be read.
fn is_readable(spot: Spot<'_>) -> bool {
    let key = spot.key.map(|key| shape(key));
    matches!(key, Some(Shape::Null | Shape::Scalar(_)))
}
