//! Recurrence rules whose runs never come, or have all been.

use super::rrules;
use crate::diagnostic::Severity;
use crate::manifest::{Literal, Schedule};
use crate::rules::{Context, Report};
use crate::schedule::interval::zone;
use crate::schedule::rrule::Rrule;
use crate::schedule::rrule::advance::obstacles;
use crate::schedule::rrule::reach::{NeverKind, never};

/// Looks at the recurrence rules. What keeps one from advancing is another rule's to say.
pub(super) fn rrules(cx: &Context<'_>, report: &mut Report<'_>) {
    for (schedule, literal) in rrules::in_zones(cx) {
        check(cx, schedule, &literal, report);
    }
}

fn check(
    cx: &Context<'_>,
    schedule: &Schedule<'_>,
    literal: &Literal<'_>,
    report: &mut Report<'_>,
) -> Option<()> {
    let verdict = Rrule::parse(&literal.text);
    let rrule = verdict
        .rrule()
        .filter(|rrule| obstacles(rrule).is_empty())?;
    let name = match schedule.get("timezone") {
        None => None,
        Some(entry) => Some(entry.value.as_str()?),
    };
    let never = never(rrule, zone(name.as_deref())?, cx.settings.now)?;
    let (severity, message, help) = words(never.kind);
    report
        .at(literal.range(never.range), message)
        .severity(severity)
        .note("Prefect takes the rule, and schedules nothing")
        .help(help)
        .deployment(schedule.deployment.clone());
    Some(())
}

fn words(kind: NeverKind) -> (Severity, &'static str, &'static str) {
    match kind {
        NeverKind::NoSuchDay => (
            Severity::Error,
            "this rule never runs: no month of `BYMONTH` has such a day",
            "write a day that one of the months has; `-1` is the last",
        ),
        NeverKind::NoSuchMonth => (
            Severity::Error,
            "this rule never runs: counted from its start, the interval meets none of these months",
            "add a `DTSTART` in one of the months, or take another interval",
        ),
        NeverKind::EndsBeforeStart => (
            Severity::Error,
            "this rule ends before it begins",
            "write an `UNTIL` after the start, which is 2020-01-01 without a `DTSTART`",
        ),
        NeverKind::Over => (
            Severity::Warning,
            "this rule is over: its last run has been",
            "write a later end, or leave the schedule out",
        ),
    }
}
