//! PF210

use super::flow_place;
use crate::declare_rule;
use crate::project::Lookup;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds entrypoints that lead to something which is no flow: a function without `@flow`, a task, a class.
    ///
    /// A function with other decorators is left alone, for they may make anything of it.
    ///
    /// ## Why is this bad?
    /// Prefect loads the file, finds that the thing is no flow, and stops.
    ///
    /// ## Example
    /// ```python file=report.py
    /// def report():
    ///     ...
    /// ```
    ///
    /// ```yaml @3:27-3:33
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Use instead
    /// ```python file=report.py
    /// from prefect import flow
    ///
    /// @flow
    /// def report():
    ///     ...
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    /// ```
    pub struct NotAFlow = "PF210", "not-a-flow", Error, fix: None, since: "0.1.0";
}

impl Rule for NotAFlow {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let others = flow_place::each(cx, |target| match &target.lookup {
            Lookup::NotFlow(thing) => Some(thing),
            _ => None,
        });
        for (deployment, written, thing) in others {
            let range = written.object_range();
            let help = match thing.what {
                "a class" => "name a flow in it, such as `Class.method`",
                "a module" => "name a flow in it",
                _ => "decorate the function with `@flow`, or name a flow",
            };
            report
                .at(
                    range,
                    format!(
                        "`{}` is no flow, but {}",
                        short(written.object()),
                        thing.what
                    ),
                )
                .label(format!("in `{}`", short(cx.flows.shown(&thing.path))))
                .note("Prefect loads it, and stops")
                .help(help)
                .deployment(deployment.label());
        }
    }
}
