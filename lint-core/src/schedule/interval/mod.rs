//! Intervals: what is written, in words, and when the runs are.

mod runs;

use chrono_tz::Tz;

use super::words::{amount, list};
use crate::schema::coerce;
use crate::schema::duration::Duration;
use crate::schema::shape::{Shape, shape};
use crate::yaml::{self, Node};

/// The units of a length of time, in seconds, from the longest.
const UNITS: [(u64, &str); 5] = [
    (7 * 86_400, "week"),
    (86_400, "day"),
    (3_600, "hour"),
    (60, "minute"),
    (1, "second"),
];
/// Up to this many hours are told in hours.
const MOST_HOURS: u64 = 48;
/// Up to this many minutes or seconds are told in minutes or seconds.
const MOST_MINUTES: u64 = 120;

/// How long it is from one run to the next: more than nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Whole seconds.
    pub seconds: u64,
    /// What is left, in millionths of a second.
    pub micros: u32,
}

impl Interval {
    /// The interval of a length of time, if Prefect deploys it: one of more than nothing.
    pub fn of(duration: Duration) -> Option<Self> {
        duration.is_positive().then_some(Self {
            seconds: duration.seconds,
            micros: duration.micros,
        })
    }

    /// Reads a value in a manifest: a number of seconds, or a text in one of pydantic's notations.
    pub fn of_node(node: Node<'_>) -> Option<Self> {
        Self::of(length(node)?)
    }

    /// Reads a text as if it stood behind `interval:` without quotes: `3600`, `PT1H`, `01:00:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let tree = yaml::parse(text);
        let whole = tree.errors().is_empty();
        Self::of_node(tree.root().filter(|_| whole)?)
    }

    /// Whole days in it, and the seconds that are left.
    fn parts(self) -> (u64, u64) {
        (self.seconds / 86_400, self.seconds % 86_400)
    }

    /// In words: `every 10 minutes`, `every day`, `every 2 days and 12 hours`.
    pub fn words(self) -> String {
        if self.micros > 0 {
            return format!("every {} seconds", self.in_seconds());
        }
        let (unit, name) = UNITS
            .into_iter()
            .find(|(unit, _)| self.seconds.is_multiple_of(*unit))
            .unwrap_or((1, "second"));
        let number = self.seconds / unit;
        // So many of a unit that nobody can picture them are told in parts.
        let many = match unit {
            3_600 => MOST_HOURS,
            1 | 60 => MOST_MINUTES,
            _ => u64::MAX,
        };
        match number {
            1 => format!("every {name}"),
            _ if number > many => format!("every {}", self.in_units()),
            _ => format!("every {}", amount(number, name)),
        }
    }

    fn in_units(self) -> String {
        let mut rest = self.seconds;
        let mut parts = Vec::new();
        for (unit, name) in UNITS.into_iter().skip(1) {
            if rest >= unit {
                parts.push(amount(rest / unit, name));
                rest %= unit;
            }
        }
        list(&parts)
    }

    /// The number of seconds, with a point only where it needs one.
    pub fn in_seconds(self) -> String {
        let text = format!("{}.{:06}", self.seconds, self.micros);
        let text = text.trim_end_matches('0');
        text.strip_suffix('.').unwrap_or(text).to_owned()
    }
}

/// The length of time that Prefect makes of a value.
pub fn length(node: Node<'_>) -> Option<Duration> {
    match shape(node) {
        Shape::Scalar(value) => coerce::duration(&value),
        _ => None,
    }
}

/// The time zone that counts days, of the name in a schedule: an empty one is UTC, as is none.
pub fn zone(name: Option<&str>) -> Option<Tz> {
    match name {
        None | Some("") => Some(Tz::UTC),
        Some(name) => name.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_as_in_a_manifest() {
        let seconds = |text: &str| Interval::parse(text).map(Interval::in_seconds);
        for (text, expected) in [
            ("3600", "3600"),
            ("0.5", "0.5"),
            ("PT1H", "3600"),
            ("01:00:00", "3600"),
            ("10:00", "600"),
            ("'10:00'", "36000"),
            ("P1M", "2592000"),
            ("1 day", "86400"),
        ] {
            assert_eq!(seconds(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "", "0", "-5", "5m", "'60'", "[1]", "1: 2", "&a", "%", "PT0S", "\t",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn words() {
        let words = |text| Interval::parse(text).map(Interval::words).unwrap();
        for (text, expected) in [
            ("600", "every 10 minutes"),
            ("60", "every minute"),
            ("90", "every 90 seconds"),
            ("5400", "every 90 minutes"),
            ("3661", "every 1 hour, 1 minute and 1 second"),
            ("3600", "every hour"),
            ("86400", "every day"),
            ("172800", "every 2 days"),
            ("604800", "every week"),
            ("129600", "every 36 hours"),
            ("216000", "every 2 days and 12 hours"),
            ("0.5", "every 0.5 seconds"),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
