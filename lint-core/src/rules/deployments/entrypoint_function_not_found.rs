//! PF209

use super::flow_place;
use crate::declare_rule;
use crate::diagnostic::Fix;
use crate::near::nearest;
use crate::project::Lookup;
use crate::rules::words::{listed, short};
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds entrypoints that name a flow which the file does not have.
    ///
    /// Names that a module may have in ways that cannot be seen from its text are left alone: imported from elsewhere
    /// with `*`, made by `exec`, defined inside of a function or under `if __name__ == "__main__"`, and the like.
    ///
    /// ## Why is this bad?
    /// Prefect loads the file and stops when it does not find the flow. It is the name of the function that counts, not
    /// the name that `@flow(name=…)` gives it.
    ///
    /// ## Example
    /// ```python file=flows/report.py
    /// from prefect import flow
    ///
    /// @flow(name="monthly")
    /// def monthly_report():
    ///     ...
    /// ```
    ///
    /// ```yaml @3:33-3:48
    /// deployments:
    ///   - name: report
    ///     entrypoint: flows/report.py:monthly_reports
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Use instead
    /// ```python file=flows/report.py
    /// from prefect import flow
    ///
    /// @flow(name="monthly")
    /// def monthly_report():
    ///     ...
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: flows/report.py:monthly_report
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Fix
    /// Writes the name of a flow in the file that is nearly the same.
    pub struct EntrypointFunctionNotFound = "PF209", "entrypoint-function-not-found", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for EntrypointFunctionNotFound {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let missing = flow_place::each(cx, |target| match &target.lookup {
            Lookup::NoSuchName { path, flows } => Some((path, flows)),
            _ => None,
        });
        for (deployment, written, (path, flows)) in missing {
            let range = written.object_range();
            let object = written.object();
            let near = nearest(object, flows.iter().map(String::as_str));
            let help = match (near, flows.as_slice()) {
                (Some(near), _) => format!("did you mean `{near}`?"),
                (None, []) => "no flow is defined in this file".to_owned(),
                (None, [only]) => format!("its flow is `{only}`"),
                (None, all) => format!("its flows are {}", listed(all)),
            };
            let fix = near.filter(|_| written.is_verbatim(range, object));
            report
                .at(
                    range,
                    format!(
                        "there is no `{}` in `{}`",
                        short(object),
                        short(cx.flows.shown(path))
                    ),
                )
                .label("no such name in the file")
                .note("Prefect can't find the flow, and stops")
                .help(help)
                .maybe_fix(fix.map(|near| Fix::safe(format!("replace with `{near}`"), range, near)))
                .deployment(deployment.label());
        }
    }
}
