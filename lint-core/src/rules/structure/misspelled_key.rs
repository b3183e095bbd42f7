//! PF101

use crate::declare_rule;
use crate::rules::offer::rename;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::FindingKind;

declare_rule! {
    /// ## What it does
    /// Finds keys that Prefect does not know and that look much like one that it knows.
    ///
    /// ## Why is this bad?
    /// Prefect ignores unknown keys and says nothing: the deployment is created without the setting.
    ///
    /// ## Example
    /// ```yaml @5:5-5:13
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     shedules:
    ///       - cron: "0 9 * * *"
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    /// ```
    ///
    /// ## Fix
    /// Writes the key that was probably meant.
    pub struct MisspelledKey = "PF101", "misspelled-key", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for MisspelledKey {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings {
            let (
                FindingKind::UnknownKey {
                    near: Some(near),
                    taken,
                    ..
                },
                Some(key),
            ) = (&finding.kind, finding.spot.key)
            else {
                continue;
            };
            let place = finding.spot.object.level.place();
            let help = match taken {
                true => format!("did you mean `{near}`? It is there already"),
                false => format!("did you mean `{near}`?"),
            };
            let fix = rename(key, near);
            report
                .finding(
                    finding,
                    format!("there is no key `{}` {place}", short(key.source())),
                )
                .label("unknown key")
                .note("Prefect ignores it and says nothing")
                .help(help)
                .maybe_fix((!taken).then_some(fix));
        }
    }
}
