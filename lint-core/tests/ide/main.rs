//! What an editor asks of a manifest, as tables of cases: a text with the cursor at `▮`, a question, the answer.
//!
//! The cases stand in `cases/`, one file for each capability:
//!
//! ```text
//! === what is to be seen here {crlf} {bom}
//! deployments:
//!   - name: ▮
//! --- file flows/report.py
//! from prefect import flow
//! --- set now 2026-11-23T08:00:00Z
//! --- labels
//! the answer
//! ```
//!
//! `IDE_UPDATE=1 cargo test -p prefect-lint-core --test ide` writes the answers down as they are now; look at the
//! difference before you commit it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod ask;
mod case;
mod properties;

use case::{Case, read, written};

/// Checks all cases of a file.
fn check(name: &str) {
    let path = format!(
        "{}/tests/ide/cases/{name}.cases",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(&path).unwrap();
    let cases = read(&text);
    let answered: Vec<Case> = cases.iter().map(ask::answered).collect();
    if std::env::var_os("IDE_UPDATE").is_some() {
        return std::fs::write(&path, written(&answered)).unwrap();
    }
    let mut wrong = Vec::new();
    for (case, now) in cases.iter().zip(&answered) {
        for (question, answer) in case.questions.iter().zip(&now.questions) {
            if question.answer != answer.answer {
                wrong.push(format!(
                    "=== {}\n--- {}\n{}\n    but it is now\n{}",
                    case.title, question.words, question.answer, answer.answer
                ));
            }
        }
    }
    assert!(!cases.is_empty());
    assert!(wrong.is_empty(), "{name}:\n\n{}", wrong.join("\n\n"));
}

/// A test for each file of cases.
macro_rules! files {
    ($($test:ident = $name:literal),* $(,)?) => {
        $(#[test]
        fn $test() {
            check($name);
        })*

        /// The names of all files.
        const FILES: &[&str] = &[$($name),*];
    };
}

files! {
    completion_keys = "completion-keys",
    completion_layout = "completion-layout",
    completion_values = "completion-values",
    completion_steps = "completion-steps",
    completion_placeholders = "completion-placeholders",
    completion_aliases = "completion-aliases",
    completion_broken = "completion-broken",
    completion_project = "completion-project",
    completion_recipes = "completion-recipes",
    hover_texts = "hover",
    definitions = "definition",
    references_and_highlights = "references",
    renaming = "rename",
    outline = "symbols",
    code_actions = "actions",
    hints_lenses_links = "beside",
    ranges = "ranges",
}

#[test]
fn every_file_of_cases_is_checked() {
    let folder = format!("{}/tests/ide/cases", env!("CARGO_MANIFEST_DIR"));
    let mut found: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    let mut listed: Vec<String> = FILES.iter().map(|name| format!("{name}.cases")).collect();
    listed.sort();
    assert_eq!(found, listed);
}
