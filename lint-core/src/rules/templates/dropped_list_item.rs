//! PF407

use super::case::{first_wrong, is_gap};
use crate::declare_rule;
use crate::diagnostic::Fix;
use crate::manifest::Section;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::template::name::looks_like_environment;
use crate::template::{Answer, Field, Given, Path, Place, Why};

declare_rule! {
    /// ## What it does
    /// Finds items of lists that are nothing but a placeholder for an output of a step.
    ///
    /// It is about the lists in a deployment's own fields, and about those pull steps that use outputs of other pull
    /// steps. Environment variables (`{{ $NAME }}`), variables and blocks are fine there.
    ///
    /// ## Why is this bad?
    /// Before any step runs, Prefect fills in environment variables, and takes such items out of their lists as it
    /// finds nothing for them. It says nothing. A trigger whose `expect` becomes empty in this way is set off by
    /// every event.
    ///
    /// ## Example
    /// ```yaml @8:16-8:39
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       id: get-commit
    ///       script: git rev-parse HEAD
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     tags: [a, "{{ get-commit.stdout }}"]
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
    ///     tags: [a, "get-commit:{{ get-commit.stdout }}"]
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Fix
    /// In `tags`, puts the step's id in front. It has to be asked for, as the tag becomes another one.
    pub struct DroppedListItem = "PF407", "dropped-list-item", Error, fix: Unsafe, since: "0.1.0";
}

impl Rule for DroppedListItem {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for answer in cx.references.placeholders() {
            let Some(case) = first_wrong(&answer, |reached, resolution| {
                let is_dropped = matches!(resolution.given, Given::Nothing(Why::ListItem));
                let is_variable =
                    (resolution.environment.as_deref()).is_some_and(looks_like_environment);
                (is_dropped && !is_gap(&answer, cx, reached) && !is_variable).then_some(())
            }) else {
                continue;
            };
            let place = &case.reached.place;
            let message = format!(
                "Prefect drops the item `{{{{ {} }}}}` from its list{}",
                short(answer.name()),
                case.suffix
            );
            report
                .at(answer.range(), message)
                .deployment(case.deployment.clone())
                .label("nothing but a placeholder")
                .note(why(place))
                .help(help(place))
                .maybe_fix(fix(&answer, place));
        }
    }
}

fn why(place: &Place<'_>) -> &'static str {
    match (place.section(), place.field()) {
        (Some(Section::Pull), _) => {
            "when deploying, Prefect removes such items as far as build and push steps give nothing for them"
        }
        (_, Some(Field::Trigger)) => {
            "Prefect removes such items before any step has run; an empty list matches everything"
        }
        (_, Some(Field::TriggerParameters)) => {
            "Prefect removes such items when deploying, long before there is an event"
        }
        _ => "Prefect removes such items before any step has run, and says nothing",
    }
}

fn help(place: &Place<'_>) -> &'static str {
    match place.field() {
        Some(Field::TriggerParameters) => {
            "an expression stays where it is: write `{{ … | string }}`, or put text beside it"
        }
        _ => "with any text before or behind the placeholder, the item stays",
    }
}

/// The step's id in front of the placeholder.
fn fix(answer: &Answer<'_, '_>, place: &Place<'_>) -> Option<Fix> {
    let text = &answer.reference.text;
    let is_quoted = text.node.source().starts_with(['"', '\'']);
    if place.field() != Some(Field::Tags) || !is_quoted || place.key.is_some() {
        return None;
    }
    let first = Path::new(answer.name()).first().into_owned();
    let range = answer.range();
    let whole = &text.node.tree().text()[range];
    let fits = first
        .chars()
        .all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    (fits && !first.is_empty() && text.is_verbatim(&answer.placeholder.range)).then(|| {
        Fix::risky(
            format!("put `{first}:` in front"),
            range,
            format!("{first}:{whole}"),
        )
    })
}
