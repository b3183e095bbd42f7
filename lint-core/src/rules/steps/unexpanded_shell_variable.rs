//! PF313

use super::calls::{Once, add_input};
use super::script::{is_set, scripts};
use super::shell::{odd, variables};
use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds `$NAME` in scripts of `run_shell_script` that neither have a shell nor expand variables.
    ///
    /// ## Why is this bad?
    /// Nobody fills it in: the command gets the text `$NAME`.
    ///
    /// ## Example
    /// ```yaml @3:20-3:29
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       script: echo $REGISTRY
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       expand_env_vars: true
    ///       script: echo $REGISTRY
    /// ```
    ///
    /// ## Fix
    /// Adds `expand_env_vars: true`.
    pub struct UnexpandedShellVariable = "PF313", "unexpanded-shell-variable", Warning, fix: Unsafe, since: "0.1.0";
}

impl Rule for UnexpandedShellVariable {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut once = Once::default();
        for script in scripts(cx) {
            // A script that needs a shell is reported for that, and gets its variables with it.
            if is_set(&script.call, "expand_env_vars") || odd(&script.text).is_some() {
                continue;
            }
            let Some(variable) = variables(&script.text) else {
                continue;
            };
            if !once.is_new(script.node.resolve()) {
                continue;
            }
            let step = script.call.step;
            let fix = (step.inputs.get("expand_env_vars").is_none())
                .then(|| add_input(step, "expand_env_vars", "true"))
                .flatten()
                .map(|edit| Fix::new("add `expand_env_vars: true`", Safety::Unsafe, vec![edit]));
            report
                .at(
                    script.place(variable.line, &variable.word),
                    format!("nobody fills in `{}` here", short(&variable.word)),
                )
                .label("passed on as it is written")
                .note("without a shell, Prefect hands the text to the command as it is")
                .help("add `expand_env_vars: true`")
                .maybe_fix(fix);
        }
    }
}
