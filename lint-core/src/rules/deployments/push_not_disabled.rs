//! PF214

use hashbrown::HashSet;

use super::place::value_range;
use crate::declare_rule;
use crate::manifest::{Content, Origin};
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds deployments with an empty `push` in a file that has a `push` of its own.
    ///
    /// ## Why is this bad?
    /// It does not switch the file's push off: those steps still run. An empty `build` does switch the file's build off.
    ///
    /// ## Example
    /// ```yaml @9:11-9:13
    /// push:
    ///   - prefect_docker.deployments.steps.push_docker_image:
    ///       requires: prefect-docker
    ///       image_name: acme/flows
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     push: []
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///   - name: report-image
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     push:
    ///       - prefect_docker.deployments.steps.push_docker_image:
    ///           requires: prefect-docker
    ///           image_name: acme/flows
    /// ```
    pub struct PushNotDisabled = "PF214", "push-not-disabled", Error, fix: None, since: "0.1.0";
}

impl Rule for PushNotDisabled {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut seen = HashSet::new();
        for deployment in &cx.manifest.deployments {
            let push = &deployment.push;
            let (Some(own), Some(file)) = (push.own, push.written) else {
                continue;
            };
            let is_empty = !matches!(own.content, Content::Steps(_) | Content::Other);
            if push.origin == Origin::File && is_empty && seen.insert(own.key.id()) {
                report
                    .at(
                        value_range(own.key, own.value),
                        "an empty `push` does not switch the file's `push` off",
                    )
                    .label("the file's steps still run")
                    .note("Prefect takes an empty `push` for none, and the file's in its place")
                    .help("move the file's `push` into the deployments that need it")
                    .other(file.key.range(), "these steps run")
                    .deployment(deployment.label());
            }
        }
    }
}
