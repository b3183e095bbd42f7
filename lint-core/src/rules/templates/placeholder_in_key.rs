//! PF411

use super::case::first_wrong;
use crate::declare_rule;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds placeholders in keys: of parameters, job variables, environment variables, inputs of steps.
    ///
    /// ## Why is this bad?
    /// Prefect fills in values, never keys. The key stays as it is written, braces and all.
    ///
    /// ## Example
    /// ```yaml @8:12-8:24
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///       job_variables:
    ///         env:
    ///           "{{ $STAGE }}_URL": https://example.com
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///       job_variables:
    ///         env:
    ///           STAGE_URL: "https://{{ $STAGE }}.example.com"
    /// ```
    pub struct PlaceholderInKey = "PF411", "placeholder-in-key", Warning, fix: None, since: "0.1.0";
}

impl Rule for PlaceholderInKey {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for answer in cx.references.placeholders() {
            let key = |reached: &crate::template::Reached<'_>| reached.place.is_key.then_some(());
            let Some(case) = first_wrong(&answer, |reached, _| key(reached)) else {
                continue;
            };
            report
                .at(
                    answer.range(),
                    format!("`{{{{ {} }}}}` stands in a key", short(answer.name())),
                )
                .deployment(case.deployment.clone())
                .label("stays as it is")
                .note("Prefect fills in values, never keys");
        }
    }
}
