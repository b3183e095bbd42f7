//! What PyYAML loads before and after a fix is what is loaded here: so the promises of fixes hold for the real loader.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use prefect_lint_core::yaml::{self, loader_position};
use prefect_lint_tests::canonical::{canonical, digest};
use prefect_lint_tests::fixing::manifests::read_lines;
use prefect_lint_tests::fixing::pairs::pairs;
use prefect_lint_tests::records::{Verdict, oracle_dir, verdict_of};
use serde_json::Value as Json;

fn recorded() -> PathBuf {
    oracle_dir().join("recorded/fixes.jsonl")
}

/// The text after its edits, which count characters.
fn apply(text: &str, edits: &Json) -> String {
    let characters: Vec<char> = text.chars().collect();
    let (mut new, mut done) = (String::new(), 0);
    for edit in edits.as_array().unwrap() {
        let number = |at: usize| edit[at].as_u64().unwrap() as usize;
        new.extend(&characters[done..number(0)]);
        new.push_str(edit[2].as_str().unwrap());
        done = number(0) + number(1);
    }
    new.extend(&characters[done..]);
    new
}

fn is_read_alike(text: &str, verdict: &Json) -> bool {
    let tree = yaml::parse(text);
    match (
        verdict_of(verdict.as_array().unwrap()).unwrap(),
        tree.errors().first(),
    ) {
        (Verdict::Loaded(value), None) => canonical(&tree).as_deref().map(digest) == Some(value),
        (Verdict::Refused { place, .. }, Some(error)) => {
            error.mark.map(|mark| loader_position(text, mark)) == place
        }
        _ => false,
    }
}

fn check(path: &Path) -> usize {
    let records = read_lines(path);
    let mut wrong = Vec::new();
    for record in &records {
        let before = record[1].as_str().unwrap();
        let after = apply(before, &record[2]);
        let alike = is_read_alike(before, &record[3]) && is_read_alike(&after, &record[4]);
        if !alike {
            wrong.push(format!(
                "{}\n--- before\n{before}\n--- after\n{after}",
                record[0]
            ));
        }
    }
    println!("{} fixes, read otherwise: {}", records.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong[0]);
    records.len()
}

#[test]
fn what_fixes_leave_is_loaded_as_pyyaml_loads_it() {
    assert!(check(&recorded()) >= 2_000);
}

/// Answers asked of the installed PyYAML just now, for fixes that nobody has seen.
#[test]
fn what_fresh_fixes_leave_is_loaded_as_pyyaml_loads_it() {
    match std::env::var("PREFECT_LINT_FRESH_FIX_RECORDS") {
        Ok(path) => assert!(check(Path::new(&path)) > 0),
        Err(_) => {
            println!("skipped: PREFECT_LINT_FRESH_FIX_RECORDS names no file of fresh answers")
        }
    }
}

/// If this fails, record again: `tests/oracle/README.md` says how.
#[test]
fn the_records_speak_of_the_fixes_of_today() {
    let key = |parts: &[Json]| parts[..3].iter().map(Json::to_string).collect::<String>();
    let known: HashSet<String> = read_lines(&recorded()).iter().map(|r| key(r)).collect();
    let today = pairs(1, 60);
    let found = today
        .iter()
        .filter(|pair| known.contains(&key(&pair[..])))
        .count();
    println!("{found} of {} pairs are recorded", today.len());
    assert!(10 * found >= 8 * today.len(), "{found} of {}", today.len());
}
