//! Intervals against Prefect's own reading of them: the verdict, the length, and the next runs.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use prefect_lint_core::schedule::interval::{Interval, length};
use prefect_lint_core::schema::{self, Verdict};
use prefect_lint_core::yaml;
use prefect_lint_tests::records::oracle_dir;
use serde_json::Value as Json;

/// The recorded answers, and those asked just now where `PREFECT_LINT_FRESH_INTERVALS` names a file of them.
fn records() -> Vec<Vec<Json>> {
    let read = |name: &str| std::fs::read_to_string(oracle_dir().join(name)).unwrap();
    let mut content = read("recorded/intervals.jsonl") + &read("recorded/interval_runs.jsonl");
    if let Ok(fresh) = std::env::var("PREFECT_LINT_FRESH_INTERVALS") {
        content.push_str(&std::fs::read_to_string(fresh).unwrap());
    }
    let lines = content.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// What is made of a value behind `interval:`, in the words of the records, with the seconds of one that deploys.
fn own(written: &str) -> (&'static str, Option<String>) {
    let head = "deployments:\n- name: a\n  entrypoint: a.py:a\n  schedules:\n  - interval: ";
    let text = format!("{head}{written}\n");
    let tree = yaml::parse(&text);
    if schema::verdict(&tree) != Verdict::Accepted {
        return ("load", None);
    }
    let inner = format!("{written}\n");
    let tree = yaml::parse(&inner);
    let value = tree.root().and_then(length);
    match value.and_then(Interval::of) {
        Some(interval) => {
            let seconds = format!("{}.{:06}", interval.seconds, interval.micros);
            ("ok", Some(seconds))
        }
        None => ("deploy", None),
    }
}

#[test]
fn intervals_are_read_as_prefect_reads_them() {
    let (mut asked, mut wrong) = (0, Vec::new());
    for record in records() {
        let Some(written) = record[0].as_str() else {
            continue;
        };
        asked += 1;
        let (verdict, seconds) = own(written);
        let theirs = record.get(2).and_then(Json::as_str);
        // Below the least that Python holds, loading crashes: it fails either way.
        let word = record[1].as_str().unwrap().replace(" OverflowError", "");
        if word != verdict || theirs != seconds.as_deref() {
            wrong.push(format!("{record:?}, here: {verdict} {seconds:?}"));
        }
    }
    println!("{asked} values, {} differ", wrong.len());
    wrong
        .iter()
        .take(40)
        .for_each(|line| println!("    {line}"));
    assert!(asked > 6_000);
    assert!(wrong.is_empty());
}

fn moment(json: &Json) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(json.as_str().unwrap(), "%Y-%m-%dT%H:%M:%S")
        .unwrap()
        .and_utc()
}

#[test]
fn runs_are_those_of_the_server() {
    let (mut asked, mut inside, mut wrong) = (0, 0, Vec::new());
    for record in records() {
        let Some(seconds) = record[0].as_u64() else {
            continue;
        };
        asked += 1;
        let interval = Interval { seconds, micros: 0 };
        let zone: Tz = record[2].as_str().unwrap().parse().unwrap();
        // Inside an hour that the clocks show twice, Python before 3.13 compares what they show.
        let shown = moment(&record[3]).with_timezone(&zone).naive_local();
        if zone.from_local_datetime(&shown).single().is_none() {
            inside += 1;
            continue;
        }
        let runs = interval.runs(moment(&record[3]), moment(&record[1]), zone, 5);
        let own: Vec<Json> = (runs.unwrap_or_default().iter())
            .map(|run| Json::from(run.at.naive_utc().format("%Y-%m-%dT%H:%M:%S").to_string()))
            .collect();
        if record[4] != Json::from(own.clone()) {
            wrong.push(format!("{record:?}, here: {own:?}"));
        }
    }
    println!(
        "{asked} questions about runs, {inside} inside a doubled hour, {} differ",
        wrong.len()
    );
    wrong
        .iter()
        .take(20)
        .for_each(|line| println!("    {line}"));
    assert!(asked > 1_000);
    assert!(wrong.is_empty());
}
