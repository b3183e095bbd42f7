//! PF207

use hashbrown::HashSet;

use super::entrypoint::{Fault, fault};
use super::place::value_range;
use crate::declare_rule;
use crate::diagnostic::{Fix, Severity};
use crate::project::Lookup;
use crate::rules::edits;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::yaml::{NodeId, NodeKind, Style};

declare_rule! {
    /// ## What it does
    /// Finds entrypoints that name no function: neither `path/to/file.py:function` nor `module.function`.
    ///
    /// ## Why is this bad?
    /// Prefect can't find the flow, and often says so with a message about something else.
    ///
    /// ## Example
    /// ```yaml @3:17-3:32
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py::main
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ```yaml @3:17-3:26
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:main
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ```yaml by-hand
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Fix
    /// Writes one colon for two, `/` for `\`, and removes parentheses and blanks at the ends.
    pub struct InvalidEntrypoint = "PF207", "invalid-entrypoint", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for InvalidEntrypoint {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut seen = HashSet::new();
        let without_flow = without_flow(cx);
        for deployment in &cx.manifest.deployments {
            let (Some(text), Some(entry)) = (deployment.known_entrypoint(), deployment.entrypoint)
            else {
                continue;
            };
            let Some(fault) = fault(&text) else {
                continue;
            };
            let id = entry.value.resolve().id();
            let is_known = fault.is_of_name() && without_flow.contains(&id);
            if is_known || !seen.insert(id) {
                continue;
            }
            let Fault {
                what,
                write,
                better,
                only_elsewhere,
            } = fault;
            let value = entry.value;
            let plain = value.kind() == NodeKind::Scalar
                && !matches!(value.style(), Style::Literal | Style::Folded);
            let fix = better.filter(|_| plain).map(|better| {
                let text = match value.style() {
                    Style::Plain => better.clone(),
                    _ => edits::quoted(&better),
                };
                Fix::safe(format!("replace with `{better}`"), value.range(), text)
            });
            let (severity, note) = match only_elsewhere {
                true => (Severity::Warning, "it is found on Windows only"),
                false => (
                    Severity::Error,
                    "Prefect can't find the flow, and refuses the deployment",
                ),
            };
            report
                .at(
                    value_range(entry.key, value),
                    format!("the entrypoint `{}` {what}", short(&text)),
                )
                .label("no file with a function")
                .severity(severity)
                .note(note)
                .help(write)
                .maybe_fix(fix)
                .deployment(deployment.label());
        }
    }
}

/// The entrypoints whose file is known, and does not have what they name.
fn without_flow(cx: &Context<'_>) -> HashSet<NodeId> {
    let targets = cx.flows.iter(cx.manifest);
    let missing = targets.filter(|(_, target)| matches!(target.lookup, Lookup::NoSuchName { .. }));
    let entries = missing.filter_map(|(deployment, _)| deployment.entrypoint);
    entries.map(|entry| entry.value.resolve().id()).collect()
}
