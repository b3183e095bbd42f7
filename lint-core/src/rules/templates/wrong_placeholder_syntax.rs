//! PF408

use super::case::{Case, first_wrong, has_no_giver, step_with_id};
use super::meant::{is_free, is_no_shell};
use super::special::{Special, special};
use crate::declare_rule;
use crate::diagnostic::Fix;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::template::lookalike::{Form, Lookalike};
use crate::template::name::looks_like_environment;
use crate::template::{Answer, Field, Reached, Reference, Resolution};
use crate::yaml::Style;

declare_rule! {
    /// ## What it does
    /// Finds the placeholders of other programs: `{{ env.NAME }}`, `${NAME}`, `${{ … }}`, `{% … %}`,
    /// `<< id.output >>`.
    ///
    /// `${NAME}` is fine where a shell gets to see it, such as in scripts.
    ///
    /// ## Why is this bad?
    /// Prefect writes an environment variable `{{ $NAME }}`, and an output of a step `{{ id.output }}`. The others
    /// are left as they are, or nothing comes in their place.
    ///
    /// ## Example
    /// ```yaml @7:20-7:32
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///       job_variables:
    ///         image: "{{ env.REGISTRY }}/report"
    /// ```
    ///
    /// ```yaml @5:13-5:20
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: ${POOL}
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///       job_variables:
    ///         image: "{{ $REGISTRY }}/report"
    /// ```
    ///
    /// ```yaml by-hand
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: "{{ $POOL }}"
    /// ```
    ///
    /// ## Fix
    /// Writes Prefect's own form, in values that are quoted.
    pub struct WrongPlaceholderSyntax = "PF408", "wrong-placeholder-syntax", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for WrongPlaceholderSyntax {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for reference in &cx.references.texts {
            for answer in reference.placeholders() {
                placeholder(&answer, report);
            }
            for found in &reference.text.lookalikes {
                lookalike(reference, found, report);
            }
        }
    }
}

/// Whether a placeholder has a dollar in front, as GitHub's have. Of names in capitals this is the whole mistake.
pub(super) fn has_dollar(answer: &Answer<'_, '_>) -> bool {
    let before = &answer.reference.text.value[..answer.placeholder.range.start];
    before.ends_with('$') && !answer.name().starts_with('$')
}

fn placeholder(answer: &Answer<'_, '_>, report: &mut Report<'_>) {
    let name = answer.name();
    let dollar = has_dollar(answer);
    let meant = match special(name) {
        Some(Special::Environment(variable) | Special::Secret(variable)) => Some(variable),
        _ if dollar && looks_like_environment(name) => Some(name),
        _ => None,
    };
    let wrong = |reached: &Reached<'_>, resolution: &Resolution<'_>| {
        let is_literal = reached.place.is_literal();
        let is_foreign = meant.is_some() && has_no_giver(name, reached, resolution);
        let is_capital = dollar && looks_like_environment(name);
        let is_dollar = dollar && !is_free(reached);
        (!is_literal && (is_foreign || is_capital || is_dollar)).then_some(())
    };
    let Some(case) = first_wrong(answer, wrong) else {
        return;
    };
    let text = &answer.reference.text;
    let start = answer.placeholder.range.start - usize::from(dollar);
    let whole = start..answer.placeholder.range.end;
    let new = match meant {
        Some(variable) => format!("{{{{ ${variable} }}}}"),
        None => format!("{{{{ {name} }}}}"),
    };
    let (range, shown) = match dollar {
        true => (text.range(&whole), &text.value[whole.clone()]),
        false => (answer.name_range(), name),
    };
    let note = match (dollar, meant) {
        (true, None) => "Prefect leaves the `$` in the text, before the value",
        _ => "Prefect looks for a step of that name, and finds none",
    };
    let Case { suffix, .. } = &case;
    // Braces at the start need quotes that a dollar sign did not.
    let needs_quotes = whole.start == 0 && text.node.style() == Style::Plain;
    let fix = (!needs_quotes).then(|| {
        Fix::safe(
            format!("replace with `{new}`"),
            text.range(&whole),
            new.clone(),
        )
    });
    report
        .at(
            range,
            format!("`{}` is not how Prefect writes it{suffix}", short(shown)),
        )
        .deployment(case.deployment.clone())
        .label("a form of another program")
        .note(note)
        .help(format!("write `{}`", short(&new)))
        .maybe_fix(fix);
}

fn lookalike(reference: &Reference<'_>, found: &Lookalike, report: &mut Report<'_>) {
    let text = &reference.text;
    let inner = &text.value[found.inner.clone()];
    let is_whole = found.range == (0..text.value.len());
    let Some(new) = (reference.reached.iter())
        .filter(|reached| !reached.place.is_literal())
        .find_map(|reached| form_here(inner, found, is_whole, reached))
    else {
        return;
    };
    let range = text.range(&found.range);
    let shown = short(&text.value[found.range.clone()]);
    let reported = report
        .at(range, format!("`{shown}` is not how Prefect writes it"))
        .label("a form of another program")
        .note("Prefect leaves it in the text as it is");
    let Some(new) = new else {
        reported.help("Prefect has no statements, only names in two pairs of braces");
        return;
    };
    let is_quoted = text.node.source().starts_with(['"', '\'']);
    let fix = Fix::safe(format!("replace with `{new}`"), range, new.clone());
    reported
        .help(format!("write `{new}`"))
        .maybe_fix(is_quoted.then_some(fix));
}

/// What to write instead, if that is known; none where the text may well be meant as it is.
fn form_here(
    inner: &str,
    found: &Lookalike,
    is_whole: bool,
    reached: &Reached<'_>,
) -> Option<Option<String>> {
    match found.form {
        Form::Shell if is_no_shell(&reached.place, is_whole) => {
            looks_like_environment(inner).then(|| Some(format!("{{{{ ${inner} }}}}")))
        }
        Form::Angles => {
            let first = inner.split('.').next().unwrap_or_default();
            let is_id = inner.contains('.') && step_with_id(first, reached).is_some();
            let is_own =
                inner.starts_with("prefect.blocks.") || inner.starts_with("prefect.variables.");
            (is_id || is_own).then(|| Some(format!("{{{{ {inner} }}}}")))
        }
        Form::Statement => {
            let is_event = reached.place.field() == Some(Field::TriggerParameters);
            (!is_free(reached) && !is_event).then_some(None)
        }
        _ => None,
    }
}
