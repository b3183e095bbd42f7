//! When an interval's runs are: counted from the anchor date, whole days on the wall clock, everything else exactly.

use chrono::{DateTime, Days, LocalResult, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use super::Interval;
use crate::schedule::clock::{Change, Policy, Run, localize};

/// The most days that are gone through one by one.
const MOST: u64 = 200_000;

impl Interval {
    /// The next `count` runs at or after `from`; none beyond what can be counted.
    ///
    /// An anchor date in the future does not delay the first run: the runs before it are counted backwards. This is
    /// what Prefect 3.9 does.
    pub fn runs(
        self,
        from: DateTime<Utc>,
        anchor: DateTime<Utc>,
        zone: Tz,
        count: usize,
    ) -> Option<Vec<Run>> {
        let (days, seconds) = self.parts();
        match (days, seconds, self.micros) {
            (0, _, _) => self.exact(from, anchor, zone, count),
            (_, 0, 0) => whole_days(days, from, anchor, zone, count),
            _ => self.mixed(from, anchor, zone, count),
        }
    }

    fn delta(self) -> Option<TimeDelta> {
        let seconds = i64::try_from(self.seconds).ok()?;
        TimeDelta::try_seconds(seconds)?.checked_add(&TimeDelta::microseconds(self.micros.into()))
    }

    /// Less than a day: the clocks don't matter.
    fn exact(
        self,
        from: DateTime<Utc>,
        anchor: DateTime<Utc>,
        zone: Tz,
        count: usize,
    ) -> Option<Vec<Run>> {
        let step = self.delta()?.num_microseconds()?;
        let behind = (from - anchor).num_microseconds()?;
        let rest = behind.rem_euclid(step);
        let first = behind.checked_add(if rest == 0 { 0 } else { step - rest })?;
        (0..count)
            .map(|nth| {
                let more = step.checked_mul(i64::try_from(nth).ok()?)?;
                let after = TimeDelta::microseconds(first.checked_add(more)?);
                let at = anchor.checked_add_signed(after)?.with_timezone(&zone);
                Some(Run { at, change: None })
            })
            .collect()
    }

    /// Days and a part of a day: from the last run by exact counting, days and the rest are added on the wall clock.
    fn mixed(
        self,
        from: DateTime<Utc>,
        anchor: DateTime<Utc>,
        zone: Tz,
        count: usize,
    ) -> Option<Vec<Run>> {
        let step = self.delta()?;
        let micros = step.num_microseconds()?;
        let whole = (from - anchor).num_microseconds()?.div_euclid(micros);
        let exact = TimeDelta::microseconds(whole.checked_mul(micros)?);
        let mut run = Run {
            at: anchor.checked_add_signed(exact)?.with_timezone(&zone),
            change: None,
        };
        let mut runs = Vec::new();
        while runs.len() < count {
            if run.at >= from {
                runs.push(run);
            }
            run = later(run.at.naive_local().checked_add_signed(step)?, zone)?;
        }
        Some(runs)
    }
}

/// Whole days: the time on the wall stays, but one that the clocks skip moves, and stays moved.
fn whole_days(
    days: u64,
    from: DateTime<Utc>,
    anchor: DateTime<Utc>,
    zone: Tz,
    count: usize,
) -> Option<Vec<Run>> {
    let anchor = anchor.with_timezone(&zone);
    let mut runs = Vec::new();
    let step = Days::new(days);
    // Before the anchor date each is counted from it.
    let before = (anchor - from.with_timezone(&zone)).num_days();
    let mut back = u64::try_from(before).map_or(0, |before| before / days + 1);
    while back > 0 && runs.len() < count {
        let wall = anchor.naive_local();
        let run = later(
            wall.checked_sub_days(Days::new(days.checked_mul(back)?))?,
            zone,
        )?;
        if run.at >= from {
            runs.push(run);
        }
        back -= 1;
    }
    let mut run = Run {
        at: anchor,
        change: None,
    };
    for _ in 0..MOST {
        if runs.len() >= count {
            return Some(runs);
        }
        if run.at >= from {
            runs.push(run);
        }
        run = later(run.at.naive_local().checked_add_days(step)?, zone)?;
    }
    None
}

/// The moment of a time on the wall that has been reached by counting: of two the second.
fn later(wall: NaiveDateTime, zone: Tz) -> Option<Run> {
    match zone.from_local_datetime(&wall) {
        LocalResult::Ambiguous(_, at) => Some(Run {
            at,
            change: Some(Change::Doubled),
        }),
        _ => localize(wall, zone, Policy::Forward),
    }
}
