//! Whether a value of the manifest is one that the server takes for a parameter.

use num_bigint::BigInt;

use super::signature::Accepts;
use crate::python::Constant;
use crate::schema::shape::{Shape, shape};
use crate::yaml::{Node, Value};

/// How deep values are looked into.
const DEEPEST: usize = 16;

/// A value that the server surely refuses.
#[derive(Debug, Clone, Copy)]
pub struct Misfit<'t, 'a> {
    /// The value, or one in it.
    pub node: Node<'t>,
    /// What is wanted there.
    pub wanted: &'a Accepts,
}

/// What is surely wrong with a value. Placeholders may become anything.
pub fn misfit<'t, 'a>(wanted: &'a Accepts, node: Node<'t>) -> Option<Misfit<'t, 'a>> {
    at_depth(wanted, node, 0)
}

fn at_depth<'t, 'a>(wanted: &'a Accepts, node: Node<'t>, depth: usize) -> Option<Misfit<'t, 'a>> {
    let whole = Some(Misfit { node, wanted });
    if depth > DEEPEST {
        return None;
    }
    match wanted {
        Accepts::Anything | Accepts::Unknown => None,
        Accepts::Either(all) => {
            // Of one alternative, what is wrong inside of the value can be said.
            let mut misfits = all.iter().map(|one| at_depth(one, node, depth + 1));
            misfits
                .all(|misfit| misfit.is_some())
                .then_some(whole)
                .flatten()
        }
        Accepts::List(item) => match shape(node) {
            Shape::List => node
                .items()
                .find_map(|node| at_depth(item, node, depth + 1)),
            Shape::Set | Shape::Pairs | Shape::Unknown => None,
            other => whole.filter(|_| !may_become(&other)),
        },
        Accepts::Mapping(value) => match shape(node) {
            Shape::Mapping if is_special(node) => None,
            Shape::Mapping => {
                let mut entries = node.pairs().filter(|(key, _)| !key.is_merge_key());
                entries.find_map(|(_, node)| at_depth(value, node, depth + 1))
            }
            Shape::Unknown => None,
            other => whole.filter(|_| !may_become(&other)),
        },
        Accepts::Model(_) => match shape(node) {
            Shape::Mapping | Shape::Unknown => None,
            other => whole.filter(|_| !may_become(&other)),
        },
        _ => whole.filter(|_| !scalar_fits(wanted, node)),
    }
}

/// Whether a value fits, or may do so.
fn scalar_fits(wanted: &Accepts, node: Node<'_>) -> bool {
    let found = shape(node);
    if may_become(&found) || matches!(found, Shape::Unknown) {
        return true;
    }
    if found == Shape::Mapping && is_special(node) {
        return true;
    }
    let value = match found {
        Shape::Null => return matches!(wanted, Accepts::Null),
        Shape::Scalar(value) => value,
        _ => return false,
    };
    match wanted {
        Accepts::Null => is_lost(&value),
        Accepts::Bool => matches!(value, Value::Bool(_)),
        Accepts::Int => match value {
            Value::Float(number) => number.fract() == 0.0 || is_lost(&value),
            _ => matches!(value, Value::Int(_)),
        },
        Accepts::Number => matches!(value, Value::Int(_) | Value::Float(_)),
        Accepts::Text => matches!(
            value,
            Value::Str(_) | Value::Date(_) | Value::DateTime(_) | Value::Bytes(_)
        ),
        Accepts::OneOf(constants) => constants.iter().any(|constant| equals(constant, &value)),
        _ => true,
    }
}

fn equals(constant: &Constant, value: &Value<'_>) -> bool {
    match (constant, value) {
        (Constant::Text(text), Value::Str(value)) => text == value,
        (Constant::Text(_), Value::Date(_) | Value::DateTime(_) | Value::Bytes(_)) => true,
        (Constant::Bool(one), Value::Bool(other)) => one == other,
        (Constant::Int(one), Value::Int(other)) => BigInt::from(*one) == *other,
        (Constant::Int(one), Value::Float(other)) => *one as f64 == *other,
        _ => false,
    }
}

/// Numbers that JSON has not: they are sent as null.
fn is_lost(value: &Value<'_>) -> bool {
    matches!(value, Value::Float(number) if !number.is_finite())
}

/// Whether it is text that something else may take the place of.
fn may_become(found: &Shape<'_>) -> bool {
    matches!(found, Shape::Scalar(Value::Str(text)) if text.contains("{{"))
}

/// A mapping that stands for something else: a block, a variable, a template.
fn is_special(node: Node<'_>) -> bool {
    node.pairs().any(|(key, _)| {
        key.is_merge_key()
            || key
                .as_str()
                .is_some_and(|key| key == "$ref" || key == "__prefect_kind")
    })
}
