//! PF524

use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::rules::edits;
use crate::rules::words::{REFUSED_LATE, outcome};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::{FindingKind, Spot};
use crate::yaml::Node;

declare_rule! {
    /// ## What it does
    /// Finds schedules inside a key `schedule`.
    ///
    /// ## Why is this bad?
    /// Prefect loads this form and then refuses to deploy it, after the build and push steps have run.
    ///
    /// ## Example
    /// ```yaml @6:9-6:17
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - schedule:
    ///           cron: "0 9 * * *"
    ///           timezone: Europe/Paris
    ///         active: false
    /// ```
    ///
    /// ```yaml @5:18-5:26
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules: [{schedule: {cron: "0 9 * * *"}, active: false}]
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
    ///         timezone: Europe/Paris
    ///         active: false
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules: [{cron: "0 9 * * *", active: false}]
    /// ```
    ///
    /// ## Fix
    /// Puts the keys of the inner mapping into the schedule itself.
    pub struct NestedSchedule = "PF524", "nested-schedule", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for NestedSchedule {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings {
            if !matches!(finding.kind, FindingKind::NestedSchedule) {
                continue;
            }
            let fix = (edits::unnest(&finding.spot).filter(|_| fits(&finding.spot)))
                .map(|edits| Fix::new("move its keys into the schedule", Safety::Safe, edits));
            report
                .finding(finding, "a schedule cannot hold another `schedule`")
                .note(outcome(finding, REFUSED_LATE))
                .help("write `cron`, `interval` or `rrule` in the schedule itself")
                .maybe_fix(fix);
        }
    }
}

/// Whether no key of the inner schedule stands in the outer one as well, or is the same mistake again.
fn fits(spot: &Spot<'_>) -> bool {
    let is_new = |key: Node<'_>| {
        key.as_str()
            .is_some_and(|key| edits::is_free(spot.home(), &key))
    };
    spot.value.pairs().all(|(key, _)| is_new(key))
}
