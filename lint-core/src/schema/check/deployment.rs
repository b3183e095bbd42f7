//! What the keys of a deployment have to do with each other.

use super::super::deployment::DEPLOYMENT;
use super::super::field::{Level, Object};
use super::super::finding::{FindingKind, Spot};
use super::super::shape::{Shape, shape};
use super::{Checker, Turn, find, name};
use crate::settings::Version;
use crate::yaml::{Entry, Value};

impl<'t> Checker<'t> {
    /// Does something inside an object, and remembers the deployment's name meanwhile.
    pub(super) fn enter(
        &mut self,
        object: &'static Object,
        entries: &[Entry<'t>],
        action: impl FnOnce(&mut Self),
    ) {
        if object.level == Level::Deployment {
            self.deployment =
                find(entries, "name").and_then(|entry| Some(name(entry.value)?.into_owned()));
        }
        action(self);
        if object.level == Level::Deployment {
            self.deployment = None;
        }
    }

    pub(super) fn deployment(&mut self, spot: Spot<'t>, entries: &[Entry<'t>]) {
        if let Some(tags) = find(entries, "tags") {
            self.tags(place(spot, tags));
        }
        if let Some(schedule) = find(entries, "schedule") {
            self.old_schedule(place(spot, schedule), find(entries, "schedules"));
        }
        if let Some(flow_name) = find(entries, "flow_name")
            && matches!(shape(flow_name.value), Shape::Scalar(Value::Str(_)))
        {
            self.own(
                place(spot, flow_name),
                FindingKind::DeprecatedKey,
                Version(0, 0, 0),
            );
        }
    }

    /// Text is taken apart into letters, unless it is one placeholder, which may become a list.
    fn tags(&mut self, spot: Spot<'t>) {
        if let Shape::Scalar(Value::Str(text)) = shape(spot.value)
            && !text.is_empty()
            && !is_placeholder(&text)
        {
            self.own(spot, FindingKind::StringTags, Version(0, 0, 0));
        }
    }

    fn old_schedule(&mut self, spot: Spot<'t>, schedules: Option<&Entry<'t>>) {
        let filled = shape(spot.value) == Shape::Mapping && spot.value.pairs().next().is_some();
        if !filled {
            return;
        }
        match schedules {
            Some(entry) => {
                let kind = FindingKind::ScheduleAndSchedules {
                    other: entry.key,
                    schedules: entry.value,
                };
                self.own(spot, kind, Version(2, 16, 1));
            }
            None if self.target.is_chosen_before(Version(2, 16, 1)) => {}
            None => self.own(spot, FindingKind::DeprecatedKey, Version(0, 0, 0)),
        }
    }

    /// Adds a finding about a key of this deployment, once for all deployments that it is merged into.
    fn own(&mut self, spot: Spot<'t>, kind: FindingKind<'t>, since: Version) {
        let field = spot.field.map_or(0, super::address);
        if spot.merged && !spot.key.is_some_and(|key| self.is_new(key, field)) {
            return;
        }
        let key = spot.field.map_or("", |field| field.name);
        self.at(Turn::Field(key), |checker| {
            checker.add(kind, spot, false, since)
        });
    }
}

fn place<'t>(spot: Spot<'t>, entry: &Entry<'t>) -> Spot<'t> {
    Spot {
        object: &DEPLOYMENT,
        field: name(entry.key).and_then(|name| DEPLOYMENT.field(&name)),
        parent: spot.value,
        key: Some(entry.key),
        value: entry.value,
        merged: entry.merged_by.is_some(),
    }
}

/// Whether a text is nothing but one placeholder.
fn is_placeholder(text: &str) -> bool {
    let inner = text
        .trim()
        .strip_prefix("{{")
        .and_then(|text| text.strip_suffix("}}"));
    inner.is_some_and(|inner| !inner.contains("{{") && !inner.contains("}}"))
}
