//! Rules whose runs never come, or have all been, though nothing in them is out of range.

use std::ops::Range;

use chrono::{DateTime, Datelike, Timelike, Utc};
use chrono_tz::Tz;

use super::check::gcd;
use super::model::{By, Frequency, Number, Rrule, Rule};
use super::runs::default_start;

/// The most days that each month ever has.
const LENGTHS: [i64; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// Why there are no more runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Never {
    /// What keeps the runs from coming.
    pub kind: NeverKind,
    /// Where, in bytes of the text.
    pub range: Range<usize>,
}

/// What keeps the runs from coming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeverKind {
    /// No month of `BYMONTH` has a day of `BYMONTHDAY`.
    NoSuchDay,
    /// Counting by months from the start never meets a month of `BYMONTH`.
    NoSuchMonth,
    /// It ends before it begins.
    EndsBeforeStart,
    /// It has ended.
    Over,
}

/// Whether a rule has no run any more, by what is written alone; with `now`, also whether it is over.
///
/// Sound, not complete: none is said where a run may come. What is out of range is told by
/// [`obstacles`](super::advance::obstacles) instead.
pub fn never(rrule: &Rrule, zone: Tz, now: Option<DateTime<Utc>>) -> Option<Never> {
    let [rule] = rrule.rules.as_slice() else {
        return None;
    };
    if !rrule.dates.is_empty() {
        return None;
    }
    impossible(rrule, rule).or_else(|| over(rrule, rule, zone, now?))
}

fn impossible(rrule: &Rrule, rule: &Rule) -> Option<Never> {
    let start = match &rrule.start {
        Some(start) => start.moment.wall?,
        None => default_start()?,
    };
    if let Some(until) = &rule.until
        && until.moment.wall? < start.with_nanosecond(0)?
    {
        return Some(Never {
            kind: NeverKind::EndsBeforeStart,
            range: until.range.clone(),
        });
    }
    let months = rule.by(By::Month)?;
    let found = |kind, numbers: &[Number]| Never {
        kind,
        range: span(numbers),
    };
    let in_range = |month: &Number| (1..=12).contains(&month.value);
    if !months.iter().any(in_range) {
        return None;
    }
    if let Some(days) = rule.by(By::MonthDay)
        && days.iter().all(|day| day.value != 0)
        && !months.iter().any(|month| has_day(month.value, days))
    {
        return Some(found(NeverKind::NoSuchDay, days));
    }
    let step = gcd(rule.step(), 12);
    let from = i64::from(start.month());
    let meets = |month: &Number| (month.value - from).rem_euclid(step) == 0;
    let by_months = rule.frequency == Frequency::Monthly && rule.step() > 0;
    (by_months && !months.iter().filter(|month| in_range(month)).any(meets))
        .then(|| found(NeverKind::NoSuchMonth, months))
}

/// Whether a month ever has one of the days, those below 0 counted from its end.
fn has_day(month: i64, days: &[Number]) -> bool {
    let length = usize::try_from(month - 1)
        .ok()
        .and_then(|at| LENGTHS.get(at));
    let length = length.copied().unwrap_or(0);
    days.iter().any(|day| day.value.saturating_abs() <= length)
}

fn over(rrule: &Rrule, rule: &Rule, zone: Tz, now: DateTime<Utc>) -> Option<Never> {
    let range = match (&rule.until, &rule.count) {
        (Some(until), _) => until.range.clone(),
        (None, Some(count)) => count.range.clone(),
        (None, None) => return None,
    };
    let runs = rrule.runs(now, zone, 1)?;
    (runs.is_over && runs.runs.is_empty()).then_some(Never {
        kind: NeverKind::Over,
        range,
    })
}

fn span(numbers: &[Number]) -> Range<usize> {
    let ends = numbers.first().zip(numbers.last());
    ends.map_or(0..0, |(first, last)| first.range.start..last.range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Option<NeverKind> {
        let verdict = Rrule::parse(text);
        let now = DateTime::from_timestamp(1_750_000_000, 0);
        never(verdict.rrule().unwrap(), Tz::UTC, now).map(|never| never.kind)
    }

    #[test]
    fn rules_without_runs() {
        for (text, expected) in [
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", NeverKind::NoSuchDay),
            (
                "FREQ=MONTHLY;BYMONTH=4,6;BYMONTHDAY=31,-31",
                NeverKind::NoSuchDay,
            ),
            ("FREQ=MONTHLY;INTERVAL=12;BYMONTH=2", NeverKind::NoSuchMonth),
            ("FREQ=DAILY;UNTIL=20100101", NeverKind::EndsBeforeStart),
            ("FREQ=DAILY;UNTIL=20240101", NeverKind::Over),
            ("FREQ=DAILY;COUNT=10", NeverKind::Over),
        ] {
            assert_eq!(kind(text), Some(expected), "{text}");
        }
        for text in [
            "FREQ=DAILY",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
            "FREQ=MONTHLY;INTERVAL=12;BYMONTH=1,2",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=0",
            "FREQ=DAILY;UNTIL=20990101",
            "FREQ=DAILY;COUNT=100000",
            "DTSTART:20240101T000000 RRULE:FREQ=DAILY;COUNT=1 RDATE:20300101T000000",
        ] {
            assert_eq!(kind(text), None, "{text}");
        }
    }
}
