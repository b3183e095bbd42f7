//! PF405

use super::case::{first_wrong, id_range, is_gap, outcome, step_name};
use crate::declare_rule;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::template::{Given, Why};

declare_rule! {
    /// ## What it does
    /// Finds placeholders outside `pull` that ask for an output of a pull step.
    ///
    /// ## Why is this bad?
    /// Pull steps run on the worker, before each flow run. When a deployment is created, they have given nothing
    /// yet: Prefect drops the key, or puts nothing in the place of the placeholder. Only later pull steps can use
    /// what a pull step gives.
    ///
    /// ## Example
    /// ```yaml @12:23-12:38
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       id: clone
    ///       repository: https://example.com/report.git
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///       job_variables:
    ///         env:
    ///           FOLDER: "{{ clone.directory }}"
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       id: clone
    ///       repository: https://example.com/report.git
    ///   - prefect.deployments.steps.set_working_directory:
    ///       directory: "{{ clone.directory }}"
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    /// ```
    pub struct PullOutputReference = "PF405", "pull-output-reference", Error, fix: None, since: "0.1.0";
}

impl Rule for PullOutputReference {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for answer in cx.references.placeholders() {
            let Some(case) = first_wrong(&answer, |reached, resolution| match &resolution.given {
                Given::Nothing(Why::OnWorker(step)) if !is_gap(&answer, cx, reached) => Some(*step),
                _ => None,
            }) else {
                continue;
            };
            let name = short(&step_name(case.wrong));
            let message = format!(
                "the pull step `{name}` has not run yet when this is filled in{}",
                case.suffix
            );
            report
                .at(answer.name_range(), message)
                .deployment(case.deployment.clone())
                .label("given on the worker only")
                .note(outcome(&case.reached.place, case.resolution.otherwise))
                .help("only later pull steps can use the outputs of a pull step")
                .other(id_range(case.wrong), "runs on the worker");
        }
    }
}
