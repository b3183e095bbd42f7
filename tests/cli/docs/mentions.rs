//! What pages say of hooks, of the action and of the version is true of the files that define them.

use std::fs;

use yaml_rust2::{Yaml, YamlLoader};

use super::{all_is_well, pages};
use crate::markdown::root;

const REPOSITORY: &str = "https://github.com/prefect-lint/prefect-lint";
const ACTION: &str = "prefect-lint/prefect-lint@";

/// What the version stands behind.
const PINS: [&str; 5] = [
    "prefect-lint==",
    "prefect-lint/prefect-lint@v",
    "prefect-lint/releases/download/v",
    "    rev: v",
    "          version: ",
];

fn load(text: &str) -> Vec<Yaml> {
    YamlLoader::load_from_str(text).unwrap_or_default()
}

fn file(name: &str) -> Yaml {
    load(&fs::read_to_string(root().join(name)).unwrap()).remove(0)
}

/// All mappings in a document.
fn mappings(yaml: &Yaml) -> Vec<&Yaml> {
    let mut found = Vec::new();
    match yaml {
        Yaml::Hash(entries) => {
            found.push(yaml);
            found.extend(entries.values().flat_map(mappings));
        }
        Yaml::Array(items) => found.extend(items.iter().flat_map(mappings)),
        _ => {}
    }
    found
}

/// What of a mapping does not exist: hooks, or inputs of the action.
fn unknown(mapping: &Yaml, hooks: &Yaml, action: &Yaml) -> Vec<String> {
    let mut unknown = Vec::new();
    if mapping["uses"]
        .as_str()
        .is_some_and(|uses| uses.starts_with(ACTION))
    {
        let inputs = mapping["with"]
            .as_hash()
            .into_iter()
            .flat_map(|with| with.keys());
        let names = inputs.filter_map(Yaml::as_str);
        let names = names.filter(|name| action["inputs"][*name].is_badvalue());
        unknown.extend(names.map(|name| format!("the action has no input `{name}`")));
    }
    if mapping["repo"].as_str() == Some(REPOSITORY) {
        let known: Vec<&str> = hooks
            .as_vec()
            .unwrap()
            .iter()
            .filter_map(|hook| hook["id"].as_str())
            .collect();
        let used = mapping["hooks"].as_vec().into_iter().flatten();
        let used = used.filter_map(|hook| hook["id"].as_str());
        let used = used.filter(|id| !known.contains(id));
        unknown.extend(used.map(|id| format!("there is no hook `{id}`")));
    }
    unknown
}

#[test]
fn hooks_and_inputs_exist() {
    let (hooks, action) = (file(".pre-commit-hooks.yaml"), file("action.yml"));
    let mut complaints = Vec::new();
    let mut count = 0;
    for page in pages() {
        for block in page.blocks().filter(|block| block.language == "yaml") {
            for document in &load(&block.text) {
                for mapping in mappings(document) {
                    count += 1;
                    let unknown = unknown(mapping, &hooks, &action).into_iter();
                    complaints.extend(
                        unknown.map(|text| format!("{}:{}: {text}", page.path, block.line)),
                    );
                }
            }
        }
    }
    assert!(count > 0);
    all_is_well(&complaints);
}

#[test]
fn pages_speak_of_this_version() {
    let mut complaints = Vec::new();
    for page in pages() {
        for block in page.blocks() {
            for (index, line) in block.text.lines().enumerate() {
                for pin in PINS {
                    let behind = line.split_once(pin).map(|(_, behind)| behind);
                    if behind.is_some_and(|text| !text.starts_with(env!("CARGO_PKG_VERSION"))) {
                        let place = format!("{}:{}", page.path, block.line + index);
                        complaints.push(format!("{place}: another version than this one: {line}"));
                    }
                }
            }
        }
    }
    all_is_well(&complaints);
}
