//! Crons, intervals, recurrence rules and time zones.

use chrono::{Offset, TimeZone};
use chrono_tz::TZ_VARIANTS;

use super::slot::Slot;
use super::{Item, ItemKind};
use crate::schedule::cron::Cron;
use crate::schedule::interval::Interval;
use crate::schedule::rrule::{Rrule, Verdict};

const CRONS: &[&str] = &[
    "0 9 * * *",
    "0 9 * * 1-5",
    "0 9 * * 1",
    "0 0 * * *",
    "0 * * * *",
    "*/5 * * * *",
    "*/15 * * * *",
    "*/30 9-17 * * 1-5",
    "0 */6 * * *",
    "0 0 1 * *",
    "0 0 L * *",
    "0 0 1 1,4,7,10 *",
    "@hourly",
    "@daily",
    "@weekly",
    "@monthly",
];

const INTERVALS: &[&str] = &[
    "60", "300", "900", "1800", "3600", "21600", "43200", "86400", "604800", "PT5M", "PT15M",
    "PT1H", "P1D",
];

const RRULES: &[&str] = &[
    "FREQ=DAILY;BYHOUR=9;BYMINUTE=0",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9;BYMINUTE=0",
    "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0",
    "FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=0;BYMINUTE=0",
    "FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=0;BYMINUTE=0",
    "FREQ=MONTHLY;BYDAY=1MO;BYHOUR=9;BYMINUTE=0",
];

/// Zones that come first: those in which most people live.
const USUAL: &[&str] = &[
    "UTC",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Paris",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
];

/// Usual crons, in words.
pub(super) fn crons(slot: &Slot<'_, '_>) -> Vec<Item> {
    let items = CRONS.iter().map(|text| {
        let words = Cron::parse(text).map(|cron| cron.words(true));
        quoted(slot, text).detail(words.unwrap_or_default())
    });
    items.collect()
}

/// Usual intervals, in words.
pub(super) fn intervals(slot: &Slot<'_, '_>) -> Vec<Item> {
    let items = INTERVALS.iter().map(|text| {
        let words = Interval::parse(text).map(Interval::words);
        slot.raw(text, ItemKind::Value)
            .detail(words.unwrap_or_default())
    });
    items.collect()
}

/// Usual recurrence rules, in words.
pub(super) fn rrules(slot: &Slot<'_, '_>) -> Vec<Item> {
    let items = RRULES.iter().map(|text| {
        let words = match Rrule::parse(text) {
            Verdict::Valid(rule) | Verdict::ByTheClock(rule, _) => rule.words(),
            _ => None,
        };
        quoted(slot, text).detail(words.unwrap_or_default())
    });
    items.collect()
}

/// All time zones, with what their clocks say now.
pub(super) fn zones(slot: &Slot<'_, '_>) -> Vec<Item> {
    let is_usual = |name: &str| USUAL.contains(&name);
    let others = TZ_VARIANTS.iter().map(|zone| zone.name());
    let names = USUAL
        .iter()
        .copied()
        .chain(others.filter(|name| !is_usual(name)));
    names
        .map(|name| {
            let item = slot.value(name, ItemKind::Value);
            match offset(slot, name) {
                Some(offset) => item.detail(offset),
                None => item,
            }
        })
        .collect()
}

/// How far a zone is from UTC now: `UTC+02:00`.
fn offset(slot: &Slot<'_, '_>, name: &str) -> Option<String> {
    let zone: chrono_tz::Tz = name.parse().ok()?;
    let now = slot.cx.settings.now?;
    let offset = zone.offset_from_utc_datetime(&now.naive_utc()).fix();
    Some(format!("UTC{offset}"))
}

/// Midnight of today and of the first of the year.
pub(super) fn anchor_dates(slot: &Slot<'_, '_>) -> Vec<Item> {
    let Some(now) = slot.cx.settings.now else {
        return Vec::new();
    };
    let today = now.format("%Y-%m-%dT00:00:00Z").to_string();
    let year = now.format("%Y-01-01T00:00:00Z").to_string();
    vec![
        quoted(slot, &today).detail("today, midnight in UTC"),
        quoted(slot, &year).detail("the first of this year, midnight in UTC"),
    ]
}

/// A text that is in quotes in any case, so that it stays text whatever becomes of it.
fn quoted(slot: &Slot<'_, '_>, text: &str) -> Item {
    match slot.cursor.quote {
        Some(_) => slot.value(text, ItemKind::Value),
        None => {
            let yaml = format!("\"{text}\"");
            let mut item = slot.raw(&yaml, ItemKind::Value);
            text.clone_into(&mut item.label);
            item.filter_by(text)
        }
    }
}
