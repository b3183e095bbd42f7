//! The job variables that each type of work pool has.
//!
//! The facts stand in `schemas/catalog/job-variables.json`, which `schemas/rebuild_catalog.py` holds against the
//! worker packages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

use super::read::{flag, object, objects, text, texts};

const VARIABLES: &str = include_str!("../../../schemas/catalog/job-variables.json");

static TYPES: LazyLock<BTreeMap<String, PoolType>> = LazyLock::new(|| read(VARIABLES));

/// A type of work pool.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PoolType {
    /// What the pool's type says, such as `kubernetes`.
    pub name: String,
    /// The distribution that has its worker.
    pub package: String,
    /// Its job variables.
    pub variables: Vec<Variable>,
}

/// A job variable.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// The JSON types that it takes; empty for anything.
    pub types: Vec<JsonType>,
    /// The JSON types that the items of its list take; empty for anything.
    pub items: Vec<JsonType>,
    /// The JSON types that the values of its mapping take; empty for anything.
    pub values: Vec<JsonType>,
    /// The words that it takes; empty for any.
    pub words: Vec<String>,
    /// Whether a server refuses null for it.
    pub not_null: bool,
    /// Whether only pools that were created with an older package have it.
    pub older: bool,
}

/// A type of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonType {
    /// Nothing.
    Null,
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// True or false.
    Boolean,
    /// A list.
    Array,
    /// A mapping.
    Object,
}

/// A type of work pool, by its name; none for the types that only Prefect Cloud has, and for those of others.
pub fn pool_type(name: &str) -> Option<&'static PoolType> {
    TYPES.get(name)
}

/// All types of work pool that are known, by name.
pub fn pool_types() -> impl Iterator<Item = &'static PoolType> {
    TYPES.values()
}

impl PoolType {
    /// The job variable of a name.
    pub fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().find(|variable| variable.name == name)
    }
}

impl JsonType {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "null" => Self::Null,
            "string" => Self::String,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "boolean" => Self::Boolean,
            "array" => Self::Array,
            "object" => Self::Object,
            _ => return None,
        })
    }

    /// What it is called in a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::String => "text",
            Self::Integer => "a whole number",
            Self::Number => "a number",
            Self::Boolean => "`true` or `false`",
            Self::Array => "a list",
            Self::Object => "a mapping",
        }
    }
}

/// Reads the file. What is not as it should be is left out; a test sees to it that nothing is.
fn read(file: &str) -> BTreeMap<String, PoolType> {
    let Ok(Value::Object(file)) = serde_json::from_str(file) else {
        return BTreeMap::new();
    };
    let types = object(&file, "types").into_iter().flatten();
    let pool_type = |(name, value): (&String, &Value)| {
        let value = value.as_object()?;
        let types = |variable, key| {
            let words: Vec<String> = texts(variable, key);
            words.iter().filter_map(|word| JsonType::of(word)).collect()
        };
        let variables = objects(value, "variables").map(|variable| Variable {
            name: text(variable, "name"),
            types: types(variable, "types"),
            items: types(variable, "items"),
            values: types(variable, "values"),
            words: texts(variable, "words"),
            not_null: flag(variable, "not_null"),
            older: flag(variable, "older"),
        });
        let pool_type = PoolType {
            name: name.clone(),
            package: text(value, "package"),
            variables: variables.collect(),
        };
        Some((name.clone(), pool_type))
    };
    types.filter_map(pool_type).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_can_be_read() {
        assert_eq!(TYPES.len(), 9);
        for pool_type in TYPES.values() {
            let env = pool_type.variable("env").unwrap();
            assert_eq!(env.types, [JsonType::Object], "{}", pool_type.name);
            assert_eq!(env.values, [JsonType::Null, JsonType::String]);
            assert!(pool_type.variables.len() >= 6 && !pool_type.package.is_empty());
            assert!(pool_type.variables.iter().all(|v| !v.name.is_empty()));
        }
        let docker = pool_type("docker").unwrap();
        assert_eq!(
            docker.variable("networks").unwrap().items,
            [JsonType::String]
        );
        assert_eq!(docker.variable("registry_credentials").unwrap().types, []);
        assert_eq!(docker.variable("image_pull_policy").unwrap().words.len(), 4);
        assert!(
            pool_type("ecs")
                .unwrap()
                .variable("stream_output")
                .unwrap()
                .older
        );
        let vertex = pool_type("vertex-ai").unwrap();
        assert!(vertex.variable("region").unwrap().not_null);
        assert!(pool_type("ecs:push").is_none());
    }

    #[test]
    fn an_unreadable_file_is_empty() {
        for text in ["", "[]", "{\"types\": 5}", "{\"types\": {\"a\": 1}}"] {
            assert!(read(text).is_empty(), "{text}");
        }
    }
}
