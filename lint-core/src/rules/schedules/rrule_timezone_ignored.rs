//! PF520

use super::rrules;
use crate::declare_rule;
use crate::manifest::Literal;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schedule::rrule::{Dated, Rrule, advance};

declare_rule! {
    /// ## What it does
    /// Finds recurrence rules with a time zone of their own: `TZID`, a `Z`, or an offset.
    ///
    /// ## Why is this bad?
    /// Prefect throws it away: the digits of the date are taken for a time in the schedule's `timezone`, which is UTC
    /// if there is none.
    ///
    /// ## Example
    /// ```yaml @6:25-6:46
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - rrule: "DTSTART;TZID=America/New_York:20240101T090000 RRULE:FREQ=DAILY"
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - rrule: "DTSTART:20240101T090000 RRULE:FREQ=DAILY"
    ///         timezone: America/New_York
    /// ```
    pub struct RruleTimezoneIgnored = "PF520", "rrule-timezone-ignored", Warning, fix: None, since: "0.1.0";
}

impl Rule for RruleTimezoneIgnored {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for (schedule, literal) in rrules::in_zones(cx) {
            // A zone that is not known, such as one in a placeholder, may be the right one.
            let zone = match schedule.get("timezone").map(|entry| entry.value) {
                None => "UTC".into(),
                Some(value) => match (value.as_str(), schedule.literal("timezone")) {
                    (None, _) => "UTC".into(),
                    (_, Some(zone)) => zone.text,
                    _ => continue,
                },
            };
            let verdict = Rrule::parse(&literal.text);
            let Some(rrule) = verdict.rrule() else {
                continue;
            };
            let Some((range, own)) =
                dates(rrule).find_map(|date| other_zone(date, &zone, &literal))
            else {
                continue;
            };
            report
                .at(
                    literal.range(range),
                    format!("Prefect does not look at {own}"),
                )
                .deployment(schedule.deployment.clone())
                .note(format!(
                    "the digits of the date are a time in {}",
                    short(&zone)
                ))
                .help("write the zone as the schedule's `timezone`, and the date without one");
        }
    }
}

/// The dates, but for those that keep the rule from running and are reported for that.
fn dates(rrule: &Rrule) -> impl Iterator<Item = &Dated> {
    let stopped = advance::obstacles(rrule);
    let rules = rrule.rules.iter().chain(&rrule.exrules);
    let untils = rules.filter_map(|rule| rule.until.as_ref());
    let all = rrule
        .start
        .iter()
        .chain(untils)
        .chain(&rrule.dates)
        .chain(&rrule.exdates);
    all.filter(move |date| !stopped.iter().any(|obstacle| obstacle.range == date.range))
}

/// Where a date names another zone than the schedule's, and how.
fn other_zone(
    date: &Dated,
    zone: &str,
    literal: &Literal<'_>,
) -> Option<(std::ops::Range<usize>, String)> {
    const UTC: [&str; 6] = ["UTC", "Etc/UTC", "GMT", "Etc/GMT", "Zulu", "Universal"];
    if let Some(range) = &date.zone {
        let written = literal.text.get(range.clone())?;
        let name = written.split_once('=').map_or(written, |(_, name)| name);
        return (name != zone).then(|| (range.clone(), format!("`{}`", short(written))));
    }
    let offset = date.moment.offset?;
    let is_same = offset == 0 && UTC.contains(&zone);
    let written = literal.text.get(date.range.clone())?;
    let mark = written
        .rfind(['Z', 'z', '+', '-', 'U', 'G', 'u', 'g'])
        .unwrap_or(0);
    let range = date.range.start + mark..date.range.end;
    (!is_same).then(|| (range, format!("the `{}` of this date", &written[mark..])))
}
