//! The other reading of six and seven fields: seconds first, as Quartz and Spring have it.
//!
//! Whether that reading is a good one is the `cron` crate's word; where it is the likelier one is judged here.

use std::str::FromStr;

use super::Cron;
use super::digits::number;
use super::field::Field;
use super::item::is_longer;
use super::parse::pieces;

/// The longest text that is looked at.
const LONGEST: usize = 200;

/// What a text means to programs that have the seconds first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondsFirst {
    /// In plain English.
    pub words: String,
    /// Whether that is more likely meant than what Prefect makes of it.
    pub is_likelier: bool,
    /// The same in five fields, if nothing is lost with the seconds and no day of the week is a number.
    pub without_seconds: Option<String>,
    /// Whether days of the week are numbers. Quartz counts them from 1 for Sunday, Spring and Prefect from 0.
    pub numbers_days: bool,
}

impl SecondsFirst {
    /// What to write for Prefect.
    pub fn help(&self) -> String {
        match (&self.without_seconds, self.numbers_days) {
            (Some(five), _) => format!("write `{five}`"),
            (None, true) => {
                "move the seconds behind the five fields or leave them out, and name the days of the week: \
                 Quartz counts from 1 for Sunday, Prefect from 0"
                    .to_owned()
            }
            (None, false) => "move the seconds behind the five fields, or leave them out".to_owned(),
        }
    }

    /// Reads a text of six or seven fields with the seconds first; none if it has no such meaning.
    pub fn read(text: &str) -> Option<Self> {
        if text.len() > LONGEST || !text.is_ascii() {
            return None;
        }
        let fields: Vec<&str> = pieces(text).map(|(_, piece)| piece).collect();
        let (second, rest) = fields.split_first()?;
        let ([minute, hour, day, month, weekday] | [minute, hour, day, month, weekday, _]) = rest
        else {
            return None;
        };
        cron::Schedule::from_str(text).ok()?;
        let numbers_days = weekday.contains(|c: char| c.is_ascii_digit());
        let weekday = translated(weekday, Field::Weekday)?;
        let month = translated(month, Field::Month)?;
        let [minute, hour, day, second] =
            [minute, hour, day, second].map(|field| plain_ranges(field));
        let five = format!("{minute} {hour} {day} {month} {weekday}");
        let six = match rest.get(5) {
            Some(year) => format!("{five} {second} {}", plain_ranges(year)),
            None => format!("{five} {second}"),
        };
        // Quartz wants both the day of the month and the day of the week to fit.
        let words = Cron::parse(&six).ok()?.words(false);
        let is_whole = second == "0" && rest.len() == 5 && !numbers_days;
        Some(Self {
            words,
            is_likelier: is_likelier(&fields, Cron::parse(text).ok().as_ref()),
            without_seconds: is_whole.then_some(five),
            numbers_days,
        })
    }
}

/// Whether a person meant the seconds to be first. What Prefect refuses can't be meant for Prefect.
fn is_likelier(fields: &[&str], cron: Option<&Cron>) -> bool {
    let Some(cron) = cron else {
        return true;
    };
    let minute_is_fixed = cron.values(Field::Minute).numbers().nth(1).is_none();
    let seconds: Vec<u16> = cron.values(Field::Second).numbers().collect();
    let like_weekdays = seconds.iter().all(|second| (1..=7).contains(second));
    match seconds.as_slice() {
        // A run in each second of a minute is hardly what is wanted every hour or every day.
        seconds if seconds.len() == 60 => !cron.values(Field::Minute).is_full(),
        // One second from 1 to 7, in the first minute of some day of the month: a day of the week, an hour.
        [_] => {
            let is_hour = cron.values(Field::Day).count() > 0;
            let starts_with_zero = fields.first().is_some_and(|first| number(first) == Some(0));
            like_weekdays && minute_is_fixed && starts_with_zero && is_hour
        }
        _ => like_weekdays && minute_is_fixed,
    }
}

/// A field in which `a-a` is one number, as it is everywhere but in Prefect.
fn plain_ranges(field: &str) -> String {
    let items = field.split(',').map(|item| match item.split_once('-') {
        Some((low, high)) if low == high => low,
        _ => item,
    });
    items.collect::<Vec<_>>().join(",")
}

/// A field of months or days of the week, with the names and the numbers that Prefect has: Sunday is 0, not 1.
fn translated(text: &str, field: Field) -> Option<String> {
    let mut found = String::new();
    for item in plain_ranges(text).split(',') {
        if !found.is_empty() {
            found.push(',');
        }
        let (base, step) = item.split_once('/').unwrap_or((item, ""));
        let values: Option<Vec<String>> = base
            .split('-')
            .map(|value| translated_value(value, field))
            .collect();
        found.push_str(&values?.join("-"));
        if !step.is_empty() {
            found.push('/');
            found.push_str(step);
        }
    }
    Some(found)
}

fn translated_value(value: &str, field: Field) -> Option<String> {
    let lower = value.to_ascii_lowercase();
    match (number(value), field) {
        (Some(day), Field::Weekday) => day.checked_sub(1).map(|day| day.to_string()),
        (Some(_), _) => Some(value.to_owned()),
        (None, _) if matches!(value, "*" | "?") => Some(value.to_owned()),
        (None, _) => {
            let mut words = field.words().iter();
            let word = words.find(|word| **word == lower || is_longer(field, word, &lower))?;
            Some((*word).to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, bool)> {
        SecondsFirst::read(text).map(|read| (read.words, read.is_likelier))
    }

    #[test]
    fn seconds_first_is_seen() {
        for (text, words) in [
            ("0 0 9 * * *", "at 09:00 every day"),
            ("0 0 9 * * ?", "at 09:00 every day"),
            ("0 30 9 * * MON-FRI", "at 09:30 on weekdays"),
            ("0 30 9 ? * 2-6", "at 09:30 on weekdays"),
            ("0 */5 * * * *", "every 5 minutes"),
            ("*/30 * * * * *", "every 30 seconds"),
            ("0 0 12 1 1 ? 2030", "at 12:00 on 1 January in 2030"),
            ("0 0 9 * * 2", "at 09:00 on Mondays"),
        ] {
            assert_eq!(read(text), Some((words.to_owned(), true)), "{text}");
        }
    }

    #[test]
    fn genuine_seconds_are_left_alone() {
        for text in [
            "0 9 * * 1 30",
            "*/5 * * * * 0",
            "* * * * * */10",
            "* * * * * *",
            "30 8 * * 1-5 0",
            "0 9 * * 1-5 0 2030",
            "15 10 * * * 5",
            "0 9 * * *",
        ] {
            assert!(!read(text).is_some_and(|(_, likelier)| likelier), "{text}");
        }
    }

    #[test]
    fn the_seconds_can_go_where_they_say_nothing() {
        let five = |text| SecondsFirst::read(text).and_then(|read| read.without_seconds);
        assert_eq!(
            five("0 0 9 ? * MON-FRI"),
            Some("0 9 ? * mon-fri".to_owned())
        );
        assert_eq!(five("0 0 9 ? * 2-6"), None);
        assert_eq!(five("0 0 9 * * Monday"), Some("0 9 * * mon".to_owned()));
        assert_eq!(five("30 0 9 * * *"), None);
        assert_eq!(five("0 0 9 * * * 2030"), None);
    }
}
