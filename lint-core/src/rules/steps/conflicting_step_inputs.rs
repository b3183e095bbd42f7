//! PF307

use super::calls::{Once, calls, last, when};
use crate::declare_rule;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::shape::{Shape, shape};
use crate::yaml::{Entry, Value};

declare_rule! {
    /// ## What it does
    /// Finds inputs of a step that exclude each other.
    ///
    /// ## Why is this bad?
    /// The function refuses both together: on the worker, when every flow run fails.
    ///
    /// ## Example
    /// ```yaml @5:7-5:17
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/acme/flows.git
    ///       branch: main
    ///       commit_sha: 8f2d41c
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/acme/flows.git
    ///       commit_sha: 8f2d41c
    /// ```
    pub struct ConflictingStepInputs = "PF307", "conflicting-step-inputs", Error, fix: None, since: "0.1.0";
}

impl Rule for ConflictingStepInputs {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut once = Once::default();
        for call in calls(cx) {
            let groups = call.signature().map(|signature| &signature.exclusive);
            for group in groups.into_iter().flatten() {
                let given = call.step.inputs.passed().filter(|entry| {
                    let key = entry.key.as_str().unwrap_or_default();
                    group.iter().any(|name| *name == key) && counts(entry)
                });
                let mut keys: Vec<_> = given.map(|entry| entry.key).collect();
                keys.sort_by_key(|key| key.range().start());
                let [first, .., second] = &keys[..] else {
                    continue;
                };
                if !once.is_new(*second) {
                    continue;
                }
                let message = format!(
                    "`{}` takes either `{}` or `{}`, not both",
                    short(last(call.step.name())),
                    short(first.source()),
                    short(second.source())
                );
                report
                    .at(second.range(), message)
                    .label("excluded by the other")
                    .note(when(call.step.section))
                    .help("remove one of them")
                    .other(first.range(), "the other one");
            }
        }
    }
}

/// Whether the function sees a value there: Python takes an empty one for none.
fn counts(entry: &Entry<'_>) -> bool {
    match shape(entry.value) {
        Shape::Null => false,
        Shape::Scalar(Value::Str(text)) => !text.is_empty(),
        Shape::Mapping => entry.value.pairs().next().is_some(),
        _ => true,
    }
}
