//! PF528

use chrono::{NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;

use crate::declare_rule;
use crate::manifest::{Schedule, Selector};
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schedule::anchor::{Anchor, read};
use crate::schedule::interval::Interval;

declare_rule! {
    /// ## What it does
    /// Finds anchor dates without an offset, beside a `timezone` in which they are another time.
    ///
    /// ## Why is this bad?
    /// Prefect takes an anchor date without an offset for a time in UTC, whatever the `timezone` of the schedule says.
    /// Here the runs are at ten in Paris, and at eleven if the anchor is a day in summer.
    ///
    /// ## Example
    /// ```yaml @7:23-7:42
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - interval: 86400
    ///         anchor_date: "2026-01-01T09:00:00"
    ///         timezone: Europe/Paris
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - interval: 86400
    ///         anchor_date: "2026-01-01T09:00:00+01:00"
    ///         timezone: Europe/Paris
    /// ```
    pub struct AnchorDateInUtc = "PF528", "anchor-date-in-utc", Info, fix: None, since: "0.1.0";
}

impl Rule for AnchorDateInUtc {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for schedule in &cx.manifest.schedules {
            if schedule.selector != Some(Selector::Interval) {
                continue;
            }
            let (Some(anchor), Some((wall, zone))) =
                (schedule.literal("anchor_date"), naive(schedule))
            else {
                continue;
            };
            let there = zone.from_utc_datetime(&wall);
            let ahead = i64::from(there.offset().fix().local_minus_utc());
            if ahead == 0 || is_a_multiple(ahead, schedule) {
                continue;
            }
            let text = short(&anchor.text);
            report
                .at(
                    anchor.whole(),
                    format!("`{text}` is a time in UTC, not in {zone}"),
                )
                .deployment(schedule.deployment.clone())
                .note(format!(
                    "the runs are counted from {} in {zone}",
                    there.format("%H:%M on %Y-%m-%d")
                ))
                .help(format!(
                    "write `\"{}{}\"`, or `Z` at the end if UTC is meant",
                    wall.format("%Y-%m-%dT%H:%M:%S"),
                    offset_there(wall, zone).unwrap_or_else(|| "+00:00".to_owned())
                ));
        }
    }
}

/// An anchor date without an offset, and the zone of the schedule.
fn naive(schedule: &Schedule<'_>) -> Option<(NaiveDateTime, Tz)> {
    let anchor = schedule.literal("anchor_date")?;
    let zone = schedule.literal("timezone")?.text.parse().ok()?;
    match read(&anchor.text) {
        Anchor::Date(moment) if moment.offset.is_none() => Some((moment.wall?, zone)),
        _ => None,
    }
}

/// Whether the runs are the same, counted from either time.
fn is_a_multiple(ahead: i64, schedule: &Schedule<'_>) -> bool {
    let entry = schedule.get(Selector::Interval.key());
    let interval = entry.and_then(|entry| Interval::of_node(entry.value));
    interval.is_none_or(|interval| {
        let seconds = i64::try_from(interval.seconds).unwrap_or(i64::MAX);
        interval.micros > 0 || (seconds > 0 && ahead % seconds == 0)
    })
}

/// The offset of the zone when its clocks show a time: `+01:00`.
fn offset_there(wall: NaiveDateTime, zone: Tz) -> Option<String> {
    let there = zone.from_local_datetime(&wall).earliest()?;
    Some(there.format("%:z").to_string())
}
