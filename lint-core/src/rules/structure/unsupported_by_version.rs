//! PF110

use hashbrown::HashSet;

use crate::declare_rule;
use crate::rules::words::subject;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::target::words;
use crate::schema::{Finding, FindingKind, Level};

declare_rule! {
    /// ## What it does
    /// Finds keys that came with a later Prefect than the one that the setting `target-version`, or else
    /// `prefect-version` in the file, names.
    ///
    /// ## Why is this bad?
    /// A Prefect that does not know a key ignores it, or refuses the file.
    ///
    /// ## Example
    /// ```yaml @7:9-7:13 target-version=3.1
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         slug: mornings
    /// ```
    ///
    /// ## Use instead
    /// ```yaml target-version=3.2
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         slug: mornings
    /// ```
    pub struct UnsupportedByVersion = "PF110", "unsupported-by-version", Warning, fix: None, since: "0.1.0";
}

/// Whether a key says what holds without it, so that nothing is lost where it is ignored.
fn is_default(finding: &Finding<'_>) -> bool {
    let default = finding.spot.field.and_then(|field| field.default);
    default.is_some_and(|default| default == finding.spot.value.source())
}

impl Rule for UnsupportedByVersion {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut named_before = HashSet::new();
        for finding in cx.findings {
            let FindingKind::UnsupportedKey { since, stated } = finding.kind else {
                continue;
            };
            // Once a key is enough, and what is in a list that is unknown as a whole is not worth a word.
            let within = finding.spot.object.level == Level::Schedule;
            let repeated = within && named_before.contains("schedules")
                || !named_before.insert(finding.name().to_owned());
            if repeated || is_default(finding) {
                continue;
            }
            let (since, named) = (words(since), words(stated.version));
            report
                .finding(
                    finding,
                    format!(
                        "{} needs Prefect {since}, and `{}` is {named}",
                        subject(finding),
                        stated.by
                    ),
                )
                .label(format!("since Prefect {since}"))
                .note(format!("Prefect {named} does not know it"))
                .help(format!(
                    "use Prefect {since} or later, and say so in `{}`",
                    stated.by
                ));
        }
    }
}
