//! PF509

use super::crons::Written;
use crate::declare_rule;
use crate::rules::words::{REFUSED_LATE, short};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schedule::cron::CronErrorKind;
use crate::text::TextRange;

declare_rule! {
    /// ## What it does
    /// Finds random and hashed values in cron expressions: `R`, `R(0-30)`, `H`, `H/15`.
    ///
    /// ## Why is this bad?
    /// Jenkins has these. Prefect refuses `H`, and `R` alone. `R/5` and `R(0-30)` slip through: the number is drawn
    /// anew whenever the scheduler looks, so runs come at odd times and too often.
    ///
    /// ## Example
    /// ```yaml @6:16-6:17,@7:16-7:23
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "H 9 * * *"
    ///       - cron: "R(0-30) 9 * * *"
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "17 9 * * *"
    ///       - cron: "5 9 * * *"
    /// ```
    pub struct RandomCron = "PF509", "random-cron", Error, fix: None, since: "0.1.0";
}

const DRAWN: &str = "Prefect draws the number anew whenever its scheduler looks, so runs come at odd times and too often";

impl Rule for RandomCron {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for written in cx.crons {
            for (place, message, note) in found(written) {
                report
                    .at(place, message)
                    .note(note)
                    .help("write a number")
                    .deployment(written.deployment());
            }
        }
    }
}

/// The places of such values, with what is wrong and what Prefect does.
fn found(written: &Written<'_>) -> Vec<(TextRange, String, &'static str)> {
    match &written.cron {
        Err(error) if matches!(error.kind, CronErrorKind::Random | CronErrorKind::Hashed) => {
            vec![(
                written.text.range(error.range.clone()),
                error.to_string(),
                REFUSED_LATE,
            )]
        }
        Err(_) => Vec::new(),
        Ok(cron) => {
            let places = cron.random_fields().filter_map(|field| cron.place(field));
            let described = places.map(|place| {
                let text = written.text.text.get(place.clone()).unwrap_or_default();
                let message = format!("`{}` is a random value", short(text));
                (written.text.range(place), message, DRAWN)
            });
            described.collect()
        }
    }
}
