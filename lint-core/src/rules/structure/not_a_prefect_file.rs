//! PF111

use crate::declare_rule;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::FindingKind;

declare_rule! {
    /// ## What it does
    /// Finds files named `prefect.yaml` that are something else: a Kubernetes manifest, a Compose file, a workflow.
    /// Nothing else is reported about such a file, unless Prefect can't even read it.
    ///
    /// ## Why is this bad?
    /// It need not be. But `prefect deploy` in that directory would read the file and find nothing in it.
    ///
    /// ## Example
    /// ```yaml @1:1-1:11
    /// apiVersion: v1
    /// kind: Namespace
    /// metadata:
    ///   name: prefect
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    /// ```
    pub struct NotAPrefectFile = "PF111", "not-a-prefect-file", Info, fix: None, since: "0.1.0";
}

impl Rule for NotAPrefectFile {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings {
            let FindingKind::Foreign(foreign) = finding.kind else {
                continue;
            };
            let mark = finding.spot.value.pairs().map(|(key, _)| key).find(|key| {
                key.as_text()
                    .is_some_and(|key| foreign.keys.contains(&key.as_ref()))
            });
            report
                .at(
                    mark.map_or(finding.range(), |key| key.range()),
                    format!(
                        "this looks like {}, not like a file for Prefect",
                        foreign.what
                    ),
                )
                .note("nothing else is reported about this file")
                .help("give the file another name, or exclude it in the settings");
        }
    }
}
