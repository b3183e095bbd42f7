//! Seconds, which are 0 in an expression of five fields.

use super::Time;
use super::hours::{Clock, past};
use super::list::{circular_step, runs};
use crate::schedule::cron::Cron;
use crate::schedule::cron::field::Field;
use crate::schedule::words::list;

/// The time of day in words.
pub(super) fn time(cron: &Cron, every_day: bool) -> Time {
    let numbers = |field| cron.values(field).numbers().collect::<Vec<u16>>();
    let seconds = numbers(Field::Second);
    let clock = Clock {
        hours: numbers(Field::Hour),
        minutes: numbers(Field::Minute),
        second: match seconds.as_slice() {
            [second] if *second > 0 => Some(*second),
            _ => None,
        },
        around: every_day,
    };
    match seconds.as_slice() {
        [0] => clock.words(),
        [second] => once(&clock, *second),
        seconds => many(&clock, seconds),
    }
}

/// At one second of each minute, which is not the first.
fn once(clock: &Clock, second: u16) -> Time {
    let time = clock.words();
    let past = past(&[second], "second");
    let text = match time.text.as_str() {
        _ if time.is_clock && has_seconds(&time.text) => time.text,
        "every minute" => format!("{past} past every minute"),
        "every hour" => format!("{past} past every hour"),
        text => format!("{text}, {past} past the minute"),
    };
    Time { text, ..time }
}

/// Whether the seconds of a time of day are in a text: `09:00:30`.
fn has_seconds(text: &str) -> bool {
    text.split(' ').any(|word| word.matches(':').count() == 2)
}

/// At several seconds of each minute.
fn many(clock: &Clock, seconds: &[u16]) -> Time {
    let is_clock = clock.hours.len() < 24;
    let every = match circular_step(seconds, 60) {
        Some(1) => Some("every second".to_owned()),
        Some(step) if seconds.first() == Some(&0) => Some(format!("every {step} seconds")),
        _ => None,
    };
    let is_every_minute = clock.minutes.len() == 60;
    let text = match every {
        Some(every) if is_every_minute && !is_clock => every,
        Some(every) if is_every_minute => clock.words().text.replacen("every minute", &every, 1),
        Some(every) => format!("{every} for a minute, {}", clock.words().text),
        None if is_every_minute && !is_clock => {
            format!("{} past every minute", past(seconds, "second"))
        }
        None => match few(clock, seconds) {
            Some(times) => times,
            None => format!(
                "{} past the minute, {}",
                past(seconds, "second"),
                clock.words().text
            ),
        },
    };
    Time { text, is_clock }
}

/// A few times of day with their seconds.
fn few(clock: &Clock, seconds: &[u16]) -> Option<String> {
    let ([hour], [minute]) = (clock.hours.as_slice(), clock.minutes.as_slice()) else {
        return None;
    };
    let time = |second: u16| format!("{hour:02}:{minute:02}:{second:02}");
    match (runs(seconds).as_slice(), seconds) {
        ([(first, last)], [_, _, _, ..]) => Some(format!(
            "every second from {} to {}",
            time(*first),
            time(*last)
        )),
        (_, seconds) if seconds.len() <= 4 => {
            let times: Vec<String> = seconds.iter().map(|second| time(*second)).collect();
            Some(format!("at {}", list(&times)))
        }
        _ => None,
    }
}
