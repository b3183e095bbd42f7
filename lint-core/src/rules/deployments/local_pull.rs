//! PF216

use super::place::head;
use crate::declare_rule;
use crate::manifest::{DefaultPull, Origin};
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds deployments that do not say where workers get the code from.
    ///
    /// ## Why is this bad?
    /// Prefect stores the directory that `prefect deploy` is called in. On another machine it is not there, or holds
    /// something else.
    ///
    /// ## Example
    /// ```yaml @2:5-2:9
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/acme/flows.git
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    /// ```
    pub struct LocalPull = "PF216", "local-pull", Info, fix: None, since: "0.1.0", pedantic;
}

impl Rule for LocalPull {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        if !cx.tree.errors().is_empty() || cx.manifest.is_untouched() {
            return;
        }
        for deployment in &cx.manifest.deployments {
            if deployment.pull.origin == Origin::Default(DefaultPull::Here) {
                report
                    .at(
                        head(deployment),
                        "a deployment does not say where its code comes from",
                    )
                    .label("no `pull`")
                    .note("workers look for it in the directory that `prefect deploy` is called in")
                    .help("add a `pull` that fetches the code")
                    .deployment(deployment.label());
            }
        }
    }
}
