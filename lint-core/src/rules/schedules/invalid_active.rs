//! PF526

use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::manifest::{Literal, Schedule, Selector};
use crate::near::nearest;
use crate::rules::edits;
use crate::rules::words::{REFUSED_LATE, short};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::coerce;

declare_rule! {
    /// ## What it does
    /// Finds `active` and `day_or` with a text that is not yes or no.
    ///
    /// ## Why is this bad?
    /// Any text passes when Prefect loads the file, for it may be a placeholder. It is read when the schedule is made,
    /// after the build and push steps have run, and the deployment fails.
    ///
    /// ## Example
    /// ```yaml @7:17-7:24
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         active: enabled
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
    ///         active: true
    /// ```
    ///
    /// ## Fix
    /// Writes `true` or `false`, where the text says which.
    pub struct InvalidActive = "PF526", "invalid-active", Error, fix: Sometimes, since: "0.1.0";
}

/// What people write for a schedule that is on, and for one that is off, besides the words that Prefect knows.
const ON: &[&str] = &["enabled", "enable", "active"];
const OFF: &[&str] = &["disabled", "disable", "inactive", "paused"];

impl Rule for InvalidActive {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for schedule in &cx.manifest.schedules {
            check(schedule, "active", report);
            // For other schedules nobody reads it.
            if schedule.selector == Some(Selector::Cron) {
                check(schedule, "day_or", report);
            }
        }
    }
}

fn check(schedule: &Schedule<'_>, key: &str, report: &mut Report<'_>) {
    let Some(text) = schedule.literal(key) else {
        return;
    };
    let is_switch = text
        .node
        .value()
        .is_some_and(|value| coerce::boolean(&value).is_some());
    if is_switch {
        return;
    }
    let meant = meant(key, &text.text);
    let help = match meant {
        Some(word) => format!("write `{word}`"),
        None => "write `true` or `false`".to_owned(),
    };
    report
        .at(
            text.whole(),
            format!(
                "`{key}` must be `true` or `false`, but it is `{}`",
                short(&text.text)
            ),
        )
        .label("neither yes nor no")
        .note(REFUSED_LATE)
        .help(help)
        .maybe_fix(meant.and_then(|word| fix(&text, word)))
        .deployment(schedule.deployment.clone());
}

/// What a text says about a switch, where it is sure.
fn meant(key: &str, text: &str) -> Option<&'static str> {
    let word = text.trim().to_lowercase();
    let word = word.as_str();
    match key {
        "active" if ON.contains(&word) => Some("true"),
        "active" if OFF.contains(&word) => Some("false"),
        _ => nearest(word, ["true", "false"]),
    }
}

fn fix(text: &Literal<'_>, word: &'static str) -> Option<Fix> {
    let node = text.node;
    let is_plain = node == node.resolve() && node.full_range() == node.range();
    is_plain.then(|| {
        Fix::new(
            format!("replace with `{word}`"),
            Safety::Safe,
            vec![edits::replace(edits::span(node), word)],
        )
    })
}
