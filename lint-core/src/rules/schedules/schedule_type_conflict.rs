//! PF501

use crate::declare_rule;
use crate::rules::words::outcome;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::FindingKind;

declare_rule! {
    /// ## What it does
    /// Finds schedules with more than one of `cron`, `interval` and `rrule`, or with none.
    ///
    /// ## Why is this bad?
    /// A schedule needs exactly one of them; otherwise Prefect drops the whole file.
    ///
    /// ## Example
    /// ```yaml @7:9-7:17
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         interval: 3600
    ///       - rrule: FREQ=DAILY
    /// ```
    ///
    /// ```yaml @6:9-6:17
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - timezone: Europe/Paris
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///       - interval: 3600
    ///       - rrule: FREQ=DAILY
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         timezone: Europe/Paris
    /// ```
    pub struct ScheduleTypeConflict = "PF501", "schedule-type-conflict", Error, fix: None, since: "0.1.0";
}

impl Rule for ScheduleTypeConflict {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings {
            match finding.kind {
                FindingKind::ScheduleConflict { first } => {
                    let (one, other) = (first.source(), finding.name());
                    report
                        .finding(
                            finding,
                            format!("this schedule has both `{one}` and `{other}`"),
                        )
                        .note(outcome(finding, ""))
                        .help("keep one of them, or write two schedules")
                        .other(first.range(), "the other one");
                }
                FindingKind::NoSelector => {
                    report
                        .finding(
                            finding,
                            "this schedule has no `cron`, `interval` or `rrule`",
                        )
                        .note(outcome(finding, ""))
                        .help("add one of them, or remove the schedule");
                }
                _ => {}
            }
        }
    }
}
