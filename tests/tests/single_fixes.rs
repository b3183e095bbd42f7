//! Fixes on a great many manifests, whole and damaged: the analysis never panics, and no fix makes the YAML worse.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use prefect_lint_core::diagnostic::Fix;
use prefect_lint_core::fix;
use prefect_lint_core::settings::{Selection, Settings};
use prefect_lint_core::text::Source;
use prefect_lint_core::{analyze, yaml};
use prefect_lint_tests::records::{self, oracle_dir};

/// The fixes of the rules about structure and schedules, one for each finding.
fn fixes(text: &str) -> Vec<(&'static str, Fix)> {
    let settings = Settings {
        selection: Selection {
            select: vec!["PF1".to_owned(), "PF5".to_owned()],
            ignore: Vec::new(),
        },
        ..Settings::default()
    };
    let found = analyze(&Source::new("prefect.yaml", text), &settings).diagnostics;
    let fixes = found.into_iter().map(|d| (d.code, d.fixes));
    fixes
        .flat_map(|(code, fixes)| fixes.into_iter().map(move |fix| (code, fix)))
        .collect()
}

fn errors(text: &str) -> usize {
    yaml::parse(text).errors().len()
}

/// Tries each fix alone, and says which of them make the YAML worse or mend nothing.
fn check<'t>(texts: impl Iterator<Item = &'t str>) {
    let (mut count, mut tried, mut worse) = (0, 0, Vec::new());
    for text in texts {
        count += 1;
        let before = errors(text);
        for (code, fix) in fixes(text) {
            tried += 1;
            let after = fix::apply(text, [&fix]).text;
            let same = fixes(&after).iter().any(|(_, next)| *next == fix);
            // Of a text that is no YAML it is not known what would be better.
            if before == 0 && (errors(&after) > 0 || after == text || same) {
                worse.push(format!(
                    "{code} {}\n--- before\n{text}\n--- after\n{after}",
                    fix.title
                ));
            }
        }
    }
    println!(
        "{count} texts, {tried} fixes, {} of them wrong",
        worse.len()
    );
    worse.iter().take(6).for_each(|case| println!("{case}\n"));
    assert!(worse.is_empty());
}

#[test]
fn on_manifests_of_all_types() {
    let content = std::fs::read_to_string(oracle_dir().join("recorded/models.jsonl")).unwrap();
    let texts: Vec<String> = content
        .lines()
        .filter(|line| line.len() < 2_000)
        .map(|line| {
            serde_json::from_str::<Vec<serde_json::Value>>(line).unwrap()[0]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    check(texts.iter().map(String::as_str));
}

#[test]
fn on_damaged_manifests() {
    let records = records::read(&oracle_dir().join("recorded/yaml_mutants.jsonl")).unwrap();
    check(records.iter().map(|record| record.text.as_str()));
}
