//! Schedules that never run.

use chrono::{Datelike, NaiveDateTime};

use super::Cron;
use super::field::Field;
use super::item::LAST;

/// Why an expression names no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Never {
    /// No such day is in any year.
    NoSuchDay,
    /// No year has such a day of the month, and without one Prefect does not take the day of the week either.
    NoSuchDayOfMonth,
    /// The last of its years is over.
    Past(i32),
    /// The first of its years is more than fifty years away, and Prefect looks no further.
    TooFar(i32),
    /// Prefect finds nothing in the next fifty years.
    NotFound,
}

impl Cron {
    /// Why there will be no run, if there will be none. Without the present moment, only that is found which holds at
    /// any moment.
    pub fn never(&self, day_or: bool, now: Option<NaiveDateTime>) -> Option<Never> {
        let ored = self.days_are_ored(day_or);
        if !self.has_day(!ored || self.has_nth()) {
            return Some(match ored && !self.has_nth() {
                true => Never::NoSuchDayOfMonth,
                false => Never::NoSuchDay,
            });
        }
        let now = now?;
        if self.after(now, day_or).next().is_some() {
            return None;
        }
        let years = self.values(Field::Year);
        let this = now.year();
        let next = u16::try_from(this).ok().and_then(|year| years.from(year));
        Some(match (next, years.numbers().last()) {
            _ if years.star => Never::NotFound,
            (None, Some(last)) => Never::Past(last.into()),
            (Some(next), _) if i32::from(next) > this => Never::TooFar(next.into()),
            (Some(_), Some(last)) if i32::from(last) == this => Never::Past(this),
            _ => Never::NotFound,
        })
    }

    /// Whether some year has a day that fits, by the day of the month and, if asked for, the day of the week.
    fn has_day(&self, with_weekday: bool) -> bool {
        let months = self.values(Field::Month);
        let years = self.values(Field::Year);
        match years.star {
            true => months.numbers().any(|month| {
                let lengths = match month {
                    2 => 28..=29,
                    4 | 6 | 9 | 11 => 30..=30,
                    _ => 31..=31,
                };
                // In the course of 400 years, every month of every length begins on every day of the week.
                lengths.into_iter().any(|length| {
                    (0..7).any(|first| self.month_has_day(length, first, with_weekday))
                })
            }),
            false => years.numbers().any(|year| {
                months.numbers().any(|month| {
                    let first = chrono::NaiveDate::from_ymd_opt(year.into(), month.into(), 1);
                    first.is_some_and(|first| {
                        let weekday = first.weekday().num_days_from_sunday();
                        self.month_has_day(first.num_days_in_month().into(), weekday, with_weekday)
                    })
                })
            }),
        }
    }

    /// The same of a month with so many days that begins on a day of the week, Sunday being 0.
    fn month_has_day(&self, length: u32, first: u32, with_weekday: bool) -> bool {
        let days = self.values(Field::Day);
        let weekdays = self.values(Field::Weekday);
        (1..=length).any(|day| {
            let is_day = days.allows(day as u16) || days.last && day == length;
            is_day
                && (!with_weekday || {
                    let weekday = (first + day - 1) % 7;
                    match self.has_nth() {
                        true => {
                            let last = if day + 7 > length { LAST } else { 0 };
                            let weeks = self.nth.get(weekday as usize).copied();
                            weeks.unwrap_or_default() & (1 << ((day - 1) / 7) | last) != 0
                        }
                        false => weekdays.allows(weekday as u16),
                    }
                })
        })
    }
}
