//! PF406

use super::case::{first_wrong, id_range, outcome};
use super::special::special;
use crate::declare_rule;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::template::name::looks_like_environment;
use crate::template::{Field, Given, Why};

declare_rule! {
    /// ## What it does
    /// Finds outputs of steps in `entrypoint` and in `work_pool.name`.
    ///
    /// Environment variables (`{{ $NAME }}`), variables and blocks can be used there.
    ///
    /// ## Why is this bad?
    /// Prefect loads the flow and looks the work pool up before any step has run. It takes the placeholder as it is
    /// written, and stops as there is no such flow or pool.
    ///
    /// ## Example
    /// ```yaml @9:17-9:33
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       id: find-pool
    ///       script: ./find_pool.sh
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: "{{ find-pool.stdout }}"
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: "{{ $WORK_POOL }}"
    /// ```
    pub struct ReferenceResolvedTooLate = "PF406", "reference-resolved-too-late", Error, fix: None, since: "0.1.0";
}

impl Rule for ReferenceResolvedTooLate {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for answer in cx.references.placeholders() {
            let is_env = looks_like_environment(answer.name()) || special(answer.name()).is_some();
            let Some(case) = first_wrong(&answer, |_, resolution| match &resolution.given {
                Given::Nothing(Why::TooLate(step)) if step.is_some() || !is_env => Some(*step),
                _ => None,
            }) else {
                continue;
            };
            let (key, before) = match case.reached.place.field() {
                Some(Field::Entrypoint) => ("entrypoint", "loads the flow"),
                _ => ("work_pool.name", "looks the work pool up"),
            };
            let message = format!(
                "`{}` is not known yet when Prefect {before}{}",
                short(answer.name()),
                case.suffix
            );
            let found = report
                .at(answer.name_range(), message)
                .deployment(case.deployment.clone())
                .label("no step has run yet")
                .note(outcome(&case.reached.place, case.resolution.otherwise))
                .help(format!(
                    "`{key}` can hold `{{{{ $NAME }}}}`, `{{{{ prefect.variables.name }}}}` and blocks"
                ));
            if let Some(step) = case.wrong {
                found.other(id_range(step), "runs later");
            }
        }
    }
}
