//! Real manifests with the real Prefect's verdicts, where there are any: `PREFECT_LINT_CORPUS` names a folder with
//! manifests and, in `*.jsonl` files, what Prefect made of each (`file`, `outcome`, `yaml_error`, `validation_errors`).

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use prefect_lint_core::analyze;
use prefect_lint_core::diagnostic::{Diagnostic, Severity};
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;
use serde_json::Value as Json;

/// A manifest with Prefect's verdict.
struct Case {
    path: PathBuf,
    outcome: String,
    /// The lines that Prefect's errors point at, from 1; empty where it names none.
    lines: Vec<u32>,
}

/// The folder that is named, seen from the root of the project: tests are run in their package.
fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("PREFECT_LINT_CORPUS")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    Some(root.join(named)).filter(|folder| folder.is_dir())
}

/// The records of a folder whose manifest is there.
fn cases(folder: &Path) -> Vec<Case> {
    let mut cases = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "jsonl")
        {
            let content = std::fs::read_to_string(path).unwrap();
            let records = content
                .lines()
                .filter_map(|line| serde_json::from_str(line).ok());
            cases.extend(records.filter_map(|record: Json| case(folder, &record)));
        }
    }
    cases
}

fn case(folder: &Path, record: &Json) -> Option<Case> {
    let yaml_line = record["yaml_error"]["line"].as_u64();
    let model_lines = record["validation_errors"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|error| error["derived_at"]["line"].as_u64());
    Some(Case {
        path: find(folder, Path::new(record["file"].as_str()?))?,
        outcome: record["outcome"].as_str()?.to_owned(),
        lines: yaml_line
            .into_iter()
            .chain(model_lines)
            .map(|line| line as u32)
            .collect(),
    })
}

/// The recorded path may begin anywhere: its longest end that exists below the folder is the file.
fn find(folder: &Path, recorded: &Path) -> Option<PathBuf> {
    let parts: Vec<_> = recorded.components().collect();
    (0..parts.len())
        .map(|from| folder.join(parts[from..].iter().collect::<PathBuf>()))
        .find(|path| path.is_file())
}

fn errors(path: &Path) -> (Source, Vec<Diagnostic>) {
    let source = Source::from_bytes("prefect.yaml", std::fs::read(path).unwrap());
    let mut found = analyze(&source, &Settings::default()).diagnostics;
    found.retain(|finding| finding.severity == Severity::Error);
    (source, found)
}

#[test]
fn real_manifests_are_taken_as_prefect_takes_them() {
    let Some(folder) = folder() else {
        println!("skipped: PREFECT_LINT_CORPUS names no folder of real manifests");
        return;
    };
    let cases = cases(&folder);
    assert!(!cases.is_empty(), "no records in {}", folder.display());
    let mut table: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in &cases {
        let (source, found) = errors(&case.path);
        let refused = case.outcome != "loaded";
        let here = match (refused, found.is_empty()) {
            (true, true) => "MISSED",
            (true, false) => "refused, with an error",
            (false, true) => "loaded, no error",
            (false, false) => "loaded, errors of other kinds",
        };
        *table.entry((case.outcome.clone(), here)).or_default() += 1;
        if here == "MISSED" {
            wrong.push(format!("missed: {}", case.path.display()));
        }
        for finding in &found {
            let line = source.position(finding.range.start()).line;
            let why = finding.note.as_deref().unwrap_or_default();
            if !refused && (why.contains("drops the whole file") || why.contains("can't read")) {
                wrong.push(format!(
                    "{}:{line}: {} on a file that loads",
                    case.path.display(),
                    finding.message
                ));
            }
            if !refused {
                println!(
                    "{}:{line}: {} {}",
                    case.path.display(),
                    finding.code,
                    finding.message
                );
            }
        }
        let at_place = |line: &u32| {
            found
                .iter()
                .any(|f| source.position(f.range.start()).line.abs_diff(*line) <= 1)
        };
        if refused && !case.lines.is_empty() && !case.lines.iter().any(at_place) {
            println!(
                "{}: Prefect names line {:?}",
                case.path.display(),
                case.lines
            );
        }
    }
    for ((outcome, here), count) in &table {
        println!("{count:5} {outcome}: {here}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
