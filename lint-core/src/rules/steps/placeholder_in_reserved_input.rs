//! PF311

use super::calls::Once;
use crate::declare_rule;
use crate::manifest::{Section, Step};
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::yaml::Node;

declare_rule! {
    /// ## What it does
    /// Finds placeholders in `id` and `requires` of a build or push step. In pull steps they are filled in as
    /// everywhere else.
    ///
    /// ## Why is this bad?
    /// Prefect takes these two as they are written, and fills nothing in.
    ///
    /// ## Example
    /// ```yaml @3:11-3:24
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       id: "{{ $STEP }}"
    ///       script: git rev-parse HEAD
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       id: commit
    ///       script: git rev-parse HEAD
    /// ```
    pub struct PlaceholderInReservedInput = "PF311", "placeholder-in-reserved-input", Error, fix: None, since: "0.1.0";
}

impl Rule for PlaceholderInReservedInput {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut once = Once::default();
        let runs_here = |step: &&Step<'_>| step.section != Section::Pull;
        for step in cx.manifest.steps.iter().filter(runs_here) {
            let id = step.id.as_ref().map(|id| ("id", id.node));
            let requires = step.requires.map(|entry| ("requires", entry.value));
            for (name, node) in id.into_iter().chain(requires) {
                if once.is_new(node.resolve()) {
                    let texts = std::iter::once(node).chain(node.items());
                    for node in texts.filter(has_placeholder) {
                        found(report, name, node);
                    }
                }
            }
        }
    }
}

fn has_placeholder(node: &Node<'_>) -> bool {
    node.as_str().is_some_and(|text| text.contains("{{"))
}

fn found(report: &mut Report<'_>, name: &str, node: Node<'_>) {
    report
        .at(
            node.range(),
            format!(
                "`{name}` of a step can't have a placeholder: `{}`",
                short(node.source())
            ),
        )
        .label("not filled in")
        .note("Prefect takes it as it is written")
        .help("write the value itself");
}
