//! PF517

use crate::declare_rule;
use crate::diagnostic::{Fix, Severity};
use crate::manifest::{Literal, Schedule, Selector};
use crate::rules::edits;
use crate::rules::words::{REFUSED_LATE, outcome, short};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schedule::anchor::{Anchor, read};
use crate::schema::shape::{Shape, shape};
use crate::schema::{Finding, FindingKind, Level};
use crate::yaml::Value;

declare_rule! {
    /// ## What it does
    /// Finds anchor dates that Prefect cannot read.
    ///
    /// ## Why is this bad?
    /// Without quotes YAML makes a date of a date, and Prefect wants text: beside keys such as `active` or `slug` it
    /// drops the whole file. A text that is no date is refused when the deployment is created; Python before 3.13 takes
    /// hardly anything but ISO 8601.
    ///
    /// ## Example
    /// ```yaml @7:22-7:32
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - interval: 3600
    ///         anchor_date: 2024-01-01
    ///         active: true
    /// ```
    ///
    /// ```yaml @7:22-7:30
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - interval: 3600
    ///         anchor_date: tomorrow
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
    ///         anchor_date: "2024-01-01"
    ///         active: true
    /// ```
    ///
    /// ```yaml by-hand
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - interval: 3600
    ///         anchor_date: "2024-01-01T09:00:00Z"
    /// ```
    ///
    /// ## Fix
    /// Quotes a date.
    pub struct InvalidAnchorDate = "PF517", "invalid-anchor-date", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for InvalidAnchorDate {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings.iter().filter(|finding| is_unquoted(finding)) {
            unquoted(report, finding);
        }
        for schedule in &cx.manifest.schedules {
            if schedule.selector == Some(Selector::Interval)
                && let Some(literal) = schedule.literal("anchor_date")
            {
                text(report, schedule, &literal);
            }
        }
    }
}

/// Whether a finding is that of a date without quotes behind `anchor_date`.
pub(in crate::rules) fn is_unquoted(finding: &Finding<'_>) -> bool {
    let value = shape(finding.spot.value);
    let is_date = matches!(value, Shape::Scalar(Value::Date(_) | Value::DateTime(_)));
    matches!(finding.kind, FindingKind::InvalidType(_))
        && finding.spot.object.level == Level::Schedule
        && finding.name() == "anchor_date"
        && is_date
}

fn unquoted(report: &mut Report<'_>, finding: &Finding<'_>) {
    let value = finding.spot.value;
    let bare = value == value.resolve() && value.full_range() == value.range();
    let fix = bare.then(|| {
        let quoted = edits::quoted(value.source());
        Fix::safe(format!("quote it: `{quoted}`"), value.range(), quoted)
    });
    report
        .finding(
            finding,
            "an anchor date must be text, and this is a date without quotes",
        )
        .note(outcome(finding, ""))
        .help("quote it")
        .maybe_fix(fix);
}

fn text(report: &mut Report<'_>, schedule: &Schedule<'_>, literal: &Literal<'_>) {
    let (severity, note) = match read(&literal.text) {
        Anchor::Refused => (Severity::Error, REFUSED_LATE),
        Anchor::RefusedBefore313 => (
            Severity::Warning,
            "on Python before 3.13 Prefect refuses the deployment after its build and push steps have run",
        ),
        Anchor::RefusedSince313 => (
            Severity::Warning,
            "on Python 3.13 and later Prefect refuses the deployment after its build and push steps have run",
        ),
        Anchor::Date(_) | Anchor::Absent | Anchor::Unknown => return,
    };
    report
        .at(
            literal.whole(),
            format!(
                "`{}` is no anchor date that Prefect can read",
                short(&literal.text)
            ),
        )
        .deployment(schedule.deployment.clone())
        .severity(severity)
        .note(note)
        .help("write a date such as `\"2024-01-01\"` or `\"2024-01-01T09:00:00Z\"`");
}
