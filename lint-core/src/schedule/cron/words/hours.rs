//! Hours and minutes: `at 09:00`, `every 15 minutes from 09:00 to 17:45`.

use super::Time;
use super::list::{circular_step, ordinal, runs, step};
use crate::schedule::words::list;

/// The most times that are listed one by one, if there is a shorter way.
const FEW: usize = 4;
/// The most that are listed if there is no better way.
const SOME: usize = 8;
/// The most stretches of hours that are told by their ends.
const FEW_RUNS: usize = 3;

/// The hours and minutes of an expression, ascending.
#[derive(Debug)]
pub(super) struct Clock {
    pub(super) hours: Vec<u16>,
    pub(super) minutes: Vec<u16>,
    /// The second that is written behind each time of day, if it is not 0.
    pub(super) second: Option<u16>,
    /// Whether a stretch of hours may go over midnight.
    pub(super) around: bool,
}

impl Clock {
    /// Hours and minutes in words.
    pub(super) fn words(&self) -> Time {
        let is_clock = self.hours.len() < 24;
        let text = match is_clock {
            true => self.in_hours(),
            false => self.every_hour(),
        };
        Time { text, is_clock }
    }

    /// `09:00`, or `09:00:30`.
    pub(super) fn time(&self, hour: u16, minute: u16) -> String {
        match self.second {
            None => format!("{hour:02}:{minute:02}"),
            Some(second) => format!("{hour:02}:{minute:02}:{second:02}"),
        }
    }

    fn every_hour(&self) -> String {
        match self.minutes.as_slice() {
            [0] => "every hour".to_owned(),
            minutes if minutes.len() == 60 => "every minute".to_owned(),
            minutes => match (circular_step(minutes, 60), minutes.first()) {
                (Some(step), Some(0)) => format!("every {step} minutes"),
                _ => format!("{} past every hour", past(minutes, "minute")),
            },
        }
    }

    fn in_hours(&self) -> String {
        let (hours, minutes) = (self.hours.len(), self.minutes.len());
        let is_stretch = runs(&self.hours).len() == 1 && hours >= FEW || minutes == 60;
        if hours * minutes <= FEW && !is_stretch {
            return format!("at {}", list(&self.times()));
        }
        match self.minutes.as_slice() {
            [minute] => self.hourly(*minute),
            [first, .., last] => match circular_step(&self.minutes, 60) {
                Some(1) => self.often("every minute", 0, 59),
                Some(step) => self.often(&format!("every {step} minutes"), *first, *last),
                None => self.unevenly(*first, *last),
            },
            [] => String::new(),
        }
    }

    /// All times of day.
    fn times(&self) -> Vec<String> {
        let all = self
            .hours
            .iter()
            .flat_map(|hour| self.minutes.iter().map(|minute| self.time(*hour, *minute)));
        all.collect()
    }

    /// Once in each hour.
    fn hourly(&self, minute: u16) -> String {
        let stretches = self.stretches();
        if let (Some(step @ 2..), [first, .., last]) = (step(&self.hours), self.hours.as_slice())
            && self.hours.len() > FEW
        {
            let (first, last) = (self.time(*first, minute), self.time(*last, minute));
            return format!("every {step} hours from {first} to {last}");
        }
        let is_long = |(first, last): &(u16, u16)| (last + 24 - first) % 24 >= 2;
        match stretches.iter().filter(|run| is_long(run)).count() {
            0 => format!("at {}", list(&self.times())),
            long if long == stretches.len() => {
                let ends = stretches.iter().map(|run| self.end(*run, minute, minute));
                format!("every hour {}", list(&ends.collect::<Vec<_>>()))
            }
            _ => self.mixed(&stretches, is_long, minute),
        }
    }

    /// Long stretches of hours, and single hours between them: `at 00:00, and every hour from 08:00 to 18:00,`.
    fn mixed(
        &self,
        stretches: &[(u16, u16)],
        is_long: impl Fn(&(u16, u16)) -> bool,
        minute: u16,
    ) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut single: Vec<String> = Vec::new();
        for run in stretches {
            if !is_long(run) {
                let hours = [run.0, run.1];
                let hours = hours.iter().take(if run.0 == run.1 { 1 } else { 2 });
                single.extend(hours.map(|hour| self.time(*hour, minute)));
                continue;
            }
            if !single.is_empty() {
                parts.push(format!("at {}", list(&std::mem::take(&mut single))));
            }
            parts.push(format!("every hour {}", self.end(*run, minute, minute)));
        }
        if !single.is_empty() {
            parts.push(format!("at {}", list(&single)));
        }
        format!("{},", parts.join(", and "))
    }

    /// Evenly within hours, from the first minute to the last of each stretch.
    fn often(&self, how: &str, first: u16, last: u16) -> String {
        if let Some(ends) = self.ends(first, last) {
            return format!("{how} {ends}");
        }
        match (step(&self.hours), self.hours.as_slice()) {
            _ if first > 0 => self.unevenly(first, last),
            (Some(step), [from, .., to]) if self.hours.len() > FEW => format!(
                "{how} of every {} hour from {} to {}",
                ordinal(step),
                self.time(*from, first),
                self.time(*to, last)
            ),
            _ => format!("{how} in the hours that begin at {}", self.full_hours()),
        }
    }

    /// Minutes that are not evenly spread over the hour.
    fn unevenly(&self, first: u16, last: u16) -> String {
        if self.hours.len() * self.minutes.len() <= SOME && runs(&self.minutes).len() > 1 {
            return format!("at {}", list(&self.times()));
        }
        if let [hour] = self.hours.as_slice() {
            let (from, to) = (self.time(*hour, first), self.time(*hour, last));
            match step(&self.minutes) {
                Some(1) => return format!("every minute from {from} to {to}"),
                Some(step) => return format!("every {step} minutes from {from} to {to}"),
                None => {}
            }
        }
        let past = past(&self.minutes, "minute");
        match self.ends(first, last) {
            Some(ends) if self.hours.len() > 1 => format!("{past} past the hour, {ends}"),
            _ => match (step(&self.hours), self.hours.as_slice()) {
                (Some(step), [from, .., to]) if self.hours.len() > FEW => format!(
                    "{past} past every {} hour from {from:02}:00 to {to:02}:00",
                    ordinal(step)
                ),
                _ => format!("{past} past {}", self.full_hours()),
            },
        }
    }

    /// The ends of a few stretches of hours: `from 09:00 to 12:45 and from 14:00 to 17:45`.
    fn ends(&self, first: u16, last: u16) -> Option<String> {
        let stretches = self.stretches();
        let ends = stretches.iter().map(|run| self.end(*run, first, last));
        (stretches.len() <= FEW_RUNS).then(|| list(&ends.collect::<Vec<_>>()))
    }

    /// The ends of a stretch of hours.
    fn end(&self, (from, to): (u16, u16), first: u16, last: u16) -> String {
        format!("from {} to {}", self.time(from, first), self.time(to, last))
    }

    fn full_hours(&self) -> String {
        let hours = self.hours.iter().map(|hour| format!("{hour:02}:00"));
        list(&hours.collect::<Vec<_>>())
    }

    /// Stretches of hours that follow one another, over midnight if that is the same day after day.
    fn stretches(&self) -> Vec<(u16, u16)> {
        let mut stretches = runs(&self.hours);
        if let ([(0, to), .., (from, 23)], true) = (stretches.as_slice(), self.around) {
            let night = (*from, *to);
            stretches.pop();
            stretches.remove(0);
            stretches.push(night);
        }
        stretches
    }
}

/// `at 0, 10 and 40 minutes`, `every minute from 0 to 10 minutes`, `every 7 minutes from 0 to 56 minutes`.
pub(super) fn past(numbers: &[u16], unit: &str) -> String {
    let (first, last) = (numbers.first().copied(), numbers.last().copied());
    let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
    match step(numbers) {
        Some(1) if numbers.len() > 2 => {
            format!("every {unit} from {first} to {last} {unit}s")
        }
        Some(step) if numbers.len() > 6 => {
            format!("every {step} {unit}s from {first} to {last} {unit}s")
        }
        _ => {
            let parts = runs(numbers)
                .into_iter()
                .flat_map(|(first, last)| match last - first {
                    0 => vec![first.to_string()],
                    1 => vec![first.to_string(), last.to_string()],
                    _ => vec![format!("{first} to {last}")],
                });
            let parts: Vec<String> = parts.collect();
            let plural = if numbers == [1] { "" } else { "s" };
            format!("at {} {unit}{plural}", list(&parts))
        }
    }
}
