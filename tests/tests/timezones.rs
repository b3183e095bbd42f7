//! Time zones and anchor dates against Prefect's own reading of them.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use prefect_lint_core::schedule::anchor::{Anchor, read};
use prefect_lint_core::schedule::date::{Reading, dateutil, pendulum};
use prefect_lint_core::schedule::timezone::{is_rrule_zone, is_zone, suggest};
use prefect_lint_tests::records::oracle_dir;
use serde_json::Value as Json;

/// The recorded answers of a kind, and those asked just now where `PREFECT_LINT_FRESH_TIMEZONES` names a file of them.
fn records(kind: &str) -> Vec<Vec<String>> {
    let path = oracle_dir().join("recorded/timezones.jsonl");
    let mut content = std::fs::read_to_string(path).unwrap();
    if let Ok(fresh) = std::env::var("PREFECT_LINT_FRESH_TIMEZONES") {
        content.push_str(&std::fs::read_to_string(fresh).unwrap());
    }
    let rows = content.lines().map(|line| {
        let json: Vec<Json> = serde_json::from_str(line).unwrap();
        let texts = json.iter().map(|item| item.as_str().unwrap().to_owned());
        texts.collect::<Vec<_>>()
    });
    rows.filter(|row| row[0] == kind).collect()
}

#[test]
fn names_are_taken_as_prefect_takes_them() {
    let (mut names, mut refused, mut helped, mut wrong) = (0, 0, 0, Vec::new());
    for row in records("zone") {
        names += 1;
        let name = row[1].as_str();
        let word = |taken: bool| if taken { "ok" } else { "deploy" };
        let usual = word(name.is_empty() || is_zone(name));
        let own = [usual, usual, word(is_rrule_zone(name))];
        if row[2..] != own {
            wrong.push(format!("{row:?}, here: {own:?}"));
        }
        let found = suggest(name);
        if own[2] == "deploy" {
            refused += 1;
            helped += usize::from(!found.names.is_empty());
        }
        assert!(found.names.iter().all(|name| is_rrule_zone(name)), "{name}");
    }
    println!(
        "{names} names, {refused} refused, a name is offered for {helped}; {} differ",
        wrong.len()
    );
    wrong
        .iter()
        .take(20)
        .for_each(|line| println!("    {line}"));
    assert!(names > 2_000);
    assert!(wrong.is_empty());
}

/// What a reader says, in the words of the records; none where it does not know.
fn word(reading: Reading) -> Option<String> {
    Some(match reading {
        Reading::Date(moment) => match dateutil::utc(moment) {
            Some(utc) if moment.wall.is_some() => utc.format("%Y-%m-%dT%H:%M:%S%.6f").to_string(),
            _ => "undated".to_owned(),
        },
        Reading::Refused => "refused".to_owned(),
        Reading::Crashes => "crashes".to_owned(),
        Reading::Unknown => return None,
    })
}

/// The recorded words, but for those that hang on the machine or the edge of time.
fn theirs(text: &str) -> Option<&str> {
    match text {
        "machine" | "edge" => None,
        "deploy" => Some("refused"),
        text if text.starts_with(|c: char| c.is_ascii_digit()) => Some(text),
        "refused" | "undated" => Some(text),
        _ => Some("crashes"),
    }
}

#[test]
fn anchor_dates_are_read_as_prefect_reads_them() {
    let (mut dates, mut unknown, mut wrong) = (0, [0, 0], Vec::new());
    for row in records("anchor") {
        dates += 1;
        let text = row[1].as_str();
        for (at, reading) in [pendulum::read(text), dateutil::read(text)]
            .into_iter()
            .enumerate()
        {
            let Some(theirs) = theirs(&row[at + 2]) else {
                continue;
            };
            match word(reading) {
                None => unknown[at] += 1,
                // Which of the two ways it fails in makes no difference.
                Some(own) if own == "refused" && theirs == "crashes" => {}
                // A year, or a year and a month, is that of the first day to one and of today to the other.
                Some(own) if own == theirs => {}
                Some(own) => wrong.push(format!("{row:?}, reader {at}, here: {own}")),
            }
        }
        let is_bad = |at: usize| matches!(theirs(&row[at]), Some("refused" | "crashes"));
        match read(text) {
            Anchor::Refused => assert!(is_bad(2) && is_bad(3), "{row:?}"),
            Anchor::RefusedBefore313 => assert!(is_bad(2), "{row:?}"),
            Anchor::RefusedSince313 => assert!(is_bad(3), "{row:?}"),
            Anchor::Date(_) => assert!(!is_bad(2) && !is_bad(3), "{row:?}"),
            Anchor::Absent | Anchor::Unknown => {}
        }
    }
    println!(
        "{dates} dates, unknown to the readers: {unknown:?}; {} differ",
        wrong.len()
    );
    wrong
        .iter()
        .take(30)
        .for_each(|line| println!("    {line}"));
    assert!(dates > 2_000);
    assert!(wrong.is_empty());
}
