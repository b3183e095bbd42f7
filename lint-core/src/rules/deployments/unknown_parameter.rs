//! PF211

use hashbrown::HashSet;

use super::given::{self, Given};
use crate::declare_rule;
use crate::diagnostic::Fix;
use crate::manifest::Deployment;
use crate::near::nearest;
use crate::project::{Flow, Lookup, Signature};
use crate::rules::offer::rename;
use crate::rules::words::{listed, short};
use crate::rules::{Context, Meta, Report, Rule};
use crate::yaml::NodeKind;
use crate::yaml::{Entry, NodeId};

declare_rule! {
    /// ## What it does
    /// Finds parameters that the flow does not have: of the deployment, of its schedules and of its triggers.
    ///
    /// A flow with `**kwargs` takes any.
    ///
    /// ## Why is this bad?
    /// Prefect stores them and says nothing. Every run then fails before its first line.
    ///
    /// ## Example
    /// ```python file=report.py
    /// from prefect import flow
    ///
    /// @flow
    /// def report(region: str, days: int = 7):
    ///     ...
    /// ```
    ///
    /// ```yaml @7:7-7:10
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     parameters:
    ///       region: eu
    ///       day: 30
    /// ```
    ///
    /// ## Use instead
    /// ```python file=report.py
    /// from prefect import flow
    ///
    /// @flow
    /// def report(region: str, days: int = 7):
    ///     ...
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     parameters:
    ///       region: eu
    ///       days: 30
    /// ```
    ///
    /// ## Fix
    /// Writes the name of a parameter that is nearly the same, and not given yet.
    pub struct UnknownParameter = "PF211", "unknown-parameter", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for UnknownParameter {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut seen = HashSet::new();
        for (deployment, target) in cx.flows.iter(cx.manifest) {
            let (Lookup::Flow(flow), Some(signature)) = (&target.lookup, &target.signature) else {
                continue;
            };
            if signature.is_open {
                continue;
            }
            let schedules = given::of_schedules(cx.manifest, deployment);
            let all = given::own(deployment)
                .into_iter()
                .chain(schedules.filter_map(|(_, given)| given))
                .chain(given::of_triggers(deployment));
            for given in all {
                check(&given, flow, signature, deployment, &mut seen, report);
            }
        }
    }
}

fn check<'t>(
    given: &Given<'t>,
    flow: &Flow,
    signature: &Signature,
    deployment: &Deployment<'t>,
    seen: &mut HashSet<NodeId>,
    report: &mut Report<'_>,
) {
    for entry in &given.entries {
        let Some(name) = entry.key.as_str() else {
            continue;
        };
        // A placeholder in a key is not filled in, and reported for that.
        if signature.get(&name).is_some() || name.contains("{{") || !seen.insert(entry.key.id()) {
            continue;
        }
        let free = signature.parameters.iter().map(|it| it.name.as_str());
        let near = nearest(&name, free.filter(|name| !given.has(name)));
        let names: Vec<&str> = signature
            .parameters
            .iter()
            .map(|it| it.name.as_str())
            .collect();
        let help = match (near, names.as_slice()) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, []) => "it takes no parameters".to_owned(),
            (None, names) => format!("it takes {}", listed(names)),
        };
        let function = flow
            .function
            .as_ref()
            .map_or("", |function| function.name.as_str());
        report
            .at(
                entry.key.range(),
                format!(
                    "the flow `{}` has no parameter `{}`",
                    short(function),
                    short(&name)
                ),
            )
            .label("no such parameter")
            .note("Prefect stores it and says nothing; every run fails before its first line")
            .help(help)
            .maybe_fix(near.and_then(|near| fix(entry, near)))
            .deployment(deployment.label());
    }
}

fn fix(entry: &Entry<'_>, near: &str) -> Option<Fix> {
    (entry.key.kind() == NodeKind::Scalar).then(|| rename(entry.key, near))
}
