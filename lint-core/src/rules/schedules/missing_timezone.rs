//! PF512

use super::entry::is_json;
use crate::declare_rule;
use crate::manifest::Selector;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::shape::{Shape, shape};

declare_rule! {
    /// ## What it does
    /// Finds cron and rrule schedules without a `timezone`.
    ///
    /// ## Why is this bad?
    /// They are in UTC. Who writes `0 9 * * *` often means nine o'clock at home.
    ///
    /// ## Example
    /// ```yaml @6:9-6:13
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
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
    ///         timezone: UTC
    /// ```
    pub struct MissingTimezone = "PF512", "missing-timezone", Info, fix: None, since: "0.1.0", pedantic;
}

impl Rule for MissingTimezone {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for schedule in &cx.manifest.schedules {
            let selector = schedule.selector.filter(|s| *s != Selector::Interval);
            let Some(entry) = selector.and_then(|selector| schedule.get(selector.key())) else {
                continue;
            };
            let zone = schedule.get("timezone");
            if zone.is_some_and(|zone| shape(zone.value) != Shape::Null) || is_json(schedule) {
                continue;
            }
            report
                .at(entry.key.range(), "this schedule has no `timezone`")
                .deployment(schedule.deployment.clone())
                .note("it is in UTC")
                .help("add `timezone: Europe/Paris`, or what is meant; `timezone: UTC` if that is meant");
        }
    }
}
