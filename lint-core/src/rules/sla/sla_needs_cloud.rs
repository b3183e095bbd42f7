//! PF707

use crate::declare_rule;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::shape::{Shape, shape};

declare_rule! {
    /// ## What it does
    /// Says once in a file that service level agreements need Prefect Cloud.
    ///
    /// ## Why is this bad?
    /// With a server of one's own, `prefect deploy` creates the deployment and then stops with an error, even where
    /// the list is empty. On Prefect Cloud all is well, and this rule can be ignored.
    ///
    /// ## Example
    /// ```yaml @5:5-5:8
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     sla:
    ///       - name: on-time
    ///         within: PT10M
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    /// ```
    pub struct SlaNeedsCloud = "PF707", "sla-needs-cloud", Info, fix: None, since: "0.1.0";
}

impl Rule for SlaNeedsCloud {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let first = cx.manifest.deployments.iter().find_map(|deployment| {
            let entry = deployment.get("sla")?;
            (shape(entry.value) == Shape::List).then_some((deployment, entry))
        });
        if let Some((deployment, entry)) = first {
            report
                .at(entry.key.range(), "`sla` needs Prefect Cloud")
                .deployment(deployment.label())
                .note("with a server of one's own, Prefect stops with an error after it has created the deployment");
        }
    }
}
