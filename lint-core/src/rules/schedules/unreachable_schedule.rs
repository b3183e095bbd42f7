//! PF504

use super::crons::Written;
use super::rrule_reach::rrules;
use crate::declare_rule;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schedule::cron::{Cron, Field, Never};
use crate::text::TextRange;

declare_rule! {
    /// ## What it does
    /// Finds schedules that never run.
    ///
    /// ## Why is this bad?
    /// Prefect takes the expression of a day that no year has. Its scheduler then looks fifty years ahead, finds
    /// nothing, and fails: the deployment gets no runs from its other schedules either.
    ///
    /// A recurrence rule of which no run is left just schedules nothing; one that is over is a warning.
    ///
    /// ## Example
    /// ```yaml @6:20-6:24,@7:20-7:26,@8:49-8:51
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 0 31 2 *"
    ///       - cron: "0 0 30 2 1"
    ///       - rrule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 0 l 2 *"
    ///       - cron: "0 0 * 2 1"
    ///       - rrule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1
    /// ```
    pub struct UnreachableSchedule = "PF504", "unreachable-schedule", Error, fix: None, since: "0.1.0";
}

impl Rule for UnreachableSchedule {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        crons(cx, report);
        rrules(cx, report);
    }
}

/// Looks at the cron expressions.
fn crons(cx: &Context<'_>, report: &mut Report<'_>) {
    let now = cx.settings.now.map(|now| now.naive_utc());
    for written in cx.crons {
        let (Ok(cron), Some(day_or)) = (&written.cron, written.day_or()) else {
            continue;
        };
        // Other rules have more to say about these.
        let is_other = cron.random_fields().next().is_some() || written.seconds_first().is_some();
        if let Some(never) = cron.never(day_or, now).filter(|_| !is_other) {
            let (message, help) = words(cron, never);
            report
                .at(place(written, never), message)
                .label("never runs")
                .note("Prefect's scheduler fails at it, and the deployment gets no runs from its other schedules either")
                .help(help)
                .deployment(written.deployment());
        }
    }
}

/// The fields that do not go together.
fn place(written: &Written<'_>, never: Never) -> TextRange {
    let Ok(cron) = &written.cron else {
        return written.text.whole();
    };
    let (first, last) = match never {
        Never::NoSuchDay if cron.is_limited(Field::Weekday) => (Field::Day, Field::Weekday),
        Never::NoSuchDay => (Field::Day, Field::Month),
        Never::NoSuchDayOfMonth => (Field::Day, Field::Weekday),
        Never::Past(_) | Never::TooFar(_) => (Field::Year, Field::Year),
        Never::NotFound => return written.text.whole(),
    };
    match (cron.place(first), cron.place(last)) {
        (Some(first), Some(last)) => written.text.range(first.start..last.end),
        _ => written.text.whole(),
    }
}

/// What is wrong, and what to write.
fn words(cron: &Cron, never: Never) -> (String, String) {
    let missing = cron.missing_day();
    let missing = missing.unwrap_or_else(|| "no year has such a day".to_owned());
    match never {
        Never::NoSuchDay => (
            format!("this cron expression never runs: {missing}"),
            "write a day that the month has; `l` is its last".to_owned(),
        ),
        Never::NoSuchDayOfMonth => (
            format!("this cron expression never runs, on no day of the week either: {missing}"),
            "write a day that the month has, or `*` if only the day of the week matters".to_owned(),
        ),
        Never::Past(year) => (
            format!("this cron expression never runs again: its last year is {year}"),
            "leave out the year, or the schedule".to_owned(),
        ),
        Never::TooFar(year) => (
            format!(
                "Prefect finds no run of this cron expression: {year} is more than fifty years ahead"
            ),
            "leave out the year, or write a nearer one".to_owned(),
        ),
        Never::NotFound => (
            "Prefect finds no run of this cron expression in the next fifty years".to_owned(),
            "write days that there are".to_owned(),
        ),
    }
}
