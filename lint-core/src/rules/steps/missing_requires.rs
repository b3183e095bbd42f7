//! PF314

use hashbrown::HashSet;

use super::calls::{add_input, calls, last};
use super::requirements::{brings, requirements};
use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::manifest::Section;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds steps of other packages than Prefect itself that do not name the package in `requires`.
    ///
    /// ## Why is this bad?
    /// Where the package is not installed, the step can't be imported. With `requires`, Prefect installs it.
    ///
    /// ## Example
    /// ```yaml @2:5-2:56
    /// build:
    ///   - prefect_docker.deployments.steps.build_docker_image:
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
    ///
    /// ## Fix
    /// Adds the package.
    pub struct MissingRequires = "PF314", "missing-requires", Hint, fix: Sometimes, since: "0.1.0";
}

impl Rule for MissingRequires {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        if cx.manifest.is_untouched() {
            return;
        }
        // One step that names it will do for all that run on the same machine.
        let mut brought: HashSet<(String, bool)> = HashSet::new();
        for call in calls(cx) {
            let package = call.signature().map_or("", |signature| &signature.package);
            let names = requirements(call.step)
                .into_iter()
                .filter_map(|node| node.as_str());
            if names.into_iter().any(|name| brings(&name, package)) {
                brought.insert((package.to_owned(), call.step.section == Section::Pull));
            }
        }
        for call in calls(cx) {
            let (Some(signature), Some(function)) = (call.signature(), &call.step.function) else {
                continue;
            };
            let Some(requires) = &signature.requires else {
                continue;
            };
            let place = (
                signature.package.clone(),
                call.step.section == Section::Pull,
            );
            if call.step.requires.is_some() || brought.contains(&place) {
                continue;
            }
            let fix = add_input(call.step, "requires", requires).map(|edit| {
                Fix::new(
                    format!("add `requires: {requires}`"),
                    Safety::Safe,
                    vec![edit],
                )
            });
            let name = short(last(&function.name));
            report
                .at(
                    function.key.range(),
                    format!("`{name}` comes from the package `{}`", signature.package),
                )
                .label("no `requires`")
                .note("where the package is not installed, the step fails")
                .help(format!("add `requires: {requires}`"))
                .maybe_fix(fix);
        }
    }
}
