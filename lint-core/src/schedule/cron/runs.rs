//! Runs in a time zone, as the scheduler of Prefect finds them.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime, Offset, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use super::{Cron, WallTimes};
use crate::schedule::clock::{Policy, Run, localize};

/// The runs of an expression in a zone, in the order in which Prefect finds them, each once. Where the clocks skip a
/// time, one may come before the one it follows.
#[derive(Debug, Clone)]
pub struct Runs<'c> {
    walls: WallTimes<'c>,
    /// What the clocks skipped just before the start, and where that ends.
    skipped: Option<(WallTimes<'c>, NaiveDateTime)>,
    waiting: [Option<Run>; 2],
    from: DateTime<Utc>,
    zone: Tz,
    policy: Policy,
    seen: BTreeSet<DateTime<Utc>>,
}

impl Cron {
    /// The runs at or after a moment; one before 1970 or after 2999 counts as the nearest between. With [`Policy::Backward`], a start within a time that the clocks show twice, or
    /// just behind one that they skip, has runs before it, as Prefect has them.
    pub fn runs(&self, from: DateTime<Utc>, zone: Tz, day_or: bool, policy: Policy) -> Runs<'_> {
        let from = from.clamp(DateTime::UNIX_EPOCH, latest());
        let start = Start::of(from, zone, policy);
        let skipped = start
            .skipped
            .map(|(wall, end)| (self.after(wall, day_or), end));
        Runs {
            walls: self.after(start.wall, day_or),
            skipped,
            waiting: [None; 2],
            from,
            zone,
            policy,
            seen: BTreeSet::new(),
        }
    }

    /// The first runs at or after a moment, by time.
    pub fn first_runs(
        &self,
        count: usize,
        from: DateTime<Utc>,
        zone: Tz,
        day_or: bool,
        policy: Policy,
    ) -> Vec<Run> {
        let runs = self.runs(from, zone, day_or, policy).take(count);
        let mut runs: Vec<Run> = runs.collect();
        runs.sort();
        runs
    }
}

/// The latest moment that runs are looked for from: far enough from where dates end.
fn latest() -> DateTime<Utc> {
    const YEAR_3000: i64 = 32_503_680_000;
    DateTime::from_timestamp(YEAR_3000, 0).unwrap_or(DateTime::UNIX_EPOCH)
}

/// How far apart two runs may be that are the same moment: more than clocks ever changed by.
const LONGEST_CHANGE: TimeDelta = TimeDelta::days(2);

/// How many moments are kept before old ones are forgotten.
const MANY: usize = 4096;

impl Runs<'_> {
    /// The next run, the same moment perhaps again.
    fn candidate(&mut self) -> Option<Run> {
        if self.waiting[0].is_none() {
            self.waiting[0] = self.skipped.as_mut().and_then(|(walls, end)| {
                let wall = walls.next().filter(|wall| wall < end)?;
                localize(wall, self.zone, self.policy)
            });
            if self.waiting[0].is_none() {
                self.skipped = None;
            }
        }
        if self.waiting[1].is_none() {
            let wall = self.walls.next()?;
            self.waiting[1] = localize(wall, self.zone, self.policy);
        }
        let earlier = match self.waiting {
            [Some(skipped), Some(run)] if skipped.at <= run.at => 0,
            _ => 1,
        };
        self.waiting[earlier].take()
    }

    fn is_new(&mut self, at: DateTime<Utc>) -> bool {
        if self.seen.len() > MANY {
            self.seen = self.seen.split_off(&(at - LONGEST_CHANGE));
        }
        self.seen.insert(at)
    }
}

impl Iterator for Runs<'_> {
    type Item = Run;

    fn next(&mut self) -> Option<Run> {
        loop {
            let run = self.candidate()?;
            let at = run.at.with_timezone(&Utc);
            let is_due = self.policy == Policy::Backward || at >= self.from;
            if is_due && self.is_new(at) {
                return Some(run);
            }
        }
    }
}

/// Where the search for times on the wall begins.
#[derive(Debug)]
struct Start {
    wall: NaiveDateTime,
    /// Where to look for times that were skipped and are still to come, and the end of what was skipped.
    skipped: Option<(NaiveDateTime, NaiveDateTime)>,
}

impl Start {
    fn of(from: DateTime<Utc>, zone: Tz, policy: Policy) -> Self {
        // The first second counts, and parts of a second are rounded up.
        let before = match from.nanosecond() / 1_000 {
            0 => TimeDelta::seconds(1),
            _ => TimeDelta::zero(),
        };
        match policy {
            Policy::Backward => Self {
                wall: local(from - before, zone),
                skipped: None,
            },
            Policy::Forward => Self::forward(from, before, zone),
        }
    }

    fn forward(from: DateTime<Utc>, before: TimeDelta, zone: Tz) -> Self {
        let wall = local(from, zone) - before;
        let plain = Self {
            wall,
            skipped: None,
        };
        let Some((at, by)) = recent_change(from, zone) else {
            return plain;
        };
        let since = from - at;
        let now = local(at, zone);
        match () {
            // The clocks show these times again: the next one is behind them.
            () if since < -by => Self {
                wall: now - by - TimeDelta::seconds(1),
                skipped: None,
            },
            () if since < by => Self {
                wall,
                skipped: Some((wall - by, now)),
            },
            () => plain,
        }
    }
}

fn local(at: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}

/// When the clocks last changed before a moment, or at it, and by how much; only of the last day.
fn recent_change(at: DateTime<Utc>, zone: Tz) -> Option<(DateTime<Utc>, TimeDelta)> {
    const DAY: i64 = 86_400;
    let end = at.timestamp();
    let offset = |second: i64| -> Option<i64> {
        let moment = DateTime::from_timestamp(second, 0)?.naive_utc();
        let offset = zone.offset_from_utc_datetime(&moment);
        Some(i64::from(offset.fix().local_minus_utc()))
    };
    let now = offset(end)?;
    let (mut low, mut high) = (end - DAY, end);
    let old = offset(low)?;
    if old == now {
        return None;
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        match offset(middle)? == now {
            true => high = middle,
            false => low = middle,
        }
    }
    Some((
        DateTime::from_timestamp(high, 0)?,
        TimeDelta::seconds(now - old),
    ))
}
