//! Moments in arguments.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use prefect_lint_core::schedule::clock::{Policy, localize};

/// Reads a moment: with an offset, or else on the wall in a time zone.
///
/// # Errors
/// What may be written, where the text is none.
pub(super) fn parse(text: &str, zone: Tz) -> Result<DateTime<Utc>, String> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Ok(moment.with_timezone(&Utc));
    }
    let wall = wall(text).and_then(|wall| localize(wall, zone, Policy::Forward));
    match wall {
        Some(run) => Ok(run.at.with_timezone(&Utc)),
        None => Err(format!(
            "`{text}` is no moment such as `2026-03-29`, `2026-03-29T09:00` or `2026-03-29T09:00:00Z`"
        )),
    }
}

fn wall(text: &str) -> Option<NaiveDateTime> {
    const FORMS: [&str; 4] = [
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M",
    ];
    let exact = FORMS
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    let day = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    exact.or_else(|| day().map(|day| day.and_time(NaiveTime::MIN)))
}
