//! PF706

use crate::declare_rule;
use crate::rules::words::outcome;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::field::quoted;
use crate::schema::{FindingKind, Level};

declare_rule! {
    /// ## What it does
    /// Finds service level agreements that lack a key, or have a length of time that Prefect cannot read.
    ///
    /// ## Why is this bad?
    /// Each item of `sla` needs a `name`, and `duration`, `within` or `stale_after` to say what is promised. Prefect
    /// looks at this when it loads the file, and drops the whole file if one item is wrong.
    ///
    /// ## Example
    /// ```yaml @6:9-6:13
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     sla:
    ///       - name: on-time
    ///         severity: high
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     sla:
    ///       - name: on-time
    ///         severity: high
    ///         within: PT10M
    /// ```
    pub struct InvalidSla = "PF706", "invalid-sla", Error, fix: None, since: "0.1.0";
}

impl Rule for InvalidSla {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings {
            match finding.kind {
                FindingKind::MissingKey(keys) => {
                    report
                        .finding(finding, format!("this SLA has no {}", quoted(keys)))
                        .note(outcome(finding, ""))
                        .help(format!("add {}", quoted(keys)));
                }
                FindingKind::InvalidDuration if finding.spot.object.level == Level::Sla => {
                    let value = finding.spot.value.source();
                    report
                        .finding(
                            finding,
                            format!("`{value}` is no duration that Prefect can read"),
                        )
                        .note(outcome(finding, ""))
                        .help("write seconds without quotes, `PT10M`, or `\"00:10:00\"`");
                }
                _ => {}
            }
        }
    }
}
