//! PF105

use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::rules::edits;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::{FindingKind, Spot};
use crate::settings::Version;

/// The first release that knows `schedules`.
const LISTS: Version = Version(2, 16, 1);

declare_rule! {
    /// ## What it does
    /// Finds `schedule`, the old form of `schedules`, and `flow_name`, which has no effect.
    ///
    /// An empty `schedule` and an empty `flow_name`, as `prefect init` writes them, are not reported.
    ///
    /// ## Why is this bad?
    /// `schedule` still works, and can hold one schedule only. `flow_name` is overwritten by the name of the flow
    /// that `entrypoint` points to.
    ///
    /// ## Example
    /// ```yaml @5:5-5:13
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedule:
    ///       cron: "0 9 * * *"
    ///       timezone: Europe/Paris
    /// ```
    ///
    /// ```yaml @3:5-3:14
    /// deployments:
    ///   - name: report
    ///     flow_name: daily-report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
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
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Fix
    /// Makes `schedule` a list under `schedules`, and removes `flow_name`.
    pub struct DeprecatedKey = "PF105", "deprecated-key", Warning, fix: Sometimes, since: "0.1.0";
}

impl Rule for DeprecatedKey {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let stated = cx.target.stated();
        let only_form = stated.is_some_and(|stated| stated.version < LISTS);
        for finding in cx.findings {
            let (FindingKind::DeprecatedKey, Some(field)) = (&finding.kind, finding.spot.field)
            else {
                continue;
            };
            let is_empty = finding
                .spot
                .value
                .as_str()
                .is_some_and(|text| text.is_empty());
            match field.name {
                "schedule" if only_form => continue,
                _ if is_empty => continue,
                "schedule" => report
                    .finding(finding, "`schedule` is the old form of `schedules`")
                    .note("Prefect reads it as a list of one")
                    .help("write a list under `schedules`")
                    .maybe_fix(to_list(&finding.spot)),
                name => report
                    .finding(finding, format!("`{name}` has no effect"))
                    .note("Prefect takes the name of the flow that `entrypoint` points to")
                    .help(format!("remove `{name}`"))
                    .maybe_fix(
                        remove(&finding.spot, name).filter(|_| has_entrypoint(&finding.spot)),
                    ),
            };
        }
    }
}

/// Whether the deployment names its flow otherwise; without that, `flow_name` is the only hint at what was meant.
fn has_entrypoint(spot: &Spot<'_>) -> bool {
    spot.home()
        .get("entrypoint")
        .is_some_and(|node| node.as_str().is_some())
}

/// Renames `schedule` to `schedules`, and makes a list of one of its value.
pub(crate) fn to_list(spot: &Spot<'_>) -> Option<Fix> {
    let key = spot.key?;
    let mut edits = edits::wrap_in_list(spot)?;
    edits.push(edits::rename(key, "schedules"));
    Some(Fix::new(
        "write a list under `schedules`",
        Safety::Safe,
        edits,
    ))
}

fn remove(spot: &Spot<'_>, name: &str) -> Option<Fix> {
    let edit = edits::remove_entry(spot)?;
    Some(Fix::new(
        format!("remove `{name}`"),
        Safety::Safe,
        vec![edit],
    ))
}
