//! PF201

use super::place::{head, lacking};
use crate::declare_rule;
use crate::diagnostic::Severity;
use crate::manifest::deployment::is_blank;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds deployments without a name.
    ///
    /// ## Why is this bad?
    /// Among several deployments, Prefect passes over one without a name. A single one is refused, unless the name is
    /// given on the command line.
    ///
    /// ## Example
    /// ```yaml @2:5-2:15
    /// deployments:
    ///   - entrypoint: report.py:report
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - entrypoint: report.py:report
    ///     name: report
    ///     work_pool: {name: main}
    /// ```
    pub struct MissingName = "PF201", "missing-name", Warning, fix: None, since: "0.1.0";
}

impl Rule for MissingName {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let several = cx.manifest.deployments.len() > 1;
        for deployment in lacking(cx, "name").filter(|d| is_blank(d.name.as_ref())) {
            let (severity, note) = match several {
                // What `prefect init` wrote and nobody filled in is not meant to be deployed.
                true if is_blank(deployment.entrypoint.as_ref()) => {
                    (Severity::Warning, "`prefect deploy --all` passes over it")
                }
                true => (Severity::Error, "`prefect deploy --all` passes over it"),
                false => (Severity::Warning, "`prefect deploy` needs `--name` for it"),
            };
            report
                .at(head(deployment), "a deployment has no name")
                .label("no `name` in this item")
                .severity(severity)
                .note(note)
                .help("add `name`");
        }
    }
}
