//! What a node is to Python once the loader has made a value of it.

use crate::yaml::{Node, NodeKind, Value};

const SET: &str = "tag:yaml.org,2002:set";
const PAIRS: &[&str] = &["tag:yaml.org,2002:omap", "tag:yaml.org,2002:pairs"];

/// A value, as Prefect sees it.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape<'t> {
    /// Nothing.
    Null,
    /// Text, a number, a date.
    Scalar(Value<'t>),
    /// A list.
    List,
    /// `!!omap`, `!!pairs`: a list whose items are pairs.
    Pairs,
    /// `!!set`: a list without order.
    Set,
    /// A mapping.
    Mapping,
    /// Something that could not be read.
    Unknown,
}

/// What a node is; for an alias, what its target is.
pub fn shape(node: Node<'_>) -> Shape<'_> {
    let node = node.resolve();
    let tag = node.tag().map_or("", |tag| tag.name.as_str());
    if node.is_broken() {
        return Shape::Unknown;
    }
    match node.kind() {
        NodeKind::Scalar => match node.value() {
            Some(Value::Null) => Shape::Null,
            Some(value) => Shape::Scalar(value),
            None => Shape::Unknown,
        },
        NodeKind::Sequence if PAIRS.contains(&tag) => Shape::Pairs,
        NodeKind::Sequence => Shape::List,
        NodeKind::Mapping if tag == SET => Shape::Set,
        NodeKind::Mapping => Shape::Mapping,
        NodeKind::Alias | NodeKind::Broken => Shape::Unknown,
    }
}

impl Shape<'_> {
    /// What it is called in a sentence.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Null => "empty",
            Self::Scalar(value) => scalar_words(value),
            Self::List => "a list",
            Self::Pairs => "a list of pairs",
            Self::Set => "a set",
            Self::Mapping => "a mapping",
            Self::Unknown => "something else",
        }
    }
}

fn scalar_words(value: &Value<'_>) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "a truth value",
        Value::Int(_) | Value::Float(_) => "a number",
        Value::Str(_) => "text",
        Value::Bytes(_) => "bytes",
        Value::Date(_) => "a date",
        Value::DateTime(_) => "a date with a time",
    }
}
