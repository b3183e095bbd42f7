//! What the rules about single schedules share.

use crate::manifest::{Schedule, Selector};
use crate::schema::Spot;
use crate::schema::schedule::SCHEDULE;
use crate::yaml::Entry;

/// An entry of a schedule with what is around it.
pub(super) fn spot<'t>(schedule: &Schedule<'t>, entry: &Entry<'t>) -> Spot<'t> {
    let name = entry.key.as_str();
    Spot {
        object: &SCHEDULE,
        field: name.and_then(|name| SCHEDULE.field(&name)),
        parent: schedule.item,
        key: Some(entry.key),
        value: entry.value,
        merged: entry.merged_by.is_some(),
    }
}

/// Whether the rule of a schedule is JSON, with a time zone of its own perhaps.
pub(super) fn is_json(schedule: &Schedule<'_>) -> bool {
    let rule = schedule.literal(Selector::Rrule.key());
    rule.is_some_and(|rule| rule.text.trim_start().starts_with('{'))
}
