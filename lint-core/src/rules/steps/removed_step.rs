//! PF303

use super::calls::{named, when};
use crate::catalog::Lookup;
use crate::declare_rule;
use crate::diagnostic::Severity;
use crate::rules::offer::rename;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::settings::Version;

declare_rule! {
    /// ## What it does
    /// Finds steps of Prefect 2 that Prefect 3 has not: those of `prefect.projects.steps`, and `git_clone_project`.
    ///
    /// ## Why is this bad?
    /// The step can't be imported. In `pull` that shows on the worker only, when every flow run fails.
    ///
    /// ## Example
    /// ```yaml @2:5-2:45
    /// pull:
    ///   - prefect.projects.steps.git_clone_project:
    ///       repository: https://github.com/acme/flows.git
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/acme/flows.git
    /// ```
    ///
    /// ## Fix
    /// Writes the name of the step that took its place.
    pub struct RemovedStep = "PF303", "removed-step", Error, fix: Sometimes, since: "0.1.0";
}

/// The first Prefect without them.
const GONE: Version = Version(3, 0, 0);

impl Rule for RemovedStep {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let target = cx.target;
        if target.is_chosen_before(GONE) {
            return;
        }
        for step in named(cx) {
            let (Some(function), Lookup::Removed(new)) =
                (&step.function, cx.steps.lookup(step.name()))
            else {
                continue;
            };
            let (severity, note) = match target.holds(GONE) {
                true => (Severity::Error, when(step.section).to_owned()),
                false => (
                    Severity::Warning,
                    format!("since Prefect 3: {}", when(step.section)),
                ),
            };
            let range = function.key.range();
            let known = matches!(cx.steps.lookup(&new), Lookup::Known(_));
            let fix = rename(function.key, &new);
            report
                .at(
                    range,
                    format!("Prefect 3 has no step `{}`", short(step.name())),
                )
                .label("removed in Prefect 3")
                .severity(severity)
                .note(note)
                .help(format!("write `{new}`"))
                .maybe_fix(known.then_some(fix));
        }
    }
}
