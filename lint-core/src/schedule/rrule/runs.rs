//! When a rule runs next: the `rrule` crate counts, on the wall clock; Prefect's dates are the digits of the rule in
//! the schedule's time zone, whatever zone the rule itself names.

use chrono::{
    DateTime, Datelike, Days, Month, NaiveDateTime, Offset, TimeDelta, TimeZone, Timelike, Utc,
};
use chrono_tz::Tz;
use rrule::{NWeekday, RRule, RRuleSet, Tz as CrateTz};

use super::model::{By, Dated, Frequency, Number, Rrule, Rule};
use crate::schedule::clock::{Policy, Run, localize};

/// The most dates that are looked at.
const MOST: usize = 20_000;
/// Years that both sides can count in.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// dateutil knows no changes of the clocks after it.
const LAST_YEAR: i32 = 2036;

/// The next runs of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Runs {
    /// The runs, in order.
    pub runs: Vec<Run>,
    /// Whether there are no more after these.
    pub is_over: bool,
}

impl Rrule {
    /// The next `count` runs at or after `from` in the time zone of the schedule; none if that can't be said.
    ///
    /// A rule without a `DTSTART` is counted from midnight of 2020-01-01, as Prefect does.
    pub fn runs(&self, from: DateTime<Utc>, zone: Tz, count: usize) -> Option<Runs> {
        let after = from.with_timezone(&zone).naive_local();
        // Wall times before and after a change of the clocks are not in the order of the moments.
        let after = after.checked_sub_days(Days::new(1))?;
        // Without a limit the crate looks for the next date for ever.
        let set = self.set(after)?.limit();
        let mut runs = Vec::new();
        let mut dates = set.into_iter();
        for _ in 0..MOST {
            let Some(date) = dates.next() else {
                return self.ends().then(|| finish(runs, count, true));
            };
            // dateutil has the clocks change before the first time that they skip.
            let run = localize(date.naive_utc(), zone, Policy::Backward)?;
            if (zone != Tz::UTC && run.at.year() > LAST_YEAR) || is_uncertain(run.at) {
                return None;
            }
            if run.at >= from && !runs.iter().any(|other: &Run| other.at == run.at) {
                runs.push(run);
            }
            if runs.len() >= count {
                return Some(finish(runs, count, false));
            }
        }
        None
    }

    /// Whether it comes to an end within the years that can be counted: the crate gives up without a word, but not
    /// before it has looked at a hundred thousand days.
    fn ends(&self) -> bool {
        let ends = |rule: &Rule| {
            rule.frequency <= Frequency::Daily && (rule.count.is_some() || rule.until.is_some())
        };
        self.rules.iter().all(ends)
    }

    /// The whole in the crate's words.
    fn set(&self, after: NaiveDateTime) -> Option<RRuleSet> {
        let start = match &self.start {
            Some(start) => start.moment.wall?.with_nanosecond(0)?,
            None => default_start()?,
        };
        if !self.exrules.is_empty() || !YEARS.contains(&start.year()) {
            return None;
        }
        let mut set = RRuleSet::new(utc(start));
        let alone = self.rules.len() == 1 && self.exdates.is_empty() && self.dates.is_empty();
        for rule in &self.rules {
            let start = match alone {
                true => later_start(rule, start, after),
                false => start,
            };
            if rule
                .until
                .as_ref()
                .is_some_and(|until| until.moment.wall.is_some_and(|until| until < start))
            {
                continue;
            }
            let rule = crate_rule(rule, start)?;
            set = match alone {
                true => RRuleSet::new(utc(start)).rrule(rule),
                false => set.rrule(rule),
            };
        }
        let dates = |dates: &[Dated]| -> Option<Vec<DateTime<CrateTz>>> {
            dates.iter().map(|date| date.moment.wall.map(utc)).collect()
        };
        Some(
            set.set_rdates(dates(&self.dates)?)
                .set_exdates(dates(&self.exdates)?),
        )
    }
}

/// Zones whose clocks go back from their standard time: dateutil takes that change for another hour.
const BACK_FROM_STANDARD: [Tz; 4] = [
    Tz::Africa__Casablanca,
    Tz::Africa__El_Aaiun,
    Tz::Europe__Dublin,
    Tz::Eire,
];

/// Whether it is near a change of the clocks that dateutil gets wrong.
fn is_uncertain(at: DateTime<Tz>) -> bool {
    let near = TimeDelta::hours(3);
    let offset = |at: DateTime<Tz>| at.offset().fix();
    BACK_FROM_STANDARD.contains(&at.timezone()) && offset(at - near) != offset(at + near)
}

fn finish(mut runs: Vec<Run>, count: usize, is_over: bool) -> Runs {
    runs.sort_by_key(|run| run.at);
    runs.truncate(count);
    Runs { runs, is_over }
}

/// Where Prefect counts from without a `DTSTART`.
pub(super) fn default_start() -> Option<NaiveDateTime> {
    chrono::NaiveDate::from_ymd_opt(2020, 1, 1)?.and_hms_opt(0, 0, 0)
}

fn utc(wall: NaiveDateTime) -> DateTime<CrateTz> {
    CrateTz::UTC.from_utc_datetime(&wall)
}

/// A start nearer to `after` that gives the same dates from there on: some whole number of intervals later. Only
/// where they are all of the same length, and nothing is counted.
fn later_start(rule: &Rule, start: NaiveDateTime, after: NaiveDateTime) -> NaiveDateTime {
    let unit = match rule.frequency {
        Frequency::Yearly | Frequency::Monthly => return start,
        Frequency::Weekly => 7 * 86_400,
        Frequency::Daily => 86_400,
        Frequency::Hourly => 3_600,
        Frequency::Minutely => 60,
        Frequency::Secondly => 1,
    };
    let step = rule.step().saturating_mul(unit);
    let ahead = (after - start).num_seconds();
    if rule.count.is_some() || step <= 0 || ahead <= step {
        return start;
    }
    // One interval is left, so that a set that begins before `after` is whole.
    let whole = ahead / step - 1;
    let later = TimeDelta::try_seconds(whole.saturating_mul(step));
    later
        .and_then(|later| start.checked_add_signed(later))
        .unwrap_or(start)
}

fn crate_rule(rule: &Rule, start: NaiveDateTime) -> Option<RRule> {
    let frequency = match rule.frequency {
        Frequency::Yearly => rrule::Frequency::Yearly,
        Frequency::Monthly => rrule::Frequency::Monthly,
        Frequency::Weekly => rrule::Frequency::Weekly,
        Frequency::Daily => rrule::Frequency::Daily,
        Frequency::Hourly => rrule::Frequency::Hourly,
        Frequency::Minutely => rrule::Frequency::Minutely,
        Frequency::Secondly => rrule::Frequency::Secondly,
    };
    if is_beyond_the_crate(rule) {
        return None;
    }
    let mut to = RRule::new(frequency)
        .interval(u16::try_from(rule.step()).ok().filter(|step| *step > 0)?)
        .by_set_pos(numbers(rule.by(By::SetPos))?)
        .by_month(&months(rule.by(By::Month))?)
        .by_month_day(numbers(rule.by(By::MonthDay))?)
        .by_year_day(numbers(rule.by(By::YearDay))?)
        .by_week_no(numbers(rule.by(By::WeekNo))?)
        .by_weekday(weekdays(rule)?)
        .by_hour(numbers(rule.by(By::Hour))?)
        .by_minute(numbers(rule.by(By::Minute))?)
        .by_second(numbers(rule.by(By::Second))?);
    if let Some(count) = &rule.count {
        to = to.count(u32::try_from(count.value).ok().filter(|count| *count > 0)?);
    }
    if let Some(until) = &rule.until {
        let until = until
            .moment
            .wall
            .filter(|wall| YEARS.contains(&wall.year()))?;
        to = to.until(utc(until));
    }
    if let Some(day) = rule.week_start {
        to = to.week_start(day);
    }
    to.validate(utc(start)).ok()
}

/// Whether the crate counts otherwise than dateutil.
fn is_beyond_the_crate(rule: &Rule) -> bool {
    // Of Easter the crate knows nothing, and a day 0 is no restriction to dateutil.
    let month_days = rule.by(By::MonthDay).unwrap_or_default();
    if rule.by(By::Easter).is_some() || month_days.iter().any(|day| day.value == 0) {
        return true;
    }
    // Looking for the next day by minutes or seconds, it misses some.
    let by_day = [By::Month, By::MonthDay, By::YearDay, By::WeekNo];
    let by_day = rule.days.is_some() || by_day.iter().any(|by| rule.by(*by).is_some());
    // Looking for the next hour or minute, it goes on from a whole one, whatever the interval.
    let larger: &[By] = match rule.frequency {
        Frequency::Minutely => &[By::Hour],
        Frequency::Secondly => &[By::Hour, By::Minute],
        _ => return false,
    };
    let by_larger = larger.iter().any(|by| rule.by(*by).is_some());
    by_day || (by_larger && 60 % rule.step().max(1) != 0)
}

/// The numbers of a key in the crate's type; none where one does not fit.
fn numbers<T: TryFrom<i64>>(list: Option<&[Number]>) -> Option<Vec<T>> {
    let list = list.unwrap_or_default().iter();
    list.map(|number| T::try_from(number.value).ok()).collect()
}

fn months(list: Option<&[Number]>) -> Option<Vec<Month>> {
    let list: Vec<u8> = numbers(list)?;
    list.into_iter()
        .map(|month| Month::try_from(month).ok())
        .collect()
}

fn weekdays(rule: &Rule) -> Option<Vec<NWeekday>> {
    let days = rule.days.iter().flatten();
    days.map(|day| match day.nth {
        // By weeks and days the number is not looked at.
        Some(nth) if rule.frequency <= Frequency::Monthly => {
            Some(NWeekday::new(Some(i16::try_from(nth).ok()?), day.day))
        }
        _ => Some(NWeekday::new(None, day.day)),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The UTC times of the next two runs.
    fn next(text: &str, zone: Tz, from: &str) -> Option<Vec<String>> {
        let verdict = Rrule::parse(text);
        let from = NaiveDateTime::parse_from_str(from, "%Y-%m-%d %H:%M").unwrap();
        let runs = verdict.rrule().unwrap().runs(from.and_utc(), zone, 2)?;
        let at = |run: &Run| run.at.to_utc().format("%Y-%m-%d %H:%M:%S").to_string();
        Some(runs.runs.iter().map(at).collect())
    }

    #[test]
    fn a_skipped_time_goes_back() {
        assert_eq!(
            next(
                "FREQ=HOURLY;INTERVAL=14",
                Tz::America__New_York,
                "2024-03-10 00:00"
            ),
            Some(vec![
                "2024-03-10 06:00:00".into(),
                "2024-03-10 20:00:00".into()
            ])
        );
    }

    #[test]
    fn a_step_that_does_not_divide_is_not_guessed() {
        let rule = |step: u8| format!("FREQ=SECONDLY;INTERVAL={step};BYHOUR=4,21;BYMINUTE=17");
        let from = "2025-06-15 04:17";
        assert_eq!(next(&rule(11), Tz::UTC, from), None);
        assert_eq!(
            next(&rule(20), Tz::UTC, from),
            Some(vec![
                "2025-06-15 04:17:00".into(),
                "2025-06-15 04:17:20".into()
            ])
        );
    }

    #[test]
    fn zones_that_go_back_from_standard_time_are_open_near_a_change() {
        let rule = "FREQ=DAILY;BYHOUR=1;BYMINUTE=30";
        assert_eq!(next(rule, Tz::Europe__Dublin, "2024-10-27 00:00"), None);
        assert!(next(rule, Tz::Europe__Dublin, "2024-06-27 00:00").is_some());
    }
}
