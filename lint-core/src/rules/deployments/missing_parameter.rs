//! PF213

use hashbrown::HashSet;

use super::given;
use crate::declare_rule;
use crate::manifest::Deployment;
use crate::project::{Lookup, Param, Signature};
use crate::rules::words::{listed, short};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::coerce;
use crate::text::TextRange;

declare_rule! {
    /// ## What it does
    /// Finds schedules whose runs lack a parameter that the flow has no default for.
    ///
    /// ## Why is this bad?
    /// Whoever starts a run by hand is asked for it; nobody is there to be asked when the schedule does. Each of its
    /// runs fails before its first line.
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
    /// ```yaml @8:9-8:13
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     parameters:
    ///       days: 30
    ///     schedules:
    ///       - cron: "0 9 * * *"
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
    ///       days: 30
    ///       region: eu
    ///     schedules:
    ///       - cron: "0 9 * * *"
    /// ```
    pub struct MissingParameter = "PF213", "missing-parameter", Warning, fix: None, since: "0.1.0";
}

impl Rule for MissingParameter {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut seen = HashSet::new();
        for (deployment, target) in cx.flows.iter(cx.manifest) {
            let (Lookup::Flow(flow), Some(signature)) = (&target.lookup, &target.signature) else {
                continue;
            };
            // An argument of a method may be its object, and anything may be behind a mapping that is not known.
            if !deployment.known || flow.is_method {
                continue;
            }
            for (place, missing) in missing(cx, deployment, signature) {
                if seen.insert((place, missing.clone())) {
                    let function = flow.function.as_ref().map_or("", |it| it.name.as_str());
                    say(place, &missing, function, deployment, report);
                }
            }
        }
    }
}

/// For each schedule that is on, the required parameters that its runs lack.
fn missing(
    cx: &Context<'_>,
    deployment: &Deployment<'_>,
    signature: &Signature,
) -> Vec<(TextRange, Vec<String>)> {
    let own = given::own(deployment);
    // What is there, but can't be looked into, may give anything.
    if own.is_none() && deployment.get("parameters").is_some() {
        return Vec::new();
    }
    let required = |param: &&Param| param.default.is_none();
    let schedules = given::of_schedules(cx.manifest, deployment);
    let lacking = schedules.filter_map(|(schedule, given)| {
        let selector = schedule.selector?;
        let active = schedule.get("active").and_then(|entry| entry.value.value());
        let is_off = active.is_some_and(|value| coerce::boolean(&value) == Some(false));
        if is_off || (given.is_none() && schedule.get("parameters").is_some()) {
            return None;
        }
        let is_given = |name: &str| {
            own.as_ref().is_some_and(|own| own.has(name))
                || given.as_ref().is_some_and(|given| given.has(name))
        };
        let missing = signature.parameters.iter().filter(required);
        let missing: Vec<String> = missing
            .filter(|param| !is_given(&param.name))
            .map(|param| param.name.clone())
            .collect();
        let key = schedule.get(selector.key())?.key.range();
        (!missing.is_empty()).then_some((key, missing))
    });
    lacking.collect()
}

fn say(
    place: TextRange,
    missing: &[String],
    function: &str,
    deployment: &Deployment<'_>,
    report: &mut Report<'_>,
) {
    let (noun, them) = match missing {
        [_] => ("the parameter", "it"),
        _ => ("the parameters", "them"),
    };
    report
        .at(
            place,
            format!(
                "runs of this schedule lack {noun} {} of `{}`",
                listed(missing),
                short(function)
            ),
        )
        .note("each of them fails before its first line")
        .help(format!(
            "give {them} in `parameters`, of the deployment or of the schedule"
        ))
        .deployment(deployment.label());
}
