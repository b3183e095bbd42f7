//! PF518

use super::entry::spot;
use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::manifest::Selector;
use crate::rules::{Context, Meta, Report, Rule, edits};
use crate::schema::shape::{Shape, shape};

declare_rule! {
    /// ## What it does
    /// Finds `anchor_date` in cron and rrule schedules, and `day_or` in interval and rrule schedules.
    ///
    /// ## Why is this bad?
    /// Prefect does not look at them there.
    ///
    /// ## Example
    /// ```yaml @7:9-7:20
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         anchor_date: "2024-01-01"
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
    /// Removes the key.
    pub struct IgnoredScheduleKey = "PF518", "ignored-schedule-key", Warning, fix: Sometimes, since: "0.1.0";
}

impl Rule for IgnoredScheduleKey {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for schedule in &cx.manifest.schedules {
            let Some(selector) = schedule.selector else {
                continue;
            };
            for (key, home) in [
                ("anchor_date", Selector::Interval),
                ("day_or", Selector::Cron),
            ] {
                // A null says nothing either way.
                let entry = schedule
                    .get(key)
                    .filter(|entry| shape(entry.value) != Shape::Null);
                let Some(entry) = entry.filter(|_| selector != home) else {
                    continue;
                };
                if cx
                    .findings
                    .iter()
                    .any(|finding| finding.spot.value == entry.value)
                {
                    continue;
                }
                let fix = edits::remove_entry(&spot(schedule, entry))
                    .map(|edit| Fix::new(format!("remove `{key}`"), Safety::Safe, vec![edit]));
                report
                    .at(
                        entry.key.range(),
                        format!("`{key}` means nothing beside `{}`", selector.key()),
                    )
                    .deployment(schedule.deployment.clone())
                    .note("Prefect ignores it")
                    .help(format!("remove it: it belongs to `{}`", home.key()))
                    .maybe_fix(fix);
            }
        }
    }
}
