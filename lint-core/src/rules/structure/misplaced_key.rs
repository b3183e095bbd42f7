//! PF103

use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::rules::edits;
use crate::rules::offer::rename;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::elsewhere::{Home, Misplaced};
use crate::schema::shape::{Shape, shape};
use crate::schema::{FindingKind, Level, Spot};

declare_rule! {
    /// ## What it does
    /// Finds keys that stand at the wrong place, such as `job_variables` beside `work_pool` instead of in it.
    ///
    /// ## Why is this bad?
    /// Prefect ignores a key that does not belong where it stands, and says nothing.
    ///
    /// ## Example
    /// ```yaml @6:5-6:18
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///     job_variables:
    ///       image: acme/report:1.2
    /// ```
    ///
    /// ```yaml @4:5-4:19
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool_name: main
    /// ```
    ///
    /// ```yaml @7:5-7:13
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///     timezone: Europe/Paris
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///       job_variables:
    ///         image: acme/report:1.2
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    /// ```
    ///
    /// ```yaml by-hand
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         timezone: Europe/Paris
    /// ```
    ///
    /// ## Fix
    /// Moves the key of a deployment under its `work_pool`, and writes the right name of a key of `work_pool`.
    pub struct MisplacedKey = "PF103", "misplaced-key", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for MisplacedKey {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings {
            let FindingKind::MisplacedKey(entry) = finding.kind else {
                continue;
            };
            let key = short(finding.name());
            let place = finding.spot.object.level.place();
            let message = match is_here(entry) {
                true => format!("there is no key `{key}` {place}"),
                false => format!("`{key}` does not belong {place}"),
            };
            let help = match is_here(entry) {
                true => format!("write `{}`", entry.name),
                false => format!("write `{}` {}", entry.name, entry.home.place()),
            };
            report
                .finding(finding, message)
                .label("ignored here")
                .note("Prefect ignores it and says nothing")
                .help(help)
                .maybe_fix(fix(&finding.spot, entry));
        }
    }
}

/// Whether only the name is wrong.
fn is_here(entry: &Misplaced) -> bool {
    matches!(
        (entry.level, entry.home),
        (Level::WorkPool, Home::WorkPool) | (Level::ConcurrencyLimit, Home::ConcurrencyLimit)
    )
}

fn fix(spot: &Spot<'_>, entry: &Misplaced) -> Option<Fix> {
    if is_here(entry) {
        let key = spot
            .key
            .filter(|_| edits::is_free(spot.home(), entry.name))?;
        return Some(rename(key, entry.name));
    }
    match (entry.level, entry.home) {
        (Level::Deployment, Home::WorkPool) => into_work_pool(spot, entry.name),
        _ => None,
    }
}

/// Moves an entry of a deployment under its `work_pool`.
pub(super) fn into_work_pool(spot: &Spot<'_>, name: &str) -> Option<Fix> {
    let work_pool = edits::own(spot.home(), "work_pool");
    let usable = match work_pool {
        Some(pool) => shape(pool) == Shape::Mapping,
        None => edits::is_free(spot.home(), "work_pool"),
    };
    if !usable {
        return None;
    }
    let edits = edits::move_into(spot, work_pool, "work_pool", name)?;
    Some(Fix::new(
        format!("move under `work_pool` as `{name}`"),
        Safety::Safe,
        edits,
    ))
}
