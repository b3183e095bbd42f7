//! What dateutil checks of a rule once it has read it.

use std::ops::Range;

use chrono::Timelike;

use super::Stop;
use super::error::{Error, ErrorKind};
use super::model::{By, Dated, Frequency, Number, Rule};

/// Positions in a set are days of a year at most.
const MAX_POSITION: u64 = 366;

/// Checks a rule that begins at `start`. Without one it begins at the moment of the deploy: what only some moments
/// allow is the second outcome.
pub(super) fn check(rule: &Rule, start: Option<&Dated>) -> Result<Option<Error>, Stop> {
    if let (Some(start), Some(until)) = (start, &rule.until)
        && start.aware != until.aware
    {
        let kind = ErrorKind::ZoneMismatch { until: until.aware };
        return Err(refused(kind, until.range.clone()));
    }
    for position in rule.by(By::SetPos).unwrap_or_default() {
        if position.value == 0 || position.value.unsigned_abs() > MAX_POSITION {
            let kind = ErrorKind::InvalidValue {
                key: By::SetPos.key().into(),
                value: position.value.to_string(),
            };
            return Err(refused(kind, position.range.clone()));
        }
    }
    let own = match rule.frequency {
        Frequency::Hourly => (By::Hour, 24),
        Frequency::Minutely => (By::Minute, 60),
        Frequency::Secondly => (By::Second, 60),
        _ => return clock(rule).map(|()| None),
    };
    match rule.by(own.0) {
        Some(numbers) => reachable(rule, own, numbers, start),
        None => Ok(None),
    }
}

/// Whether the interval reaches one of the values of the frequency's own key.
fn reachable(
    rule: &Rule,
    (key, base): (By, i64),
    numbers: &[Number],
    start: Option<&Dated>,
) -> Result<Option<Error>, Stop> {
    let too_large = |value: i64| value.unsigned_abs() == i64::MAX.unsigned_abs();
    if too_large(rule.step()) || numbers.iter().any(|number| too_large(number.value)) {
        return Err(Stop::Unknown);
    }
    let common = gcd(rule.step(), base);
    let meets = |from: i64| {
        numbers
            .iter()
            .any(|number| (number.value - from).rem_euclid(common) == 0)
    };
    let range = numbers.first().zip(numbers.last());
    let range = range.map_or(0..0, |(first, last)| first.range.start..last.range.end);
    let error = Error {
        kind: ErrorKind::EmptySet(key.key()),
        range,
    };
    match start {
        Some(start) if meets(clock_part(start, key)) => Ok(None),
        Some(_) => Err(Stop::Refused(error)),
        None => Ok((0..common).any(|from| !meets(from)).then_some(error)),
    }
}

/// The hour, minute or second of a start; the parts that it leaves out are 0.
fn clock_part(start: &Dated, key: By) -> i64 {
    let wall = start.moment.wall;
    let part = wall.map(|wall| match key {
        By::Hour => wall.hour(),
        By::Minute => wall.minute(),
        _ => wall.second(),
    });
    i64::from(part.unwrap_or(0))
}

pub(super) fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i64::try_from(a).unwrap_or(1).max(1)
}

/// Whether the hours, minutes and seconds make clock times: those of a rule by days and longer are put together at
/// once, in their order, and the first that fails decides how.
fn clock(rule: &Rule) -> Result<(), Stop> {
    let sorted = |by| {
        let mut numbers: Vec<&Number> = rule.by(by).unwrap_or_default().iter().collect();
        numbers.sort_by_key(|number| number.value);
        numbers
    };
    let keys = [(By::Hour, 23), (By::Minute, 59), (By::Second, 59)];
    let lists = keys.map(|(by, highest)| (by, highest, sorted(by)));
    let is_bad = |number: &Number, highest: i64| !(0..=highest).contains(&number.value);
    let firsts: Vec<_> = (lists.iter())
        .filter_map(|(by, highest, list)| {
            let first = list.first()?;
            is_bad(first, *highest).then_some((*by, *first))
        })
        .collect();
    // The lowest of each come together first; then the seconds go up, then the minutes, then the hours.
    if !firsts.is_empty() {
        return Err(no_such_time(&firsts));
    }
    for (by, highest, list) in lists.iter().rev() {
        if let Some(number) = list.iter().find(|number| is_bad(number, *highest)) {
            return Err(no_such_time(&[(*by, *number)]));
        }
    }
    Ok(())
}

/// One that no 32 bits hold fails in another way than one that is merely no hour or minute.
fn no_such_time(numbers: &[(By, &Number)]) -> Stop {
    let holds = |number: &Number| i32::try_from(number.value).is_ok();
    if let Some((_, number)) = numbers.iter().find(|(_, number)| !holds(number)) {
        return Stop::Crashes(Error {
            kind: ErrorKind::Overflow,
            range: number.range.clone(),
        });
    }
    match numbers.first() {
        Some((by, number)) => {
            let kind = ErrorKind::NoSuchTime {
                key: by.key(),
                value: number.value,
            };
            refused(kind, number.range.clone())
        }
        None => Stop::Unknown,
    }
}

fn refused(kind: ErrorKind, range: Range<usize>) -> Stop {
    Stop::Refused(Error { kind, range })
}
