//! PF404

use super::case::{first_wrong, id_range, is_gap, outcome, step_name};
use crate::declare_rule;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::template::{Given, Site, Why};

declare_rule! {
    /// ## What it does
    /// Finds inputs of a step that ask for an output of the step itself, or of one that runs later.
    ///
    /// All build steps run first, in their order, then the push steps.
    ///
    /// ## Why is this bad?
    /// There is no such output yet: the step is called without the input, or with a text that lacks a piece. Prefect
    /// says nothing.
    ///
    /// ## Example
    /// ```yaml @5:16-5:33
    /// build:
    ///   - prefect_docker.deployments.steps.build_docker_image:
    ///       id: build-image
    ///       image_name: example/report
    ///       tag: "{{ get-commit.stdout }}"
    ///       dockerfile: Dockerfile
    ///   - prefect.deployments.steps.run_shell_script:
    ///       id: get-commit
    ///       script: git rev-parse HEAD
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       id: get-commit
    ///       script: git rev-parse HEAD
    ///   - prefect_docker.deployments.steps.build_docker_image:
    ///       id: build-image
    ///       image_name: example/report
    ///       tag: "{{ get-commit.stdout }}"
    ///       dockerfile: Dockerfile
    /// ```
    pub struct ReferenceBeforeStep = "PF404", "reference-before-step", Error, fix: None, since: "0.1.0";
}

impl Rule for ReferenceBeforeStep {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for answer in cx.references.placeholders() {
            let Some(case) = first_wrong(&answer, |reached, resolution| match &resolution.given {
                Given::Nothing(Why::Later(step)) if !is_gap(&answer, cx, reached) => Some(*step),
                _ => None,
            }) else {
                continue;
            };
            let step = case.wrong;
            let name = short(&step_name(step));
            let is_itself = match case.reached.place.site {
                Site::Input { step: asking, .. } => asking.node == step.node,
                Site::Field(_) => false,
            };
            let (message, help) = match is_itself {
                true => (
                    format!(
                        "the step `{name}` asks for an output of its own{}",
                        case.suffix
                    ),
                    "a step sees the outputs of the steps before it only".to_owned(),
                ),
                false => (
                    format!("the step `{name}` runs only after this one{}", case.suffix),
                    format!("put the step `{name}` before this one"),
                ),
            };
            report
                .at(answer.name_range(), message)
                .deployment(case.deployment.clone())
                .label("not there yet")
                .note(outcome(&case.reached.place, case.resolution.otherwise))
                .help(help)
                .other(
                    id_range(step),
                    if is_itself { "this step" } else { "runs later" },
                );
        }
    }
}
