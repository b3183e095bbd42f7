//! The reader against PyYAML: same verdict, same place of the first error, same value.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::path::Path;

use prefect_lint_core::yaml::{self, loader_position};
use prefect_lint_tests::canonical::{canonical, digest};
use prefect_lint_tests::records::{self, Record, Verdict, oracle_dir};

/// Where the reader knows that it differs: only under an explicit tag does Python read the digits of other scripts.
const KNOWN_DIFFERENCES: &[&str] = &["x: !!int '\u{661}'\n", "x: !!float '\u{661}.5'\n"];

/// How one text compares.
#[derive(Debug, Default)]
struct Tally {
    texts: usize,
    wrong_verdict: Vec<String>,
    refused: usize,
    wrong_place: Vec<String>,
    wrong_class: Vec<String>,
    accepted: usize,
    wrong_value: Vec<String>,
}

impl Tally {
    fn add(&mut self, record: &Record) {
        let tree = yaml::parse(&record.text);
        let first = tree.errors().first();
        self.texts += 1;
        match (&record.verdict, first) {
            (Verdict::Loaded(expected), None) => {
                self.accepted += 1;
                let value = canonical(&tree);
                if value.as_deref().map(digest).as_ref() != Some(expected) {
                    self.wrong_value
                        .push(format!("{record:?}\n  here: {value:?}"));
                }
            }
            (Verdict::Refused { class, place, .. }, Some(error)) => {
                self.refused += 1;
                let here = error.mark.map(|mark| loader_position(&record.text, mark));
                if here != *place {
                    self.wrong_place
                        .push(format!("{record:?}\n  here: {here:?} {error:?}"));
                }
                if class != error.class.name() {
                    self.wrong_class
                        .push(format!("{record:?}\n  here: {error:?}"));
                }
            }
            _ => self
                .wrong_verdict
                .push(format!("{record:?}\n  here: {first:?}")),
        }
    }

    fn print(&self, name: &str) {
        println!(
            "{name}: {} texts, verdict differs on {}; of {} refused the place differs on {}, the class on {}; \
             of {} accepted the value differs on {}",
            self.texts,
            self.wrong_verdict.len(),
            self.refused,
            self.wrong_place.len(),
            self.wrong_class.len(),
            self.accepted,
            self.wrong_value.len()
        );
        for (what, list) in [
            ("verdict", &self.wrong_verdict),
            ("value", &self.wrong_value),
            ("place", &self.wrong_place),
            ("class", &self.wrong_class),
        ] {
            for case in list.iter().take(12) {
                println!("{what}: {case}\n");
            }
        }
    }
}

fn tally(path: &Path) -> Tally {
    let mut tally = Tally::default();
    let records = records::read(path).unwrap();
    for record in (records.iter()).filter(|r| !KNOWN_DIFFERENCES.contains(&r.text.as_str())) {
        tally.add(record);
    }
    tally.print(&path.file_name().unwrap().to_string_lossy());
    tally
}

/// The share that must agree, in hundredths of a percent.
fn check(tally: &Tally, verdicts: usize, places: usize) {
    let share = |wrong: usize, of: usize| 10_000 * (of - wrong) / of.max(1);
    assert!(share(tally.wrong_verdict.len(), tally.texts) >= verdicts);
    assert!(share(tally.wrong_place.len(), tally.refused) >= places);
    assert_eq!(tally.wrong_value.len(), 0);
}

#[test]
fn mutants_are_read_as_pyyaml_reads_them() {
    let tally = tally(&oracle_dir().join("recorded/yaml_mutants.jsonl"));
    assert!(tally.texts >= 20_000);
    check(&tally, 9_995, 9_900);
}

#[test]
fn odd_cases_are_read_as_pyyaml_reads_them() {
    let tally = tally(&oracle_dir().join("recorded/yaml_cases.jsonl"));
    assert!(tally.texts >= 350);
    check(&tally, 9_995, 9_900);
}

/// Answers asked of the installed PyYAML just now, for texts that nobody has seen.
#[test]
fn fresh_mutants_are_read_as_pyyaml_reads_them() {
    let Ok(path) = std::env::var("PREFECT_LINT_FRESH_YAML") else {
        println!("skipped: PREFECT_LINT_FRESH_YAML names no file of fresh answers");
        return;
    };
    check(&tally(Path::new(&path)), 9_995, 9_900);
}
