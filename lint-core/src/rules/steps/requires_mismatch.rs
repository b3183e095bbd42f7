//! PF315

use super::calls::{Once, calls, last};
use super::requirements::{brings, requirements};
use crate::declare_rule;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds steps whose `requires` names other packages than the one that has their function.
    ///
    /// ## Why is this bad?
    /// Where the right package is missing, Prefect installs the named one, and the step still can't be imported.
    ///
    /// ## Example
    /// ```yaml @4:17-4:28
    /// push:
    ///   - prefect_docker.deployments.steps.push_docker_image:
    ///       image_name: acme/flows
    ///       requires: prefect-aws
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// push:
    ///   - prefect_docker.deployments.steps.push_docker_image:
    ///       image_name: acme/flows
    ///       requires: prefect-docker
    /// ```
    pub struct RequiresMismatch = "PF315", "requires-mismatch", Warning, fix: None, since: "0.1.0";
}

impl Rule for RequiresMismatch {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut once = Once::default();
        for call in calls(cx) {
            let Some(signature) = call.signature().filter(|s| s.requires.is_some()) else {
                continue;
            };
            let package = signature.package.as_str();
            let named = requirements(call.step);
            let texts = || named.iter().filter_map(|node| node.as_str());
            let fits =
                |text: &str| text.contains("{{") || is_address(text) || brings(text, package);
            let Some(first) = named.first().filter(|_| !texts().any(|text| fits(&text))) else {
                continue;
            };
            if !once.is_new(first.resolve()) {
                continue;
            }
            let name = short(last(call.step.name())).to_owned();
            report
                .at(
                    first.range(),
                    format!("`{name}` comes from the package `{package}`, which is not named here"),
                )
                .label("another package")
                .note("where the right package is missing, the step still can't be imported")
                .help(format!("write `{package}`"));
        }
    }
}

/// Whether a requirement is a place to install from.
fn is_address(text: &str) -> bool {
    text.contains("://") || text.contains('@') || text.starts_with(['.', '/'])
}
