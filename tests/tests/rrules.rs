//! Recurrence rules against Prefect's own reading of them: the verdict, and the next runs.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use prefect_lint_core::schedule::rrule::{Rrule, Verdict, advance};
use prefect_lint_tests::records::oracle_dir;
use serde_json::Value as Json;

/// What Prefect makes of a rule.
struct Record {
    text: String,
    verdict: String,
    /// The time zone, the moment that is asked about, and the runs or what fails.
    runs: Option<(String, DateTime<Utc>, Json)>,
}

/// The recorded answers, and those asked just now where `PREFECT_LINT_FRESH_RRULES` names a file of them.
fn records() -> Vec<Record> {
    let mut content = std::fs::read_to_string(oracle_dir().join("recorded/rrules.jsonl")).unwrap();
    if let Ok(fresh) = std::env::var("PREFECT_LINT_FRESH_RRULES") {
        content.push_str(&std::fs::read_to_string(fresh).unwrap());
    }
    content.lines().map(record).collect()
}

fn record(line: &str) -> Record {
    let json: Vec<Json> = serde_json::from_str(line).unwrap();
    let text = |at: usize| json[at].as_str().unwrap().to_owned();
    let runs = (json.len() > 2).then(|| (text(2), moment(&text(3)), json[4].clone()));
    Record {
        text: text(0),
        verdict: text(1),
        runs,
    }
}

fn moment(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S")
        .unwrap()
        .and_utc()
}

/// As much of a rule as fits on a line.
fn shown(text: &str) -> String {
    format!("{:?}", text.chars().take(150).collect::<String>())
}

fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Valid(_) => "ok",
        Verdict::ByTheClock(..) => "by the clock",
        Verdict::Refused(_) => "refused",
        Verdict::Crashes(_) => "crashes",
        Verdict::Unknown => "unknown",
    }
}

/// Whether the runs that lie ahead can be those at the start of a rule that does not get past it.
fn is_of_the_start(rrule: &Rrule, from: DateTime<Utc>) -> bool {
    let start = rrule.start.as_ref().and_then(|start| start.moment.wall);
    // The time around the start is a year at most.
    start.is_some_and(|start| start.and_utc() > from - TimeDelta::days(366))
        && rrule.rules.iter().any(|rule| rule.step() <= 0)
}

#[test]
fn rules_are_taken_and_refused_as_prefect_does() {
    let (mut texts, mut unknown) = (0, 0);
    let mut wrong: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for record in records() {
        texts += 1;
        let verdict = Rrule::parse(&record.text);
        let theirs = match record.verdict.as_str() {
            word @ ("ok" | "refused" | "by the clock") => word,
            _ => "crashes",
        };
        match word(&verdict) {
            "unknown" => unknown += 1,
            own if own == theirs => {}
            own => wrong
                .entry(format!("Prefect: {}, here: {own}", record.verdict))
                .or_default()
                .push(record.text),
        }
    }
    let differ: usize = wrong.values().map(Vec::len).sum();
    println!("{texts} rules: {differ} differ, {unknown} are unknown");
    for (kind, texts) in &wrong {
        println!("{:5} {kind}", texts.len());
        texts
            .iter()
            .take(12)
            .for_each(|text| println!("        {}", shown(text)));
    }
    assert!(texts > 7_000);
    assert!(unknown * 16 < texts, "too many are unknown");
    assert!(wrong.is_empty());
}

#[test]
fn runs_are_those_of_the_server() {
    let (mut asked, mut given, mut never, mut wrong) = (0, 0, 0, Vec::new());
    for record in records() {
        let Some((zone, from, theirs)) = record.runs else {
            continue;
        };
        let verdict = Rrule::parse(&record.text);
        let Some(rrule) = verdict.rrule() else {
            continue;
        };
        asked += 1;
        let fatal = advance::obstacles(rrule)
            .iter()
            .any(|obstacle| obstacle.is_fatal);
        let has_runs = theirs.as_array().is_some_and(|runs| !runs.is_empty());
        if fatal {
            never += 1;
            if has_runs && !is_of_the_start(rrule, from) {
                wrong.push(format!(
                    "{} {zone} {from}: {theirs}, here: never",
                    shown(&record.text)
                ));
            }
            continue;
        }
        // The question was given up, not answered.
        if theirs == "Endless" {
            continue;
        }
        let Some(runs) = rrule.runs(from, zone.parse().unwrap(), 5) else {
            continue;
        };
        given += 1;
        let own: Vec<String> = (runs.runs.iter())
            .map(|run| run.at.naive_utc().format("%Y-%m-%dT%H:%M:%S").to_string())
            .collect();
        // Where the server fails, no run comes either.
        let fails = theirs.is_string() && own.is_empty();
        if Json::from(own.clone()) != theirs && !fails {
            wrong.push(format!(
                "{} {zone} {from}: {theirs}, here: {own:?}",
                shown(&record.text)
            ));
        }
    }
    println!(
        "{asked} rules: runs of {given} given, {never} never run, {} differ",
        wrong.len()
    );
    wrong
        .iter()
        .take(40)
        .for_each(|line| println!("    {line}"));
    assert!(wrong.is_empty());
}
