//! PF507

use crate::declare_rule;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schedule::cron::Field;

declare_rule! {
    /// ## What it does
    /// Finds cron expressions with a day of the month and a day of the week, where `day_or` does not say how they go
    /// together.
    ///
    /// ## Why is this bad?
    /// Prefect runs them where either fits, not only where both do: `0 9 13 * 5` runs on every 13th and on every
    /// Friday.
    ///
    /// ## Example
    /// ```yaml @6:20-6:26
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 13 * 5"
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 13 * 5"
    ///         day_or: false
    /// ```
    pub struct CronDayOr = "PF507", "cron-day-or", Warning, fix: None, since: "0.1.0";
}

impl Rule for CronDayOr {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let now = cx.settings.now.map(|now| now.naive_utc());
        for written in cx.crons {
            let Ok(cron) = &written.cron else {
                continue;
            };
            let is_said = written.schedule.get("day_or").is_some();
            let (Some(day), Some(weekday)) = (cron.place(Field::Day), cron.place(Field::Weekday))
            else {
                continue;
            };
            let is_ored = cron.days_are_ored(true) && cron.random_fields().next().is_none();
            // Other rules have more to say about these.
            let is_other = cron.never(true, now).is_some() || written.seconds_first().is_some();
            if is_said || !is_ored || is_other {
                continue;
            }
            report
                .at(
                    written.text.range(day.start..weekday.end),
                    "the day of the month and the day of the week do not have to fit together",
                )
                .note(format!("Prefect runs it {}", cron.words(true)))
                .help(format!(
                    "write `day_or: false` to run it {}, or `day_or: true` if it is right as it is",
                    cron.words(false)
                ))
                .deployment(written.deployment());
        }
    }
}
