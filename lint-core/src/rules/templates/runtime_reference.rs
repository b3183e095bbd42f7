//! PF412

use super::case::{first_wrong, has_no_giver, outcome};
use super::special::{Special, special};
use crate::declare_rule;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::template::{Given, Reached, Resolution, Why};

declare_rule! {
    /// ## What it does
    /// Finds placeholders for what is only there while a flow runs: `flow_run`, `deployment`, `prefect.runtime` and
    /// the like; `ctx` where a step or a schedule is filled in; `event` outside the `parameters` of a trigger.
    ///
    /// ## Why is this bad?
    /// Placeholders are filled in when the deployment is created, and there is no flow run then. Prefect drops the
    /// key, or puts nothing in the place of the placeholder.
    ///
    /// ## Example
    /// ```yaml @8:20-8:31
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///       job_variables:
    ///         env:
    ///           RUN: "{{ flow_run.id }}"
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// # prefect.runtime.flow_run.id in report.py
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    /// ```
    pub struct RuntimeReference = "PF412", "runtime-reference", Error, fix: None, since: "0.1.0";
}

impl Rule for RuntimeReference {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for answer in cx.references.placeholders() {
            let name = answer.name();
            if special(name) != Some(Special::Runtime) {
                continue;
            }
            let wrong = |reached: &Reached<'_>, resolution: &Resolution<'_>| {
                let is_left = matches!(resolution.given, Given::Nothing(Why::Runtime));
                (is_left || has_no_giver(name, reached, resolution)).then_some(())
            };
            let Some(case) = first_wrong(&answer, wrong) else {
                continue;
            };
            report
                .at(
                    answer.name_range(),
                    format!(
                        "there is no `{}` when this is filled in{}",
                        short(name),
                        case.suffix
                    ),
                )
                .deployment(case.deployment.clone())
                .label("known only while the flow runs")
                .note(outcome(&case.reached.place, case.resolution.otherwise))
                .help("in the flow's code, `prefect.runtime` has it");
        }
    }
}
