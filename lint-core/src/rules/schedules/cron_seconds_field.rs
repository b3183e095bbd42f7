//! PF505

use crate::declare_rule;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds cron expressions of six or seven fields that seem to have the seconds first, as Quartz and Spring have
    /// them.
    ///
    /// ## Why is this bad?
    /// Prefect reads the seconds in the sixth field. `0 0 9 * * *` is not nine o'clock to it, but every second of one
    /// minute on the 9th of the month.
    ///
    /// ## Example
    /// ```yaml @6:16-6:27
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 0 9 * * *"
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
    /// The unsafe fix leaves the seconds out where they are 0.
    pub struct CronSecondsField = "PF505", "cron-seconds-field", Warning, fix: Unsafe, since: "0.1.0";
}

impl Rule for CronSecondsField {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for written in cx.crons {
            let Ok(cron) = &written.cron else {
                continue;
            };
            let Some(read) = written.seconds_first() else {
                continue;
            };
            let text = short(&written.text.text);
            report
                .at(
                    written.text.whole(),
                    format!("`{text}` seems to have the seconds first, and Prefect has them sixth"),
                )
                .note(format!(
                    "Prefect runs it {}; with the seconds first it is {}",
                    cron.words(written.day_or().unwrap_or(true)),
                    read.words
                ))
                .help(read.help())
                .maybe_fix(
                    read.without_seconds
                        .clone()
                        .and_then(|five| written.replaced_by(five)),
                )
                .deployment(written.deployment());
        }
    }
}
