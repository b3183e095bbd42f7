//! PF316

use super::calls::{calls, last};
use crate::declare_rule;
use crate::manifest::Section;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds steps in a section that they are not made for: one that fetches code in `build` or `push`, one that
    /// builds or uploads in `pull`.
    ///
    /// ## Why is this bad?
    /// `build` and `push` run where `prefect deploy` is called, once; `pull` runs on the worker, before each flow run.
    ///
    /// ## Example
    /// ```yaml @2:5-2:56
    /// pull:
    ///   - prefect_docker.deployments.steps.build_docker_image:
    ///       requires: prefect-docker
    ///       image_name: acme/flows
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// build:
    ///   - prefect_docker.deployments.steps.build_docker_image:
    ///       requires: prefect-docker
    ///       image_name: acme/flows
    /// ```
    pub struct StepInWrongSection = "PF316", "step-in-wrong-section", Warning, fix: None, since: "0.1.0";
}

impl Rule for StepInWrongSection {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let followed = followed(cx);
        for call in calls(cx) {
            let (Some(signature), Some(function)) = (call.signature(), &call.step.function) else {
                continue;
            };
            let section = call.step.section;
            let Some(first) = signature.sections.first() else {
                continue;
            };
            // What is fetched before a build may be for a later step to use.
            let fetches = section != Section::Pull && followed.contains(&call.step.node.id());
            if signature.sections.contains(&section)
                || fetches
                || call.step.id.is_some() && section != Section::Pull
            {
                continue;
            }
            let runs = match section {
                Section::Pull => "it would run on the worker, before each flow run",
                Section::Build | Section::Push => {
                    "it runs where `prefect deploy` is called, and the worker gets nothing of it"
                }
            };
            let name = short(last(&function.name));
            report
                .at(
                    function.key.range(),
                    format!(
                        "`{name}` is a step for `{}`, not for `{}`",
                        first.key(),
                        section.key()
                    ),
                )
                .label(format!("in `{}`", section.key()))
                .note(runs)
                .help(format!("move it to `{}`", first.key()));
        }
    }
}

/// The steps that others follow in their list.
fn followed(cx: &Context<'_>) -> hashbrown::HashSet<crate::yaml::NodeId> {
    let lists = cx.manifest.lists();
    let all = lists.flat_map(|(_, list)| {
        let but_last = list.steps.len().saturating_sub(1);
        &list.steps[..but_last]
    });
    all.map(|step| cx.manifest.step(*step).node.id()).collect()
}
