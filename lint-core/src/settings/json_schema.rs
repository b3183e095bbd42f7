//! The settings as a JSON schema, for editors.
//!
//! It takes what the reader takes. Unknown words for rules and types are taken by both: they may be of a newer release.

use serde_json::{Map, Value as Json, json};

use super::table::{Choice, INPUT_TYPES, SETTINGS, Setting, Shape};
use crate::catalog;
use crate::rules::RULES;

/// The JSON schema of `prefect-lint.toml`, draft 2020-12.
pub fn json_schema() -> Json {
    let properties: Map<String, Json> = SETTINGS
        .iter()
        .map(|setting| (setting.key.to_owned(), property(setting)))
        .collect();
    let repository = env!("CARGO_PKG_REPOSITORY");
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("{repository}/raw/main/schemas/prefect-lint.schema.json"),
        "title": "Settings of prefect-lint",
        "description": "`prefect-lint.toml`, `.prefect-lint.toml`, or the table `tool.prefect-lint` of `pyproject.toml`.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "$defs": {
            "rule": rule(),
            "poolType": open(catalog::pool_types().map(|known| known.name.as_str())),
            "step": step(),
            "inputType": { "enum": INPUT_TYPES },
        },
    })
}

fn property(setting: &Setting) -> Json {
    let Setting {
        summary, details, ..
    } = setting;
    let mut schema = shape(setting.shape);
    schema["description"] = Json::String(format!("{summary} {details}").trim_end().to_owned());
    schema
}

fn shape(shape: Shape) -> Json {
    match shape {
        Shape::Version => json!({
            "type": "string",
            "pattern": r"^\s*[0-9]{1,5}(\.[0-9]{1,5}){0,2}\s*$",
        }),
        Shape::Globs | Shape::Directories => {
            json!({ "type": "array", "items": { "type": "string" } })
        }
        Shape::Rules => rules(),
        Shape::Words(choices) => words(choices),
        Shape::Levels(choices) => json!({
            "type": "object",
            "propertyNames": { "$ref": "#/$defs/rule" },
            "additionalProperties": words(choices),
        }),
        Shape::RulesByGlob => json!({ "type": "object", "additionalProperties": rules() }),
        Shape::WorkPools => json!({
            "type": "object",
            "additionalProperties": { "$ref": "#/$defs/poolType" },
        }),
        Shape::Steps => json!({
            "type": "object",
            "additionalProperties": { "$ref": "#/$defs/step" },
        }),
    }
}

fn rules() -> Json {
    json!({ "type": "array", "items": { "$ref": "#/$defs/rule" } })
}

/// A word for rules: names and sets are offered, codes and their beginnings are taken.
fn rule() -> Json {
    let names = RULES.iter().map(|rule| rule.meta().name);
    let mut schema = open(["default", "pedantic", "all"].into_iter().chain(names));
    schema["description"] = json!(
        "The name or code of a rule, the beginning of codes, `default`, `pedantic` or `all`."
    );
    schema
}

fn words(choices: &[Choice]) -> Json {
    let word = |choice: &Choice| json!({ "const": choice.word, "description": choice.means });
    json!({ "oneOf": choices.iter().map(word).collect::<Vec<_>>() })
}

/// Any text, with some words that editors offer.
fn open<'w>(words: impl Iterator<Item = &'w str>) -> Json {
    json!({ "anyOf": [{ "enum": words.collect::<Vec<_>>() }, { "type": "string" }] })
}

fn step() -> Json {
    let input_type = json!({ "$ref": "#/$defs/inputType" });
    let described = json!({
        "type": "object",
        "properties": {
            "type": input_type,
            "required": { "type": "boolean", "default": false },
        },
        "additionalProperties": false,
    });
    json!({
        "type": "object",
        "properties": {
            "inputs": {
                "description": "All that the step takes.",
                "type": "object",
                "additionalProperties": { "anyOf": [input_type, described] },
            },
            "outputs": {
                "description": "The names of all that it gives.",
                "type": "array",
                "items": { "type": "string" },
            },
        },
        "additionalProperties": false,
    })
}
