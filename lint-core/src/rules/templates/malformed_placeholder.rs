//! PF401

use super::meant::{is_free, is_surely_meant, plain_name};
use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::template::lookalike::{Form, Lookalike};
use crate::template::{Field, Reached, Text};

declare_rule! {
    /// ## What it does
    /// Finds braces that look like a placeholder and that Prefect does not take for one.
    ///
    /// Between the braces there may be one name, made of letters, digits and `_`, `-`, `.`, `[`, `]`, `$`. Filters,
    /// quotes, calls, operators and blanks inside are not understood.
    ///
    /// Where templates for other programs may stand (scripts, parameters, commands), only braces that begin like a
    /// placeholder are reported. In the `parameters` of a trigger expressions are fine: they are filled in later.
    ///
    /// ## Why is this bad?
    /// Prefect leaves the text as it is, braces and all, and says nothing.
    ///
    /// ## Example
    /// ```yaml @8:15-8:41
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       id: get-commit
    ///       script: git rev-parse HEAD
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     version: "{{ get-commit['stdout'] }}"
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       id: get-commit
    ///       script: git rev-parse HEAD
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     version: "{{ get-commit.stdout }}"
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Fix
    /// Writes the name without quotes, calls and blanks, and adds missing braces. Filters are only dropped on
    /// request.
    pub struct MalformedPlaceholder = "PF401", "malformed-placeholder", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for MalformedPlaceholder {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for reference in &cx.references.texts {
            let text = &reference.text;
            for found in &text.lookalikes {
                let inner = &text.value[found.inner.clone()];
                let reached =
                    (reference.reached.iter()).find(|reached| is_meant(inner, found, reached));
                if let Some(reached) = reached {
                    say(text, found, reached, report);
                }
            }
        }
    }
}

fn is_meant(inner: &str, found: &Lookalike, reached: &Reached<'_>) -> bool {
    let place = &reached.place;
    let is_braces = matches!(found.form, Form::Expression | Form::Unclosed);
    let is_event = place.field() == Some(Field::TriggerParameters);
    let is_meant = !is_free(reached) || is_surely_meant(inner, reached);
    is_braces && is_meant && !is_event && !place.is_literal()
}

fn say(text: &Text<'_>, found: &Lookalike, reached: &Reached<'_>, report: &mut Report<'_>) {
    let inner = &text.value[found.inner.clone()];
    let shown = short(&text.value[found.range.clone()]);
    let (message, label) = match found.form {
        Form::Unclosed => (format!("`{shown}` lacks a brace"), "not closed"),
        _ => (
            format!("`{shown}` is no placeholder to Prefect"),
            what(inner),
        ),
    };
    let name = reached.deployment.and_then(|deployment| deployment.label());
    let own = reached
        .deployment
        .is_some_and(|d| d.node.range().contains_range(text.node.range()));
    report
        .at(text.range(&found.range), message)
        .deployment(name.filter(|_| own))
        .label(label)
        .note("Prefect leaves the text as it is, braces and all")
        .help("a placeholder is one name in two pairs of braces, such as `{{ build-image.image }}`")
        .maybe_fix(fix(text, found));
}

/// What is wrong with an expression.
fn what(inner: &str) -> &'static str {
    if inner.contains('|') {
        "filters are not understood"
    } else if inner.contains(['\'', '"']) {
        "quotes are not understood"
    } else if inner.contains('(') {
        "calls are not understood"
    } else if inner.contains(char::is_whitespace) {
        "a name has no blanks"
    } else {
        "no name has such a character"
    }
}

fn fix(text: &Text<'_>, found: &Lookalike) -> Option<Fix> {
    let inner = &text.value[found.inner.clone()];
    let is_closed = text.value[found.range.clone()].ends_with('}');
    let (name, safety) = match (plain_name(inner), inner.split_once('|')) {
        (Some(name), _) if is_closed => (name, Safety::Safe),
        (Some(name), _) => (name, Safety::Unsafe),
        (None, Some((first, _))) => (plain_name(first)?, Safety::Unsafe),
        _ => return None,
    };
    let written = format!("{{{{ {name} }}}}");
    let range = text.range(&found.range);
    let edit = crate::diagnostic::Edit::new(range, written.clone());
    Some(Fix::new(
        format!("replace with `{written}`"),
        safety,
        vec![edit],
    ))
}
