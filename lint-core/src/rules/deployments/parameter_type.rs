//! PF212

use hashbrown::HashSet;

use super::given;
use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::manifest::Deployment;
use crate::project::fits::misfit;
use crate::project::{Accepts, Param};
use crate::python::Constant;
use crate::rules::edits;
use crate::rules::words::{short, value_is};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::coerce;
use crate::settings::Version;
use crate::yaml::{Node, NodeKind, Style, Value};

declare_rule! {
    /// ## What it does
    /// Finds values of parameters that do not have the type which the flow's signature says.
    ///
    /// Numbers, text, yes and no, lists, mappings, `None`, `Optional`, unions, `Literal` and pydantic models are
    /// understood; any other annotation is left alone, and so are values with placeholders.
    ///
    /// ## Why is this bad?
    /// Prefect makes a schema of the signature, and its server refuses the deployment, after the build and push steps
    /// have run. It converts nothing: `"5"` is no number to it.
    ///
    /// ## Example
    /// ```python file=report.py
    /// from prefect import flow
    ///
    /// @flow
    /// def report(region: str, days: int = 7):
    ///     ...
    /// ```
    ///
    /// ```yaml @6:15-6:17,@7:13-7:17
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     parameters:
    ///       region: no
    ///       days: "30"
    /// ```
    ///
    /// ## Use instead
    /// ```python file=report.py
    /// from prefect import flow
    ///
    /// @flow
    /// def report(region: str, days: int = 7):
    ///     ...
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     parameters:
    ///       region: "no"
    ///       days: 30
    /// ```
    ///
    /// ## Fix
    /// Puts quotes around what must be text, and removes those around a number.
    pub struct ParameterType = "PF212", "parameter-type", Error, fix: Sometimes, since: "0.1.0";
}

/// Prefect holds parameters against the signature of its own accord since this release.
const ENFORCED: Version = Version(3, 0, 0);

impl Rule for ParameterType {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut seen = HashSet::new();
        for (deployment, target) in cx.flows.iter(cx.manifest) {
            let Some(signature) = &target.signature else {
                continue;
            };
            if !is_enforced(cx, deployment) {
                continue;
            }
            for entry in given::own(deployment)
                .into_iter()
                .flat_map(|given| given.entries)
            {
                let name = entry.key.as_str();
                if let Some(param) = name.and_then(|name| signature.get(&name))
                    && seen.insert((entry.value.resolve().id(), param.name.clone()))
                {
                    check(param, entry.value, deployment, report);
                }
            }
        }
    }
}

/// Whether the server looks at the parameters of a deployment.
fn is_enforced(cx: &Context<'_>, deployment: &Deployment<'_>) -> bool {
    let written = deployment
        .get("enforce_parameter_schema")
        .and_then(|entry| entry.value.value());
    match written.and_then(|value| coerce::boolean(&value)) {
        Some(enforced) => enforced,
        None => cx
            .settings
            .target_version
            .is_none_or(|target| target >= ENFORCED),
    }
}

fn check(param: &Param, value: Node<'_>, deployment: &Deployment<'_>, report: &mut Report<'_>) {
    let Some(misfit) = misfit(&param.accepts, value) else {
        return;
    };
    let node = misfit.node;
    let is_inside = node.resolve() != value.resolve();
    let what = match is_inside {
        false => format!("`{}` must be {}", short(&param.name), wanted(misfit.wanted)),
        true => format!(
            "what is in `{}` must be {}",
            short(&param.name),
            wanted(misfit.wanted)
        ),
    };
    let fix = fix(misfit.wanted, node);
    let help = match &fix {
        Some(fix) => fix.title.clone(),
        None => format!("the flow's signature wants {}", wanted(misfit.wanted)),
    };
    report
        .at(node.range(), format!("{what}, but {}", value_is(node)))
        .note("Prefect's server refuses the deployment, after its build and push steps have run")
        .help(help)
        .maybe_fix(fix)
        .deployment(deployment.label());
}

/// What is wanted, in words.
fn wanted(accepts: &Accepts) -> String {
    match accepts {
        Accepts::Anything | Accepts::Unknown => "anything".to_owned(),
        Accepts::Null => "null".to_owned(),
        Accepts::Bool => "`true` or `false`".to_owned(),
        Accepts::Int => "a whole number".to_owned(),
        Accepts::Number => "a number".to_owned(),
        Accepts::Text => "text".to_owned(),
        Accepts::List(_) => "a list".to_owned(),
        Accepts::Mapping(_) => "a mapping".to_owned(),
        Accepts::Model(name) => format!("a mapping, for `{}`", short(name)),
        Accepts::Either(all) => all.iter().map(wanted).collect::<Vec<_>>().join(" or "),
        Accepts::OneOf(all) => {
            let words: Vec<String> = all.iter().map(constant).collect();
            match words.as_slice() {
                [only] => only.clone(),
                _ => format!("one of {}", words.join(", ")),
            }
        }
    }
}

fn constant(constant: &Constant) -> String {
    match constant {
        Constant::Text(text) => format!("`{}`", short(text)),
        Constant::Int(number) => format!("`{number}`"),
        Constant::Bool(value) => format!("`{value}`"),
    }
}

fn fix(wanted: &Accepts, node: Node<'_>) -> Option<Fix> {
    let bare = node.kind() == NodeKind::Scalar && node.full_range() == node.range();
    let source = node.source();
    if !bare || source.contains('\n') {
        return None;
    }
    let value = node.value()?;
    let text = match (wanted, value) {
        (Accepts::Text, Value::Bool(_) | Value::Int(_) | Value::Float(_)) => edits::quoted(source),
        (Accepts::Int, Value::Str(text)) if is_number(&text, false) => text.into_owned(),
        (Accepts::Number, Value::Str(text)) if is_number(&text, true) => text.into_owned(),
        (Accepts::Bool, Value::Str(text)) => match &*text.to_ascii_lowercase() {
            "true" => "true".to_owned(),
            "false" => "false".to_owned(),
            _ => return None,
        },
        _ => return None,
    };
    let title = match node.style() {
        Style::Plain => format!("quote it: `{text}`"),
        _ => format!("write `{text}` without quotes"),
    };
    Some(Fix::new(
        title,
        Safety::Safe,
        vec![edits::replace(edits::span(node), text)],
    ))
}

/// Whether a text is a number that YAML reads the same way without quotes.
fn is_number(text: &str, with_point: bool) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(a, b)| (a, Some(b)));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let plain = all_digits(whole) && (whole == "0" || !whole.starts_with('0'));
    plain && fraction.is_none_or(|fraction| with_point && all_digits(fraction))
}
