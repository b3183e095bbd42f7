//! Triggers, SLAs and concurrency limits against Prefect's own code: what it refuses or crashes on has an error, and
//! what it takes has none.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeMap;

use prefect_lint_core::analyze;
use prefect_lint_core::diagnostic::{Diagnostic, Severity};
use prefect_lint_core::settings::{Settings, Version};
use prefect_lint_core::text::Source;
use prefect_lint_tests::records::oracle_dir;
use serde_json::Value as Json;

/// Errors about what Prefect takes, and then does something else with than what is written: keys that it ignores,
/// triggers that match every event. A trigger that only the server refuses is looked at by a test of its own.
const TAKEN: &[&str] = &["PF702", "PF703", "PF705"];

/// What Prefect made of a definition.
struct Record {
    what: String,
    definition: String,
    answer: Vec<Json>,
}

impl Record {
    fn is_ok(&self) -> bool {
        self.answer[0] == "ok"
    }

    fn says(&self, word: &str) -> bool {
        self.answer.iter().any(|part| part == word)
    }

    fn errors(&self) -> Vec<Diagnostic> {
        let definition = &self.definition;
        let entry = match self.what.as_str() {
            "trigger" => format!("triggers: [{definition}]"),
            "sla" => format!("sla: [{definition}]"),
            _ => format!("concurrency_limit: {definition}"),
        };
        let text = format!("deployments:\n- name: d\n  entrypoint: f.py:f\n  {entry}\n");
        let source = Source::new("prefect.yaml", text.as_str());
        let settings = Settings {
            target_version: target(),
            ..Settings::default()
        };
        let found = analyze(&source, &settings).diagnostics;
        let is_error = |d: &Diagnostic| d.severity == Severity::Error;
        found.into_iter().filter(is_error).collect()
    }
}

/// The Prefect that gave the fresh answers, if it is another than the one that gave the recorded ones.
fn target() -> Option<Version> {
    let version = std::env::var("PREFECT_LINT_FRESH_TARGET").ok()?;
    Some(version.parse().unwrap())
}

/// The recorded answers, and those asked just now where `PREFECT_LINT_FRESH_TRIGGERS` names a file of them. Nothing is
/// said of a value with a placeholder, so those with one are left out.
fn records() -> Vec<Record> {
    let path = oracle_dir().join("recorded/triggers.jsonl");
    let mut content = match target() {
        None => std::fs::read_to_string(path).unwrap(),
        Some(_) => String::new(),
    };
    if let Ok(fresh) = std::env::var("PREFECT_LINT_FRESH_TRIGGERS") {
        content.push_str(&std::fs::read_to_string(fresh).unwrap());
    }
    let lines = content.lines().filter(|line| !line.is_empty());
    let records = lines.map(|line| {
        let mut json: Vec<Json> = serde_json::from_str(line).unwrap();
        let answer = json.split_off(2);
        let text = |json: &Json| json.as_str().unwrap().to_owned();
        Record {
            what: text(&json[0]),
            definition: text(&json[1]),
            answer,
        }
    });
    records
        .filter(|record| !record.definition.contains("{{ "))
        .collect()
}

/// Whether an error is about what Prefect takes.
fn is_about_what_is_taken(error: &Diagnostic) -> bool {
    TAKEN.contains(&error.code) || error.label == "dropped"
}

#[test]
fn what_prefect_refuses_has_an_error_and_what_it_takes_has_none() {
    let mut wrong: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let (mut all, mut refused) = (0, 0);
    for record in records() {
        all += 1;
        refused += usize::from(!record.is_ok());
        let mut errors = record.errors();
        errors.retain(|error| !is_about_what_is_taken(error));
        if errors.is_empty() != record.is_ok() {
            let codes: Vec<_> = errors.iter().map(|error| error.code).collect();
            let kind = format!(
                "{}: Prefect {:?}, found {codes:?}",
                record.what, record.answer
            );
            wrong.entry(kind).or_default().push(record.definition);
        }
    }
    println!(
        "{all} definitions, {refused} refused: {} kinds of difference",
        wrong.len()
    );
    for (kind, definitions) in &wrong {
        println!("{:5} {kind}", definitions.len());
        definitions
            .iter()
            .take(4)
            .for_each(|text| println!("        {text}"));
    }
    assert!(all > 12_000 && refused > 8_000);
    assert!(wrong.is_empty());
}

#[test]
fn loops_are_those_that_the_server_refuses() {
    let mut loops = 0;
    for record in records().iter().filter(|record| record.is_ok()) {
        let found = record.errors().iter().any(|error| error.code == "PF705");
        assert_eq!(found, record.says("loop"), "{}", record.definition);
        loops += usize::from(found);
    }
    println!("{loops} loops");
    assert!(loops > 20);
}

#[test]
fn of_several_promises_prefect_keeps_the_one_that_is_not_reported() {
    let keys = [
        ("TimeToCompletionSla", "duration"),
        ("LatenessSla", "within"),
        ("FrequencySla", "stale_after"),
    ];
    let mut several = 0;
    for record in records()
        .iter()
        .filter(|record| record.what == "sla" && record.is_ok())
    {
        let dropped: Vec<_> = (record.errors().into_iter())
            .filter(|error| error.label == "dropped")
            .map(|error| error.message)
            .collect();
        let [kept] = keys
            .iter()
            .filter(|(class, _)| record.says(class))
            .collect::<Vec<_>>()[..]
        else {
            panic!("{:?}", record.answer);
        };
        let kept = format!("`{}`", kept.1);
        assert!(
            !dropped.iter().any(|message| message.starts_with(&kept)),
            "{}: {dropped:?}, kept {kept}",
            record.definition
        );
        several += usize::from(!dropped.is_empty());
    }
    println!("{several} with several promises");
    assert!(several > 100);
}
