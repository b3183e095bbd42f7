//! What is left of a value when Prefect deploys.
//!
//! Prefect writes a deployment down as JSON before it deploys it: dates and bytes become text, sets and pairs become
//! lists, and numbers that JSON does not have become null.

use super::coerce;
use super::field::Type;
use super::shape::{Shape, shape};
use crate::yaml::{Node, Value};

/// A value as it is when the deployment is made.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Given<'t> {
    /// Nothing.
    Null,
    /// Text.
    Text(String),
    /// A truth value or a number.
    Scalar(Value<'t>),
    /// A list.
    List,
    /// A mapping.
    Mapping,
    /// A text with a placeholder, or something that could not be read.
    Unknown,
}

/// What is left of a node.
pub(crate) fn given(node: Node<'_>) -> Given<'_> {
    match shape(node) {
        Shape::Null => Given::Null,
        Shape::Scalar(Value::Float(number)) if !number.is_finite() => Given::Null,
        Shape::Scalar(Value::Date(_) | Value::DateTime(_)) => {
            Given::Text(node.resolve().source().to_owned())
        }
        Shape::Scalar(value) => match coerce::text(&value) {
            Some(text) if text.contains("{{") => Given::Unknown,
            Some(text) => Given::Text(text.to_owned()),
            None => Given::Scalar(value),
        },
        Shape::List | Shape::Set | Shape::Pairs => Given::List,
        Shape::Mapping => Given::Mapping,
        Shape::Unknown => Given::Unknown,
    }
}

/// The items of a list, whichever kind of list it was in YAML; the flag says that they are pairs.
pub(crate) fn items<'t>(node: Node<'t>) -> (Vec<Node<'t>>, bool) {
    let node = node.resolve();
    match shape(node) {
        Shape::List => (node.items().collect(), false),
        Shape::Set => (node.pairs().map(|(key, _)| key).collect(), false),
        Shape::Pairs => (node.items().collect(), true),
        _ => (Vec::new(), false),
    }
}

/// Whether a scalar is fit for a type.
pub(crate) fn accepts(ty: &Type, given: &Given<'_>) -> bool {
    let value = match given {
        Given::Text(text) => Value::Str(text.as_str().into()),
        Given::Scalar(value) => value.clone(),
        _ => return false,
    };
    match ty {
        Type::Text => coerce::is_text(&value),
        Type::Bool => coerce::boolean(&value).is_some(),
        Type::Int => coerce::integer(&value).is_some(),
        Type::Number => coerce::is_number(&value),
        Type::Duration => coerce::duration(&value).is_some(),
        Type::Word(words) => coerce::text(&value).is_some_and(|text| words.contains(&text)),
        Type::OneOf(types) => types.iter().any(|ty| accepts(ty, given)),
        _ => false,
    }
}
