//! The check of the shape against Prefect's own models: same verdict, and an error at the place that they name.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeMap;

use prefect_lint_core::schema::target::Target;
use prefect_lint_core::schema::{self, Finding, FindingKind, Verdict};
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::{Source, TextRange};
use prefect_lint_core::yaml::{self, Node};
use prefect_lint_core::{analyze, diagnostic::Severity};
use prefect_lint_tests::records::oracle_dir;
use serde_json::Value as Json;

/// What Prefect made of a text.
struct Record {
    text: String,
    verdict: String,
    places: Vec<Vec<Json>>,
}

/// The recorded answers, and those asked just now where `PREFECT_LINT_FRESH_MODELS` names a file of them.
fn records() -> Vec<Record> {
    let path = oracle_dir().join("recorded/models.jsonl");
    let mut content = std::fs::read_to_string(path).unwrap();
    if let Ok(fresh) = std::env::var("PREFECT_LINT_FRESH_MODELS") {
        content.push_str(&std::fs::read_to_string(fresh).unwrap());
    }
    content
        .lines()
        .filter(|line| !line.is_empty())
        .map(record)
        .collect()
}

fn record(line: &str) -> Record {
    let json: Vec<Json> = serde_json::from_str(line).unwrap();
    let text = |at: usize| json[at].as_str().unwrap().to_owned();
    let places = match json.get(2) {
        Some(Json::Array(places)) => places
            .iter()
            .map(|p| p.as_array().unwrap().clone())
            .collect(),
        _ => Vec::new(),
    };
    Record {
        text: text(0),
        verdict: text(1),
        places,
    }
}

/// Whether Prefect's verdict hangs on a cron text, a rule or a time zone inside a form that cannot be deployed anyway
/// and is reported for that.
fn is_beyond_types(record: &Record, findings: &[Finding<'_>]) -> bool {
    let nested = findings
        .iter()
        .any(|f| matches!(f.kind, FindingKind::NestedSchedule));
    record.verdict != "ok" && nested
}

#[test]
fn manifests_are_refused_as_prefect_refuses_them() {
    let mut wrong: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let (mut texts, mut agree, mut beyond, mut raises) = (0, 0, 0, 0);
    for record in records() {
        let tree = yaml::parse(&record.text);
        assert!(tree.errors().is_empty(), "{}", record.text);
        let findings = schema::check(&tree, Target::new(&tree, &Settings::default()));
        texts += 1;
        if record.verdict == "raises" {
            raises += 1;
        } else if (schema::verdict(&tree) == Verdict::Accepted) == (record.verdict == "ok") {
            agree += 1;
        } else if is_beyond_types(&record, &findings) {
            beyond += 1;
        } else {
            let kind = format!(
                "Prefect: {}, at {}",
                record.verdict,
                last_name(&record.places)
            );
            wrong.entry(kind).or_default().push(record.text);
        }
    }
    println!("{texts} manifests: {agree} agree, {beyond} differ beyond types, {raises} raise");
    for (kind, texts) in &wrong {
        println!("{:5} {kind}", texts.len());
        texts
            .iter()
            .take(6)
            .for_each(|text| println!("        {text}"));
    }
    assert!(texts > 10_000);
    assert!(wrong.is_empty());
}

fn last_name(places: &[Vec<Json>]) -> String {
    places
        .first()
        .and_then(|place| place.last())
        .map_or_else(String::new, Json::to_string)
}

#[test]
fn refused_manifests_have_an_error_where_prefect_complains() {
    let mut wrong = Vec::new();
    let mut refused = 0;
    for record in records()
        .iter()
        .filter(|record| record.verdict == "refused")
    {
        let tree = yaml::parse(&record.text);
        if schema::verdict(&tree) == Verdict::Accepted {
            continue;
        }
        refused += 1;
        let source = Source::new("prefect.yaml", record.text.as_str());
        let errors: Vec<TextRange> = analyze(&source, &Settings::default())
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .map(|diagnostic| diagnostic.range)
            .collect();
        let root = tree.root().unwrap();
        let places: Vec<_> = record
            .places
            .iter()
            .map(|place| place_of(root, place))
            .collect();
        let hit = |error: &TextRange| places.iter().any(|place| place.contains_range(*error));
        if !errors.iter().any(hit) {
            wrong.push(format!(
                "{}  {:?}: errors {errors:?}, places {places:?}",
                record.text, record.places
            ));
        }
    }
    println!(
        "{refused} refused, {} without an error at the place",
        wrong.len()
    );
    wrong.iter().take(20).for_each(|case| println!("{case}"));
    assert!(wrong.is_empty());
}

/// The key and the value at a path, or as far as the path can be followed: Prefect's models put a single step into a
/// list first, and spell keys that are no text in Python's way.
fn place_of(root: Node<'_>, path: &[Json]) -> TextRange {
    let (mut node, mut range) = (root, root.full_range());
    for part in path {
        let next = match part {
            Json::Number(index) if node.is_sequence() => node
                .items()
                .nth(usize::try_from(index.as_u64().unwrap_or_default()).unwrap())
                .map(|item| (item, item.full_range())),
            Json::Number(index) if index.as_u64() == Some(0) && node.is_mapping() => continue,
            Json::String(name) => node
                .entries()
                .into_iter()
                .find(|entry| entry.key.as_text().is_some_and(|key| key == *name))
                .map(|entry| {
                    (
                        entry.value,
                        entry.key.full_range().cover(entry.value.full_range()),
                    )
                }),
            _ => None,
        };
        let Some((inner, place)) = next else {
            break;
        };
        (node, range) = (inner, place);
    }
    range
}
