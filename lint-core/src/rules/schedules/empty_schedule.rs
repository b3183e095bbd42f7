//! PF525

use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::rules::edits;
use crate::rules::words::{REFUSED_LATE, outcome};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::FindingKind;

declare_rule! {
    /// ## What it does
    /// Finds empty items in `schedules`.
    ///
    /// ## Why is this bad?
    /// Prefect loads an empty schedule and then refuses to deploy it, after the build and push steps have run.
    ///
    /// ## Example
    /// ```yaml @7:9-7:11
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///       - {}
    /// ```
    ///
    /// ```yaml @6:9-6:11
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - {}
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
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules: []
    /// ```
    ///
    /// ## Fix
    /// Removes the item.
    pub struct EmptySchedule = "PF525", "empty-schedule", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for EmptySchedule {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings {
            if !matches!(finding.kind, FindingKind::EmptySchedule) {
                continue;
            }
            let spot = &finding.spot;
            let edit = match spot.key {
                None => edits::remove_item(spot.parent, spot.value),
                Some(_) => None,
            };
            report
                .finding(finding, "this schedule is empty")
                .note(outcome(finding, REFUSED_LATE))
                .help("give it `cron`, `interval` or `rrule`, or remove it")
                .maybe_fix(edit.map(|edit| Fix::new("remove it", Safety::Safe, vec![edit])));
        }
    }
}
