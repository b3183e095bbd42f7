//! Time zones by their IANA names.

use chrono_tz::Tz;

/// Names that Python's `zoneinfo` knows besides those of the IANA database; `localtime` is the machine's own zone.
const OTHERS: [&str; 2] = ["Factory", "localtime"];

/// Whether Prefect takes a name for a time zone of a cron or interval schedule. Case counts; no blanks around.
pub fn is_zone(name: &str) -> bool {
    name.parse::<Tz>().is_ok() || OTHERS.contains(&name)
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
    }
}
