//! PF217

use hashbrown::HashSet;

use super::entrypoint::{fault, is_absolute};
use super::place::value_range;
use crate::declare_rule;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds entrypoints with an absolute path.
    ///
    /// ## Why is this bad?
    /// The same path must lead to the flow where it is deployed and on every worker.
    ///
    /// ## Example
    /// ```yaml @3:17-3:49
    /// deployments:
    ///   - name: report
    ///     entrypoint: /home/ada/flows/report.py:report
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: flows/report.py:report
    ///     work_pool: {name: main}
    /// ```
    pub struct AbsoluteEntrypoint = "PF217", "absolute-entrypoint", Warning, fix: None, since: "0.1.0";
}

impl Rule for AbsoluteEntrypoint {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut seen = HashSet::new();
        for deployment in &cx.manifest.deployments {
            let (Some(text), Some(entry)) = (deployment.known_entrypoint(), deployment.entrypoint)
            else {
                continue;
            };
            if !is_absolute(&text) || fault(&text).is_some() || !seen.insert(entry.value.id()) {
                continue;
            }
            report
                .at(
                    value_range(entry.key, entry.value),
                    format!("the entrypoint `{}` is an absolute path", short(&text)),
                )
                .label("on this machine only")
                .note("the same path must lead to the flow on every worker")
                .help("write the path as seen from the directory that the code is pulled into")
                .deployment(deployment.label());
        }
    }
}
