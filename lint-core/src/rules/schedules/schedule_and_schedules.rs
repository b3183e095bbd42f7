//! PF502

use std::borrow::Cow;

use crate::declare_rule;
use crate::diagnostic::{Edit, Fix, Safety};
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
    /// ```yaml @5:5-5:13
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedule:
    ///       cron: "0 9 * * *"
    ///     schedules: []
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
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
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
                .maybe_fix(fix(&finding.spot, other, schedules));
        }
    }
}

fn fix(spot: &Spot<'_>, other: Node<'_>, schedules: Node<'_>) -> Option<Fix> {
    if spot.value.kind() != NodeKind::Mapping || spot.value.full_range() != spot.value.range() {
        return None;
    }
    if schedules.items().any(|item| is_same(item, spot.value)) {
        let edit = edits::remove_entry(spot)?;
        return Some(Fix::new(
            "remove it: `schedules` has the same",
            Safety::Safe,
            vec![edit],
        ));
    }
    let edits = match schedules.items().next() {
        Some(_) => vec![
            edits::append_item(schedules, spot.value)?,
            edits::remove_entry(spot)?,
        ],
        None => take_the_place(spot, other, schedules)?,
    };
    Some(Fix::new("add it to `schedules`", Safety::Safe, edits))
}

/// Whether two schedules have the same keys with the same values, in any order.
fn is_same(a: Node<'_>, b: Node<'_>) -> bool {
    let plain = |node: Node<'_>| node.pairs().all(|(_, value)| value.as_text().is_some());
    plain(a) && plain(b) && a.is_mapping() && texts(a) == texts(b)
}

fn texts(node: Node<'_>) -> Vec<[Option<Cow<'_, str>>; 2]> {
    let pairs = node.pairs();
    let mut texts: Vec<_> = pairs
        .map(|(key, value)| [key.as_text(), value.as_text()])
        .collect();
    texts.sort();
    texts
}

/// Where `schedules` is empty, the one schedule becomes the list.
fn take_the_place(spot: &Spot<'_>, other: Node<'_>, schedules: Node<'_>) -> Option<Vec<Edit>> {
    let empty = Spot {
        key: Some(other),
        value: schedules,
        ..*spot
    };
    let mut edits = edits::wrap_in_list(spot)?;
    edits.push(edits::rename(spot.key?, "schedules"));
    edits.push(edits::remove_entry(&empty)?);
    Some(edits)
}
