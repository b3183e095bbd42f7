//! PF109

use crate::declare_rule;
use crate::rules::words::{outcome, subject};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::FindingKind;

declare_rule! {
    /// ## What it does
    /// Finds placeholders in fields that cannot hold one: `paused`, `interval`, `concurrency_limit`,
    /// `enforce_parameter_schema`, and those that hold a list or a mapping.
    ///
    /// ## Why is this bad?
    /// Prefect looks at the types when it loads the file, before any placeholder is filled in. Until then a
    /// placeholder is text, and text is not what these fields take.
    ///
    /// ## Example
    /// ```yaml @5:13-5:28
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     paused: "{{ $PAUSED }}"
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     paused: true
    /// ```
    pub struct PlaceholderInTypedField = "PF109", "placeholder-in-typed-field", Error, fix: None, since: "0.1.0";
}

impl Rule for PlaceholderInTypedField {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings {
            let FindingKind::Placeholder(expected) = finding.kind else {
                continue;
            };
            report
                .finding(
                    finding,
                    format!("{} cannot hold a placeholder", subject(finding)),
                )
                .label("still text when Prefect loads the file")
                .note(outcome(finding, ""))
                .help(format!("write {}", expected.words()));
        }
    }
}
