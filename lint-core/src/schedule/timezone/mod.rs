//! Time zones by their IANA names.

mod offset;
mod suggest;
mod tables;

pub use suggest::{Suggestion, suggest};

use chrono_tz::Tz;

/// The machine's own zone: Python's `zoneinfo` knows the name where the machine has a file of it.
const LOCAL: &str = "localtime";
/// A zone for machines that have not been told where they are: UTC by another name, in `zoneinfo` only.
const FACTORY: &str = "Factory";

/// Whether Prefect takes a name for a time zone of a cron or interval schedule. Case counts; no blanks around. An
/// empty name is taken too, for UTC, but is no zone here.
pub fn is_zone(name: &str) -> bool {
    name.parse::<Tz>().is_ok() || matches!(name, FACTORY | LOCAL)
}

/// Whether Prefect takes a name for a time zone of an rrule schedule: there pytz is asked, not zoneinfo.
pub fn is_rrule_zone(name: &str) -> bool {
    name.parse::<Tz>().is_ok()
}

/// Whether the zone is another one on another machine, or none.
pub fn is_of_machine(name: &str) -> bool {
    name == LOCAL
}

/// A zone whose clocks never change, by a name that says so or seems to say something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixed {
    /// `Etc/GMT+5`: so many hours ahead of UTC, the sign of the name turned round.
    Etc(i32),
    /// `EST`, `MST`, `HST`: standard time all year; the zone whose clocks do change.
    Standard(&'static str),
}

/// Whether the clocks of a zone never change, by a name that hides it.
pub fn fixed(name: &str) -> Option<Fixed> {
    match name {
        "EST" => return Some(Fixed::Standard("America/New_York")),
        "MST" => return Some(Fixed::Standard("America/Denver")),
        "HST" => return Some(Fixed::Standard("Pacific/Honolulu")),
        _ => {}
    }
    let hours: i32 = name.strip_prefix("Etc/GMT")?.parse().ok()?;
    let is_name = hours != 0 && is_rrule_zone(name);
    is_name.then_some(Fixed::Etc(-hours))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_to_the_letter() {
        for name in [
            "UTC",
            "Europe/Paris",
            "US/Eastern",
            "EST5EDT",
            "Etc/GMT+5",
            "Factory",
        ] {
            assert!(is_zone(name), "{name}");
        }
        for name in [
            "",
            "utc",
            "Z",
            "PST",
            "+05:00",
            "america/new_york",
            " UTC",
            "Local",
        ] {
            assert!(!is_zone(name), "{name}");
        }
        assert!(!is_rrule_zone("Factory"));
    }

    #[test]
    fn zones_that_never_change() {
        assert_eq!(fixed("Etc/GMT+5"), Some(Fixed::Etc(-5)));
        assert_eq!(fixed("EST"), Some(Fixed::Standard("America/New_York")));
        for name in [
            "Etc/GMT",
            "Etc/GMT+0",
            "Etc/GMT+15",
            "UTC",
            "Asia/Kolkata",
            "EST5EDT",
        ] {
            assert_eq!(fixed(name), None, "{name}");
        }
    }
}
