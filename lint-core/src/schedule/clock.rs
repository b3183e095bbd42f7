//! From the time on a wall clock to a moment, across changes of the clocks.

use chrono::{DateTime, Days, NaiveDateTime, TimeZone};
use chrono_tz::Tz;

/// A run of a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// When it is.
    pub at: DateTime<Tz>,
    /// What a change of the clocks does to it.
    pub change: Option<Change>,
}

/// What a change of the clocks does to a time on the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The clocks skip it.
    Skipped,
    /// The clocks show it twice.
    Doubled,
}

/// What Prefect makes of a time that the clocks skip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Policy {
    /// As long after midnight as it was meant: 02:30 becomes 03:30. Every Prefect since 3.9, and Prefect 3 before on
    /// Python 3.13 or later.
    #[default]
    Forward,
    /// As far back as the clocks jump: 02:30 becomes 01:30. Prefect before 3.9 on Python 3.12 or earlier.
    Backward,
}

/// The moment of a time on the wall: of two the first. None outside of what can be counted.
pub fn localize(wall: NaiveDateTime, zone: Tz, policy: Policy) -> Option<Run> {
    let local = zone.from_local_datetime(&wall);
    if let Some(at) = local.earliest() {
        let change = local.latest().is_some_and(|latest| latest != at);
        return Some(Run {
            at,
            change: change.then_some(Change::Doubled),
        });
    }
    let at = skipped(wall, zone, policy)?;
    Some(Run {
        at,
        change: Some(Change::Skipped),
    })
}

/// The moment of a time that the clocks skip, by the offset from before or after they do.
fn skipped(wall: NaiveDateTime, zone: Tz, policy: Policy) -> Option<DateTime<Tz>> {
    // No zone has ever changed its clocks by more than a day, nor twice in two days.
    let nearby = match policy {
        Policy::Forward => wall.checked_sub_days(Days::new(1))?,
        Policy::Backward => wall.checked_add_days(Days::new(1))?,
    };
    let nearby = zone.from_local_datetime(&nearby).earliest()?;
    let offset = nearby.naive_local() - nearby.naive_utc();
    let utc = wall.checked_sub_signed(offset)?;
    Some(zone.from_utc_datetime(&utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(zone: &str, wall: &str, policy: Policy) -> (String, Option<Change>) {
        let wall = NaiveDateTime::parse_from_str(wall, "%Y-%m-%d %H:%M").unwrap();
        let run = localize(wall, zone.parse().unwrap(), policy).unwrap();
        (run.at.to_rfc3339(), run.change)
    }

    #[test]
    fn a_skipped_time_moves_by_the_policy() {
        let gap = |policy| run("America/New_York", "2025-03-09 02:30", policy);
        let skipped = Some(Change::Skipped);
        assert_eq!(
            gap(Policy::Forward),
            ("2025-03-09T03:30:00-04:00".into(), skipped)
        );
        assert_eq!(
            gap(Policy::Backward),
            ("2025-03-09T01:30:00-05:00".into(), skipped)
        );
        // A whole day that Samoa never had.
        assert_eq!(
            run("Pacific/Apia", "2011-12-30 12:00", Policy::Forward).0,
            "2011-12-31T12:00:00+14:00"
        );
    }

    #[test]
    fn of_two_times_the_first_counts() {
        assert_eq!(
            run("Europe/Paris", "2025-10-26 02:30", Policy::Forward),
            ("2025-10-26T02:30:00+02:00".into(), Some(Change::Doubled))
        );
        assert_eq!(run("UTC", "2025-10-26 02:30", Policy::Forward).1, None);
    }
}
