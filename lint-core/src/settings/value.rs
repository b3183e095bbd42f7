//! A tree of values, whatever format it was written in.

use crate::text::{TextRange, range};

/// A value with its place; without one, in formats that have none, the range is empty.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Value {
    pub(super) range: TextRange,
    pub(super) kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Text(String),
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    Date,
    Null,
    List(Vec<Value>),
    /// Entries in the order of the text.
    Table(Vec<(Key, Value)>),
}

/// A key with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key {
    pub(super) range: TextRange,
    pub(super) text: String,
}

impl Value {
    /// The entry of a table.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        match &self.kind {
            Kind::Table(entries) => (entries.iter())
                .find(|(other, _)| other.text == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// What it is called in a sentence.
    pub(super) fn words(&self) -> String {
        match &self.kind {
            Kind::Text(text) => format!("`{text}` is text"),
            Kind::Bool(_) => "this is a boolean".to_owned(),
            Kind::Number(number) => format!("`{number}` is a number"),
            Kind::Date => "this is a date".to_owned(),
            Kind::Null => "this is null".to_owned(),
            Kind::List(_) => "this is a list".to_owned(),
            Kind::Table(_) => "this is a table".to_owned(),
        }
    }
}

impl From<&serde_json::Value> for Value {
    fn from(json: &serde_json::Value) -> Self {
        let nowhere = TextRange::default();
        let kind = match json {
            serde_json::Value::Null => Kind::Null,
            serde_json::Value::Bool(value) => Kind::Bool(*value),
            serde_json::Value::Number(number) => Kind::Number(number.to_string()),
            serde_json::Value::String(text) => Kind::Text(text.clone()),
            serde_json::Value::Array(items) => Kind::List(items.iter().map(Self::from).collect()),
            serde_json::Value::Object(entries) => {
                let entry = |(key, value): (&String, &serde_json::Value)| {
                    let key = Key {
                        range: nowhere,
                        text: key.clone(),
                    };
                    (key, Self::from(value))
                };
                Kind::Table(entries.iter().map(entry).collect())
            }
        };
        Self {
            range: nowhere,
            kind,
        }
    }
}

impl From<&toml::Spanned<toml::de::DeValue<'_>>> for Value {
    fn from(value: &toml::Spanned<toml::de::DeValue<'_>>) -> Self {
        use toml::de::DeValue;
        let kind = match value.get_ref() {
            DeValue::String(text) => Kind::Text(text.clone().into_owned()),
            DeValue::Integer(number) => Kind::Number(number.to_string()),
            DeValue::Float(number) => Kind::Number(number.to_string()),
            DeValue::Boolean(value) => Kind::Bool(*value),
            DeValue::Datetime(_) => Kind::Date,
            DeValue::Array(items) => Kind::List(items.iter().map(Self::from).collect()),
            DeValue::Table(entries) => table(entries),
        };
        Self {
            range: place(&value.span()),
            kind,
        }
    }
}

/// A table of TOML, its entries in the order of the text.
pub(super) fn table(entries: &toml::de::DeTable<'_>) -> Kind {
    let entry = |(key, value): (&toml::Spanned<toml::de::DeString<'_>>, _)| {
        let key = Key {
            range: place(&key.span()),
            text: key.get_ref().clone().into_owned(),
        };
        (key, Value::from(value))
    };
    let mut entries: Vec<_> = entries.iter().map(entry).collect();
    entries.sort_by_key(|(key, _)| key.range.start());
    Kind::Table(entries)
}

/// A span of the TOML reader as a range.
pub(super) fn place(span: &std::ops::Range<usize>) -> TextRange {
    range(span.start, span.len())
}
