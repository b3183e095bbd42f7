//! PF515

use crate::declare_rule;
use crate::manifest::Selector;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schedule::interval::Interval;

declare_rule! {
    /// ## What it does
    /// Finds intervals in months or years.
    ///
    /// ## Why is this bad?
    /// An interval is a fixed length of time: a month is always 30 days, a year 365. The runs wander through the
    /// calendar.
    ///
    /// ## Example
    /// ```yaml @6:19-6:22
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - interval: P1M
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 0 1 * *"
    /// ```
    pub struct CalendarInterval = "PF515", "calendar-interval", Warning, fix: None, since: "0.1.0";
}

impl Rule for CalendarInterval {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for schedule in &cx.manifest.schedules {
            let Some(literal) = schedule.literal(Selector::Interval.key()) else {
                continue;
            };
            let (Some(unit), Some(interval)) = (
                calendar_unit(&literal.text),
                Interval::of_node(literal.node),
            ) else {
                continue;
            };
            let days = interval.seconds / 86_400;
            let unit_words = match unit {
                'Y' => "a year is always 365 days here",
                _ => "a month is always 30 days here",
            };
            let help = match literal.text.trim_start_matches(['+', 'P']) {
                "1M" => "write `cron: \"0 0 1 * *\"` for the first of every month",
                "3M" => "write `cron: \"0 0 1 */3 *\"` for the first of every third month",
                "6M" => "write `cron: \"0 0 1 */6 *\"` for the first of every sixth month",
                "1Y" | "12M" => "write `cron: \"0 0 1 1 *\"` for the first of January",
                _ => "write a `cron` or an `rrule` to follow the calendar",
            };
            report
                .at(
                    literal.whole(),
                    format!("`{}` is {days} days", short(&literal.text)),
                )
                .deployment(schedule.deployment.clone())
                .note(unit_words)
                .help(help);
        }
    }
}

/// The letter of a year or month in an ISO 8601 duration.
fn calendar_unit(text: &str) -> Option<char> {
    let parts = text.trim_start_matches(['+', '-']).strip_prefix('P')?;
    let days = parts.split('T').next().unwrap_or(parts);
    days.chars().find(|c| matches!(c, 'Y' | 'M'))
}
