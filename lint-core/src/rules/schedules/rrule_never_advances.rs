//! PF521

use super::rrules;
use crate::declare_rule;
use crate::diagnostic::{Fix, Severity};
use crate::manifest::{Literal, Schedule};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schedule::rrule::advance::{Obstacle, ObstacleKind, obstacles};
use crate::schedule::rrule::{ErrorKind, Rrule, Verdict};

declare_rule! {
    /// ## What it does
    /// Finds recurrence rules that Prefect takes but that never run: an `INTERVAL` of 0, a `COUNT` of 0, months, days
    /// or hours that do not exist, and an `UNTIL` with a time zone where there is no `DTSTART`.
    ///
    /// ## Why is this bad?
    /// The deployment looks well, and no run is ever scheduled. With `INTERVAL=0` the server counts for ever.
    ///
    /// ## Example
    /// ```yaml @6:37-6:38,@7:37-7:39,@8:34-8:50
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - rrule: "FREQ=DAILY;INTERVAL=0"
    ///       - rrule: "FREQ=YEARLY;BYMONTH=13"
    ///       - rrule: "FREQ=DAILY;UNTIL=20300101T000000Z"
    /// ```
    ///
    /// ## Use instead
    /// ```yaml by-hand
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - rrule: "FREQ=DAILY;INTERVAL=1"
    ///       - rrule: "FREQ=YEARLY;BYMONTH=12"
    ///       - rrule: "FREQ=DAILY;UNTIL=20300101T000000"
    /// ```
    ///
    /// ## Fix
    /// Removes the `Z` of an `UNTIL` that has no `DTSTART`: Prefect does not look at it elsewhere.
    pub struct RruleNeverAdvances = "PF521", "rrule-never-advances", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for RruleNeverAdvances {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for (schedule, literal) in rrules::all(cx) {
            let verdict = Rrule::parse(&literal.text);
            let found = verdict.rrule().map(obstacles).unwrap_or_default();
            for obstacle in &found {
                add(report, schedule, &literal, obstacle);
            }
            if let Verdict::ByTheClock(_, error) = &verdict
                && found.is_empty()
            {
                let message = match error.kind {
                    ErrorKind::EmptySet(key) => format!(
                        "whether the interval meets the values of `{key}` depends on the time of the deploy"
                    ),
                    ref other => other.to_string(),
                };
                report
                    .at(literal.range(error.range.clone()), message)
                    .deployment(schedule.deployment.clone())
                    .severity(Severity::Warning)
                    .note(
                        "Prefect refuses the rule at some times of the day, and takes it at others",
                    )
                    .help("add a `DTSTART` from which the interval reaches the values");
            }
        }
    }
}

fn add(
    report: &mut Report<'_>,
    schedule: &Schedule<'_>,
    literal: &Literal<'_>,
    obstacle: &Obstacle,
) {
    let (severity, note) = match (obstacle.is_fatal, obstacle.kind) {
        (true, ObstacleKind::Interval(_)) => (
            Severity::Error,
            "the server does not get past the start of the rule, and schedules no run after it",
        ),
        (true, _) => (
            Severity::Error,
            "Prefect takes the rule, and no run is ever scheduled",
        ),
        (false, _) => (
            Severity::Warning,
            "Prefect takes it, and it is not what it says",
        ),
    };
    report
        .at(
            literal.range(obstacle.range.clone()),
            obstacle.kind.to_string(),
        )
        .deployment(schedule.deployment.clone())
        .severity(severity)
        .note(note)
        .help(obstacle.kind.help())
        .maybe_fix(fix(literal, obstacle));
}

fn fix(literal: &Literal<'_>, obstacle: &Obstacle) -> Option<Fix> {
    let written = literal.text.get(obstacle.range.clone())?;
    let is_zone = obstacle.kind == ObstacleKind::ZonedUntil && written.ends_with(['Z', 'z']);
    let end = obstacle.range.end;
    let bare = literal.node == literal.node.resolve();
    (is_zone && bare).then(|| Fix::safe("remove the `Z`", literal.range(end - 1..end), ""))
}
