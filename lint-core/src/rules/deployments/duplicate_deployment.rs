//! PF204

use hashbrown::HashMap;

use super::place::place;
use crate::declare_rule;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds deployments of the same flow with the same name.
    ///
    /// ## Why is this bad?
    /// They are one deployment to Prefect: the later overwrites the earlier, and both report success.
    ///
    /// ## Example
    /// ```yaml @5:11-5:17
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: big}
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///   - name: report-big
    ///     entrypoint: report.py:report
    ///     work_pool: {name: big}
    /// ```
    pub struct DuplicateDeployment = "PF204", "duplicate-deployment", Error, fix: None, since: "0.1.0";
}

impl Rule for DuplicateDeployment {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        if cx.manifest.deployments.len() < 2 {
            return;
        }
        let mut first = HashMap::new();
        for deployment in &cx.manifest.deployments {
            let (Some(name), Some(entrypoint), Some(entry)) = (
                deployment.known_name(),
                deployment.known_entrypoint(),
                deployment.name,
            ) else {
                continue;
            };
            let path = entrypoint
                .strip_prefix("./")
                .unwrap_or(&entrypoint)
                .to_owned();
            let here = place(deployment, &entry);
            let other = *first.entry((name.clone(), path)).or_insert(here);
            if other != here {
                report
                    .at(
                        here,
                        format!("`{}` is there already, of the same flow", short(&name)),
                    )
                    .label("the same deployment again")
                    .note("this one overwrites the other, and Prefect reports success for both")
                    .help("give it another name, or remove one of them")
                    .other(other, "the other one")
                    .deployment(Some(name.into_owned()));
            }
        }
    }
}
