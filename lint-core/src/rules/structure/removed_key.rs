//! PF104

use super::misplaced_key::into_work_pool;
use crate::declare_rule;
use crate::diagnostic::{Edit, Fix, Safety, Severity};
use crate::rules::edits;
use crate::rules::offer::rename;
use crate::rules::words::outcome;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::coerce;
use crate::schema::elsewhere::{Home, Removed, Successor};
use crate::schema::{FindingKind, Level, Spot};
use crate::yaml::NodeKind;

declare_rule! {
    /// ## What it does
    /// Finds keys that Prefect 2 had and Prefect 3 has not: `infra_overrides`, `is_schedule_active`,
    /// `infrastructure`, `storage` and others.
    ///
    /// ## Why is this bad?
    /// Prefect 3 ignores them and says nothing. A schedule that `is_schedule_active: false` kept off begins to run.
    ///
    /// ## Example
    /// ```yaml @6:5-6:20
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///     infra_overrides:
    ///       image: acme/report:1.2
    /// ```
    ///
    /// ```yaml @5:5-5:23
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     is_schedule_active: false
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
    ///     work_pool: {name: main}
    ///     paused: true
    /// ```
    ///
    /// ## Fix
    /// Writes the key that took its place, where there is one that means the same.
    pub struct RemovedKey = "PF104", "removed-key", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for RemovedKey {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings {
            let FindingKind::RemovedKey(entry) = finding.kind else {
                continue;
            };
            let harmless = entry.successor == Successor::Paused
                && finding.spot.value.value().and_then(|v| coerce::boolean(&v)) == Some(true);
            let words = finding_words(harmless, entry);
            let finish = report
                .finding(finding, format!("Prefect 3 has no `{}`", finding.name()))
                .label("removed in Prefect 3")
                .note(outcome(finding, words.0))
                .help(words.1)
                .maybe_fix(fix(&finding.spot, entry));
            if harmless {
                finish.severity(Severity::Warning);
            }
        }
    }
}

/// What Prefect does, and what to write.
fn finding_words(harmless: bool, entry: &Removed) -> (&'static str, String) {
    match harmless {
        true => (
            "Prefect ignores it; schedules are active anyway",
            "remove it; `paused: false` means the same".to_owned(),
        ),
        false => ("Prefect ignores it and says nothing", help(entry)),
    }
}

fn help(entry: &Removed) -> String {
    match entry.successor {
        Successor::Moved(home, name) => format!("write `{name}` {}", home.place()),
        Successor::Paused => "write `paused: true` to switch the schedules off".to_owned(),
        Successor::Advice(advice) => advice.to_owned(),
    }
}

fn fix(spot: &Spot<'_>, entry: &Removed) -> Option<Fix> {
    match (entry.level, entry.successor) {
        (Level::Deployment, Successor::Moved(Home::WorkPool, name)) => into_work_pool(spot, name),
        (Level::WorkPool, Successor::Moved(Home::WorkPool, name)) => {
            let key = spot.key.filter(|_| edits::is_free(spot.home(), name))?;
            Some(rename(key, name))
        }
        (_, Successor::Paused) => paused(spot),
        _ => None,
    }
}

/// `is_schedule_active: false` is `paused: true`.
fn paused(spot: &Spot<'_>) -> Option<Fix> {
    let key = spot.key.filter(|_| edits::is_free(spot.home(), "paused"))?;
    let active = coerce::boolean(&spot.value.value()?)?;
    if spot.value.kind() != NodeKind::Scalar || spot.value.full_range() != spot.value.range() {
        return None;
    }
    let edits = vec![
        edits::rename(key, "paused"),
        Edit::new(spot.value.range(), (!active).to_string()),
    ];
    Some(Fix::new(
        format!("replace with `paused: {}`", !active),
        Safety::Safe,
        edits,
    ))
}
