//! From expressions to values.

use ruff_python_ast::{Arguments, Expr};

use super::module::{Call, Value};

/// How deep an expression is followed.
const DEEPEST: usize = 50;

/// An expression, as far as flows can come out of it.
pub(super) fn value(expression: &Expr) -> Value {
    at_depth(expression, 0)
}

fn at_depth(expression: &Expr, depth: usize) -> Value {
    if depth > DEEPEST {
        return Value::Unknown;
    }
    match expression {
        Expr::Name(name) => Value::Name(name.id.to_string()),
        Expr::Attribute(attribute) => Value::Attribute(
            Box::new(at_depth(&attribute.value, depth + 1)),
            attribute.attr.to_string(),
        ),
        Expr::Call(call) => Value::Call(Box::new(Call {
            function: at_depth(&call.func, depth + 1),
            arguments: positional(&call.arguments, depth + 1),
            keywords: keywords(&call.arguments, depth + 1),
        })),
        Expr::StringLiteral(text) => Value::Literal(Some(text.value.to_str().to_owned())),
        Expr::List(list) => texts(&list.elts),
        Expr::Tuple(tuple) => texts(&tuple.elts),
        Expr::NumberLiteral(_)
        | Expr::BooleanLiteral(_)
        | Expr::NoneLiteral(_)
        | Expr::BytesLiteral(_)
        | Expr::FString(_)
        | Expr::Dict(_)
        | Expr::Set(_)
        | Expr::Lambda(_) => Value::Literal(None),
        _ => Value::Unknown,
    }
}

/// A list, with its items if all of them are texts.
fn texts(items: &[Expr]) -> Value {
    let texts = items.iter().map(|item| match item {
        Expr::StringLiteral(text) => Some(text.value.to_str().to_owned()),
        _ => None,
    });
    texts
        .collect::<Option<Vec<_>>>()
        .map_or(Value::Literal(None), Value::Texts)
}

fn positional(arguments: &Arguments, depth: usize) -> Vec<Value> {
    let arguments = arguments.args.iter();
    arguments
        .map(|argument| at_depth(argument, depth))
        .collect()
}

fn keywords(arguments: &Arguments, depth: usize) -> Vec<(Option<String>, Value)> {
    let keywords = arguments.keywords.iter();
    keywords
        .map(|keyword| {
            let name = keyword.arg.as_ref().map(ToString::to_string);
            (name, at_depth(&keyword.value, depth))
        })
        .collect()
}
