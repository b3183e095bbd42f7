//! PF202

use super::place::{head, lacking};
use crate::declare_rule;
use crate::manifest::deployment::is_blank;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds deployments that do not say which flow they are of.
    ///
    /// ## Why is this bad?
    /// Prefect refuses the deployment, unless the entrypoint is given on the command line.
    ///
    /// ## Example
    /// ```yaml @2:5-2:9
    /// deployments:
    ///   - name: report
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    /// ```
    pub struct MissingEntrypoint = "PF202", "missing-entrypoint", Warning, fix: None, since: "0.1.0";
}

impl Rule for MissingEntrypoint {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for deployment in lacking(cx, "entrypoint") {
            if is_blank(deployment.entrypoint.as_ref()) {
                report
                    .at(head(deployment), "a deployment has no entrypoint")
                    .label("no `entrypoint` in this item")
                    .note("Prefect refuses it, unless the entrypoint is given on the command line")
                    .help("add `entrypoint: path/to/file.py:function`")
                    .deployment(deployment.label());
            }
        }
    }
}
