//! PF506

use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::rules::edits;
use crate::rules::offer::rename;
use crate::rules::words::{outcome, short};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::field::quoted;
use crate::schema::schedule::{Advice, SCHEDULE};
use crate::schema::{FindingKind, Spot};

declare_rule! {
    /// ## What it does
    /// Finds keys in schedules that schedules do not have.
    ///
    /// ## Why is this bad?
    /// Everywhere else Prefect ignores unknown keys. Inside a schedule it refuses them, and drops the whole file.
    ///
    /// ## Example
    /// ```yaml @7:9-7:16
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         catchup: false
    /// ```
    ///
    /// ```yaml @7:9-7:11
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         tz: Europe/Paris
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
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         timezone: Europe/Paris
    /// ```
    ///
    /// ## Fix
    /// Writes the key that was probably meant, and removes those that older releases had.
    pub struct UnknownScheduleKey = "PF506", "unknown-schedule-key", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for UnknownScheduleKey {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings {
            let FindingKind::UnknownScheduleKey { near, advice } = finding.kind else {
                continue;
            };
            let key = short(finding.name());
            report
                .finding(finding, format!("schedules have no key `{key}`"))
                .label("not allowed here")
                .note(outcome(finding, ""))
                .help(help(near, advice))
                .maybe_fix(fix(&finding.spot, near, advice));
        }
    }
}

fn help(near: Option<&str>, advice: Option<Advice>) -> String {
    match (near, advice) {
        (Some(name), _) => format!("did you mean `{name}`?"),
        (_, Some(Advice::Rename(name))) => format!("write `{name}`"),
        (_, Some(Advice::Remove(why))) => format!("remove it: {why}"),
        (_, Some(Advice::Deployment(name))) => format!("`{name}` belongs in the deployment"),
        (None, None) => {
            let names: Vec<&str> = SCHEDULE.names().collect();
            format!("schedules have {}", quoted(&names).replace(" or ", " and "))
        }
    }
}

fn fix(spot: &Spot<'_>, near: Option<&str>, advice: Option<Advice>) -> Option<Fix> {
    let key = spot.key?;
    let name = match (near, advice) {
        (Some(name), _) => name,
        // `name` is a poor slug as often as not.
        (_, Some(Advice::Rename(name))) if key.source() != "name" => name,
        (_, Some(Advice::Remove(_))) => {
            let edit = edits::remove_entry(spot)?;
            let safety = match key.source() {
                "catchup" | "max_active_runs" | "max_scheduled_runs" => Safety::Safe,
                _ => Safety::Unsafe,
            };
            return Some(Fix::new(
                format!("remove `{}`", key.source()),
                safety,
                vec![edit],
            ));
        }
        _ => return None,
    };
    let free = edits::is_free(spot.home(), name);
    free.then(|| rename(key, name))
}
