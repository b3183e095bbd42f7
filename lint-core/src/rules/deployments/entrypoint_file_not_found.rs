//! PF208

use super::flow_place;
use crate::declare_rule;
use crate::diagnostic::Fix;
use crate::project::Lookup;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds entrypoints whose file is not there.
    ///
    /// ## Why is this bad?
    /// Prefect loads the flow before it does anything else, from the directory in which `prefect deploy` is run. Without
    /// the file it stops. Case counts, also on systems where it does not: the worker's may be another.
    ///
    /// The file is looked for beside the manifest, at the root of its git repository and in the folders between, and in
    /// the folders that are given as roots. Where no Python file is anywhere near, nothing is said: the manifest may
    /// have been made for another place.
    ///
    /// ## Example
    /// ```python file=flows/report.py
    /// from prefect import flow
    ///
    /// @flow
    /// def report():
    ///     ...
    /// ```
    ///
    /// ```yaml @3:17-3:33
    /// deployments:
    ///   - name: report
    ///     entrypoint: flows/reports.py:report
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
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: flows/report.py:report
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Fix
    /// Writes the path of a file with nearly that name.
    pub struct EntrypointFileNotFound = "PF208", "entrypoint-file-not-found", Error, fix: Unsafe, since: "0.1.0";
}

impl Rule for EntrypointFileNotFound {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let missing = flow_place::each(cx, |target| match &target.lookup {
            Lookup::NoSuchFile { near } => Some(near),
            _ => None,
        });
        for (deployment, written, near) in missing {
            let range = written.home_range();
            let fix = near
                .as_deref()
                .filter(|_| written.is_verbatim(range, written.home()));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "paths count from where `prefect deploy` is run".to_owned(),
            };
            report
                .at(
                    range,
                    format!("there is no file `{}`", short(written.home())),
                )
                .label("not found")
                .note(format!(
                    "Prefect can't load the flow, and stops; looked for {}",
                    cx.flows.looked()
                ))
                .help(help)
                .maybe_fix(
                    fix.map(|near| Fix::risky(format!("replace with `{near}`"), range, near)),
                )
                .deployment(deployment.label());
        }
    }
}
