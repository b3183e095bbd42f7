//! Keys and values against types.

use std::borrow::Cow;

use super::super::coerce;
use super::super::field::{Field, Type};
use super::super::finding::Key;
use super::super::shape::{Shape, shape};
use crate::yaml::{Entry, Node, Value};

/// A step on the way down to a node. Most are taken without a finding, so their names are not copied.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn<'t> {
    /// To the value of a key.
    Key(Node<'t>),
    /// To the value of a field.
    Field(&'static str),
    /// To an item of a list, from 0.
    Item(usize),
}

impl Turn<'_> {
    /// The same for a report.
    pub(super) fn key(self) -> Key {
        match self {
            Self::Key(key) => Key::Name(written(key).into_owned()),
            Self::Field(name) => Key::Name(name.to_owned()),
            Self::Item(index) => Key::Index(index),
        }
    }
}

/// What a key is called: its text or, where it is something else, how it is written.
pub(super) fn written(key: Node<'_>) -> Cow<'_, str> {
    name(key).unwrap_or(Cow::Borrowed(key.source()))
}

/// The text of a key, or of a name. Bytes are text to a mapping that may hold anything, but they name no field.
pub(super) fn name(node: Node<'_>) -> Option<Cow<'_, str>> {
    let node = node.resolve();
    node.as_str().filter(|_| !node.is_broken())
}

/// Whether a key may stand in a mapping that may hold anything; nothing is said about one that could not be read.
pub(super) fn is_text_key(key: Node<'_>) -> bool {
    match shape(key) {
        Shape::Scalar(value) => coerce::is_text(&value),
        Shape::Null => false,
        // A collection as a key is an error of YAML.
        _ => true,
    }
}

/// The entry of a key.
pub(super) fn find<'e, 't>(entries: &'e [Entry<'t>], key: &str) -> Option<&'e Entry<'t>> {
    entries
        .iter()
        .find(|entry| entry.key.is_str(key) && !entry.key.resolve().is_broken())
}

/// Whether another spelling of the same key has the last word.
pub(super) fn is_overruled(field: &Field, key: Node<'_>, entries: &[Entry<'_>]) -> bool {
    !key.is_str(field.name) && find(entries, field.name).is_some()
}

/// Whether a type of several is the one that a value is meant for.
pub(super) fn fits(ty: &Type, shape: &Shape<'_>) -> bool {
    match (ty, shape) {
        (Type::List(_), Shape::List | Shape::Pairs | Shape::Set) => true,
        (Type::Mapping | Type::Object(_), Shape::Mapping) => true,
        (_, Shape::Scalar(value)) => accepts(ty, value),
        _ => false,
    }
}

/// Whether Prefect takes a scalar for a type.
pub(super) fn accepts(ty: &Type, value: &Value<'_>) -> bool {
    match ty {
        Type::Any => true,
        Type::Text => coerce::is_text(value),
        Type::Bool => coerce::boolean(value).is_some(),
        Type::Int => coerce::integer(value).is_some(),
        Type::Number => coerce::is_number(value),
        Type::Duration => coerce::duration(value).is_some(),
        Type::Word(words) => matches!(value, Value::Str(text) if words.contains(&text.as_ref())),
        Type::OneOf(types) => types.iter().any(|ty| accepts(ty, value)),
        Type::Mapping | Type::List(_) | Type::Object(_) | Type::Schedule | Type::Sla => false,
    }
}
