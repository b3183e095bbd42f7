//! A rule in words.

use chrono::{NaiveDateTime, Timelike, Weekday};

use super::model::{By, Day, Frequency, Number, Rrule, Rule};
use crate::schedule::words::{MONTHS, clock_list, list, nth};

/// The most clock times that are counted out.
const MOST_TIMES: usize = 6;

impl Rrule {
    /// What it says in words: "every weekday at 09:00". None for a rule that is not one of the usual ones.
    pub fn words(&self) -> Option<String> {
        let [rule] = self.rules.as_slice() else {
            return None;
        };
        if !(self.exrules.is_empty() && self.dates.is_empty() && self.exdates.is_empty()) {
            return None;
        }
        let start = match &self.start {
            Some(start) => Some(start.moment.wall?),
            None => None,
        };
        let from = start.or_else(super::runs::default_start)?;
        let mut words = days(rule, from)?;
        words.push_str(&time(rule, from)?);
        // How a longer interval is counted hangs on its start.
        if let Some(start) = start {
            words.push_str(&format!(", from {}", start.format("%Y-%m-%d")));
        } else if rule.step() > 1 {
            words.push_str(", counted from 2020-01-01");
        }
        if let Some(until) = &rule.until {
            words.push_str(&format!(", until {}", moment(until.moment.wall?)));
        }
        if let Some(count) = &rule.count {
            words.push_str(&match count.value {
                1 => ", once".to_owned(),
                count => format!(", {count} times in all"),
            });
        }
        Some(words)
    }
}

fn moment(wall: NaiveDateTime) -> String {
    match wall.num_seconds_from_midnight() {
        0 => wall.format("%Y-%m-%d").to_string(),
        _ => wall.format("%Y-%m-%d %H:%M").to_string(),
    }
}

/// On which days, or how often a day.
fn days(rule: &Rule, from: NaiveDateTime) -> Option<String> {
    let odd = [By::SetPos, By::YearDay, By::Easter, By::WeekNo];
    if odd.iter().any(|by| rule.by(*by).is_some()) || rule.step() < 1 {
        return None;
    }
    let months = rule.by(By::Month).map(month_names);
    let months = match months {
        Some(names) => format!(" in {}", list(&names?)),
        None => String::new(),
    };
    let month_days = rule.by(By::MonthDay).map(month_day_names);
    let weekdays = rule.days.as_deref();
    let every = |unit: &str| match rule.step() {
        1 => format!("every {unit}"),
        step => format!("every {step} {unit}s"),
    };
    let text = match (rule.frequency, month_days, weekdays) {
        (Frequency::Daily, None, None) => every("day"),
        (Frequency::Weekly, None, None) => {
            use chrono::Datelike;
            on_weekdays(rule.step(), &[from.weekday()])
        }
        (Frequency::Weekly, None, Some(days)) => on_weekdays(rule.step(), &plain(days)),
        (Frequency::Daily, None, Some(days)) if rule.step() == 1 => on_weekdays(1, &plain(days)),
        (Frequency::Monthly, None, None) => {
            format!("{} on the {}", every("month"), nth(i64::from(day_of(from))))
        }
        (Frequency::Monthly, Some(days), None) => format!("{} on {}", every("month"), list(&days?)),
        (Frequency::Monthly, None, Some(days)) => {
            format!("{} on {}", every("month"), list(&numbered(days)?))
        }
        (Frequency::Yearly, None, None) if months.is_empty() => {
            format!("{} on {}", every("year"), from.format("%-d %B"))
        }
        (Frequency::Yearly, Some(days), None) if !months.is_empty() => {
            format!("{} on {}", every("year"), list(&days?))
        }
        (Frequency::Hourly, None, None) => every("hour"),
        (Frequency::Minutely, None, None) => every("minute"),
        (Frequency::Secondly, None, None) => every("second"),
        _ => return None,
    };
    Some(text + &months)
}

fn day_of(from: NaiveDateTime) -> u32 {
    use chrono::Datelike;
    from.day()
}

fn month_names(numbers: &[Number]) -> Option<Vec<String>> {
    let names = numbers.iter().map(|number| {
        let at = usize::try_from(number.value.checked_sub(1)?).ok()?;
        MONTHS.get(at).map(|name| (*name).to_owned())
    });
    names.collect()
}

fn month_day_names(numbers: &[Number]) -> Option<Vec<String>> {
    let names = numbers.iter().map(|number| match number.value {
        day @ 1..=31 => Some(format!("the {}", nth(day))),
        -1 => Some("the last day".to_owned()),
        _ => None,
    });
    names.collect()
}

fn numbered(days: &[Day]) -> Option<Vec<String>> {
    let names = days.iter().map(|day| match day.nth? {
        week @ 1..=5 => Some(format!("the {} {}", nth(week), name(day.day))),
        -1 => Some(format!("the last {}", name(day.day))),
        _ => None,
    });
    names.collect()
}

fn plain(days: &[Day]) -> Vec<Weekday> {
    let mut days: Vec<Weekday> = days.iter().map(|day| day.day).collect();
    days.sort_by_key(Weekday::num_days_from_monday);
    days.dedup();
    days
}

fn on_weekdays(step: i64, days: &[Weekday]) -> String {
    let workdays = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
    ];
    match (step, days.len()) {
        (1, 7) => "every day".to_owned(),
        (1, 5) if days == workdays => "every weekday".to_owned(),
        (1, _) => {
            let names: Vec<_> = days.iter().map(|day| name(*day).to_owned()).collect();
            format!("every {}", list(&names))
        }
        (step, _) => {
            let names: Vec<_> = days.iter().map(|day| format!("{}s", name(*day))).collect();
            format!("every {step} weeks on {}", list(&names))
        }
    }
}

/// The English name of a day.
fn name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// At which time of the day.
fn time(rule: &Rule, from: NaiveDateTime) -> Option<String> {
    let values = |by: By, else_: u32| -> Vec<i64> {
        match rule.by(by) {
            Some(numbers) => numbers.iter().map(|number| number.value).collect(),
            None => vec![i64::from(else_)],
        }
    };
    if rule.frequency > Frequency::Daily {
        let narrowed = [By::Hour, By::Minute, By::Second]
            .iter()
            .any(|by| rule.by(*by).is_some());
        return (!narrowed).then(String::new);
    }
    let (hours, minutes) = (
        values(By::Hour, from.hour()),
        values(By::Minute, from.minute()),
    );
    let seconds = values(By::Second, from.second());
    let [second] = seconds.as_slice() else {
        return None;
    };
    if hours.len().saturating_mul(minutes.len()) > MOST_TIMES {
        return None;
    }
    let mut times: Vec<_> = hours
        .iter()
        .flat_map(|hour| minutes.iter().map(|minute| (*hour, *minute, *second)))
        .collect();
    times.sort_unstable();
    times.dedup();
    Some(format!(" at {}", clock_list(&times)))
}
