//! PF302

use super::calls::{last, named, when};
use crate::catalog::{Lookup, nearest};
use crate::declare_rule;
use crate::rules::offer::rename;
use crate::rules::words::{listed, short};
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
            let Some(function) = &step.function else {
                continue;
            };
            let range = function.key.range();
            let (message, near, other) = match cx.steps.lookup(name) {
                Lookup::Missing => (
                    format!("there is no step `{}`", short(name)),
                    nearest(name).map(str::to_owned),
                    "look the name up in Prefect's documentation of steps".to_owned(),
                ),
                Lookup::Undefined(functions) => (
                    format!("the project has no function `{}`", short(name)),
                    near_function(name, &functions),
                    in_module(&functions),
                ),
                _ => continue,
            };
            let help = near
                .as_ref()
                .map_or(other, |near| format!("did you mean `{near}`?"));
            let fix = near
                .filter(|_| function.key.as_str().as_deref() == Some(name))
                .map(|near| rename(function.key, &near));
            report
                .at(range, message)
                .label(format!("no function `{}` there", short(last(name))))
                .note(when(step.section))
                .help(help)
                .maybe_fix(fix);
        }
    }
}

/// The same name with the function of the module that is nearly the same.
fn near_function(name: &str, functions: &[String]) -> Option<String> {
    let function = last(name);
    let near = crate::near::nearest(function, functions.iter().map(String::as_str))?;
    let module = name.strip_suffix(function)?;
    Some(format!("{module}{near}"))
}

fn in_module(functions: &[String]) -> String {
    match functions {
        [] => "the module has no functions".to_owned(),
        functions => format!("the module has {}", listed(functions)),
    }
}
