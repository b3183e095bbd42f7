//! PF308

use super::calls::{named, spot, when};
use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::rules::edits;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::field::quoted;
use crate::schema::shape::{Shape, shape};

declare_rule! {
    /// ## What it does
    /// Finds steps with nothing behind the colon.
    ///
    /// ## Why is this bad?
    /// The inputs of a step must be a mapping, even if there are none: Prefect stops with a traceback; in `pull` only on the
    /// worker.
    ///
    /// ## Example
    /// ```yaml @2:5-2:55
    /// pull:
    ///   - prefect.deployments.steps.pip_install_requirements:
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// pull:
    ///   - prefect.deployments.steps.pip_install_requirements: {}
    /// ```
    ///
    /// ## Fix
    /// Writes `{}`, unless the function has inputs that it can't do without.
    pub struct NullStepInputs = "PF308", "null-step-inputs", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for NullStepInputs {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        // What stands there may be what can't be read.
        if !cx.tree.errors().is_empty() {
            return;
        }
        for step in named(cx) {
            let (Some(function), Some(inputs)) = (&step.function, step.inputs.node) else {
                continue;
            };
            let name = &function.name;
            if shape(inputs) != Shape::Null || !name.contains(['.', ':']) || name.contains("{{") {
                continue;
            }
            let found = cx.steps.lookup(name);
            let required: Vec<&str> = (found.known().into_iter())
                .flat_map(|signature| signature.required())
                .map(|input| input.name.as_str())
                .collect();
            let needed = quoted(&required).replace(" or ", " and ");
            let fix = spot(step)
                .filter(|_| required.is_empty())
                .and_then(|spot| edits::fill(&spot, "{}"))
                .map(|edit| Fix::new("write `{}`", Safety::Safe, vec![edit]));
            let help = match required.is_empty() {
                true => "write `{}` for no inputs".to_owned(),
                false => format!("write its inputs below it: it needs {needed}"),
            };
            report
                .at(
                    function.key.range(),
                    format!("the step `{}` has no inputs, not even `{{}}`", short(name)),
                )
                .label("nothing behind the colon")
                .note(when(step.section))
                .help(help)
                .maybe_fix(fix);
        }
    }
}
