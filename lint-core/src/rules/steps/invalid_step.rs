//! PF301

use super::calls::{last, when};
use crate::catalog;
use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::manifest::{Form, Step};
use crate::rules::edits;
use crate::rules::offer::rename;
use crate::rules::words::{short, value_is};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::shape::{Shape, shape};
use crate::yaml::{Entry, Node, NodeKind, Style};

declare_rule! {
    /// ## What it does
    /// Finds steps that are not one function with a mapping of inputs.
    ///
    /// ## Why is this bad?
    /// A step is a mapping with one key, the dotted name of a function. Its inputs, `id` and `requires` among them,
    /// stand below that key, one level deeper. Prefect takes any other key for the function, and stops with a
    /// traceback; in `pull` only on the worker.
    ///
    /// ## Example
    /// ```yaml @3:5-3:15
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///     repository: https://github.com/acme/flows.git
    ///     branch: main
    /// ```
    ///
    /// ```yaml @4:5-4:7
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       script: git rev-parse HEAD
    ///     id: commit
    /// ```
    ///
    /// ```yaml @2:5-2:14
    /// pull:
    ///   - git_clone:
    ///       repository: https://github.com/acme/flows.git
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/acme/flows.git
    ///       branch: main
    /// ```
    ///
    /// ```yaml
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       script: git rev-parse HEAD
    ///       id: commit
    /// ```
    ///
    /// ```yaml
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/acme/flows.git
    /// ```
    ///
    /// ## Fix
    /// Indents inputs that stand beside their function, and writes the full name of a function that Prefect ships.
    pub struct InvalidStep = "PF301", "invalid-step", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for InvalidStep {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for step in &cx.manifest.steps {
            match step.form {
                Form::Several => several(report, step),
                Form::One => one(report, step),
                Form::Empty | Form::Unknown => {}
            }
        }
    }
}

fn several(report: &mut Report<'_>, step: &Step<'_>) {
    let function = step.function.as_ref();
    let is_other = |entry: &&Entry<'_>| function.is_none_or(|function| function.key != entry.key);
    let Some(first) = step.keys.iter().find(is_other) else {
        return;
    };
    let written = short(first.key.source());
    let (message, help) = match function {
        Some(function) => {
            let name = short(last(&function.name));
            (
                format!("`{written}` stands beside the function `{name}`, not below it"),
                "indent it: inputs stand one level deeper than the function".to_owned(),
            )
        }
        None if is_ci(step) => (
            format!("`{written}` is a key of CI systems, and no step"),
            "write the dotted name of a function with its inputs below it".to_owned(),
        ),
        None => (
            "a step has one key, the dotted name of a function".to_owned(),
            "write each function as an item of its own, with its inputs below it".to_owned(),
        ),
    };
    report
        .at(first.key.range(), message)
        .label("not the function's input")
        .note(when(step.section))
        .help(help)
        .maybe_fix(function.and_then(|function| indent(step, function.key)));
}

/// Whether a step is written as in the files of CI systems.
fn is_ci(step: &Step<'_>) -> bool {
    let words = ["uses", "with", "run", "name"];
    let is_word = |entry: &Entry<'_>| entry.key.as_str().is_some_and(|k| words.contains(&&*k));
    step.keys.iter().all(is_word)
}

/// Moves what stands behind the function, and beside it, below it.
fn indent(step: &Step<'_>, function: Node<'_>) -> Option<Fix> {
    let mut pairs = step.node.pairs();
    let (key, value) = pairs.next()?;
    let (next, _) = pairs.next()?;
    let text = key.tree().text();
    // In a text that can't be read, what stands there may belong to another step.
    let is_sure = key.tree().errors().is_empty();
    let own = is_sure && key == function && step.keys.iter().all(|entry| entry.merged_by.is_none());
    if !own || step.node.style() != Style::Block || step.node.full_range() != step.node.range() {
        return None;
    }
    let column = edits::column(text, edits::span(key).start);
    let by = match (value.kind(), value.pairs().next()) {
        (NodeKind::Scalar, _) if value.is_empty() => 2,
        (NodeKind::Mapping, Some((inner, _))) if value.style() == Style::Block => {
            edits::column(text, edits::span(inner).start).checked_sub(column)?
        }
        _ => return None,
    };
    let start = edits::span(next).start;
    let whole = start..edits::span(step.node).end;
    if !edits::begins_line(text, start) {
        return None;
    }
    let mut edits = vec![edits::insert(
        edits::line_start(text, start),
        " ".repeat(by),
    )];
    edits.extend(edits::indent(text, whole, by));
    Some(Fix::new("indent the inputs", Safety::Safe, edits))
}

fn one(report: &mut Report<'_>, step: &Step<'_>) {
    let Some(function) = &step.function else {
        return;
    };
    let key = function.key;
    let name = short(&function.name);
    if function.name.contains("{{") {
        return;
    }
    if !function.name.contains(['.', ':']) {
        let full = full_name(&function.name);
        let fix = full.map(|full| rename(key, full));
        let help = match full {
            Some(full) => format!("write `{full}`"),
            None => "write its dotted name, with the module that has it".to_owned(),
        };
        report
            .at(
                key.range(),
                format!("`{name}` is no dotted name of a function"),
            )
            .label("no module")
            .note(when(step.section))
            .help(help)
            .maybe_fix(fix);
        return;
    }
    let Some(inputs) = step.inputs.node else {
        return;
    };
    if !matches!(shape(inputs), Shape::Mapping | Shape::Null | Shape::Unknown) {
        let message = format!(
            "the inputs of a step must be a mapping, but {}",
            value_is(inputs)
        );
        let range = match inputs.source().contains('\n') {
            true => key.range(),
            false => inputs.range(),
        };
        report
            .at(range, message)
            .label(shape(inputs).words())
            .note(when(step.section))
            .help("write each input as `name: value`, below the function");
    }
}

/// The dotted name of the one shipped step that is called like this.
fn full_name(name: &str) -> Option<&'static str> {
    let mut found = (catalog::shipped().steps.iter()).filter(|step| step.short_name() == name);
    let step = found.next()?;
    found.next().is_none().then_some(step.name.as_str())
}
