//! PF302

use super::calls::{last, named, when};
use crate::catalog::{Lookup, lookup, nearest};
use crate::declare_rule;
use crate::diagnostic::Fix;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds steps whose function does not exist in the module of Prefect, or of one of its packages, that the name
    /// says. Of the functions of other packages nothing is known, and nothing is said.
    ///
    /// ## Why is this bad?
    /// The step can't be imported. In `pull` that shows on the worker only, when every flow run fails.
    ///
    /// ## Example
    /// ```yaml @2:5-2:41
    /// pull:
    ///   - prefect.deployments.steps.clone_repo:
    ///       repository: https://github.com/acme/flows.git
    /// ```
    ///
    /// ```yaml @2:5-2:39
    /// pull:
    ///   - prefect.deployment.steps.git_clone:
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
    /// ```yaml
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/acme/flows.git
    /// ```
    ///
    /// ## Fix
    /// Writes the name that was probably meant.
    pub struct UnknownStep = "PF302", "unknown-step", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for UnknownStep {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for step in named(cx) {
            let name = step.name();
            let (Some(function), Lookup::Missing) = (&step.function, lookup(name, cx.settings))
            else {
                continue;
            };
            let near = nearest(name);
            let range = function.key.range();
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "look the name up in Prefect's documentation of steps".to_owned(),
            };
            let message = format!("there is no step `{}`", short(name));
            let fix = near.map(|near| Fix::safe(format!("replace with `{near}`"), range, near));
            report
                .at(range, message)
                .label(format!("no function `{}` there", short(last(name))))
                .note(when(step.section))
                .help(help)
                .maybe_fix(fix);
        }
    }
}
