//! The next times on the wall, found as croniter finds them: step by step, and with what it passes over.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use super::Cron;
use super::field::Field;
use super::item::LAST;

/// How many years croniter looks ahead before it gives up.
pub(super) const MOST_YEARS: i32 = 50;

/// The times on the wall that an expression names, one after the other. It ends where Prefect finds no more; from
/// there on the whole schedule fails.
#[derive(Debug, Clone)]
pub struct WallTimes<'c> {
    cron: &'c Cron,
    day_or: bool,
    now: NaiveDateTime,
}

impl Cron {
    /// The times on the wall after a given one.
    pub fn after(&self, start: NaiveDateTime, day_or: bool) -> WallTimes<'_> {
        WallTimes {
            cron: self,
            day_or,
            now: start,
        }
    }
}

impl Cron {
    /// A date that fits and that Prefect passes over: looking for a day that the month has not, it goes past the first
    /// days of the next month, or past the last of this. Only looked for where days of the month alone decide.
    pub fn passed_over(&self) -> Option<NaiveDate> {
        let days = self.values(Field::Day);
        let plain = self.values(Field::Weekday).star && !self.has_nth();
        let every_year = self.values(Field::Year).star;
        if days.star || days.from(SHORTEST_MONTH + 1).is_none() || !plain || !every_year {
            return None;
        }
        let search = Search {
            cron: self,
            days: Ask::Both,
        };
        // A common year and a leap year have all months that there are.
        let mut date = NaiveDate::from_ymd_opt(2027, 1, 1)?;
        while date.year() < 2029 {
            let later = search.later_date(date)?;
            let next = date.succ_opt()?;
            let later = later.unwrap_or(next);
            let mut between = next.iter_days().take_while(|day| *day < later);
            if let Some(day) = between.find(|day| search.fits(*day)) {
                return Some(day);
            }
            date = later;
        }
        None
    }
}

/// How many days every month has.
const SHORTEST_MONTH: u16 = 28;

impl Iterator for WallTimes<'_> {
    type Item = NaiveDateTime;

    fn next(&mut self) -> Option<NaiveDateTime> {
        let cron = self.cron;
        let search = |days| Search { cron, days }.first(self.now);
        let found = match cron.days_are_ored(self.day_or) {
            // Where one of them is never found, croniter fails, whatever the other says.
            true => search(Ask::Day)?.min(search(Ask::Weekday)?),
            false => search(Ask::Both)?,
        };
        self.now = found;
        Some(found)
    }
}

/// Which of the two kinds of days is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ask {
    Both,
    Day,
    Weekday,
}

#[derive(Debug, Clone, Copy)]
struct Search<'c> {
    cron: &'c Cron,
    days: Ask,
}

impl Search<'_> {
    /// The first time after `now`.
    fn first(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let start = self.start(now)?;
        let last_year = start.year() + MOST_YEARS;
        let (mut date, mut from) = (start.date(), clock(start));
        while date.year() <= last_year {
            if let Some(later) = self.later_date(date)? {
                (date, from) = (later, (0, 0, 0));
                continue;
            }
            if let Some((hour, minute, second)) = self.time(from) {
                return date.and_hms_opt(hour.into(), minute.into(), second.into());
            }
            (date, from) = (date.checked_add_days(Days::new(1))?, (0, 0, 0));
        }
        None
    }

    /// Where the search begins: a minute later, or a second later if there are seconds.
    fn start(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let now = now.with_nanosecond(0)?;
        match self.cron.count {
            5 => now
                .checked_add_signed(TimeDelta::minutes(1))?
                .with_second(0),
            _ => now.checked_add_signed(TimeDelta::seconds(1)),
        }
    }

    /// The date to go on with if this one does not fit. The outer None ends the search.
    fn later_date(&self, date: NaiveDate) -> Option<Option<NaiveDate>> {
        let year = self.later_year(date)?;
        let steps = [Self::later_month, Self::later_day, Self::later_weekday];
        if year.is_some() {
            return Some(year);
        }
        for step in steps {
            match step(self, date)? {
                None => {}
                later => return Some(later),
            }
        }
        Some(None)
    }

    /// Whether month and day of the month fit.
    fn fits(&self, date: NaiveDate) -> bool {
        let days = self.cron.values(Field::Day);
        let is_last = days.last && date.day() == month_length(date);
        let is_month = self.cron.values(Field::Month).allows(date.month() as u16);
        is_month && (is_last || days.allows(date.day() as u16))
    }

    fn later_year(&self, date: NaiveDate) -> Option<Option<NaiveDate>> {
        let years = self.cron.values(Field::Year);
        if years.star {
            return Some(None);
        }
        let year = years.from(u16::try_from(date.year().max(0)).ok()?)?;
        match i32::from(year) == date.year() {
            true => Some(None),
            false => Some(Some(NaiveDate::from_ymd_opt(year.into(), 1, 1)?)),
        }
    }

    fn later_month(&self, date: NaiveDate) -> Option<Option<NaiveDate>> {
        let months = self.cron.values(Field::Month);
        if months.allows(date.month() as u16) {
            return Some(None);
        }
        let (year, month) = match months.from(date.month() as u16) {
            Some(month) => (date.year(), month),
            None => (date.year() + 1, months.from(1)?),
        };
        Some(Some(NaiveDate::from_ymd_opt(year, month.into(), 1)?))
    }

    /// A day that the month has not is counted on into the next month, and days between are passed over.
    fn later_day(&self, date: NaiveDate) -> Option<Option<NaiveDate>> {
        let days = self.cron.values(Field::Day);
        let length = month_length(date);
        let is_last = days.last && date.day() == length;
        if self.days == Ask::Weekday || days.star || is_last {
            return Some(None);
        }
        let distance = match days.from(date.day() as u16) {
            Some(day) => u32::from(day) - date.day(),
            None if days.last => length - date.day(),
            None => u32::from(days.from(1)?) + length - date.day(),
        };
        on(date, distance)
    }

    fn later_weekday(&self, date: NaiveDate) -> Option<Option<NaiveDate>> {
        if self.cron.has_nth() {
            return self.later_nth(date);
        }
        let weekdays = self.cron.values(Field::Weekday);
        if self.days == Ask::Day || weekdays.star {
            return Some(None);
        }
        let today = date.weekday().num_days_from_sunday() as u16;
        let distance = match weekdays.from(today) {
            Some(day) => day - today,
            None => weekdays.from(0)? + 7 - today,
        };
        on(date, distance.into())
    }

    /// The next day that is the right one of its kind in the month, or the first of the next month.
    fn later_nth(&self, date: NaiveDate) -> Option<Option<NaiveDate>> {
        let length = month_length(date);
        let first = date.weekday().num_days_from_sunday() + 35 - (date.day() - 1);
        let is_right = |day: u32| {
            let weekday = (first + day - 1) % 7;
            let weeks = self.cron.nth.get(weekday as usize).copied();
            let week = 1 << ((day - 1) / 7);
            let last = match day + 7 > length {
                true => LAST,
                false => 0,
            };
            weeks.unwrap_or_default() & (week | last) != 0
        };
        let day = (date.day()..=length).find(|day| is_right(*day));
        on(date, day.unwrap_or(length + 1) - date.day())
    }

    /// The first time of day that is not before one.
    fn time(&self, (hour, minute, second): Clock) -> Option<Clock> {
        let first = |field| self.cron.values(field).allowed_from(0);
        let from = |field, number| self.cron.values(field).allowed_from(number);
        let (first_minute, first_second) = (first(Field::Minute)?, first(Field::Second)?);
        let found = from(Field::Hour, hour)?;
        if found > hour {
            return Some((found, first_minute, first_second));
        }
        match from(Field::Minute, minute) {
            Some(found) if found > minute => return Some((hour, found, first_second)),
            Some(_) => {
                if let Some(second) = from(Field::Second, second) {
                    return Some((hour, minute, second));
                }
                if let Some(minute) = from(Field::Minute, minute + 1) {
                    return Some((hour, minute, first_second));
                }
            }
            None => {}
        }
        let hour = from(Field::Hour, hour + 1)?;
        Some((hour, first_minute, first_second))
    }
}

/// Hour, minute, second.
type Clock = (u16, u16, u16);

fn clock(time: NaiveDateTime) -> Clock {
    (
        time.hour() as u16,
        time.minute() as u16,
        time.second() as u16,
    )
}

/// So many days later; nothing if that is the same day.
fn on(date: NaiveDate, days: u32) -> Option<Option<NaiveDate>> {
    match days {
        0 => Some(None),
        days => Some(Some(date.checked_add_days(Days::new(days.into()))?)),
    }
}

fn month_length(date: NaiveDate) -> u32 {
    u32::from(date.num_days_in_month())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(text: &str, start: &str, day_or: bool, count: usize) -> Vec<String> {
        let start = NaiveDateTime::parse_from_str(start, "%Y-%m-%d %H:%M:%S").unwrap();
        let cron = Cron::parse(text).unwrap();
        let times = cron.after(start, day_or).take(count);
        times.map(|time| time.to_string()).collect()
    }

    #[test]
    fn a_day_that_the_month_has_not_hides_the_first_of_the_next() {
        assert_eq!(
            next("0 0 1,31 * *", "2026-02-01 00:00:00", true, 2),
            ["2026-03-31 00:00:00", "2026-04-01 00:00:00"]
        );
    }

    #[test]
    fn dates_that_are_passed_over_are_known() {
        let passed = |text| {
            Cron::parse(text)
                .unwrap()
                .passed_over()
                .map(|date| date.to_string())
        };
        assert_eq!(passed("0 0 1,15,30 * *").as_deref(), Some("2027-03-01"));
        assert_eq!(passed("0 0 */10 * *").as_deref(), Some("2027-03-01"));
        assert_eq!(passed("0 0 31,l * *").as_deref(), Some("2027-02-28"));
        for text in [
            "0 0 */2 * *",
            "0 0 31 * *",
            "0 0 l * *",
            "0 0 1,31 1,3 *",
            "0 0 30,31 * *",
            "0 0 1,15 * *",
        ] {
            assert_eq!(passed(text), None, "{text}");
        }
    }

    #[test]
    fn one_branch_without_days_hides_the_other() {
        assert!(next("0 0 30 2 1", "2026-01-01 00:00:00", true, 1).is_empty());
        assert_eq!(
            next("0 0 13 * 5", "2026-11-01 00:00:00", false, 1),
            ["2026-11-13 00:00:00"]
        );
    }

    #[test]
    fn seconds_come_sixth() {
        assert_eq!(
            next("0 9 * * * 30", "2026-01-01 09:00:00", true, 2),
            ["2026-01-01 09:00:30", "2026-01-02 09:00:30"]
        );
    }
}
