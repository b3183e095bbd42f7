//! PF527

use chrono::{DateTime, Datelike, Days, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::crons::Written;
use crate::declare_rule;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schedule::clock::{Change, Policy, Run, localize};
use crate::schedule::cron::Cron;

declare_rule! {
    /// ## What it does
    /// Finds cron schedules whose time of day is skipped or comes twice on a day when the clocks change, within two
    /// years from now.
    ///
    /// ## Why is this bad?
    /// A run at 02:30 does not find that time on the day when the clocks go from 02:00 to 03:00. Prefect 3.9 runs it
    /// an hour later on the clock, earlier releases on most Pythons an hour before. Of a time that comes twice, it
    /// takes the first. A schedule that runs every hour or more often is not reported.
    ///
    /// ## Example
    /// ```yaml now=2026-01-01 @6:16-6:26
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "30 2 * * *"
    ///         timezone: Europe/Paris
    /// ```
    ///
    /// ## Use instead
    /// ```yaml now=2026-01-01
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "30 4 * * *"
    ///         timezone: Europe/Paris
    /// ```
    pub struct DstTransition = "PF527", "dst-transition", Info, fix: None, since: "0.1.0", pedantic;
}

/// How far ahead changes of the clocks are looked for.
const DAYS_AHEAD: u64 = 2 * 365;

impl Rule for DstTransition {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let is_sane = |now: &DateTime<Utc>| (1970..3000).contains(&now.year());
        let Some(now) = cx.settings.now.filter(is_sane) else {
            return;
        };
        for written in cx.crons {
            let (Ok(cron), Some(zone), Some(day_or)) =
                (&written.cron, zone(written), written.day_or())
            else {
                continue;
            };
            let is_frequent = cron.field_count() > 5 || cron.is_hourly();
            if is_frequent || cron.random_fields().next().is_some() {
                continue;
            }
            if let Some(run) = changed(cron, zone, day_or, now) {
                let (message, note) = words(run, zone);
                report
                    .at(written.text.whole(), message)
                    .note(note)
                    .help("choose a time of day that the clocks leave alone, if that matters")
                    .deployment(written.deployment());
            }
        }
    }
}

fn zone(written: &Written<'_>) -> Option<Tz> {
    let zone = written.schedule.literal("timezone")?;
    zone.text.parse().ok()
}

/// A time on the wall that the clocks skip or show twice, with its run.
type Met = (NaiveDateTime, Run);

/// The first time that a change of the clocks meets.
fn changed(cron: &Cron, zone: Tz, day_or: bool, now: DateTime<Utc>) -> Option<Met> {
    changes(zone, now).find_map(|change| {
        let wall = change.with_timezone(&zone).naive_local();
        let (start, end) = (wall - TimeDelta::days(1), wall + TimeDelta::days(1));
        let times = cron.after(start, day_or).take_while(|time| *time < end);
        let mut runs = times
            .take(MOST_TIMES)
            .filter_map(|wall| Some((wall, localize(wall, zone, Policy::Forward)?)));
        runs.find(|(_, run)| run.change.is_some())
    })
}

/// The most times of two days that are looked at.
const MOST_TIMES: usize = 2 * 24 * 60;

/// The days from now on that begin with another offset than they end with.
fn changes(zone: Tz, now: DateTime<Utc>) -> impl Iterator<Item = DateTime<Utc>> {
    let offset = move |at: DateTime<Utc>| {
        let local = at.with_timezone(&zone);
        local.naive_local() - local.naive_utc()
    };
    let day = move |number| now.checked_add_days(Days::new(number));
    (0..DAYS_AHEAD).filter_map(move |number| {
        let (start, end) = (day(number)?, day(number + 1)?);
        (offset(start) != offset(end)).then_some(end)
    })
}

fn words((wall, run): Met, zone: Tz) -> (String, String) {
    let (date, time) = (wall.format("%Y-%m-%d"), wall.format("%H:%M"));
    match run.change {
        Some(Change::Skipped) => (
            format!("the clocks of {zone} skip {time} on {date}"),
            format!(
                "Prefect 3.9 runs it at {} that day; earlier releases on Python 3.12 or earlier at {}",
                run.at.format("%H:%M"),
                localize(wall, zone, Policy::Backward)
                    .map_or_else(String::new, |run| run.at.format("%H:%M").to_string())
            ),
        ),
        _ => (
            format!("the clocks of {zone} show {time} twice on {date}"),
            "Prefect runs it once, at the first of the two".to_owned(),
        ),
    }
}
