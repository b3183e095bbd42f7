//! PF306

use super::calls::{Once, calls, last, when};
use crate::catalog::{Input, InputForm, InputType};
use crate::declare_rule;
use crate::manifest::Step;
use crate::rules::words::{short, value_is};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::coerce;
use crate::schema::field::quoted;
use crate::schema::shape::{Shape, shape};
use crate::yaml::{Node, Value};

declare_rule! {
    /// ## What it does
    /// Finds inputs of steps whose value their function can't use: a list where text is needed, a text where a list is
    /// needed, a branch with a hyphen in front. What a placeholder stands for is not known, and not looked at.
    ///
    /// ## Why is this bad?
    /// The function fails, or does something else than what is written. In `pull` that shows on the worker only.
    ///
    /// ## Example
    /// ```yaml @4:15-4:18
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/acme/flows.git
    ///       branch: 1.0
    /// ```
    ///
    /// ```yaml @3:7-3:13
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       script:
    ///         - make
    ///         - make test
    /// ```
    ///
    /// ```yaml @4:19-4:23
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/acme/flows.git
    ///       commit_sha: main
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/acme/flows.git
    ///       branch: "1.0"
    /// ```
    ///
    /// ```yaml
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       script: |
    ///         make
    ///         make test
    /// ```
    pub struct StepInputType = "PF306", "step-input-type", Error, fix: None, since: "0.1.0";
}

impl Rule for StepInputType {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut once = Once::default();
        let untouched = cx.manifest.is_untouched();
        for call in calls(cx) {
            let Some(signature) = call.signature() else {
                continue;
            };
            for entry in call.step.inputs.passed() {
                let key = entry.key.as_str().unwrap_or_default();
                let Some(input) = signature.input(&key) else {
                    continue;
                };
                if let Some(wrong) = wrong(input, entry.value)
                    && !(untouched && shape(entry.value) == Shape::Null)
                    && once.is_new(entry.key)
                {
                    wrong_value(report, call.step, input, entry.key, &wrong);
                }
            }
        }
    }
}

/// A value that is wrong: where, and what it should be.
struct Wrong<'t> {
    node: Node<'t>,
    wanted: String,
}

fn wrong_value(
    report: &mut Report<'_>,
    step: &Step<'_>,
    input: &Input,
    key: Node<'_>,
    wrong: &Wrong<'_>,
) {
    let node = wrong.node;
    let range = match node.is_empty() || node.source().contains('\n') {
        true => key.range(),
        false => node.range(),
    };
    // What stands in the place of a token or of credentials is not for a message to repeat.
    let may_be_secret = input.ty == InputType::Block || input.name.contains("token");
    let is = match shape(node) {
        other if may_be_secret || input.name == "credentials" => {
            format!("this is {}", other.words())
        }
        Shape::Scalar(Value::Str(_)) => format!("`{}` is not", short(node.source())),
        _ => value_is(node),
    };
    let function = short(last(step.name())).to_owned();
    let message = format!(
        "`{}` of `{function}` must be {}, but {is}",
        input.name, wrong.wanted
    );
    report
        .at(range, message)
        .label(shape(node).words())
        .note(when(step.section))
        .help(format!("write {}", wrong.wanted));
}

fn wrong<'t>(input: &Input, node: Node<'t>) -> Option<Wrong<'t>> {
    let here = |wanted: &str| {
        Some(Wrong {
            node,
            wanted: wanted.to_owned(),
        })
    };
    let words = input.ty.words();
    match (input.ty, shape(node)) {
        (_, Shape::Unknown) | (InputType::Any, _) => None,
        (_, Shape::Scalar(Value::Str(text))) if text.contains("{{") => None,
        // A null that is not taken fails for sure where the function can't do without the input.
        (_, Shape::Null) => (input.required && !input.nullable).then_some(Wrong {
            node,
            wanted: words.to_owned(),
        }),
        (InputType::Text, Shape::Scalar(Value::Str(text))) => {
            let wanted = form(input, &text)?;
            Some(Wrong { node, wanted })
        }
        (InputType::Text, Shape::Scalar(value)) => {
            (!is_taken(input, node, &value)).then_some(Wrong {
                node,
                wanted: words.to_owned(),
            })
        }
        (InputType::Bool, Shape::Scalar(Value::Str(text))) => {
            // Python takes any text for true.
            let meant_false = coerce::boolean(&Value::Str(text)) == Some(false);
            meant_false.then_some(Wrong {
                node,
                wanted: words.to_owned(),
            })
        }
        (InputType::Bool, Shape::Scalar(_)) => None,
        (InputType::Integer, Shape::Scalar(Value::Int(_))) => None,
        (InputType::Number, Shape::Scalar(Value::Int(_) | Value::Float(_))) => None,
        (InputType::Texts, Shape::List) => item(input, node.items()),
        (InputType::TextMapping, Shape::Mapping) => item(input, node.pairs().map(|(_, v)| v)),
        (InputType::List, Shape::List | Shape::Set | Shape::Pairs) => None,
        (InputType::Texts, Shape::Set | Shape::Pairs) => None,
        (InputType::Mapping | InputType::Block, Shape::Mapping) => None,
        _ => here(words),
    }
}

/// Whether a value that is no text does all the same, or is spoken of by the rule about scalars that YAML reads in
/// an unexpected way.
fn is_taken(input: &Input, node: Node<'_>, value: &Value<'_>) -> bool {
    match value {
        Value::Int(number) => input.numbers || number.to_string() != node.resolve().source(),
        Value::Float(_) => input.numbers,
        Value::Date(_) | Value::DateTime(_) | Value::Bytes(_) => true,
        _ => false,
    }
}

/// The first of some values that is a number or a truth value where text is needed. Words such as `on` in a list are
/// spoken of by the rule about scalars that YAML reads in an unexpected way.
fn item<'t>(input: &Input, mut values: impl Iterator<Item = Node<'t>>) -> Option<Wrong<'t>> {
    let is_wrong = |node: &Node<'t>| match shape(*node) {
        Shape::Scalar(Value::Bool(truth)) => {
            let source = node.resolve().source();
            input.ty == InputType::TextMapping || source.eq_ignore_ascii_case(&truth.to_string())
        }
        Shape::Scalar(Value::Int(number)) => {
            !input.numbers && number.to_string() == node.resolve().source()
        }
        Shape::Scalar(Value::Float(_)) => !input.numbers,
        _ => false,
    };
    values.find(is_wrong).map(|node| Wrong {
        node,
        wanted: input.ty.words().to_owned(),
    })
}

/// What a text should look like that does not.
fn form(input: &Input, text: &str) -> Option<String> {
    if !input.words.is_empty() && !input.words.iter().any(|word| word == text) {
        let words: Vec<&str> = input.words.iter().map(String::as_str).collect();
        return Some(quoted(&words));
    }
    let hex = |text: &str| {
        (4..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    match input.form? {
        InputForm::Commit if !text.is_empty() && !hex(text) => {
            Some("the hash of a commit, 4 to 64 hexadecimal digits".to_owned())
        }
        InputForm::Branch if text.starts_with('-') => {
            Some("a branch, which has no hyphen in front".to_owned())
        }
        InputForm::NoBlanks if text.contains(char::is_whitespace) => {
            Some("a name without blanks".to_owned())
        }
        _ => None,
    }
}
