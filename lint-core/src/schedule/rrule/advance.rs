//! Rules that Prefect takes and whose runs never come: dateutil does not check the range of most numbers.

use std::fmt;
use std::ops::Range;

use super::check::gcd;
use super::model::{By, Day, Frequency, Number, Rrule, Rule};

/// Something in a rule that keeps it from running.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// What it is.
    pub kind: ObstacleKind,
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// Whether no run ever comes, but for those that an interval of 0 or less finds at the start; else the value merely
    /// means nothing, or not what it says.
    pub is_fatal: bool,
}

/// What keeps a rule from running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObstacleKind {
    /// An interval of 0 or less.
    Interval(i64),
    /// A count of 0 or less.
    Count(i64),
    /// A number that the key's days, months or times do not have.
    OutOfRange(By, i64),
    /// A weekday that comes less often in a month or year.
    NthDay(i64, Frequency),
    /// Weekdays with and without a number, which must both hold.
    MixedDays,
    /// `UNTIL` has a time zone, and there is no `DTSTART`.
    ZonedUntil,
    /// The interval never meets the values of the key, counted from midnight.
    EmptySet(By),
}

impl fmt::Display for ObstacleKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interval(value) => write!(f, "with `INTERVAL={value}` this rule never advances"),
            Self::Count(value) => write!(f, "with `COUNT={value}` this rule has no runs"),
            Self::OutOfRange(by, value) => write!(f, "`{}` cannot be {value}", by.key()),
            Self::NthDay(nth, Frequency::Monthly) => {
                write!(f, "no month has a weekday number {nth}")
            }
            Self::NthDay(nth, _) => write!(f, "there is no weekday number {nth} in that time"),
            Self::MixedDays => write!(f, "`BYDAY` has days with and without a number"),
            Self::ZonedUntil => write!(f, "`UNTIL` has a time zone, and there is no `DTSTART`"),
            Self::EmptySet(by) => {
                write!(f, "the interval never meets the values of `{}`", by.key())
            }
        }
    }
}

impl ObstacleKind {
    /// What to write instead.
    pub fn help(self) -> String {
        match self {
            Self::Interval(_) => "write 1 or more".into(),
            Self::Count(_) => {
                "write 1 or more, or turn the schedule off with `active: false`".into()
            }
            Self::OutOfRange(by, _) => {
                let (lowest, highest) = bounds(by);
                match is_signed(by) {
                    true => format!("write {lowest} to {highest}, or -{highest} to -{lowest}"),
                    false => format!("write {lowest} to {highest}"),
                }
            }
            Self::NthDay(_, Frequency::Yearly) => {
                "write 1 to 53, or -53 to -1; with `BYMONTH`, 1 to 5".into()
            }
            Self::NthDay(..) => "write 1 to 5, or -5 to -1".into(),
            Self::MixedDays => "write two schedules: a day must be one of each kind here".into(),
            Self::ZonedUntil => {
                "leave out the `Z`: Prefect looks at the schedule's `timezone` only".into()
            }
            Self::EmptySet(_) => {
                "add a `DTSTART`, or choose values that the interval reaches from 0".into()
            }
        }
    }
}

/// The lowest and the highest number of a key, without the sign.
fn bounds(by: By) -> (i64, i64) {
    match by {
        By::SetPos | By::YearDay => (1, 366),
        By::Month => (1, 12),
        By::MonthDay => (1, 31),
        By::WeekNo => (1, 53),
        // Easter is between the 81st and the 116th day of a year.
        By::Easter => (0, 250),
        By::Hour => (0, 23),
        By::Minute | By::Second => (0, 59),
    }
}

fn is_signed(by: By) -> bool {
    matches!(by, By::SetPos | By::MonthDay | By::YearDay | By::WeekNo)
}

fn is_in_range(by: By, value: i64) -> bool {
    let (lowest, highest) = bounds(by);
    match by {
        // Days before Easter are days of the same year or none.
        By::Easter => (-80..=highest).contains(&value),
        _ if is_signed(by) => (lowest..=highest).contains(&value.saturating_abs()),
        _ => (lowest..=highest).contains(&value),
    }
}

/// Everything in the rules that keeps them from running, in the order of the text.
pub fn obstacles(rrule: &Rrule) -> Vec<Obstacle> {
    let mut found: Vec<Obstacle> = rrule.rules.iter().flat_map(of_rule).collect();
    // What merely has no runs itself does not keep other rules and dates from theirs.
    if rrule.rules.len() > 1 || !rrule.dates.is_empty() {
        for obstacle in &mut found {
            obstacle.is_fatal &= matches!(obstacle.kind, ObstacleKind::Interval(_));
        }
    }
    if rrule.start.is_none() {
        found.extend(rrule.rules.iter().flat_map(without_start));
    }
    found.sort_by_key(|obstacle| obstacle.range.start);
    found
}

fn of_rule(rule: &Rule) -> Vec<Obstacle> {
    let mut found = Vec::new();
    let mut number = |number: &Option<Number>, kind: fn(i64) -> ObstacleKind| {
        if let Some(Number { value, range }) = number
            && *value <= 0
        {
            found.push(Obstacle {
                kind: kind(*value),
                range: range.clone(),
                is_fatal: true,
            });
        }
    };
    number(&rule.interval, ObstacleKind::Interval);
    number(&rule.count, ObstacleKind::Count);
    for by in By::ALL {
        found.extend(out_of_range(rule, by));
    }
    found.extend(nth_days(rule));
    found.extend(mixed_days(rule));
    found
}

/// dateutil asks for a day that is both one of those with a number and one of those without.
fn mixed_days(rule: &Rule) -> Option<Obstacle> {
    let days = rule.days.as_deref().unwrap_or_default();
    let (numbered, plain): (Vec<&Day>, Vec<&Day>) = days.iter().partition(|day| day.nth.is_some());
    let (first, last) = (days.first()?, days.last()?);
    let is_mixed =
        rule.frequency <= Frequency::Monthly && !numbered.is_empty() && !plain.is_empty();
    let shared = plain
        .iter()
        .any(|day| numbered.iter().any(|other| other.day == day.day));
    is_mixed.then_some(Obstacle {
        kind: ObstacleKind::MixedDays,
        range: first.range.start..last.range.end,
        is_fatal: !shared,
    })
}

fn out_of_range(rule: &Rule, by: By) -> Vec<Obstacle> {
    let numbers = rule.by(by).unwrap_or_default();
    let all = !numbers.iter().any(|number| is_in_range(by, number.value));
    // A time is put together from all its parts; one that does not exist fails, whatever the others are.
    let put_together = match by {
        By::Minute => rule.frequency == Frequency::Hourly,
        By::Second => matches!(rule.frequency, Frequency::Hourly | Frequency::Minutely),
        _ => false,
    };
    // Without any other day, 0 is no restriction at all.
    let restricts = by != By::MonthDay || numbers.iter().any(|number| number.value != 0);
    let wrong = numbers
        .iter()
        .filter(|number| !is_in_range(by, number.value));
    wrong
        .map(|number| Obstacle {
            kind: ObstacleKind::OutOfRange(by, number.value),
            range: number.range.clone(),
            // Python counts days before a year's first from its end.
            is_fatal: put_together || (all && restricts && by != By::Easter),
        })
        .collect()
}

fn nth_days(rule: &Rule) -> Vec<Obstacle> {
    let most = match rule.frequency {
        Frequency::Yearly if rule.by(By::Month).is_none() => 53,
        Frequency::Yearly | Frequency::Monthly => 5,
        // Below, the number is not looked at.
        _ => return Vec::new(),
    };
    let days = rule.days.as_deref().unwrap_or_default();
    let is_wrong = |day: &&Day| day.nth.is_some_and(|nth| nth.saturating_abs() > most);
    let all = days.iter().all(|day| is_wrong(&day));
    let wrong = days.iter().filter(is_wrong);
    wrong
        .filter_map(|day| {
            Some(Obstacle {
                kind: ObstacleKind::NthDay(day.nth?, rule.frequency),
                range: day.range.clone(),
                is_fatal: all,
            })
        })
        .collect()
}

/// What fails where the server counts from midnight of 2020-01-01, a start without a time zone.
fn without_start(rule: &Rule) -> Vec<Obstacle> {
    let mut found = Vec::new();
    if let Some(until) = rule.until.as_ref().filter(|until| until.aware) {
        found.push(Obstacle {
            kind: ObstacleKind::ZonedUntil,
            range: until.range.clone(),
            is_fatal: true,
        });
    }
    let (by, base) = match rule.frequency {
        Frequency::Hourly => (By::Hour, 24),
        Frequency::Minutely => (By::Minute, 60),
        Frequency::Secondly => (By::Second, 60),
        _ => return found,
    };
    let numbers = rule.by(by).unwrap_or_default();
    let common = gcd(rule.step(), base);
    let meets = |number: &Number| number.value.rem_euclid(common) == 0;
    if let (Some(first), Some(last)) = (numbers.first(), numbers.last())
        && !numbers.iter().any(meets)
    {
        found.push(Obstacle {
            kind: ObstacleKind::EmptySet(by),
            range: first.range.start..last.range.end,
            is_fatal: true,
        });
    }
    found
}
