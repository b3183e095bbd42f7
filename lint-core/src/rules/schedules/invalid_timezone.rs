//! PF510

use super::entry::is_json;
use crate::declare_rule;
use crate::diagnostic::{Fix, Severity};
use crate::manifest::{Literal, Schedule, Selector};
use crate::rules::words::{REFUSED_LATE, short};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schedule::timezone::{Suggestion, is_of_machine, is_rrule_zone, is_zone, suggest};

declare_rule! {
    /// ## What it does
    /// Finds time zones that Prefect does not know.
    ///
    /// ## Why is this bad?
    /// Prefect takes names of the IANA database, to the letter: `Europe/Paris`, `UTC`. Abbreviations, offsets and other
    /// spellings are refused when the deployment is created, after its build and push steps have run.
    ///
    /// ## Example
    /// ```yaml @7:19-7:35,@9:19-9:22
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         timezone: america/new_york
    ///       - cron: "0 9 * * *"
    ///         timezone: utc
    /// ```
    ///
    /// ```yaml @7:19-7:22
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         timezone: PST
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
    ///         timezone: America/New_York
    ///       - cron: "0 9 * * *"
    ///         timezone: UTC
    /// ```
    ///
    /// ```yaml by-hand
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         timezone: America/Los_Angeles
    /// ```
    ///
    /// ## Fix
    /// Writes the name as Prefect spells it, where only capitals, blanks or hyphens are wrong. Where another name is
    /// near, the fix is not safe.
    pub struct InvalidTimezone = "PF510", "invalid-timezone", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for InvalidTimezone {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for schedule in &cx.manifest.schedules {
            let (Some(selector), Some(zone)) = (schedule.selector, schedule.literal("timezone"))
            else {
                continue;
            };
            if selector == Selector::Rrule && !is_json(schedule) {
                if !is_rrule_zone(&zone.text) {
                    invalid(report, schedule, &zone);
                }
            } else if is_of_machine(&zone.text) {
                of_machine(report, schedule, &zone);
            } else if selector != Selector::Rrule && !zone.text.is_empty() && !is_zone(&zone.text) {
                invalid(report, schedule, &zone);
            }
        }
    }
}

fn invalid(report: &mut Report<'_>, schedule: &Schedule<'_>, zone: &Literal<'_>) {
    let message = match zone.text.trim() {
        "" => "an rrule's `timezone` cannot be empty".to_owned(),
        _ => format!("`{}` is no time zone that Prefect knows", short(&zone.text)),
    };
    let found = suggest(&zone.text);
    let help = found.words().unwrap_or_else(|| {
        "write a name of the IANA database, such as `Europe/Paris`, or `UTC`".to_owned()
    });
    let help = match found.note {
        Some(note) => format!("{help} {note}"),
        None => help,
    };
    report
        .at(zone.whole(), message)
        .deployment(schedule.deployment.clone())
        .note(REFUSED_LATE)
        .help(help)
        .maybe_fix(fix(zone, &found));
}

fn fix(zone: &Literal<'_>, found: &Suggestion) -> Option<Fix> {
    let [name] = found.names.as_slice() else {
        return None;
    };
    let bare = zone.is_in_line() && !zone.text.is_empty();
    let title = format!("replace with `{name}`");
    bare.then(|| match found.is_certain {
        true => Fix::safe(title, zone.whole(), name),
        false => Fix::risky(title, zone.whole(), name),
    })
}

fn of_machine(report: &mut Report<'_>, schedule: &Schedule<'_>, zone: &Literal<'_>) {
    report
        .at(
            zone.whole(),
            "`localtime` is another time zone on every machine",
        )
        .deployment(schedule.deployment.clone())
        .severity(Severity::Warning)
        .note("it is the zone of the server, and machines without such a file refuse it")
        .help("write the zone's name, such as `Europe/Paris`");
}
