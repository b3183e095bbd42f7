//! What a rule says, with the places where it says so.

use std::ops::Range;

use chrono::Weekday;

use super::error::FREQUENCIES;
use crate::schedule::date::Moment;

/// How often, from the rarest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frequency {
    /// Every year.
    Yearly,
    /// Every month.
    Monthly,
    /// Every week.
    Weekly,
    /// Every day.
    Daily,
    /// Every hour.
    Hourly,
    /// Every minute.
    Minutely,
    /// Every second.
    Secondly,
}

impl Frequency {
    const ALL: [Self; 7] = [
        Self::Yearly,
        Self::Monthly,
        Self::Weekly,
        Self::Daily,
        Self::Hourly,
        Self::Minutely,
        Self::Secondly,
    ];

    pub(super) fn of(word: &str) -> Option<Self> {
        let at = FREQUENCIES.iter().position(|name| *name == word)?;
        Self::ALL.get(at).copied()
    }

    /// Its word in a rule.
    pub fn word(self) -> &'static str {
        FREQUENCIES[self as usize]
    }
}

/// The keys of a rule whose values are lists of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// `BYSETPOS`
    SetPos,
    /// `BYMONTH`
    Month,
    /// `BYMONTHDAY`
    MonthDay,
    /// `BYYEARDAY`
    YearDay,
    /// `BYEASTER`, days from Easter Sunday: no key of RFC 5545.
    Easter,
    /// `BYWEEKNO`
    WeekNo,
    /// `BYHOUR`
    Hour,
    /// `BYMINUTE`
    Minute,
    /// `BYSECOND`
    Second,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::SetPos,
        Self::Month,
        Self::MonthDay,
        Self::YearDay,
        Self::Easter,
        Self::WeekNo,
        Self::Hour,
        Self::Minute,
        Self::Second,
    ];

    /// Its key.
    pub fn key(self) -> &'static str {
        const KEYS: [&str; 9] = [
            "BYSETPOS",
            "BYMONTH",
            "BYMONTHDAY",
            "BYYEARDAY",
            "BYEASTER",
            "BYWEEKNO",
            "BYHOUR",
            "BYMINUTE",
            "BYSECOND",
        ];
        KEYS[self as usize]
    }
}

/// A number where it is written. What is beyond 64 bits is as large as can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The number.
    pub value: i64,
    /// Where, in bytes of the text.
    pub range: Range<usize>,
}

/// A day of the week, possibly the nth of a month or year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Which of them, counted from the end if negative; never 0.
    pub nth: Option<i64>,
    /// The day.
    pub day: Weekday,
    /// Where, in bytes of the text.
    pub range: Range<usize>,
}

/// A date where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The date.
    pub moment: Moment,
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// Where its `TZID` is written, if it has one.
    pub zone: Option<Range<usize>>,
    /// Whether it is at an offset from UTC, by its own word or by a `TZID` that names a zone.
    pub aware: bool,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// How often.
    pub frequency: Frequency,
    /// Every how many years, months, …
    pub interval: Option<Number>,
    /// How many times in all.
    pub count: Option<Number>,
    /// The last moment.
    pub until: Option<Dated>,
    /// The first day of the week.
    pub week_start: Option<Weekday>,
    /// The days of the week.
    pub days: Option<Vec<Day>>,
    /// The lists of numbers, by [`By`].
    pub(super) lists: [Option<Vec<Number>>; 9],
    /// Where it is written, in bytes of the text.
    pub range: Range<usize>,
    /// Where `FREQ` has its word.
    pub frequency_range: Range<usize>,
}

impl Rule {
    /// The numbers behind a key.
    pub fn by(&self, key: By) -> Option<&[Number]> {
        self.lists[key as usize].as_deref()
    }

    /// Every how many years, months, …
    pub fn step(&self) -> i64 {
        self.interval.as_ref().map_or(1, |number| number.value)
    }
}

/// All that a text says: rules, dates, and what is taken out again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rrule {
    /// `DTSTART`
    pub start: Option<Dated>,
    /// `RRULE`
    pub rules: Vec<Rule>,
    /// `RDATE`
    pub dates: Vec<Dated>,
    /// `EXRULE`
    pub exrules: Vec<Rule>,
    /// `EXDATE`
    pub exdates: Vec<Dated>,
}
