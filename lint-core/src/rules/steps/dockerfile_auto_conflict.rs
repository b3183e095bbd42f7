//! PF319

use super::named_files::{BUILD, first_steps};
use crate::declare_rule;
use crate::manifest::Literal;
use crate::project::files::is_file;
use crate::project::path::join;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds images with `dockerfile: auto` where there is a `Dockerfile` already.
    ///
    /// ## Why is this bad?
    /// The step writes a `Dockerfile` of its own into the folder that `prefect deploy` is run in, and refuses to replace
    /// one that is there.
    ///
    /// ## Example
    /// ```python file=flow.py
    /// from prefect import flow
    ///
    /// @flow
    /// def report():
    ///     ...
    /// ```
    ///
    /// ```dockerfile file=Dockerfile
    /// FROM prefecthq/prefect:3-latest
    /// ```
    ///
    /// ```yaml @4:19-4:23
    /// build:
    ///   - prefect_docker.deployments.steps.build_docker_image:
    ///       image_name: acme/report
    ///       dockerfile: auto
    /// deployments:
    ///   - name: report
    ///     entrypoint: flow.py:report
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Use instead
    /// ```python file=flow.py
    /// from prefect import flow
    ///
    /// @flow
    /// def report():
    ///     ...
    /// ```
    ///
    /// ```dockerfile file=Dockerfile
    /// FROM prefecthq/prefect:3-latest
    /// ```
    ///
    /// ```yaml
    /// build:
    ///   - prefect_docker.deployments.steps.build_docker_image:
    ///       image_name: acme/report
    ///       dockerfile: Dockerfile
    /// deployments:
    ///   - name: report
    ///     entrypoint: flow.py:report
    ///     work_pool: {name: main}
    /// ```
    pub struct DockerfileAutoConflict = "PF319", "dockerfile-auto-conflict", Error, fix: None, since: "0.1.0";
}

impl Rule for DockerfileAutoConflict {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let (Some(project), Some(folder)) = (cx.project, cx.flows.run_in()) else {
            return;
        };
        if !is_file(project.modules.files(), &join(folder, "Dockerfile")) {
            return;
        }
        let steps = first_steps(cx)
            .into_iter()
            .filter(|step| step.name() == BUILD);
        for written in steps.filter_map(|step| Literal::of(step.inputs.get("dockerfile")?.value)) {
            if written.text == "auto" {
                report
                    .at(
                        written.whole(),
                        "`dockerfile: auto` beside a `Dockerfile` that is there already",
                    )
                    .label("would write `Dockerfile`")
                    .note("the step refuses to replace it, and `prefect deploy` stops")
                    .help("name the file, `dockerfile: Dockerfile`, or remove it");
            }
        }
    }
}
