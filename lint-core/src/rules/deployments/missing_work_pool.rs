//! PF203

use super::place::{head, lacking};
use crate::declare_rule;
use crate::manifest::deployment::is_blank;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::shape::{Shape, shape};

declare_rule! {
    /// ## What it does
    /// Finds deployments that name no work pool.
    ///
    /// ## Why is this bad?
    /// Where the flow runs then depends on the settings of whoever deploys it; without such a setting Prefect refuses
    /// the deployment.
    ///
    /// ## Example
    /// ```yaml @2:5-2:9
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    /// ```
    pub struct MissingWorkPool = "PF203", "missing-work-pool", Info, fix: None, since: "0.1.0", pedantic;
}

impl Rule for MissingWorkPool {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for deployment in lacking(cx, "work_pool") {
            let is_named = deployment
                .work_pool
                .is_some_and(|pool| match shape(pool.value) {
                    Shape::Mapping => !is_blank(deployment.pool_name().as_ref()),
                    // Anything else is refused, and reported for that.
                    _ => true,
                });
            if !is_named {
                report
                    .at(head(deployment), "a deployment names no work pool")
                    .label("no `name` under `work_pool`")
                    .note("it goes to the default work pool of whoever deploys it, if there is one")
                    .help("add `work_pool` with a `name`")
                    .deployment(deployment.label());
            }
        }
    }
}
