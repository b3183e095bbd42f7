//! `anchor_date`: which texts Prefect takes for a date. It asks another parser on Python 3.13 and later.

use super::date::{Moment, Reading, dateutil, pendulum};

/// What Prefect makes of an anchor date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// A date, whatever the Python. Without an offset it is in UTC.
    Date(Moment),
    /// No date, whatever the Python.
    Refused,
    /// No date before Python 3.13.
    RefusedBefore313,
    /// No date from Python 3.13 on.
    RefusedSince313,
    /// The same as none at all: the text is empty.
    Absent,
    /// Not known.
    Unknown,
}

/// Reads the text behind `anchor_date`.
pub fn read(text: &str) -> Anchor {
    if text.is_empty() {
        return Anchor::Absent;
    }
    let is_refused = |reading| matches!(reading, Reading::Refused | Reading::Crashes);
    let (old, new) = (pendulum::read(text), dateutil::read(text));
    match (old, new) {
        (Reading::Date(moment), Reading::Date(other))
            if moment == other || other.wall.is_none() =>
        {
            Anchor::Date(moment)
        }
        _ if is_refused(old) && is_refused(new) => Anchor::Refused,
        _ if is_refused(old) => Anchor::RefusedBefore313,
        _ if is_refused(new) => Anchor::RefusedSince313,
        _ => Anchor::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates_are_taken_everywhere() {
        for text in [
            "2024-01-01",
            "2024-01-01T09:30:00",
            "2024-01-01 09:30",
            "2024-01-01T09:30:00Z",
            "2024-01-01T09:30:00+02:00",
            "20240101",
        ] {
            assert!(matches!(read(text), Anchor::Date(_)), "{text}");
        }
    }

    #[test]
    fn what_one_of_them_refuses() {
        assert_eq!(read("tomorrow"), Anchor::Refused);
        assert_eq!(read("01/02/2024"), Anchor::RefusedBefore313);
        assert_eq!(read("Jan 1 2024"), Anchor::RefusedBefore313);
        assert_eq!(read("now"), Anchor::RefusedSince313);
        assert_eq!(read(""), Anchor::Absent);
    }
}
