//! PF709

use super::limits::limits;
use crate::declare_rule;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds a `concurrency_limit` with a `collision_strategy` and without a `limit`.
    ///
    /// ## Why is this bad?
    /// Prefect takes it and sets no limit: any number of runs can be active, and the strategy has nothing to decide.
    ///
    /// ## Example
    /// ```yaml @5:5-5:22
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     concurrency_limit:
    ///       collision_strategy: ENQUEUE
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     concurrency_limit:
    ///       limit: 1
    ///       collision_strategy: ENQUEUE
    /// ```
    pub struct ConcurrencyWithoutLimit = "PF709", "concurrency-without-limit", Warning, fix: None, since: "0.1.0";
}

impl Rule for ConcurrencyWithoutLimit {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for limit in limits(cx) {
            let strategy = limit.get("collision_strategy").is_some();
            if limit.options.is_some() && strategy && limit.lacks("limit") {
                report
                    .at(limit.place("limit"), "`concurrency_limit` has no `limit`")
                    .deployment(limit.deployment.clone())
                    .note("Prefect sets no limit and says nothing")
                    .help("add `limit`, the number of runs that may be active");
            }
        }
    }
}
