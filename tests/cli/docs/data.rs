//! Manifests, settings and reports on pages: they are what the page says they are.

use std::collections::BTreeSet;

use serde_json::Value;
use yaml_rust2::YamlLoader;

use super::scratch::Scratch;
use super::{all_is_well, pages};
use crate::markdown::{Block, Item, Page, root};

/// The keys that make a mapping a manifest.
const MANIFEST: [&str; 4] = ["deployments:", "build:", "push:", "pull:"];

/// What stands in a report for what is left out.
const LEFT_OUT: &str = "…";

/// Tries all blocks of a language; a remark in front of a block comes with it.
fn each(language: &str, mut try_out: impl FnMut(&Page, Option<&str>, &Block) -> Option<String>) {
    let mut complaints = Vec::new();
    let mut count = 0;
    for page in pages() {
        let mut remark = None;
        for item in &page.items {
            match item {
                Item::Remark(text) => remark = Some(text.as_str()),
                Item::Block(block) => {
                    let remark = remark.take();
                    if block.language == language {
                        count += 1;
                        let complaint = try_out(&page, remark, block);
                        let place = format!("{}:{}", page.path, block.line);
                        complaints.extend(complaint.map(|text| format!("{place}: {text}")));
                    }
                }
            }
        }
    }
    assert!(count > 0, "no {language} on any page");
    all_is_well(&complaints);
}

#[test]
fn manifests_have_the_findings_that_pages_say() {
    each("yaml", |page, remark, block| {
        let is_manifest = |line: &str| MANIFEST.iter().any(|key| line.starts_with(key));
        match block.text.lines().any(is_manifest) {
            true => check_manifest(page, remark, block),
            false => YamlLoader::load_from_str(&block.text)
                .err()
                .map(|error| format!("it is no YAML: {error}")),
        }
    });
}

fn check_manifest(page: &Page, remark: Option<&str>, block: &Block) -> Option<String> {
    let found = findings(&block.text);
    let declared = remark.and_then(|text| text.strip_prefix("finds: "));
    let (wanted, is_right) = match declared {
        Some(codes) => {
            let codes = codes.split_whitespace().map(str::to_owned).collect();
            let is_right = found == codes;
            (codes, is_right)
        }
        None => {
            let codes = shown_codes(page);
            let is_right = found.is_subset(&codes);
            (codes, is_right)
        }
    };
    (!is_right)
        .then(|| format!("the manifest has the findings {found:?}, the page says {wanted:?}"))
}

/// The codes of what is found in a manifest.
fn findings(text: &str) -> BTreeSet<String> {
    let scratch = Scratch::of("empty");
    scratch.write("prefect.yaml", text);
    let report = scratch.run("prefect-lint check --output-format json").text;
    let report: Value = serde_json::from_str(&report).unwrap();
    let findings = report["diagnostics"].as_array().unwrap().iter();
    findings
        .map(|finding| finding["code"].as_str().unwrap().to_owned())
        .collect()
}

/// The codes in transcripts: `error[PF101]`.
fn shown_codes(page: &Page) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for block in page.blocks() {
        for part in block.text.split("[PF").skip(1) {
            codes.extend(part.get(..3).map(|digits| format!("PF{digits}")));
        }
    }
    codes
}

#[test]
fn settings_are_taken() {
    each("toml", |_, remark, block| {
        // Those of other programs are tried by the tests of editors.
        if remark.is_some_and(|text| text.starts_with("snippet: ")) {
            return None;
        }
        let scratch = Scratch::of("farm");
        let file = match block.text.contains("[tool.prefect-lint") {
            true => "pyproject.toml",
            false => "prefect-lint.toml",
        };
        scratch.write(file, &block.text);
        let shown = scratch.run("prefect-lint check");
        (!matches!(shown.code, Some(0 | 1))).then_some(shown.text)
    });
}

#[test]
fn reports_keep_their_schemas() {
    each("json", |_, _, block| {
        let command = block.text.starts_with("$ ");
        let text = match command {
            true => block.text.split_once('\n').map_or("", |(_, text)| text),
            false => &block.text,
        };
        match serde_json::from_str(text) {
            Ok(value) => breach(&value),
            Err(error) => Some(format!("it is no JSON: {error}")),
        }
    });
}

/// Where a document breaks the schema that it is for, if it is for one.
fn breach(document: &Value) -> Option<String> {
    let name = if document.get("diagnostics").is_some() && document.get("summary").is_some() {
        "report"
    } else if document.get("findings").is_some() {
        "baseline"
    } else {
        return None;
    };
    let schema =
        std::fs::read_to_string(root().join(format!("schemas/{name}.schema.json"))).unwrap();
    let schema = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let mut breaches = validator
        .iter_errors(document)
        .filter(|error| error.instance().as_str() != Some(LEFT_OUT));
    breaches
        .next()
        .map(|error| format!("{name}: {} at {}", error, error.instance_path()))
}
