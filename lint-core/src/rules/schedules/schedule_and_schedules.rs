//! PF502

use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::rules::edits;
use crate::rules::words::outcome;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::{FindingKind, Spot};
use crate::yaml::{Node, NodeKind};

declare_rule! {
    /// ## What it does
    /// Finds deployments with both `schedule` and `schedules`.
    ///
    /// ## Why is this bad?
    /// Prefect refuses such a deployment, even if `schedules` is empty.
    ///
    /// ## Example
    /// ```yaml @5:5-5:13
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedule:
    ///       cron: "0 9 * * *"
    ///     schedules:
    ///       - interval: 3600
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - interval: 3600
    ///       - cron: "0 9 * * *"
    /// ```
    ///
    /// ## Fix
    /// Adds the one schedule to the list.
    pub struct ScheduleAndSchedules = "PF502", "schedule-and-schedules", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for ScheduleAndSchedules {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings {
            let FindingKind::ScheduleAndSchedules { other, schedules } = finding.kind else {
                continue;
            };
            report
                .finding(
                    finding,
                    "this deployment has both `schedule` and `schedules`",
                )
                .note(outcome(finding, "Prefect refuses the deployment"))
                .help("write all of them under `schedules`")
                .other(other.range(), "`schedules` is here")
                .maybe_fix(fix(&finding.spot, schedules));
        }
    }
}

fn fix(spot: &Spot<'_>, schedules: Node<'_>) -> Option<Fix> {
    if spot.value.kind() != NodeKind::Mapping || spot.value.full_range() != spot.value.range() {
        return None;
    }
    let edits = vec![
        edits::append_item(schedules, spot.value)?,
        edits::remove_entry(spot)?,
    ];
    Some(Fix::new("add it to `schedules`", Safety::Safe, edits))
}
