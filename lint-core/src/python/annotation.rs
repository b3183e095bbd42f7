//! From annotations to types.

use ruff_python_ast::{Expr, Number, Operator};
use ruff_python_parser::parse_expression;

use super::depth;

/// How deep an annotation is followed.
const DEEPEST: usize = 20;

/// The type that a parameter is annotated with.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// No annotation, or one that says nothing.
    Any,
    /// `None`
    None,
    /// A name with dots, which means what the module makes of it: `int`, `date`, `models.Config`.
    Named(String),
    /// `name[…]`
    Generic(String, Vec<Type>),
    /// `a | b`
    Union(Vec<Type>),
    /// `name(…)`
    Called(String),
    /// A literal among the arguments of a generic type.
    Constant(Constant),
    /// Something that can't be told.
    Unknown,
}

/// What stands in `Literal[…]`.
#[derive(Debug, Clone, PartialEq)]
pub enum Constant {
    /// Text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// Yes or no.
    Bool(bool),
}

/// The type that an annotation means.
pub(super) fn annotation(expression: &Expr) -> Type {
    at_depth(expression, 0)
}

fn at_depth(expression: &Expr, depth: usize) -> Type {
    if depth > DEEPEST {
        return Type::Unknown;
    }
    match expression {
        Expr::NoneLiteral(_) => Type::None,
        Expr::Name(_) | Expr::Attribute(_) => dotted(expression).map_or(Type::Unknown, Type::Named),
        Expr::Subscript(subscript) => match dotted(&subscript.value) {
            Some(name) => {
                let arguments = arguments(&name, &subscript.slice, depth + 1);
                Type::Generic(name, arguments)
            }
            None => Type::Unknown,
        },
        Expr::BinOp(operation) if operation.op == Operator::BitOr => Type::Union(vec![
            at_depth(&operation.left, depth + 1),
            at_depth(&operation.right, depth + 1),
        ]),
        Expr::StringLiteral(text) => forward(text.value.to_str(), depth + 1),
        // What stands in `Annotated` beside the type.
        Expr::Call(call) => dotted(&call.func).map_or(Type::Unknown, Type::Called),
        _ => Type::Unknown,
    }
}

/// An annotation in quotes.
fn forward(text: &str, depth: usize) -> Type {
    let parsed = depth::is_readable(text).then(|| parse_expression(text).ok());
    match parsed.flatten() {
        Some(parsed) => at_depth(parsed.expr(), depth),
        None => Type::Unknown,
    }
}

fn arguments(name: &str, slice: &Expr, depth: usize) -> Vec<Type> {
    let is_literal = name.rsplit('.').next() == Some("Literal");
    let one = |argument: &Expr| match is_literal {
        true => constant(argument),
        false => at_depth(argument, depth),
    };
    match slice {
        Expr::Tuple(tuple) => tuple.elts.iter().map(one).collect(),
        only => vec![one(only)],
    }
}

fn constant(expression: &Expr) -> Type {
    match expression {
        Expr::NoneLiteral(_) => Type::None,
        Expr::StringLiteral(text) => Type::Constant(Constant::Text(text.value.to_str().to_owned())),
        Expr::BooleanLiteral(boolean) => Type::Constant(Constant::Bool(boolean.value)),
        Expr::NumberLiteral(number) => match &number.value {
            Number::Int(int) => int
                .as_i64()
                .map_or(Type::Unknown, |int| Type::Constant(Constant::Int(int))),
            _ => Type::Unknown,
        },
        _ => Type::Unknown,
    }
}

/// `a.b.c` as text.
pub(super) fn dotted(expression: &Expr) -> Option<String> {
    let mut parts = Vec::new();
    let mut expression = expression;
    loop {
        match expression {
            Expr::Name(name) => {
                parts.push(name.id.as_str());
                break;
            }
            Expr::Attribute(attribute) => {
                parts.push(attribute.attr.as_str());
                expression = &attribute.value;
            }
            _ => return None,
        }
    }
    parts.reverse();
    Some(parts.join("."))
}
