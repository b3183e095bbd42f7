//! Fields, steps, inputs and the like in Markdown.

use crate::catalog::{Input, MoreInputs, Output, PoolType, Signature, Variable};
use crate::project::{Accepts, Param};
use crate::python::{Constant, Function};
use crate::rules::{Meta, page::Page};
use crate::schema::{Field, Object, target};

/// A field: its type, default and meaning.
pub(super) fn field(object: &Object, field: &Field) -> String {
    let mut text = format!("**{}**: {}", field.name, field.ty.words());
    if let Some(default) = field.default {
        text.push_str(&format!(", default `{default}`"));
    }
    if field.required {
        text.push_str(", required");
    }
    text.push_str(&format!("  \n{}\n\n{}", place(object), field.doc));
    if !field.words.is_empty() {
        text.push_str(&format!("\n\nOne of {}.", list(field.words)));
    }
    if let Some(new) = field.deprecated {
        text.push_str(&format!("\n\nDeprecated: write `{new}` instead."));
    }
    if let Some(since) = field.since {
        text.push_str(&format!("\n\nSince Prefect {}.", target::words(since)));
    }
    if !field.examples.is_empty() {
        let lines = field
            .examples
            .iter()
            .map(|example| format!("{}: {example}\n", field.name));
        text.push_str(&format!("\n\n```yaml\n{}```", lines.collect::<String>()));
    }
    text
}

fn place(object: &Object) -> String {
    format!("*{}*", object.level.place().replace('`', ""))
}

/// A step: what it does, takes and gives.
pub(super) fn step(signature: &Signature) -> String {
    let mut text = format!("**{}**", signature.name);
    if !signature.package.is_empty() {
        text.push_str(&format!("  \n*{}*", signature.package));
    }
    if !signature.doc.is_empty() {
        text.push_str(&format!("\n\n{}", signature.doc));
    }
    if !signature.inputs.is_empty() || signature.more != MoreInputs::None {
        text.push_str("\n\nInputs:\n");
        for input in &signature.inputs {
            text.push_str(&format!("- `{}`: {}", input.name, input_type(input)));
            if !input.doc.is_empty() {
                text.push_str(&format!(". {}", input.doc));
            }
            text.push('\n');
        }
        if signature.more != MoreInputs::None {
            text.push_str("- others, which are handed on\n");
        }
        text.truncate(text.trim_end().len());
    }
    text.push_str(&outputs(signature));
    text.trim_end().to_owned()
}

fn outputs(signature: &Signature) -> String {
    match (signature.outputs_known, signature.outputs.as_slice()) {
        (false, _) => "\n\nIts outputs are not known.".to_owned(),
        (true, []) => "\n\nIt has no outputs.".to_owned(),
        (true, outputs) => {
            let lines = outputs.iter().map(|output| match output.doc.as_str() {
                "" => format!("- `{}`\n", output.name),
                doc => format!("- `{}`: {doc}\n", output.name),
            });
            format!("\n\nOutputs:\n{}", lines.collect::<String>())
        }
    }
}

/// A function of the project: its signature and documentation.
pub(super) fn function(function: &Function, path: Option<&str>) -> String {
    let mut parameters: Vec<String> = Vec::new();
    for parameter in &function.parameters {
        parameters.push(match &parameter.default {
            Some(default) => format!("{}={default}", parameter.name),
            None => parameter.name.clone(),
        });
    }
    parameters.extend(function.args.iter().map(|name| format!("*{name}")));
    parameters.extend(function.kwargs.iter().map(|name| format!("**{name}")));
    let is_async = if function.is_async { "async " } else { "" };
    let line = format!("{is_async}def {}({})", function.name, parameters.join(", "));
    let mut text = format!("```python\n{line}\n```");
    if let Some(path) = path {
        text.push_str(&format!("\n*{path}*"));
    }
    if let Some(doc) = &function.doc {
        text.push_str(&format!("\n\n{doc}"));
    }
    text
}

/// The type of an input, with its default.
pub(super) fn input_type(input: &Input) -> String {
    let mut text = input.ty.words().to_owned();
    if input.required {
        text.push_str(", required");
    }
    if let Some(default) = &input.default {
        text.push_str(&format!(", default `{default}`"));
    }
    if let Some(since) = input.since {
        text.push_str(&format!(", since Prefect {}", target::words(since)));
    }
    text
}

/// An input of a step.
pub(super) fn input(signature: &Signature, input: &Input) -> String {
    let mut text = format!("**{}**: {}", input.name, input_type(input));
    text.push_str(&format!("  \n*of {}*", signature.short_name()));
    if !input.doc.is_empty() {
        text.push_str(&format!("\n\n{}", input.doc));
    }
    if !input.words.is_empty() {
        let words: Vec<&str> = input.words.iter().map(String::as_str).collect();
        text.push_str(&format!("\n\nOne of {}.", list(&words)));
    }
    let groups = signature.exclusive.iter();
    for group in groups.filter(|group| group.contains(&input.name)) {
        let others: Vec<&str> = group
            .iter()
            .filter(|name| **name != input.name)
            .map(String::as_str)
            .collect();
        text.push_str(&format!("\n\nNot together with {}.", list(&others)));
    }
    text
}

/// An output of a step.
pub(super) fn output(signature: Option<&Signature>, name: &str) -> Option<String> {
    let find = |signature: &&Signature| -> Option<Output> {
        let mut outputs = signature.outputs.iter();
        outputs.find(|output| output.name == name).cloned()
    };
    let doc = signature.as_ref().and_then(find)?.doc;
    (!doc.is_empty()).then_some(doc)
}

/// `id` and `requires`, which Prefect takes for itself.
pub(super) fn reserved(name: &str) -> &'static str {
    match name {
        "id" => {
            "**id**: text\n\nA name for the step's outputs: later steps and the fields of deployments read them with \
             `{{ id.output }}`. Prefect takes it as it is."
        }
        _ => {
            "**requires**: a package or a list of packages\n\nWhat pip installs if the step's module can't be imported. \
             Prefect takes it as it is."
        }
    }
}

/// A job variable.
pub(super) fn variable(pool: &PoolType, variable: &Variable) -> String {
    let mut text = format!(
        "**{}**: {}",
        variable.name,
        variable_type(variable).unwrap_or_else(|| "anything".to_owned())
    );
    text.push_str(&format!("  \n*job variable of {} work pools*", pool.name));
    if !variable.words.is_empty() {
        let words: Vec<&str> = variable.words.iter().map(String::as_str).collect();
        text.push_str(&format!("\n\nOne of {}.", list(&words)));
    }
    text
}

/// The types that a job variable takes.
pub(super) fn variable_type(variable: &Variable) -> Option<String> {
    let words: Vec<&str> = variable.types.iter().map(|ty| ty.words()).collect();
    (!words.is_empty()).then(|| words.join(" or "))
}

/// A rule: what it does and why, with where to read more.
pub(super) fn rule(meta: &Meta) -> String {
    let page = Page::of(meta);
    format!(
        "**{}** {} ({})\n\n{}\n\n[Read more]({})",
        meta.code,
        meta.name,
        meta.severity.as_str(),
        page.summary(),
        meta.url()
    )
}

/// A parameter of a flow: its type, and whether it must be given.
pub(super) fn parameter(parameter: &Param) -> String {
    let ty = type_words(&parameter.accepts);
    match &parameter.default {
        Some(default) => format!("{ty}, default {default}"),
        None => format!("{ty}, required"),
    }
}

/// What the server takes for a parameter, in words.
pub(super) fn type_words(accepts: &Accepts) -> String {
    match accepts {
        Accepts::Anything | Accepts::Unknown => "anything".to_owned(),
        Accepts::Null => "null".to_owned(),
        Accepts::Bool => "true or false".to_owned(),
        Accepts::Int => "a whole number".to_owned(),
        Accepts::Number => "a number".to_owned(),
        Accepts::Text => "text".to_owned(),
        Accepts::List(item) => match **item {
            Accepts::Anything | Accepts::Unknown => "a list".to_owned(),
            ref item => format!("a list with {}", type_words(item)),
        },
        Accepts::Mapping(_) => "a mapping".to_owned(),
        Accepts::Model(name) => format!("a mapping of {name}"),
        Accepts::Either(all) => {
            let words: Vec<String> = all.iter().map(type_words).collect();
            words.join(" or ")
        }
        Accepts::OneOf(constants) => {
            let words: Vec<String> = constants.iter().map(constant).collect();
            format!("one of {}", words.join(", "))
        }
    }
}

/// A value that a parameter can have.
pub(super) fn constant(constant: &Constant) -> String {
    match constant {
        Constant::Text(text) => text.clone(),
        Constant::Int(number) => number.to_string(),
        Constant::Bool(value) => value.to_string(),
    }
}

/// Words in backticks with commas.
fn list(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}
