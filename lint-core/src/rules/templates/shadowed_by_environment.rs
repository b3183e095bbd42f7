//! PF413

use super::case::{first_wrong, id_range};
use crate::declare_rule;
use crate::manifest::Step;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::template::name::looks_like_environment;
use crate::template::scope::Until;
use crate::template::{Given, Path, Reached, Resolution};

declare_rule! {
    /// ## What it does
    /// Finds placeholders for a step's output by a plain name in capitals, in a deployment's own fields.
    ///
    /// ## Why is this bad?
    /// There, Prefect looks for an environment variable of that name first. Where `prefect deploy` runs with one,
    /// its value is taken, and not what the step gives.
    ///
    /// ## Example
    /// ```yaml @7:21-7:25
    /// build:
    ///   - example_steps.who_am_i:
    ///       id: USER
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     version: "by {{ USER }}"
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// build:
    ///   - example_steps.who_am_i:
    ///       id: who
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     version: "by {{ who.name }}"
    ///     work_pool: {name: main}
    /// ```
    pub struct ShadowedByEnvironment = "PF413", "shadowed-by-environment", Info, fix: None, since: "0.1.0";
}

impl Rule for ShadowedByEnvironment {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for answer in cx.references.placeholders() {
            let path = Path::new(answer.name());
            if !looks_like_environment(path.as_str()) {
                continue;
            }
            let Some(case) = first_wrong(&answer, |reached, resolution| {
                giver(path, reached, resolution)
            }) else {
                continue;
            };
            let name = short(path.as_str());
            let message = format!(
                "an environment variable `{name}` would take the place of the step's output{}",
                case.suffix
            );
            report
                .at(answer.name_range(), message)
                .deployment(case.deployment.clone())
                .label("looked for in the environment first")
                .note("where `prefect deploy` runs with such a variable, its value is taken")
                .help(format!(
                    "give the step another id, or write `{{{{ ${name} }}}}` for the variable"
                ))
                .other(id_range(case.wrong), "the step");
        }
    }
}

/// The step that gives what the environment may have as well.
fn giver<'a>(
    path: Path<'_>,
    reached: &Reached<'a>,
    resolution: &Resolution<'a>,
) -> Option<&'a Step<'a>> {
    resolution.environment.as_ref()?;
    let by_id = |name: &str| {
        let ids = reached.scope.ids(Until::Deployed);
        ids.into_iter()
            .find(|(id, _)| *id == name)
            .map(|(_, step)| step)
    };
    match &resolution.given {
        Given::Step { step, .. } => Some(step),
        Given::Unknown => by_id(&path.first()),
        _ => None,
    }
}
