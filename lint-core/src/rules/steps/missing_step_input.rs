//! PF305

use super::calls::{calls, last, when};
use super::unknown_step_input::{meant, unknown};
use crate::declare_rule;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::field::quoted;

declare_rule! {
    /// ## What it does
    /// Finds steps that lack an input which their function can't do without.
    ///
    /// ## Why is this bad?
    /// Python refuses to call the function. In `pull` that shows on the worker only, when every flow run fails.
    ///
    /// ## Example
    /// ```yaml @2:5-2:40
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       branch: main
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/acme/flows.git
    ///       branch: main
    /// ```
    pub struct MissingStepInput = "PF305", "missing-step-input", Error, fix: None, since: "0.1.0";
}

impl Rule for MissingStepInput {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        // What can't be read may be what is missing, and a recipe is there to be filled in.
        if !cx.tree.errors().is_empty() || cx.manifest.is_untouched() {
            return;
        }
        for call in calls(cx) {
            let (Some(signature), Some(function)) = (call.signature(), &call.step.function) else {
                continue;
            };
            // An input under another name is reported there.
            let meant: Vec<&str> = unknown(&call, signature)
                .into_iter()
                .filter_map(|entry| meant(call.step, signature, &entry.key.as_str()?))
                .collect();
            let missing: Vec<&str> = signature
                .required()
                .map(|input| input.name.as_str())
                .filter(|name| call.step.inputs.get(name).is_none() && !meant.contains(name))
                .collect();
            if missing.is_empty() {
                continue;
            }
            let needs = quoted(&missing).replace(" or ", " and ");
            report
                .at(
                    function.key.range(),
                    format!("`{}` needs {needs}", short(last(&function.name))),
                )
                .label("an input is missing")
                .note(when(call.step.section))
                .help(format!("add {needs}"));
        }
    }
}
