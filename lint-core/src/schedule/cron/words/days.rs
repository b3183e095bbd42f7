//! Days, days of the week and months: `on weekdays`, `on the last day of the month`, `on 25 December`.

use super::list::{ordinal, runs, step};
use crate::schedule::cron::Cron;
use crate::schedule::cron::field::Field;
use crate::schedule::cron::item::LAST;
use crate::schedule::words::{MONTHS, joined, list, nth};

const DAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];

/// The bit of the fifth week, which not every month has of each day.
const FIFTH: u8 = 1 << 4;

/// The days of an expression; none of a kind: all of that kind.
#[derive(Debug)]
pub(super) struct Days<'c> {
    cron: &'c Cron,
    days: Vec<u16>,
    last: bool,
    weekdays: Vec<u16>,
    months: Vec<u16>,
    ored: bool,
}

impl<'c> Days<'c> {
    /// The days of an expression.
    pub(super) fn of(cron: &'c Cron, day_or: bool) -> Self {
        let limited = |field| {
            let values = cron.values(field);
            match values.is_full() {
                true => Vec::new(),
                false => values.numbers().collect(),
            }
        };
        let ored = cron.days_are_ored(day_or);
        let mut found = Self {
            cron,
            days: limited(Field::Day),
            last: cron.values(Field::Day).last && !cron.values(Field::Day).is_full(),
            weekdays: limited(Field::Weekday),
            months: limited(Field::Month),
            ored,
        };
        // Where a month has no 31st, croniter is past its last day before it looks for that.
        found.last &= !found.days.contains(&31);
        let is_any = !found.has_days() || found.weekdays.is_empty();
        if ored && !cron.has_nth() && is_any {
            (found.days, found.weekdays, found.last) = (Vec::new(), Vec::new(), false);
        }
        found
    }

    fn has_days(&self) -> bool {
        !self.days.is_empty() || self.last
    }

    /// Whether no day is left out.
    pub(super) fn is_every_day(&self) -> bool {
        let is_limited = self.has_days() || !self.weekdays.is_empty() || self.cron.has_nth();
        !is_limited && self.months.is_empty()
    }

    /// The days in words; `every` says that all of them are to be named.
    pub(super) fn words(&self, every: bool) -> String {
        let within = self.within();
        let or_nth = self.cron.has_nth() && (self.ored || !self.has_days());
        match (self.has_days(), self.weekdays.is_empty()) {
            _ if or_nth => format!("on {}", self.nth_days()),
            _ if self.cron.has_nth() => {
                format!(
                    "on {}, if that is {}",
                    self.nth_days(),
                    self.one_of_the_days()
                )
            }
            (false, true) if every => format!("every day {within}").trim_end().to_owned(),
            (false, true) => within,
            (true, true) => self.dates(),
            (false, false) => self.weekdays_within(),
            (true, false) if self.ored => {
                let is_short = self.months.is_empty() && !self.last && self.even_days().is_none();
                let dates = match is_short && self.days != [1] {
                    true => self.on_numbers(""),
                    false => self.dates(),
                };
                format!("{dates}, or {}", self.weekdays_within())
            }
            (true, false) => self.weekdays_on_dates(),
        }
    }

    /// `in January`, `from April to September`.
    fn within(&self) -> String {
        match (self.months.as_slice(), self.month_run()) {
            ([], _) => String::new(),
            (_, Some((first, last))) => format!("from {first} to {last}"),
            (months, None) => format!("in {}", list(&months_named(months))),
        }
    }

    /// `of the month`, `of January`, `of each month from April to September`.
    fn of_month(&self) -> String {
        match (self.months.as_slice(), self.month_run()) {
            ([], _) => "of the month".to_owned(),
            (_, Some((first, last))) => format!("of each month from {first} to {last}"),
            (months, None) => format!("of {}", list(&months_named(months))),
        }
    }

    /// The first and the last of more than two months that follow one another, over the turn of the year too.
    fn month_run(&self) -> Option<(&'static str, &'static str)> {
        let run = circular_run(&self.months, 1, 12).filter(|_| self.months.len() > 2)?;
        Some((name(&MONTHS, run.0, 1), name(&MONTHS, run.1, 1)))
    }

    /// Days of the week, with the months.
    fn weekdays_within(&self) -> String {
        let (weekdays, within) = (self.on_weekdays(), self.within());
        let is_long = weekdays.starts_with("on every");
        match (weekdays.starts_with("from"), within.starts_with("from")) {
            (true, true) => format!("{weekdays}, {within}"),
            _ if is_long && !within.is_empty() => format!("{weekdays}, {within}"),
            _ => format!("{weekdays} {within}").trim_end().to_owned(),
        }
    }

    /// Days of the month, with the month.
    fn dates(&self) -> String {
        match (self.days.as_slice(), self.months.as_slice(), self.last) {
            ([day], [month], false) => format!("on {day} {}", name(&MONTHS, *month, 1)),
            ([day], [first, second], false) if *day > 1 => format!(
                "on {day} {} and {day} {}",
                name(&MONTHS, *first, 1),
                name(&MONTHS, *second, 1)
            ),
            ([1], _, true) => format!("on the first and the last day {}", self.of_month()),
            ([1], _, false) => format!("on the first day {}", self.of_month()),
            _ => self.on_numbers(&self.of_month()),
        }
    }

    /// Days of the month by their numbers: `on the 1st and the 15th`, `from the 1st to the 7th`.
    fn on_numbers(&self, of: &str) -> String {
        let text = match (self.even_days(), runs(&self.days).as_slice(), self.last) {
            (Some(even), ..) => format!("on {even} {of}"),
            (None, runs, false) if runs.iter().all(|(first, last)| last - first > 1) => {
                let ends = |(first, last): &(u16, u16)| {
                    format!("from the {} to the {}", nth(*first), nth(*last))
                };
                format!("{} {of}", list(&runs.iter().map(ends).collect::<Vec<_>>()))
            }
            _ => format!("on {} {of}", self.numbers("and")),
        };
        text.trim_end().to_owned()
    }

    /// Many days with the same distance.
    fn even_days(&self) -> Option<String> {
        let step =
            step(&self.days).filter(|step| *step > 1 && self.days.len() > 4 && !self.last)?;
        let (first, last) = (*self.days.first()?, *self.days.last()?);
        Some(match (step, first, last) {
            (2, 1, 31) => "odd days".to_owned(),
            (2, 2, 30) => "even days".to_owned(),
            _ => format!(
                "every {} day from the {} to the {}",
                ordinal(step),
                nth(first),
                nth(last)
            ),
        })
    }

    /// `the 1st, the 10th to the 15th and the last day`.
    fn numbers(&self, word: &str) -> String {
        let parts = runs(&self.days)
            .into_iter()
            .flat_map(|(first, last)| match last - first {
                0 => vec![format!("the {}", nth(first))],
                1 => vec![format!("the {}", nth(first)), format!("the {}", nth(last))],
                _ => vec![format!("the {} to the {}", nth(first), nth(last))],
            });
        let last = self.last.then(|| "the last day".to_owned());
        let parts: Vec<String> = parts.chain(last).collect();
        joined(&parts, word)
    }

    /// `the 13th`, `the 1st or the 15th`, `between the 8th and the 14th`.
    fn one_of_the_days(&self) -> String {
        match (runs(&self.days).as_slice(), self.last) {
            ([(first, last)], false) if last - first > 1 => {
                format!("between the {} and the {}", nth(*first), nth(*last))
            }
            _ => self.numbers("or"),
        }
    }

    /// Days of the week that must have a date as well.
    fn weekdays_on_dates(&self) -> String {
        let weekdays = self.on_weekdays();
        let weekdays = match weekdays.as_str() {
            from if from.starts_with("from") => format!("on days {from}"),
            every if every.starts_with("on every") => format!("on {}", list(&self.weekday_names())),
            _ => weekdays,
        };
        let of = self.of_month();
        match (self.even_days(), runs(&self.days).as_slice(), self.last) {
            (Some(even), ..) => format!("{weekdays} that fall on {even} {of}"),
            (None, [(first, last)], false) if last - first > 1 => {
                let (first, last) = (nth(*first), nth(*last));
                format!("{weekdays} that fall between the {first} and the {last} {of}")
            }
            _ => format!("{weekdays} that fall on {} {of}", self.numbers("or")),
        }
    }

    /// Days of the week: `on weekdays`, `on Mondays and Fridays`, `from Monday to Thursday`.
    fn on_weekdays(&self) -> String {
        match (self.weekdays.as_slice(), circular_run(&self.weekdays, 0, 7)) {
            ([1, 2, 3, 4, 5], _) => "on weekdays".to_owned(),
            ([0, 6], _) => "on weekends".to_owned(),
            ([0, .., 6], _) if self.weekdays.len() == 6 => {
                let missing = (0..7).find(|day| !self.weekdays.contains(day));
                format!(
                    "on every day except {}",
                    name(&DAYS, missing.unwrap_or_default(), 0)
                )
            }
            (days, Some((first, last))) if days.len() > 3 => {
                format!("from {} to {}", name(&DAYS, first, 0), name(&DAYS, last, 0))
            }
            _ => format!("on {}", list(&self.weekday_names())),
        }
    }

    fn weekday_names(&self) -> Vec<String> {
        let names = self.weekdays.iter().map(|day| name(&DAYS, *day, 0));
        names.map(|name| format!("{name}s")).collect()
    }

    /// Days of the week by their number in the month: `the second Friday of the month`.
    fn nth_days(&self) -> String {
        let days = self
            .cron
            .nth
            .iter()
            .zip(DAYS)
            .filter(|(weeks, _)| **weeks != 0);
        let days: Vec<(u8, &str)> = days.map(|(weeks, day)| (*weeks, day)).collect();
        let weeks = |weeks: u8| {
            let numbered = (0..5).filter(|week| weeks >> week & 1 == 1);
            let words = numbered.map(|week| format!("the {}", ordinal(week + 1)));
            let last = (weeks & LAST != 0).then(|| "the last".to_owned());
            list(&words.chain(last).collect::<Vec<_>>())
        };
        let same = days.windows(2).all(|pair| pair[0].0 == pair[1].0);
        let named = match (same, days.first()) {
            (true, Some((all, _))) => {
                let names: Vec<&str> = days.iter().map(|(_, day)| *day).collect();
                format!("{} {}", weeks(*all), list(&names))
            }
            _ => {
                let each = days
                    .iter()
                    .map(|(all, day)| format!("{} {day}", weeks(*all)));
                list(&each.collect::<Vec<_>>())
            }
        };
        let may_lack = days.iter().any(|(weeks, _)| weeks & FIFTH != 0);
        let if_any = if may_lack { ", if there is one" } else { "" };
        format!("{named} {}{if_any}", self.of_month())
    }
}

/// The first and the last of numbers that follow one another on a circle from `least` on.
fn circular_run(numbers: &[u16], least: u16, length: u16) -> Option<(u16, u16)> {
    match runs(numbers).as_slice() {
        [run] => Some(*run),
        [(first, end), (start, last)] if *first == least && *last == least + length - 1 => {
            Some((*start, *end))
        }
        _ => None,
    }
}

/// Months by their names.
pub(super) fn months_named(months: &[u16]) -> Vec<&'static str> {
    months
        .iter()
        .map(|month| name(&MONTHS, *month, 1))
        .collect()
}

fn name(names: &[&'static str], number: u16, least: u16) -> &'static str {
    let at = usize::from(number.saturating_sub(least));
    names.get(at).copied().unwrap_or_default()
}
