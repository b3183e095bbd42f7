//! PF706

use crate::declare_rule;
use crate::rules::offer::none_of;
use crate::rules::words::outcome;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::field::quoted;
use crate::schema::{Finding, FindingKind, Level};
use crate::yaml::Node;

declare_rule! {
    /// ## What it does
    /// Finds service level agreements that lack a key, have a length of time that Prefect cannot read or a `severity`
    /// that it does not know, or promise several things at once.
    ///
    /// ## Why is this bad?
    /// Each item of `sla` needs a `name`, and one of `duration`, `within` and `stale_after` to say what is promised.
    /// Prefect looks at this when it loads the file, and drops the whole file if one item is wrong. Of several promises
    /// in one item it keeps the first in this order, and says nothing about the others.
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
    /// ```yaml @8:9-8:15
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     sla:
    ///       - name: quick
    ///         duration: 600
    ///         within: PT10M
    /// ```
    ///
    /// ```yaml @8:19-8:23
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     sla:
    ///       - name: on-time
    ///         within: PT10M
    ///         severity: High
    /// ```
    ///
    /// ## Use instead
    /// ```yaml by-hand
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     sla:
    ///       - name: on-time
    ///         severity: high
    ///         within: PT10M
    /// ```
    ///
    /// ```yaml by-hand
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     sla:
    ///       - name: quick
    ///         duration: 600
    ///       - name: on-time
    ///         within: PT10M
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     sla:
    ///       - name: on-time
    ///         within: PT10M
    ///         severity: high
    /// ```
    ///
    /// ## Fix
    /// Writes the `severity` that was probably meant.
    pub struct InvalidSla = "PF706", "invalid-sla", Error, fix: Sometimes, since: "0.1.0";
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
                FindingKind::InvalidWord(words) if finding.spot.object.level == Level::Sla => {
                    none_of(report, finding, words, outcome(finding, ""), None);
                }
                FindingKind::DroppedPromise { kept } => dropped(report, finding, kept),
                _ => {}
            }
        }
    }
}

fn dropped(report: &mut Report<'_>, finding: &Finding<'_>, kept: Node<'_>) {
    let (key, first) = (finding.name(), kept.source());
    report
        .finding(finding, format!("`{key}` does not count beside `{first}`"))
        .label("dropped")
        .note("Prefect makes one promise of each item, and says nothing about the others")
        .help(format!("write an item of its own for `{key}`"))
        .other(kept.range(), "this one counts");
}
