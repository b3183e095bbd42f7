//! PF113

use crate::declare_rule;
use crate::rules::offer::none_of;
use crate::rules::words::{REFUSED_LATE, outcome};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::{FindingKind, Level};

declare_rule! {
    /// ## What it does
    /// Finds a `version_type` that is none of those that Prefect knows. Rules of their own look at the words of
    /// triggers, service level agreements and concurrency limits.
    ///
    /// ## Why is this bad?
    /// Prefect looks at it only after the build and push steps have run, and then stops.
    ///
    /// ## Example
    /// ```yaml @5:19-5:25
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     version_type: vcs:gt
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     version_type: vcs:git
    /// ```
    ///
    /// ## Fix
    /// Writes the word that was probably meant.
    pub struct InvalidValue = "PF113", "invalid-value", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for InvalidValue {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings {
            let FindingKind::InvalidWord(words) = finding.kind else {
                continue;
            };
            let level = finding.spot.object.level;
            if !matches!(level, Level::Sla | Level::ConcurrencyLimit) {
                let note = outcome(finding, REFUSED_LATE);
                none_of(report, finding, words, note, None);
            }
        }
    }
}
