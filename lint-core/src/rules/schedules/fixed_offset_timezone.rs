//! PF511

use crate::declare_rule;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schedule::timezone::{Fixed, fixed};

declare_rule! {
    /// ## What it does
    /// Finds time zones whose clocks never change, by a name that suggests something else.
    ///
    /// ## Why is this bad?
    /// `EST` is standard time in summer too, an hour off the clocks of New York. In `Etc/GMT+5` the sign is turned
    /// round: it is five hours *behind* UTC.
    ///
    /// ## Example
    /// ```yaml @7:19-7:22,@9:19-9:28
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         timezone: EST
    ///       - cron: "0 9 * * *"
    ///         timezone: Etc/GMT+5
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
    ///         timezone: America/New_York
    ///       - cron: "0 9 * * *"
    ///         timezone: America/Bogota
    /// ```
    pub struct FixedOffsetTimezone = "PF511", "fixed-offset-timezone", Info, fix: None, since: "0.1.0";
}

impl Rule for FixedOffsetTimezone {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for schedule in &cx.manifest.schedules {
            let Some(zone) = schedule.literal("timezone") else {
                continue;
            };
            let Some(kind) = fixed(&zone.text).filter(|_| schedule.selector.is_some()) else {
                continue;
            };
            let name = &zone.text;
            let (message, help) = match kind {
                Fixed::Etc(hours) => {
                    let (size, side) = (hours.abs(), if hours < 0 { "behind" } else { "ahead of" });
                    let unit = if size == 1 { "hour" } else { "hours" };
                    (
                        format!("`{name}` is {size} {unit} {side} UTC, all year"),
                        "the sign is turned round in these names; a city's name says what is meant"
                            .to_owned(),
                    )
                }
                Fixed::Standard(city) => (
                    format!("`{name}` is standard time, in summer too"),
                    format!("write `{city}` for the time on the clocks there"),
                ),
            };
            report
                .at(zone.whole(), message)
                .deployment(schedule.deployment.clone())
                .help(help);
        }
    }
}
