//! PF415

use hashbrown::HashSet;

use crate::declare_rule;
use crate::diagnostic::Severity;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::template::Path;

declare_rule! {
    /// ## What it does
    /// Finds ids of steps that no placeholder asks for.
    ///
    /// ## Why is this bad?
    /// It is not: an id may be there for people. Yet it may also be that what should ask for the step's outputs has
    /// been forgotten. This rule is off unless it is selected, and its findings are shown in editors only.
    ///
    /// ## Example
    /// ```yaml @3:11-3:17
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       id: clone2
    ///       repository: https://example.com/report.git
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       id: clone2
    ///       repository: https://example.com/report.git
    ///   - prefect.deployments.steps.set_working_directory:
    ///       directory: "{{ clone2.directory }}"
    /// ```
    pub struct UnusedStepId = "PF415", "unused-step-id", Hint, fix: None, since: "0.1.0", pedantic;
}

impl Rule for UnusedStepId {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let placeholders = cx.references.placeholders();
        let mut used: HashSet<String> = placeholders
            .map(|answer| Path::new(answer.name()).first().into_owned())
            .collect();
        // What only looks like a placeholder may be meant to ask for a step.
        for reference in &cx.references.texts {
            for found in &reference.text.lookalikes {
                let inner = &reference.text.value[found.inner.clone()];
                let words = inner.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'));
                used.extend(words.map(str::to_owned));
            }
        }
        let mut seen = HashSet::new();
        for step in &cx.manifest.steps {
            let Some(id) = &step.id else {
                continue;
            };
            if !used.contains(&id.text) && seen.insert(id.node.resolve().id()) {
                report
                    .at(
                        id.node.range(),
                        format!("no placeholder asks for `{}`", short(&id.text)),
                    )
                    .severity(Severity::Hint)
                    .label("unused");
            }
        }
    }
}
