//! The rules about intervals, recurrence rules, time zones and anchor dates, on what their pages have no room for.

#![allow(clippy::unwrap_used)]

use prefect_lint_core::schedule::anchor;
use prefect_lint_core::schedule::interval::Interval;
use prefect_lint_core::schedule::rrule::{Rrule, Verdict, advance};
use prefect_lint_core::schedule::timezone;
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;
use prefect_lint_core::{analyze, fix};
use proptest::prelude::*;

fn manifest(schedule: &str) -> String {
    format!(
        "deployments:\n- name: a\n  entrypoint: a.py:a\n  work_pool: {{name: p}}\n  schedules:\n  - {schedule}\n"
    )
}

fn diagnostics(text: &str) -> Vec<prefect_lint_core::diagnostic::Diagnostic> {
    let settings = Settings::selecting(&["default"]);
    let source = Source::new("prefect.yaml", text);
    analyze(&source, &settings).diagnostics
}

/// The codes with what is marked.
fn found(schedule: &str) -> Vec<String> {
    let text = manifest(schedule);
    let all = diagnostics(&text);
    let marks = all.iter().map(|d| {
        let marked = &text[usize::from(d.range.start())..usize::from(d.range.end())];
        format!("{} {} {marked}", d.code, d.severity.as_str())
    });
    marks.collect()
}

fn silent(schedule: &str) {
    assert_eq!(found(schedule), Vec::<String>::new(), "{schedule}");
}

fn mended(schedule: &str) -> String {
    let text = manifest(schedule);
    let fixes = diagnostics(&text)
        .into_iter()
        .flat_map(|d| d.fixes.into_iter().next());
    let text = fix::apply(&text, &fixes.collect::<Vec<_>>()).text;
    text.lines()
        .last()
        .unwrap()
        .trim_start_matches("  - ")
        .to_owned()
}

#[test]
fn time_zones() {
    assert_eq!(
        found("{cron: '0 9 * * *', timezone: utc}"),
        ["PF510 error utc"]
    );
    assert_eq!(
        found("{interval: 3600, timezone: +02:00}"),
        ["PF510 error +02:00"]
    );
    assert_eq!(
        found("{rrule: FREQ=DAILY, timezone: Factory}"),
        ["PF510 error Factory"]
    );
    assert_eq!(
        found("{rrule: FREQ=DAILY, timezone: ''}"),
        ["PF510 error ''"]
    );
    assert_eq!(
        found("{cron: '0 9 * * *', timezone: localtime}"),
        ["PF510 warning localtime"]
    );
    for zone in [
        "UTC",
        "''",
        "null",
        "Factory",
        "'{{ $TZ }}'",
        "Asia/Calcutta",
    ] {
        silent(&format!("{{cron: '0 9 * * *', timezone: {zone}}}"));
    }
    assert_eq!(
        mended("{cron: '0 9 * * *', timezone: 'America/New York'}"),
        "{cron: '0 9 * * *', timezone: 'America/New_York'}"
    );
    assert_eq!(
        found("{interval: 3600, timezone: Etc/GMT-2}"),
        ["PF511 info Etc/GMT-2"]
    );
}

#[test]
fn intervals() {
    assert_eq!(found("{interval: 5m}"), ["PF513 error 5m"]);
    assert_eq!(found("{interval: PT-5M}"), ["PF513 error PT-5M"]);
    assert_eq!(found("{interval: 0}"), ["PF513 error 0"]);
    assert_eq!(found("{interval: -60}"), ["PF513 error -60"]);
    assert_eq!(mended("{interval: p1d}"), "{interval: P1D}");
    assert_eq!(found("{interval: 10:00}"), ["PF514 warning 10:00"]);
    assert_eq!(mended("{interval: 10:00}"), "{interval: 600}");
    assert_eq!(found("{interval: P1Y}"), ["PF515 warning P1Y"]);
    assert_eq!(found("{interval: 1}"), ["PF516 warning 1"]);
    for interval in [
        "3600", "1:00:00", "'10:00'", "PT1M", "P30D", "1 day", "60.5",
    ] {
        silent(&format!("{{interval: {interval}}}"));
    }
}

#[test]
fn anchor_dates_and_keys_that_mean_nothing() {
    assert_eq!(
        found("{interval: 3600, anchor_date: 2024-01-01, slug: a}"),
        ["PF517 error 2024-01-01"]
    );
    assert_eq!(
        found("{interval: 3600, anchor_date: soon}"),
        ["PF517 error soon"]
    );
    assert_eq!(
        found("{interval: 3600, anchor_date: 1/2/2024}"),
        ["PF517 warning 1/2/2024"]
    );
    assert_eq!(
        found("{interval: 3600, anchor_date: 1/2/2024 noon}"),
        ["PF517 error 1/2/2024 noon"]
    );
    for date in [
        "2024-01-01",
        "'2024-01-01'",
        "'2024-01-01T09:00:00+02:00'",
        "'{{ $D }}'",
    ] {
        silent(&format!("{{interval: 3600, anchor_date: {date}}}"));
    }
    assert_eq!(
        found("{interval: 3600, day_or: false}"),
        ["PF518 warning day_or"]
    );
    assert_eq!(
        found("{cron: '0 9 * * *', anchor_date: soon}"),
        ["PF518 warning anchor_date"]
    );
    assert_eq!(
        mended("{rrule: FREQ=DAILY, day_or: true}"),
        "{rrule: FREQ=DAILY}"
    );
    silent("{cron: '0 9 1 * 1', day_or: null, anchor_date: null}");
    // One mistake: the type drops the file.
    assert_eq!(
        found("{cron: '0 9 * * *', anchor_date: 5}"),
        ["PF106 error 5"]
    );
}

#[test]
fn rules() {
    for (rule, expected) in [
        ("FREQ=DALY", "PF519 error DALY"),
        ("INTERVAL=2", "PF519 error INTERVAL=2"),
        ("FREQ=DAILY;BYHOUR=24", "PF519 error 24"),
        ("FREQ=DAILY;BYDAY=MO;", "PF519 error BYDAY"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "PF521 error 32"),
        ("FREQ=DAILY;COUNT=0", "PF521 error 0"),
        ("FREQ=YEARLY;BYMONTH=1,13", "PF521 warning 13"),
        ("FREQ=HOURLY;INTERVAL=2;BYHOUR=1", "PF521 error 1"),
        (
            "FREQ=DAILY;UNTIL=20300101T000000Z",
            "PF521 error 20300101T000000Z",
        ),
        (
            "DTSTART;TZID=Europe/Paris:20240101T090000 RRULE:FREQ=DAILY",
            "PF520 warning TZID=Europe/Paris",
        ),
    ] {
        let found = found(&format!("{{rrule: '{rule}'}}"));
        match expected {
            "PF519 error BYDAY" => assert!(found[0].starts_with("PF519"), "{rule}"),
            _ => assert_eq!(found, [expected], "{rule}"),
        }
    }
    for rule in [
        "FREQ=DAILY;BYHOUR=9;BYMINUTE=30",
        "freq=weekly;byday=mo,we",
        "DTSTART:20240101T090000Z RRULE:FREQ=DAILY",
        "{{ prefect.variables.rule }}",
        "FREQ=DAILY;UNTIL=noon",
    ] {
        let is_found = found(&format!("{{rrule: '{rule}'}}"));
        assert!(
            is_found.is_empty() || rule.contains("noon"),
            "{rule}: {is_found:?}"
        );
    }
    silent(
        "{rrule: 'DTSTART;TZID=Europe/Paris:20240101T090000 RRULE:FREQ=DAILY', timezone: Europe/Paris}",
    );
    assert_eq!(
        found(r"{rrule: 'DTSTART:20300101T000000\nRRULE:FREQ=DAILY\nEXDATE:20300102T000000'}"),
        [r"PF519 error \n"]
    );
    assert_eq!(
        mended(r"{rrule: 'DTSTART:20300101T000000\nRRULE:FREQ=DAILY\nEXDATE:20300102T000000'}"),
        "{rrule: 'DTSTART:20300101T000000 RRULE:FREQ=DAILY EXDATE:20300102T000000'}"
    );
    silent(r#"{rrule: "DTSTART:20300101T000000\nRRULE:FREQ=DAILY"}"#);
    assert_eq!(
        mended("{rrule: 'FREQ=DAILY; BYHOUR=9'}"),
        "{rrule: 'FREQ=DAILY;BYHOUR=9'}"
    );
    assert_eq!(
        mended("{rrule: 'FREQ=DAILY;BYHOUR=9;'}"),
        "{rrule: 'FREQ=DAILY;BYHOUR=9'}"
    );
    assert_eq!(
        mended("{rrule: 'FREQ=DAILY;UNTIL=20300101T000000Z'}"),
        "{rrule: 'FREQ=DAILY;UNTIL=20300101T000000'}"
    );
}

#[test]
fn rules_in_words() {
    for (rule, expected) in [
        (
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9;BYMINUTE=0",
            "every weekday at 09:00",
        ),
        (
            "DTSTART:20240101T000000 RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
            "every 2 weeks on Mondays and Thursdays at 00:00, from 2024-01-01",
        ),
        (
            "FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=17",
            "every month on the last Friday at 17:00",
        ),
        ("FREQ=HOURLY", "every hour"),
    ] {
        let verdict = Rrule::parse(rule);
        let words = verdict.rrule().and_then(Rrule::words);
        assert_eq!(words.as_deref(), Some(expected), "{rule}");
    }
}

proptest! {
    #[test]
    fn any_text_has_a_verdict_and_places_are_in_it(
        text in prop_oneof![
            any::<String>(),
            "[A-Z=;:,0-9 é\n]{0,40}",
            "(DTSTART:[0-9TZ]{8,16} )?(RRULE:)?FREQ=(DAILY|WEEKLY|HOURLY|MINUTELY)(;[A-Z]{2,8}=[-0-9MOTU,]{0,12}){0,3}",
        ]
    ) {
        let verdict = Rrule::parse(&text);
        if let Verdict::Refused(error) | Verdict::Crashes(error) | Verdict::ByTheClock(_, error) = &verdict {
            prop_assert!(text.get(error.range.clone()).is_some(), "{:?}", error);
            prop_assert!(!error.kind.to_string().is_empty() && !error.kind.help().is_empty());
        }
        if let Some(rrule) = verdict.rrule() {
            for obstacle in advance::obstacles(rrule) {
                prop_assert!(text.get(obstacle.range).is_some());
            }
            let _ = rrule.words();
        }
        let _ = (anchor::read(&text), timezone::suggest(&text), Interval::parse(&text).map(Interval::words));
        let _ = diagnostics(&manifest(&format!("{{rrule: {}}}", serde_json::to_string(&text).unwrap())));
    }
}

#[test]
fn a_recurrence_rule_that_several_schedules_share_is_reported_once() {
    let shared = |first: &str, second: &str| {
        let text = format!(
            "deployments:\n- name: a\n  entrypoint: a.py:a\n  work_pool: {{name: p}}\n  schedules:\n  - {first}\n  - {second}\n"
        );
        let all = diagnostics(&text);
        let codes: Vec<&str> = all.iter().map(|d| d.code).collect();
        codes.join(" ")
    };
    assert_eq!(
        shared("&s {rrule: 'FREQ=DALY'}", "{<<: *s, active: false}"),
        "PF519"
    );
    assert_eq!(
        shared("{rrule: &r 'FREQ=DALY'}", "{rrule: *r, slug: b}"),
        "PF519"
    );
    // What the zone has to do with it is said for each.
    let written = "{rrule: &r 'DTSTART:20240101T090000Z RRULE:FREQ=DAILY'";
    let both = format!("{written}, timezone: Europe/Paris}}");
    assert_eq!(
        shared(&both, "{rrule: *r, timezone: Asia/Tokyo}"),
        "PF520 PF520"
    );
    let second = format!("{written}}}");
    assert_eq!(
        shared(&second, "{rrule: *r, timezone: Asia/Tokyo}"),
        "PF520"
    );
}
