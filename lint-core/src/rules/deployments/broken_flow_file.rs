//! PF218

use super::flow_place;
use crate::declare_rule;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds entrypoints into Python files that Python can't read.
    ///
    /// ## Why is this bad?
    /// Prefect reads the whole file before it looks for the flow, and stops at the first error in it, however far from
    /// the flow that is. Syntax that only newer Pythons know is not reported: which one deploys is not known.
    ///
    /// ## Example
    /// ```python file=flows/report.py
    /// from prefect import flow
    ///
    /// @flow
    /// def report():
    ///     ...
    ///
    /// def helper(:
    ///     ...
    /// ```
    ///
    /// ```yaml @3:17-3:32
    /// deployments:
    ///   - name: report
    ///     entrypoint: flows/report.py:report
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Use instead
    /// ```python file=flows/report.py
    /// from prefect import flow
    ///
    /// @flow
    /// def report():
    ///     ...
    ///
    /// def helper():
    ///     ...
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: flows/report.py:report
    ///     work_pool: {name: main}
    /// ```
    pub struct BrokenFlowFile = "PF218", "broken-flow-file", Error, fix: None, since: "0.1.0";
}

impl Rule for BrokenFlowFile {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let broken = flow_place::each(cx, |target| target.broken.as_ref());
        for (deployment, written, broken) in broken {
            let range = written.home_range();
            let path = short(cx.flows.shown(&broken.path));
            report
                .at(
                    range,
                    format!("line {} of `{path}` is not valid Python", broken.error.line),
                )
                .label("cannot be read")
                .note("Prefect reads the whole file before it looks for the flow, and stops")
                .help(format!("the parser says: {}", broken.error.message))
                .deployment(deployment.label());
        }
    }
}
