//! PF403

use super::case::{first_wrong, id_range, outcome, replace, step_name};
use crate::declare_rule;
use crate::near;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::template::{Given, Why};

declare_rule! {
    /// ## What it does
    /// Finds placeholders that ask a step for an output that it does not have.
    ///
    /// Only steps whose outputs are known are looked at: those of Prefect and its packages, and those described in
    /// the settings.
    ///
    /// ## Why is this bad?
    /// Prefect drops the key, or puts nothing in the place of the placeholder, and deploys all the same.
    ///
    /// ## Example
    /// ```yaml @8:29-8:35
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       id: get-commit
    ///       script: git rev-parse HEAD
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     version: "{{ get-commit.stdOut }}"
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
    /// Writes the output that was probably meant.
    pub struct UnknownStepOutput = "PF403", "unknown-step-output", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for UnknownStepOutput {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for answer in cx.references.placeholders() {
            let Some(case) = first_wrong(&answer, |_, resolution| match &resolution.given {
                Given::Nothing(Why::NoSuchOutput { step, output }) => Some((*step, output)),
                _ => None,
            }) else {
                continue;
            };
            let (step, output) = case.wrong;
            let text = &answer.reference.text;
            let name = answer.name();
            let Some(dot) = name.find(['.', '[']) else {
                continue;
            };
            let start = answer.placeholder.name.start;
            let bytes = start + dot + 1..start + name.len();
            let outputs = case.reached.scope.outputs_of(step).unwrap_or_default();
            let names = outputs.iter().map(String::as_str);
            let near = near::nearest(output, names).filter(|_| name[dot..].starts_with('.'));
            let list: Vec<String> = outputs.iter().map(|name| format!("`{name}`")).collect();
            let message = format!(
                "the step `{}` has no output `{}`{}",
                short(&step_name(step)),
                short(output),
                case.suffix
            );
            let help = match near {
                Some(near) => format!("did you mean `{near}`? Its outputs are {}", list.join(", ")),
                None => format!("its outputs are {}", list.join(", ")),
            };
            report
                .at(text.range(&bytes), message)
                .deployment(case.deployment.clone())
                .label("unknown output")
                .note(outcome(&case.reached.place, case.resolution.otherwise))
                .help(help)
                .other(id_range(step), "the step")
                .maybe_fix(near.and_then(|near| replace(text, &bytes, near)));
        }
    }
}
