//! The recurrence rules of a manifest, each once.

use hashbrown::HashSet;

use crate::manifest::{Literal, Schedule, Selector};
use crate::rules::Context;

/// A schedule that says when by a recurrence rule, with its text.
type Written<'a> = (&'a Schedule<'a>, Literal<'a>);

/// All rules, one that several schedules share only once.
pub(super) fn all<'a>(cx: &'a Context<'_>) -> impl Iterator<Item = Written<'a>> {
    let mut seen = HashSet::new();
    written(cx).filter(move |(_, rule)| seen.insert(rule.node.resolve().id()))
}

/// All rules, each once with each time zone.
pub(super) fn in_zones<'a>(cx: &'a Context<'_>) -> impl Iterator<Item = Written<'a>> {
    let mut seen = HashSet::new();
    written(cx).filter(move |(schedule, rule)| {
        let zone = schedule.get("timezone");
        let zone = zone.and_then(|entry| entry.value.as_text());
        seen.insert((rule.node.resolve().id(), zone))
    })
}

fn written<'a>(cx: &'a Context<'_>) -> impl Iterator<Item = Written<'a>> {
    let schedules = cx.manifest.schedules.iter();
    let by_rule = schedules.filter(|schedule| schedule.selector == Some(Selector::Rrule));
    by_rule.filter_map(|schedule| Some((schedule, schedule.literal(Selector::Rrule.key())?)))
}
