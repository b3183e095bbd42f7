//! PF516

use crate::declare_rule;
use crate::manifest::Selector;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schedule::interval::Interval;

/// Runs that are nearer than this many seconds are hardly meant.
const LEAST: u64 = 60;

declare_rule! {
    /// ## What it does
    /// Finds intervals of less than a minute.
    ///
    /// ## Why is this bad?
    /// The number is in seconds: `interval: 10` is ten seconds, where ten minutes may be meant. The server plans runs
    /// about once a minute, and a work pool needs seconds to start one.
    ///
    /// ## Example
    /// ```yaml @6:19-6:21
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - interval: 10
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - interval: 600
    /// ```
    pub struct TinyInterval = "PF516", "tiny-interval", Warning, fix: None, since: "0.1.0";
}

impl Rule for TinyInterval {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for schedule in &cx.manifest.schedules {
            let Some(entry) = schedule.get(Selector::Interval.key()) else {
                continue;
            };
            let interval = Interval::of_node(entry.value);
            let Some(interval) = interval.filter(|interval| interval.seconds < LEAST) else {
                continue;
            };
            report
                .at(
                    entry.value.range(),
                    format!("this schedule runs {}", interval.words()),
                )
                .deployment(schedule.deployment.clone())
                .note("an interval is in seconds")
                .help("write 60 or more");
        }
    }
}
