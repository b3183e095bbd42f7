//! Schedules: Prefect tries several forms in turn. One of them can be deployed; the others only load.

use super::super::coerce;
use super::super::field::{Level, Type};
use super::super::finding::{FindingKind, Spot};
use super::super::schedule::{SCHEDULE, SELECTORS, advice};
use super::super::shape::{Shape, shape};
use super::{Checker, Turn, accepts, address, find, is_text_key, name};
use crate::near::nearest;
use crate::schedule::timezone;
use crate::settings::Version;
use crate::yaml::{Entry, Node};

/// Prefect refuses a schedule with unknown keys since this release.
const CLOSED: Version = Version(3, 4, 21);
/// The keys of the form that takes a date without quotes, and no others.
const INTERVAL_KEYS: &[&str] = &["interval", "anchor_date", "timezone"];
/// The most runs that a nested schedule may plan ahead.
const MAX_PLANNED: u8 = 50;

impl<'t> Checker<'t> {
    pub(super) fn schedule(&mut self, spot: Spot<'t>) {
        if !self.is_new(spot.value, address(&SCHEDULE)) {
            return;
        }
        let entries = self.views.entries(spot.value, address(&SCHEDULE));
        if is_empty(spot.value, &entries) {
            // An empty `schedule` means none; one that holds a null key is as good as an empty item.
            let tolerated = spot.key.is_some() && spot.value.pairs().next().is_none();
            if !tolerated {
                self.add(FindingKind::EmptySchedule, spot, false, Version(3, 0, 0));
            }
        } else if let Some(nested) = find(&entries, "schedule") {
            self.nested(spot, nested, &entries);
        } else {
            self.flat(spot, &entries);
        }
    }

    /// `schedule:` inside a schedule. It never deploys; whether it loads depends on what is in it.
    fn nested(&mut self, spot: Spot<'t>, nested: &Entry<'t>, entries: &[Entry<'t>]) {
        let place = self.place(spot, nested);
        let dropped = !nested_loads(entries);
        self.at(Turn::Field("schedule"), |checker| {
            checker.add(
                FindingKind::NestedSchedule,
                place,
                dropped,
                Version(3, 0, 0),
            );
        });
    }

    fn flat(&mut self, spot: Spot<'t>, entries: &[Entry<'t>]) {
        let before = self.findings.len();
        let dated = is_dated_interval(entries);
        for entry in entries {
            match name(entry.key).filter(|name| SCHEDULE.field(name).is_some()) {
                Some(name) if dated && name == "anchor_date" => {}
                Some(_) => self.entry(spot, &SCHEDULE, entry, entries),
                None => self.unknown_schedule_key(spot, entry),
            }
        }
        let chosen: Vec<_> = entries.iter().filter(|entry| is_chosen(entry)).collect();
        match chosen.as_slice() {
            // Whatever else is wrong may well be the reason why there is none.
            [] if self.findings.len() == before && !spot.value.resolve().is_broken() => {
                self.drop_file(FindingKind::NoSelector, spot)
            }
            [] | [_] => {}
            [first, others @ ..] => {
                let kind = FindingKind::ScheduleConflict { first: first.key };
                let place = self.place(spot, others.last().unwrap_or(first));
                self.drop_file(kind, place);
            }
        }
    }

    fn unknown_schedule_key(&mut self, spot: Spot<'t>, entry: &Entry<'t>) {
        if entry.merged_by.is_some() && !self.is_new(entry.key, address(&SCHEDULE)) {
            return;
        }
        if !matches!(shape(entry.key), Shape::Null | Shape::Scalar(_)) {
            return;
        }
        let name = name(entry.key);
        let advice = name.as_deref().and_then(advice);
        let near = match (advice, &name) {
            (None, Some(name)) => nearest(name, SCHEDULE.names()),
            _ => None,
        };
        let place = self.place(spot, entry);
        let kind = FindingKind::UnknownScheduleKey { near, advice };
        self.at(Turn::Key(entry.key), |checker| {
            checker.add(kind, place, true, CLOSED)
        });
    }

    fn place(&self, spot: Spot<'t>, entry: &Entry<'t>) -> Spot<'t> {
        debug_assert!(SCHEDULE.level == Level::Schedule);
        Spot {
            object: &SCHEDULE,
            field: name(entry.key).and_then(|name| SCHEDULE.field(&name)),
            parent: spot.value,
            key: Some(entry.key),
            value: entry.value,
            merged: entry.merged_by.is_some(),
        }
    }
}

/// Whether a schedule has no keys, or nothing but a null key with a null value, which Prefect takes for the same.
fn is_empty(node: Node<'_>, entries: &[Entry<'_>]) -> bool {
    !node.merges()
        && entries
            .iter()
            .all(|entry| shape(entry.key) == Shape::Null && shape(entry.value) == Shape::Null)
}

/// Whether an entry says when.
fn is_chosen(entry: &Entry<'_>) -> bool {
    name(entry.key).is_some_and(|name| SELECTORS.contains(&name.as_ref()))
        && shape(entry.value) != Shape::Null
}

/// Whether this is an interval with an anchor date that is no text, and without any key that only the usual form has.
fn is_dated_interval(entries: &[Entry<'_>]) -> bool {
    let closed = entries
        .iter()
        .all(|entry| name(entry.key).is_some_and(|name| INTERVAL_KEYS.contains(&name.as_ref())));
    closed && interval_loads(entries, false) && has_zone(entries)
}

/// Whether the time zone is one, or is left out: only in this form is it looked up when the file is loaded.
fn has_zone(entries: &[Entry<'_>]) -> bool {
    find(entries, "timezone").is_none_or(|entry| match shape(entry.value) {
        Shape::Null => true,
        Shape::Scalar(value) => {
            coerce::text(&value).is_some_and(|name| name.is_empty() || timezone::is_zone(name))
        }
        _ => false,
    })
}

/// Whether the inside of a nested schedule has the types of one of the three kinds. Cron texts, rules and time zones
/// are not looked into: such a schedule cannot be deployed in any case.
fn inner_loads(inner: Node<'_>) -> bool {
    let entries = inner.entries();
    let only = |keys: &[&str]| {
        entries
            .iter()
            .all(|entry| name(entry.key).is_some_and(|name| keys.contains(&name.as_ref())))
    };
    let text = |key: &str| find(&entries, key).is_some_and(|entry| is_scalar(entry, &Type::Text));
    let optional = |key: &str| {
        find(&entries, key).is_none_or(|entry| is_null(entry) || is_scalar(entry, &Type::Text))
    };
    let day_or = find(&entries, "day_or").is_none_or(|entry| is_scalar(entry, &Type::Bool));
    entries.is_empty()
        || (only(INTERVAL_KEYS) && interval_loads(&entries, true))
        || (only(&["cron", "timezone", "day_or"]) && text("cron") && optional("timezone") && day_or)
        || (only(&["rrule", "timezone"]) && text("rrule") && optional("timezone"))
}

fn interval_loads(entries: &[Entry<'_>], text_too: bool) -> bool {
    let positive = find(entries, "interval").is_some_and(|entry| match shape(entry.value) {
        Shape::Scalar(value) => {
            coerce::duration(&value).is_some_and(|duration| duration.is_positive())
        }
        _ => false,
    });
    let anchor = find(entries, "anchor_date").map(|entry| match shape(entry.value) {
        Shape::Scalar(value) => coerce::is_moment(&value) || (text_too && coerce::is_text(&value)),
        _ => false,
    });
    positive && anchor.unwrap_or(text_too)
}

fn nested_loads(entries: &[Entry<'_>]) -> bool {
    entries
        .iter()
        .all(|entry| match name(entry.key).as_deref() {
            Some("schedule") => shape(entry.value) == Shape::Mapping && inner_loads(entry.value),
            Some("active") => is_scalar(entry, &Type::Bool),
            Some("slug" | "replaces") => is_null(entry) || is_scalar(entry, &Type::Text),
            Some("max_scheduled_runs") => is_null(entry) || is_planned(entry),
            Some("parameters") => has_text_keys(entry.value),
            _ => false,
        })
}

fn is_planned(entry: &Entry<'_>) -> bool {
    match shape(entry.value) {
        Shape::Scalar(value) => coerce::integer(&value)
            .is_some_and(|runs| runs > 0.into() && runs <= MAX_PLANNED.into()),
        _ => false,
    }
}

fn has_text_keys(node: Node<'_>) -> bool {
    shape(node) == Shape::Mapping && node.entries().iter().all(|entry| is_text_key(entry.key))
}

fn is_null(entry: &Entry<'_>) -> bool {
    shape(entry.value) == Shape::Null
}

fn is_scalar(entry: &Entry<'_>, ty: &Type) -> bool {
    matches!(shape(entry.value), Shape::Scalar(value) if accepts(ty, &value))
}
