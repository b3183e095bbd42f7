//! The tables as a JSON schema, for editors that have nothing better.
//!
//! It accepts whatever Prefect takes when it loads a file, converted types included, but for forms that load and can
//! never be deployed. It cannot say what depends on more than one place; that is what the rules are for.

use serde_json::{Map, Value as Json, json};

use super::concurrency::CONCURRENCY_LIMIT;
use super::deployment::DEPLOYMENT;
use super::field::{Extra, Field, Level, Null, Object, Stage, Type};
use super::schedule::{SCHEDULE, SELECTORS};
use super::sla::{KINDS, SLA};
use super::target::words;
use super::top_level::MANIFEST;
use super::trigger::{METRIC, TRIGGER};
use super::work_pool::WORK_POOL;
use crate::yaml::{self, Node, NodeKind, Value};

/// Objects that have a definition of their own.
static DEFINED: &[&Object] = &[
    &DEPLOYMENT,
    &WORK_POOL,
    &SCHEDULE,
    &CONCURRENCY_LIMIT,
    &TRIGGER,
    &METRIC,
    &SLA,
];

/// A text with a placeholder in it, which may become anything.
const PLACEHOLDER: &str = r"\{\{";
const BOOLEAN: &str = concat!(
    "^(?:[Tt][Rr][Uu][Ee]|[Tt]|[Yy][Ee][Ss]|[Yy]|[Oo][Nn]|1",
    "|[Ff][Aa][Ll][Ss][Ee]|[Ff]|[Nn][Oo]|[Nn]|[Oo][Ff][Ff]|0)$"
);
const INTEGER: &str = r"^\s*[+-]?[0-9]+(?:_[0-9]+)*(?:\.0+)?\s*$";
const NUMBER: &str =
    r"^\s*[+-]?(?:[0-9._]+(?:[eE][+-]?[0-9]+)?|[iI][nN][fF](?:inity)?|[nN][aA][nN])\s*$";
/// ISO 8601, days with an optional clock time, a clock time.
const DURATION: &str = concat!(
    "^[+-]?(?:",
    r"P(?:(?:[0-9]+(?:[.,][0-9]*)?[YMWD])+(?:T(?:[0-9]+(?:[.,][0-9]*)?[HMS])*)?|T(?:[0-9]+(?:[.,][0-9]*)?[HMS])+)",
    r"|[0-9]+ ?[dD](?:ays?|AYS?)?,? ?(?:[0-9]*:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+.*)?)?)?",
    r"|[0-9]*:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+.*)?)?",
    ")$"
);

/// The JSON schema of `prefect.yaml`, draft 2020-12.
pub fn json_schema() -> Json {
    let definitions: Map<String, Json> = DEFINED
        .iter()
        .map(|object| (reference_name(object.level).to_owned(), definition(object)))
        .collect();
    let repository = env!("CARGO_PKG_REPOSITORY");
    let head = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("{repository}/raw/main/schemas/prefect-yaml.schema.json"),
    });
    let mut schema = merged(head, definition(&MANIFEST));
    schema["$defs"] = Json::Object(definitions);
    schema
}

fn reference_name(level: Level) -> &'static str {
    match level {
        Level::Manifest => "manifest",
        Level::Deployment => "deployment",
        Level::WorkPool => "workPool",
        Level::Schedule => "schedule",
        Level::ConcurrencyLimit => "concurrencyLimit",
        Level::Trigger => "trigger",
        Level::Metric => "metric",
        Level::Sla => "sla",
    }
}

fn definition(object: &Object) -> Json {
    let plain = json!({
        "title": object.title,
        "description": object.doc,
        "type": "object",
        "properties": properties(object),
    });
    match object.level {
        Level::Schedule => merged(plain, one_selector()),
        Level::Sla => merged(plain, one_kind()),
        _ => plain,
    }
}

fn properties(object: &Object) -> Json {
    let mut properties = Map::new();
    for field in object.fields {
        let schema = property(object, field);
        for name in std::iter::once(&field.name).chain(field.aliases) {
            properties.insert((*name).to_owned(), schema.clone());
        }
    }
    Json::Object(properties)
}

/// A field with all that is known about it.
fn property(object: &Object, field: &Field) -> Json {
    let mut property = json!({ "description": field.doc });
    if !is_typed_by_form(object, field) {
        property = merged(property, field_type(object, field));
    }
    if let Some(default) = field.default.and_then(to_json) {
        property["default"] = default;
    }
    let examples: Vec<Json> = field
        .examples
        .iter()
        .filter_map(|yaml| to_json(yaml))
        .collect();
    if !examples.is_empty() {
        property["examples"] = Json::Array(examples);
    }
    if let Some(since) = field.since {
        property["x-since"] = Json::String(words(since));
    }
    if let Some(replacement) = field.deprecated {
        property["deprecated"] = Json::Bool(true);
        property["x-replacement"] = Json::String(replacement.to_owned());
    }
    property
}

/// Whether a field's type depends on the form of the mapping, and stands with the form: Prefect ignores what the other
/// kinds of SLA have, and takes a number as anchor date beside few other keys.
fn is_typed_by_form(object: &Object, field: &Field) -> bool {
    match object.level {
        Level::Sla => KINDS.contains(&field.name),
        Level::Schedule => field.name == "anchor_date",
        _ => false,
    }
}

fn field_type(object: &Object, field: &Field) -> Json {
    let mut alternatives = match field.words {
        [] => alternatives(&field.ty),
        words => vec![json!({ "enum": words }), placeholder()],
    };
    if object.stage == Stage::Deploy {
        alternatives.push(placeholder());
    }
    // An empty `schedule` means that there is none.
    if matches!(field.ty, Type::Schedule) {
        alternatives.push(json!({ "type": "object", "maxProperties": 0 }));
    }
    if field.null == Null::Absent {
        alternatives.push(json!({ "type": "null" }));
    }
    any_of(alternatives)
}

fn placeholder() -> Json {
    json!({ "type": "string", "pattern": PLACEHOLDER })
}

fn type_of(ty: &Type) -> Json {
    any_of(alternatives(ty))
}

/// The forms that a type has, each as a schema.
fn alternatives(ty: &Type) -> Vec<Json> {
    let text = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    match ty {
        Type::Any => vec![json!({})],
        Type::Text => vec![json!({ "type": "string" })],
        Type::Bool => vec![
            json!({ "type": "boolean" }),
            json!({ "enum": [0, 1] }),
            text(BOOLEAN),
        ],
        Type::Int => vec![
            json!({ "type": "integer" }),
            json!({ "type": "boolean" }),
            text(INTEGER),
        ],
        Type::Number => vec![
            json!({ "type": "number" }),
            json!({ "type": "boolean" }),
            text(NUMBER),
        ],
        Type::Duration => vec![
            json!({ "type": "number" }),
            text(DURATION),
            json!({ "type": "boolean" }),
        ],
        Type::Word(words) => vec![json!({ "enum": words })],
        Type::Mapping => vec![json!({ "type": "object" })],
        Type::List(item) => vec![json!({ "type": "array", "items": type_of(item) })],
        Type::Object(object) => vec![reference(object.level)],
        Type::OneOf(types) => types.iter().flat_map(alternatives).collect(),
        Type::Schedule => vec![reference(Level::Schedule)],
        Type::Sla => vec![reference(Level::Sla)],
    }
}

fn reference(level: Level) -> Json {
    json!({ "$ref": format!("#/$defs/{}", reference_name(level)) })
}

/// One of several schemas; those of bare types become one.
fn any_of(alternatives: Vec<Json>) -> Json {
    let (bare, others): (Vec<_>, Vec<_>) = alternatives.into_iter().partition(|schema| {
        schema
            .as_object()
            .is_some_and(|map| map.len() == 1 && map.contains_key("type"))
    });
    let types: Vec<Json> = bare
        .into_iter()
        .filter_map(|schema| schema.get("type").cloned())
        .collect();
    let mut schemas = match types.as_slice() {
        [] => Vec::new(),
        [one] => vec![json!({ "type": one })],
        several => vec![json!({ "type": several })],
    };
    schemas.extend(others);
    match schemas.len() {
        1 => schemas.swap_remove(0),
        _ => json!({ "anyOf": schemas }),
    }
}

/// Exactly one way to say when, no other keys; or an interval whose anchor date is not text, with few keys.
fn one_selector() -> Json {
    let selectors: Vec<Json> = SELECTORS
        .iter()
        .map(|name| {
            json!({
                "title": name,
                "required": [name],
                "properties": { *name: { "not": { "type": "null" } } },
            })
        })
        .collect();
    let mut extra = json!({ "oneOf": selectors });
    if SCHEDULE.extra == Extra::Forbidden {
        extra["additionalProperties"] = Json::Bool(false);
    }
    // Only the usual form has all the keys, so a number as anchor date is allowed beside the other two.
    let usual = json!({ "properties": { "anchor_date": { "type": ["string", "null"] } } });
    let dated = json!({
        "required": ["interval", "anchor_date"],
        "properties": {
            "anchor_date": { "type": ["string", "number"] },
            "interval": true,
            "timezone": true,
        },
        "additionalProperties": false,
    });
    extra["anyOf"] = json!([usual, dated]);
    extra
}

/// A name, and one of the three promises.
fn one_kind() -> Json {
    let kinds: Vec<Json> = KINDS
        .iter()
        .filter_map(|name| SLA.field(name))
        .map(|field| {
            json!({
                "required": [field.name],
                "properties": { field.name: type_of(&field.ty) },
            })
        })
        .collect();
    let required: Vec<&str> = SLA
        .fields
        .iter()
        .filter(|field| field.required)
        .map(|field| field.name)
        .collect();
    json!({ "required": required, "anyOf": kinds })
}

fn merged(mut one: Json, other: Json) -> Json {
    if let (Json::Object(one), Json::Object(other)) = (&mut one, other) {
        one.extend(other);
    }
    one
}

/// A value of the tables, which are written in YAML.
fn to_json(text: &str) -> Option<Json> {
    let tree = yaml::parse(text);
    tree.root().and_then(node_to_json)
}

/// Values of the tables nest a few levels deep at most.
fn node_to_json(node: Node<'_>) -> Option<Json> {
    match node.kind() {
        NodeKind::Sequence => node
            .items()
            .map(node_to_json)
            .collect::<Option<Vec<_>>>()
            .map(Json::Array),
        NodeKind::Mapping => node
            .pairs()
            .map(|(key, value)| Some((key.as_str()?.into_owned(), node_to_json(value)?)))
            .collect::<Option<Map<_, _>>>()
            .map(Json::Object),
        NodeKind::Scalar => scalar_to_json(&node.value()?),
        NodeKind::Alias | NodeKind::Broken => None,
    }
}

fn scalar_to_json(value: &Value<'_>) -> Option<Json> {
    match value {
        Value::Null => Some(Json::Null),
        Value::Bool(value) => Some(json!(value)),
        Value::Int(number) => number
            .to_string()
            .parse::<i64>()
            .ok()
            .map(|number| json!(number)),
        Value::Float(number) => Some(json!(number)),
        Value::Str(text) => Some(json!(text)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_and_example_of_the_tables_is_a_value() {
        for object in DEFINED.iter().copied().chain([&MANIFEST]) {
            for field in object.fields {
                let values = field.default.iter().chain(field.examples);
                for value in values {
                    assert!(to_json(value).is_some(), "{}: {value}", field.name);
                }
            }
        }
    }

    #[test]
    fn every_reference_has_a_definition() {
        let schema = json_schema();
        let text = schema.to_string();
        for part in text.split("#/$defs/").skip(1) {
            let name = part.split('"').next().unwrap();
            assert!(schema["$defs"].get(name).is_some(), "{name}");
        }
        assert_eq!(schema["$defs"]["schedule"]["additionalProperties"], false);
    }
}
