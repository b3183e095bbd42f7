//! PF215

use hashbrown::HashSet;

use super::place::value_range;
use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::manifest::{Content, Origin, Written};
use crate::rules::edits;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::Spot;
use crate::schema::deployment::DEPLOYMENT;
use crate::settings::Version;

declare_rule! {
    /// ## What it does
    /// Finds deployments with an empty `pull` that does not switch the file's `pull` off: with nothing behind the colon, or `{}`.
    ///
    /// ## Why is this bad?
    /// The file's steps still run before each flow run. Only `[]` switches them off, since Prefect 3.8.
    ///
    /// ## Example
    /// ```yaml @8:5-8:9
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/acme/flows.git
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     pull:
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/acme/flows.git
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     pull: []
    /// ```
    ///
    /// ## Fix
    /// Writes `[]`.
    pub struct PullNotDisabled = "PF215", "pull-not-disabled", Warning, fix: Unsafe, since: "0.1.0";
}

/// The first Prefect in which an empty list is no pull at all.
const HAS_EMPTY: Version = Version(3, 8, 0);

impl Rule for PullNotDisabled {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let has_empty = cx.target.holds(HAS_EMPTY);
        let mut seen = HashSet::new();
        for deployment in &cx.manifest.deployments {
            let pull = &deployment.pull;
            let (Some(own), Some(file)) = (pull.own, pull.written) else {
                continue;
            };
            let is_empty = !matches!(own.content, Content::Steps(_) | Content::Other);
            if pull.origin != Origin::File || !is_empty || !seen.insert(own.key.id()) {
                continue;
            }
            let (help, fix) = match has_empty {
                true => ("write `[]` to pull nothing; or remove the key", fix(&own)),
                false => (
                    "move the file's `pull` into the deployments that need it",
                    None,
                ),
            };
            report
                .at(
                    value_range(own.key, own.value),
                    "this `pull` does not switch the file's `pull` off",
                )
                .label("the file's steps still run")
                .note("Prefect takes it for none, and the file's in its place")
                .help(help)
                .other(file.key.range(), "these steps run")
                .maybe_fix(fix)
                .deployment(deployment.label());
        }
    }
}

fn fix(own: &Written<'_>) -> Option<Fix> {
    let spot = Spot {
        object: &DEPLOYMENT,
        field: None,
        parent: own.key,
        key: Some(own.key),
        value: own.value,
        merged: own.merged_by.is_some(),
    };
    let edit = edits::fill(&spot, "[]")?;
    Some(Fix::new("write `[]`", Safety::Unsafe, vec![edit]))
}
