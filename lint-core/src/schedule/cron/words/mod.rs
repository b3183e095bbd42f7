//! An expression in plain English.

mod days;
mod hours;
mod list;
mod seconds;

use super::Cron;
use super::field::Field;
use crate::schedule::words;
use days::Days;

impl Cron {
    /// When it runs, on a 24-hour clock: `at 09:00 on weekdays`.
    pub fn words(&self, day_or: bool) -> String {
        if self.random_fields().next().is_some() {
            return "at times that are drawn anew whenever Prefect looks".to_owned();
        }
        let days = Days::of(self, day_or);
        let time = seconds::time(self, days.is_every_day());
        let mut words = time.text;
        for more in [days.words(time.is_clock), self.year_words()] {
            // Two stretches side by side need a comma between them.
            let is_second = more.starts_with("from ") && words.contains("from ");
            match (more.is_empty(), is_second && !words.ends_with(',')) {
                (true, _) => {}
                (false, true) => words.push_str(", "),
                (false, false) => words.push(' '),
            }
            words.push_str(&more);
        }
        words.trim_end_matches(',').to_owned()
    }

    /// `February has no 31st`, if its months have none of the days of the month.
    pub fn missing_day(&self) -> Option<String> {
        let days = self.values(Field::Day);
        let months = self.values(Field::Month);
        let first = days.from(1).filter(|_| !days.last)?;
        let longest = |month| match month {
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        if months.numbers().any(|month| first <= longest(month)) {
            return None;
        }
        let names = days::months_named(&months.numbers().collect::<Vec<_>>());
        let verb = if names.len() == 1 { "has" } else { "have" };
        Some(format!(
            "{} {verb} no {}",
            words::list(&names),
            words::nth(first)
        ))
    }

    fn year_words(&self) -> String {
        let years = self.values(Field::Year);
        if years.is_full() {
            return String::new();
        }
        let years: Vec<u16> = years.numbers().collect();
        match list::runs(&years).as_slice() {
            [(first, last)] if last - first > 1 => format!("from {first} to {last}"),
            _ => match (list::step(&years), years.as_slice()) {
                (Some(step), [first, _, _, _, .., last]) => {
                    format!(
                        "in every {} year from {first} to {last}",
                        list::ordinal(step)
                    )
                }
                _ => {
                    let years: Vec<String> = years.iter().map(u16::to_string).collect();
                    format!("in {}", words::list(&years))
                }
            },
        }
    }
}

/// What is said of the time of day.
#[derive(Debug)]
struct Time {
    text: String,
    /// Whether it speaks of hours of the day, so that `every day` belongs behind it.
    is_clock: bool,
}
