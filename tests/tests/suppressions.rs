//! Comments on a great many manifests, whole and damaged: adding them silences all that is left, and changes nothing
//! that the YAML says.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use prefect_lint_core::diagnostic::Severity;
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;
use prefect_lint_core::{suppression, yaml};
use prefect_lint_tests::canonical::canonical;
use prefect_lint_tests::records::{self, oracle_dir};

/// What is wrong with the comments that a text gets; none where all is well.
fn fault(text: &str, settings: &Settings, silenced: &mut usize) -> Option<String> {
    let source = Source::new("prefect.yaml", text);
    let once = suppression::add(source, settings, None, "known");
    let new = once.source.text();
    let (before, after) = (yaml::parse(text), yaml::parse(new));
    if !before.errors().is_empty() {
        return (new != text).then(|| "a text that can't be read was changed".to_owned());
    }
    *silenced += once.count;
    if canonical(&before) != canonical(&after) {
        return Some(format!("it says something else\n{new}"));
    }
    let left = (once.analysis.diagnostics.iter())
        .find(|d| d.severity > Severity::Hint && !d.code.starts_with("PF9"));
    if let Some(left) = left {
        return Some(format!(
            "{} is left at {:?}\n{new:?}",
            left.code, left.range
        ));
    }
    let again = suppression::add(once.source.clone(), settings, None, "known");
    (again.source.text() != new).then(|| format!("not the same again\n{new}"))
}

fn check(texts: impl Iterator<Item = String>) {
    let all = Settings::selecting(&["all"]);
    let (mut count, mut silenced, mut faults) = (0, 0, Vec::new());
    for text in texts {
        count += 1;
        if let Some(fault) = fault(&text, &all, &mut silenced) {
            faults.push(format!("{fault}\n--- of\n{text}"));
        }
    }
    println!(
        "{count} texts, {silenced} findings silenced, {} faults",
        faults.len()
    );
    faults
        .iter()
        .take(4)
        .for_each(|fault| println!("{fault}\n"));
    assert!(faults.is_empty());
    assert!(silenced > 0);
}

#[test]
fn on_manifests_of_all_types() {
    let content = std::fs::read_to_string(oracle_dir().join("recorded/models.jsonl")).unwrap();
    let text = |line: &str| {
        let record: Vec<serde_json::Value> = serde_json::from_str(line).unwrap();
        record[0].as_str().unwrap().to_owned()
    };
    let lines = content.lines().filter(|line| line.len() < 2_000);
    check(lines.step_by(7).map(text));
}

#[test]
fn on_damaged_manifests() {
    let records = records::read(&oracle_dir().join("recorded/yaml_mutants.jsonl")).unwrap();
    check(records.into_iter().step_by(5).map(|record| record.text));
}

#[test]
fn on_texts_of_all_kinds() {
    let records = records::read(&oracle_dir().join("recorded/yaml_cases.jsonl")).unwrap();
    check(records.into_iter().map(|record| record.text));
    let bases = std::fs::read_dir(oracle_dir().join("bases")).unwrap();
    check(bases.map(|base| {
        let bytes = std::fs::read(base.unwrap().path()).unwrap();
        String::from_utf8(bytes).unwrap()
    }));
}
