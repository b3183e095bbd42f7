//! Promises that hold for any text.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use proptest::prelude::*;

use super::quartz::SecondsFirst;
use super::{Cron, Field};

/// Texts of all kinds, with many that look like expressions.
fn texts() -> impl Strategy<Value = String> {
    let item = "([0-9]{1,2}|\\*|[a-zA-Z]{1,3}|[lLwWrRhH?#@,/*-]|[0-9]-[0-9]{1,2}|\\*/[0-9]{1,3}|\u{665}|\u{200b})";
    let field = format!("{item}{{1,3}}");
    prop_oneof![
        any::<String>(),
        pattern(&format!("( ?{field} ){{3,8}}")),
        good()
    ]
}

/// Texts that are mostly good.
fn good() -> impl Strategy<Value = String> {
    let field = |numbers: &str| {
        format!("(\\*|{numbers}|{numbers}-{numbers}|\\*/[1-9]|{numbers},{numbers})")
    };
    pattern(&format!(
        "{} {} ({}|l) {} ({}|[0-6]#[1-5]|l[0-6])( [0-5]?[0-9]( 20[2-4][0-9])?)?",
        field("[1-5]?[0-9]"),
        field("(1?[0-9]|2[0-3])"),
        field("([1-9]|[12][0-9]|3[01])"),
        field("([1-9]|1[0-2])"),
        field("[0-6]"),
    ))
}

fn pattern(regex: &str) -> impl Strategy<Value = String> + use<> {
    proptest::string::string_regex(regex).unwrap()
}

fn matches(cron: &Cron, time: NaiveDateTime, day_or: bool) -> bool {
    let allows = |field, number: u32| cron.values(field).allows(number as u16);
    let days = cron.values(Field::Day);
    let date = time.date();
    let length = u32::from(date.num_days_in_month());
    let day = days.allows(date.day() as u16) || days.last && date.day() == length;
    let weekday = date.weekday().num_days_from_sunday();
    let week = 1 << ((date.day() - 1) / 7)
        | if date.day() + 7 > length {
            super::item::LAST
        } else {
            0
        };
    let weekday = match cron.has_nth() {
        true => cron.nth[weekday as usize] & week != 0,
        false => allows(Field::Weekday, weekday),
    };
    let is_day = match cron.days_are_ored(day_or) {
        true => day && !cron.has_nth() || weekday,
        false => day && weekday,
    };
    is_day
        && allows(Field::Month, date.month())
        && allows(Field::Hour, time.hour())
        && allows(Field::Minute, time.minute())
        && allows(Field::Second, time.second())
        && allows(Field::Year, date.year().unsigned_abs())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn nothing_panics_and_errors_lie_within_the_text(text in texts(), day_or in any::<bool>()) {
        match Cron::parse(&text) {
            Ok(cron) => {
                cron.words(day_or);
                cron.surprises(&text);
                cron.passed_over();
                cron.never(day_or, None);
                for field in Field::ALL {
                    prop_assert!(cron.place(field).is_none_or(|place| text.get(place).is_some()));
                }
            }
            Err(error) => {
                prop_assert!(text.get(error.range.clone()).is_some(), "{error:?}");
                prop_assert!(!error.to_string().contains('\n') || text.contains('\n'));
            }
        }
        SecondsFirst::read(&text);
    }

    #[test]
    fn times_ascend_and_fit(text in good(), day_or in any::<bool>(), days in 0_u64..20_000, second in 0_u32..86_400) {
        let start = NaiveDate::from_ymd_opt(2020, 1, 1)
            .and_then(|date| date.checked_add_days(chrono::Days::new(days)))
            .and_then(|date| date.and_time(chrono::NaiveTime::MIN).checked_add_signed(chrono::TimeDelta::seconds(second.into())));
        let (Ok(cron), Some(start)) = (Cron::parse(&text), start) else {
            return Ok(());
        };
        let mut before = start;
        for time in cron.after(start, day_or).take(20) {
            prop_assert!(time > before && matches(&cron, time, day_or), "{text} {time}");
            before = time;
        }
    }
}
