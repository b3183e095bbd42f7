//! Fixes keep their promises on thousands of damaged manifests: they come to an end, and never make YAML worse.

use std::path::Path;

use prefect_lint_core::diagnostic::Diagnostic;
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;
use prefect_lint_core::{analyze, fix, yaml};
use prefect_lint_tests::records;

/// Every so many of the recorded mutants; together they are too many for an everyday test.
const STRIDE: usize = 8;

fn texts() -> Vec<(String, String)> {
    let recorded = records::oracle_dir().join("recorded");
    let read = |file: &str| read(&recorded.join(file));
    let mutants = read("yaml_mutants.jsonl").into_iter().step_by(STRIDE);
    read("yaml_cases.jsonl")
        .into_iter()
        .chain(mutants)
        .collect()
}

fn read(path: &Path) -> Vec<(String, String)> {
    let records = records::read(path).unwrap_or_default();
    assert!(!records.is_empty(), "{}", path.display());
    records
        .into_iter()
        .map(|record| (record.name, record.text))
        .collect()
}

fn settings() -> Settings {
    Settings::selecting(&["all"])
}

#[test]
fn fixing_comes_to_an_end_and_never_makes_the_yaml_worse() {
    let settings = settings();
    let mut complaints = Vec::new();
    for (name, text) in texts() {
        for risky in [false, true] {
            let errors = yaml::parse(&text).errors().len();
            let once = fix::fix_all(
                Source::new("prefect.yaml", text.as_str()),
                &settings,
                None,
                risky,
            );
            let left = yaml::parse(once.source.text()).errors().len();
            if left > errors {
                complaints.push(format!("{name}: {left} errors instead of {errors}\n{text}"));
            }
            let again = fix::fix_all(once.source.clone(), &settings, None, risky);
            // From another text on, fixes that were restless may come to rest.
            if once.restless.is_empty() && again.source.text() != once.source.text() {
                let (a, b) = (once.source.text(), again.source.text());
                complaints.push(format!(
                    "{name}: not at rest\n--- text\n{text}\n--- once\n{a}\n--- again\n{b}"
                ));
            }
        }
    }
    let count = complaints.len();
    complaints.truncate(5);
    assert!(count == 0, "{count} texts\n{}", complaints.join("\n\n"));
}

#[test]
fn findings_are_in_order_and_inside_the_text() {
    let settings = settings();
    for (name, text) in texts() {
        let source = Source::new("prefect.yaml", text.as_str());
        let found = analyze(&source, &settings).diagnostics;
        let order = |d: &Diagnostic| (d.range.start(), d.code);
        assert!(found.is_sorted_by_key(order), "{name}");
        for diagnostic in &found {
            let edits = diagnostic
                .fixes
                .iter()
                .flat_map(|fix| &fix.edits)
                .map(|edit| edit.range);
            let labels = diagnostic.labels.iter().map(|label| label.range);
            for range in edits.chain(labels).chain([diagnostic.range]) {
                let place = std::ops::Range::<usize>::from(range);
                assert!(
                    text.get(place).is_some(),
                    "{name}: {} at {range:?}\n{text}",
                    diagnostic.code
                );
            }
        }
    }
}
