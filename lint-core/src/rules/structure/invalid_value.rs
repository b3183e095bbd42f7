//! PF113

use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::near::nearest;
use crate::rules::edits;
use crate::rules::words::{outcome, short, subject};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::field::quoted;
use crate::schema::{FindingKind, Spot};
use crate::yaml::{NodeKind, Style};

declare_rule! {
    /// ## What it does
    /// Finds words that are not among those that a field takes: `version_type`, `collision_strategy`, and `severity`
    /// of an SLA.
    ///
    /// ## Why is this bad?
    /// Prefect looks at most of them only after the build and push steps have run, and then stops. A wrong
    /// `severity` makes it drop the whole file.
    ///
    /// ## Example
    /// ```yaml @7:27-7:37
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     concurrency_limit:
    ///       limit: 1
    ///       collision_strategy: cancel_new
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     concurrency_limit:
    ///       limit: 1
    ///       collision_strategy: CANCEL_NEW
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
            let spot = &finding.spot;
            let written = spot.value.as_str().unwrap_or_default();
            let near = nearest(&written, words.iter().copied());
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write {}", quoted(words)),
            };
            report
                .finding(
                    finding,
                    format!("{} cannot be `{}`", subject(finding), short(&written)),
                )
                .label(format!("must be {}", quoted(words)))
                .note(outcome(
                    finding,
                    "Prefect refuses the deployment after its build and push steps have run",
                ))
                .help(help)
                .maybe_fix(near.and_then(|near| fix(spot, near)));
        }
    }
}

fn fix(spot: &Spot<'_>, near: &str) -> Option<Fix> {
    let value = spot.value;
    let text = match (value.kind(), value.style()) {
        (NodeKind::Scalar, Style::Plain) => near.to_owned(),
        (NodeKind::Scalar, Style::SingleQuoted | Style::DoubleQuoted) => edits::quoted(near),
        _ => return None,
    };
    let edit = edits::replace(
        value.range().start().into()..value.range().end().into(),
        text,
    );
    Some(Fix::new(
        format!("replace with `{near}`"),
        Safety::Safe,
        vec![edit],
    ))
}
