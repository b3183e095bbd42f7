//! The manifests that fixes are tried on.

use std::path::Path;

use chrono::DateTime;
use prefect_lint_core::rules::page::{Example, Page};
use prefect_lint_core::rules::{FixAvailability, Meta, RULES};
use serde_json::Value as Json;

use super::dress::{DRESSES, put_on_some};
use super::rewrite::rewrite;
use crate::random::Random;
use crate::records::{self, oracle_dir};

/// The rules that have a fix.
pub fn rules_with_fixes() -> impl Iterator<Item = &'static Meta> {
    RULES
        .iter()
        .map(|rule| rule.meta())
        .filter(|meta| meta.fix != FixAvailability::None)
}

/// The bad examples of all pages, each in every dress alone and in `count` mixtures.
pub fn dressed_examples(seed: u64, count: usize) -> Vec<Example> {
    let mut random = Random::new(seed);
    let pages: Vec<Page> = RULES.iter().map(|rule| Page::of(rule.meta())).collect();
    let examples = pages.iter().flat_map(Page::bad);
    examples
        .filter(|example| example.encoding.is_none())
        .flat_map(|example| dressed(example, &mut random, count))
        .collect()
}

fn dressed(example: &Example, random: &mut Random, count: usize) -> Vec<Example> {
    let with = |text: String| Example {
        text,
        ..example.clone()
    };
    let mut all = vec![example.clone()];
    all.extend(DRESSES.iter().map(|(_, dress)| with(dress(&example.text))));
    for _ in 0..count {
        let anew = match random.once_in(4) {
            true => None,
            false => rewrite(&example.text, random),
        };
        let text = anew.unwrap_or_else(|| example.text.clone());
        all.push(with(put_on_some(&text, random)));
    }
    all
}

/// Texts that the real Prefect was asked about, as manifests; every `stride`th of each kind.
pub fn recorded(stride: usize) -> Vec<Example> {
    let every = |texts: Vec<String>| texts.into_iter().step_by(stride.max(1)).map(example);
    let column = |file: &str| lines(file).into_iter().filter_map(|line| text_at(&line, 0));
    let mut all = Vec::new();
    all.extend(every(column("models").collect()));
    all.extend(every(column("templates").collect()));
    all.extend(every(second("plans", "plan", |text| text.to_owned())));
    all.extend(every(second("triggers", "trigger", |text| {
        entry("triggers", &format!("[{text}]"))
    })));
    all.extend(every(second("triggers", "sla", |text| {
        entry("sla", &format!("[{text}]"))
    })));
    all.extend(every(second("triggers", "concurrency", |text| {
        entry("concurrency_limit", text)
    })));
    all.extend(every(
        column("intervals")
            .map(|text| schedule("interval", &text))
            .collect(),
    ));
    all.extend(every(
        column("rrules")
            .map(|text| schedule("rrule", &quoted(&text)))
            .collect(),
    ));
    all.extend(every(
        column("cron")
            .map(|text| schedule("cron", &quoted(&text)))
            .collect(),
    ));
    all.extend(every(second("timezones", "zone", |name| {
        schedule("cron", &format!("0 6 * * *, timezone: {}", quoted(name)))
    })));
    all.extend(every(second("timezones", "anchor", |text| {
        schedule("interval", &format!("60, anchor_date: {text}"))
    })));
    all.extend(job_variables(stride));
    all.extend(every(yaml_texts()));
    all
}

/// The damaged manifests and the odd cases of YAML.
fn yaml_texts() -> Vec<String> {
    let files = ["yaml_cases.jsonl", "yaml_mutants.jsonl"];
    let read = |file| records::read(&oracle_dir().join("recorded").join(file)).unwrap_or_default();
    files
        .into_iter()
        .flat_map(read)
        .map(|record| record.text)
        .collect()
}

fn job_variables(stride: usize) -> Vec<Example> {
    let made = |line: &Vec<Json>| {
        let text = text_at(line, 1)?;
        let mut made = example(entry(
            "work_pool",
            &format!("{{name: main, job_variables: {text}}}"),
        ));
        made.pool_type = text_at(line, 0);
        Some(made)
    };
    lines("variables")
        .iter()
        .step_by(stride.max(1))
        .filter_map(made)
        .collect()
}

/// A manifest by itself, with a day that is today.
pub fn example(text: String) -> Example {
    Example {
        text,
        now: DateTime::from_timestamp(1_767_225_600, 0),
        ..Example::default()
    }
}

fn entry(key: &str, value: &str) -> String {
    format!("deployments:\n  - name: daily\n    entrypoint: flow.py:main\n    {key}: {value}\n")
}

fn schedule(key: &str, value: &str) -> String {
    entry("schedules", &format!("[{{{key}: {value}}}]"))
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

fn second(file: &str, kind: &str, make: impl Fn(&str) -> String) -> Vec<String> {
    let lines = lines(file).into_iter();
    let of_kind = lines.filter(|line| text_at(line, 0).as_deref() == Some(kind));
    of_kind
        .filter_map(|line| text_at(&line, 1))
        .map(|text| make(&text))
        .collect()
}

fn text_at(line: &[Json], at: usize) -> Option<String> {
    line.get(at)?.as_str().map(str::to_owned)
}

fn lines(name: &str) -> Vec<Vec<Json>> {
    let path = oracle_dir().join("recorded").join(format!("{name}.jsonl"));
    read_lines(&path)
}

/// The arrays of a file, one a line.
pub fn read_lines(path: &Path) -> Vec<Vec<Json>> {
    let content = std::fs::read_to_string(path).unwrap_or_default();
    content
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}
