//! PF107

use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::rules::edits;
use crate::rules::words::{outcome, subject};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::{Finding, FindingKind, Type};

declare_rule! {
    /// ## What it does
    /// Finds keys without a value where Prefect needs one: `parameters`, `job_variables`, `deployments`,
    /// `work_pool`, `tags` and some others.
    ///
    /// ## Why is this bad?
    /// A key with nothing behind it is not the same as no key: its value is null. For these keys Prefect drops the
    /// whole file, or stops with a traceback when it deploys.
    ///
    /// ## Example
    /// ```yaml @5:5-5:15
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     parameters:
    /// ```
    ///
    /// ```yaml @5:5-5:9
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     tags: null
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     parameters: {}
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     tags: []
    /// ```
    ///
    /// ## Fix
    /// Writes `{}` or `[]`.
    pub struct NullValue = "PF107", "null-value", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for NullValue {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings {
            let FindingKind::NullValue(expected) = finding.kind else {
                continue;
            };
            let help = match empty(expected) {
                Some(empty) if finding.spot.key.is_some() => {
                    format!("write `{empty}`, or remove the key")
                }
                _ => format!("write {}, or remove it", expected.words()),
            };
            report
                .finding(finding, format!("{} has no value", subject(finding)))
                .label("null")
                .note(outcome(
                    finding,
                    "Prefect stops with a traceback when it deploys",
                ))
                .help(help)
                .maybe_fix(fix(finding, expected));
        }
    }
}

/// A value that has nothing in it.
fn empty(expected: &Type) -> Option<&'static str> {
    match expected {
        Type::Mapping | Type::Object(_) => Some("{}"),
        Type::List(_) => Some("[]"),
        Type::OneOf(types) => types.iter().filter_map(empty).next(),
        _ => None,
    }
}

fn fix(finding: &Finding<'_>, expected: &Type) -> Option<Fix> {
    let empty = empty(expected)?;
    let edit = edits::fill(&finding.spot, empty)?;
    Some(Fix::new(
        format!("write `{empty}`"),
        Safety::Safe,
        vec![edit],
    ))
}
