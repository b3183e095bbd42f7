//! Cron expressions against the real Prefect: the same verdict, the same next times, the same runs in every zone.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use prefect_lint_core::schedule::clock::Policy;
use prefect_lint_core::schedule::cron::Cron;
use prefect_lint_tests::records::oracle_dir;
use serde_json::Value as Json;

/// How many next times are recorded at most.
const RUNS: usize = 10;

/// The recorded answers, and those asked just now where the variable names a file of them.
fn records(file: &str, fresh: &str) -> Vec<Json> {
    let mut content = std::fs::read_to_string(oracle_dir().join("recorded").join(file)).unwrap();
    if let Ok(fresh) = std::env::var(fresh) {
        content.push_str(&std::fs::read_to_string(fresh).unwrap());
    }
    let lines = content.lines().filter(|line| !line.is_empty());
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn cron_records() -> Vec<Json> {
    records("cron.jsonl", "PREFECT_LINT_FRESH_CRON")
}

fn text(record: &Json) -> &str {
    record[0].as_str().unwrap()
}

/// The moments that the recording starts from, in its order.
fn starts() -> [NaiveDateTime; 8] {
    [
        ((2026, 11, 26), (21, 44, 0)),
        ((2024, 2, 28), (23, 59, 30)),
        ((2027, 2, 27), (0, 0, 0)),
        ((2025, 12, 31), (23, 59, 59)),
        ((2023, 4, 30), (12, 30, 15)),
        ((2096, 3, 1), (0, 0, 1)),
        ((2028, 1, 31), (9, 0, 0)),
        ((2026, 6, 15), (8, 59, 59)),
    ]
    .map(|((year, month, day), (hour, minute, second))| {
        let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        date.and_hms_opt(hour, minute, second).unwrap()
    })
}

/// The distances of moments from one another, written as the recording writes them.
fn gaps(moments: &[Option<i64>]) -> Vec<Option<i64>> {
    let mut before = 0;
    let mut found = Vec::new();
    for moment in moments {
        found.push(moment.map(|moment| moment - before));
        before = moment.unwrap_or_default();
    }
    while found.len() > 2 && found[found.len() - 1] == found[found.len() - 2] {
        found.pop();
    }
    found
}

fn numbers(json: &Json) -> Vec<Option<i64>> {
    json.as_array().unwrap().iter().map(Json::as_i64).collect()
}

fn next_times(cron: &Cron, start: NaiveDateTime, day_or: bool) -> Vec<Option<i64>> {
    let times = cron.after(start, day_or).take(RUNS);
    let mut seconds: Vec<_> = times
        .map(|time| Some((time - start).num_seconds()))
        .collect();
    if seconds.len() < RUNS {
        seconds.push(None);
    }
    gaps(&seconds)
}

/// Prints some of what is wrong, and fails if anything is.
fn settle(what: &str, count: usize, wrong: &[String]) {
    println!("{count} {what}, {} of them wrong", wrong.len());
    wrong.iter().take(20).for_each(|case| println!("{case}"));
    assert!(wrong.is_empty());
}

#[test]
fn texts_are_taken_and_refused_as_prefect_does() {
    let records = cron_records();
    let differs = |record: &&Json| Cron::parse(text(record)).is_ok() != (record[1] == 1);
    let wrong: Vec<String> = records
        .iter()
        .filter(differs)
        .map(|record| {
            format!(
                "{:?} {} {:?}",
                text(record),
                record[1],
                Cron::parse(text(record)).err()
            )
        })
        .collect();
    settle("verdicts", records.len(), &wrong);
}

#[test]
fn the_next_times_are_those_of_prefect() {
    let (mut count, mut wrong) = (0, Vec::new());
    for record in cron_records() {
        let (Some(answers), Ok(cron)) = (record[2].as_array(), Cron::parse(text(&record))) else {
            continue;
        };
        for answer in answers {
            let start = starts()[usize::try_from(answer[0].as_u64().unwrap()).unwrap()];
            let ored = numbers(&answer[1]);
            let both = answer.get(2).map_or_else(|| ored.clone(), numbers);
            for (day_or, expected) in [(true, ored), (false, both)] {
                count += 1;
                let found = next_times(&cron, start, day_or);
                if found != expected {
                    wrong.push(format!(
                        "{:?} from {start} {day_or}: {found:?}, Prefect {expected:?}",
                        text(&record)
                    ));
                }
            }
        }
    }
    settle("lists of next times", count, &wrong);
}

#[test]
fn what_never_runs_is_known_without_a_search() {
    let (mut count, mut never, mut wrong) = (0, 0, Vec::new());
    for record in cron_records() {
        let (Some(answers), Ok(cron)) = (record[2].as_array(), Cron::parse(text(&record))) else {
            continue;
        };
        for (day_or, at) in [(true, 1), (false, 2)] {
            count += 1;
            let fails = |answer: &Json| answer.get(at).unwrap_or(&answer[1])[0].is_null();
            let is_never = cron.never(day_or, None).is_some();
            never += usize::from(is_never);
            // With years, it depends on the moment; so it does with `l` beside a day that the month has not, which is
            // found on that very day only.
            let depends = cron.field_count() == 7 || text(&record).contains(['l', 'L']);
            let all_fail = answers.iter().all(fails);
            if is_never && !all_fail || !is_never && all_fail && !depends {
                wrong.push(format!("{:?} {day_or}: {is_never}", text(&record)));
            }
            for answer in answers {
                let start = starts()[usize::try_from(answer[0].as_u64().unwrap()).unwrap()];
                if cron.never(day_or, Some(start)).is_some() != fails(answer) {
                    wrong.push(format!("{:?} {day_or} from {start}", text(&record)));
                }
            }
        }
    }
    println!("{never} never run");
    settle("expressions", count, &wrong);
}

fn zone_runs(file: &str, fresh: &str, policy: Policy) {
    let (mut count, mut wrong) = (0, Vec::new());
    for record in records(file, fresh) {
        count += 1;
        let cron = Cron::parse(text(&record)).unwrap();
        let zone: Tz = record[1].as_str().unwrap().parse().unwrap();
        let micros = record[3].as_i64().unwrap();
        let from = DateTime::from_timestamp_micros(micros).unwrap();
        let many = usize::try_from(record[4].as_u64().unwrap()).unwrap();
        let runs = cron.first_runs(many, from, zone, record[2] == 1, policy);
        let whole = micros.div_euclid(1_000_000);
        let seconds: Vec<_> = runs
            .iter()
            .map(|run| Some(run.at.timestamp() - whole))
            .collect();
        if gaps(&seconds) != numbers(&record[5]) {
            wrong.push(format!("{record} found {:?}", gaps(&seconds)));
        }
    }
    settle(&format!("lists of runs, {policy:?}"), count, &wrong);
}

#[test]
fn runs_in_zones_are_those_of_prefect_3_8_8() {
    zone_runs(
        "cron_runs_3.8.8.jsonl",
        "PREFECT_LINT_FRESH_CRON_RUNS",
        Policy::Backward,
    );
}

#[test]
fn runs_in_zones_are_those_of_prefect_3_9_1() {
    zone_runs(
        "cron_runs_3.9.1.jsonl",
        "PREFECT_LINT_FRESH_CRON_RUNS_3_9",
        Policy::Forward,
    );
}
