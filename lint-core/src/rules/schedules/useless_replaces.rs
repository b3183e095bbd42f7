//! PF523

use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::manifest::{Literal, Schedule};
use crate::rules::edits;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds `replaces` in a schedule without a `slug`, or with the same one.
    ///
    /// ## Why is this bad?
    /// `replaces` names the slug that a schedule had before, for a schedule that has another slug now. Without a new
    /// one Prefect does not look at it.
    ///
    /// ## Example
    /// ```yaml @7:9-7:17
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         replaces: morning
    /// ```
    ///
    /// ```yaml @8:9-8:17
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         slug: morning
    ///         replaces: morning
    /// ```
    ///
    /// ## Use instead
    /// ```yaml by-hand
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         slug: weekday-morning
    ///         replaces: morning
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         slug: morning
    /// ```
    ///
    /// ## Fix
    /// Removes it where it names the schedule's own slug.
    pub struct UselessReplaces = "PF523", "useless-replaces", Warning, fix: Sometimes, since: "0.1.0";
}

impl Rule for UselessReplaces {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for schedule in &cx.manifest.schedules {
            let Some(replaced) = schedule
                .literal("replaces")
                .filter(|old| !old.text.is_empty())
            else {
                continue;
            };
            match schedule.get("slug").map(|slug| slug.value) {
                None => without_slug(schedule, &replaced, report),
                Some(slug) if Literal::of(slug).is_some_and(|slug| slug.text == replaced.text) => {
                    own_slug(schedule, &replaced, report);
                }
                Some(_) => {}
            }
        }
    }
}

fn without_slug(schedule: &Schedule<'_>, replaced: &Literal<'_>, report: &mut Report<'_>) {
    let old = short(&replaced.text);
    report
        .at(
            place(schedule),
            format!("this schedule replaces `{old}` but has no `slug` itself"),
        )
        .note("Prefect does not look at `replaces` then")
        .help("add the new `slug` of the schedule, or leave `replaces` out")
        .deployment(schedule.deployment.clone());
}

fn own_slug(schedule: &Schedule<'_>, replaced: &Literal<'_>, report: &mut Report<'_>) {
    let old = short(&replaced.text);
    let spot = schedule.get("replaces").map(|entry| schedule.spot(entry));
    let edit = spot.and_then(|spot| edits::remove_entry(&spot));
    report
        .at(
            place(schedule),
            format!("this schedule replaces `{old}`, which is its own slug"),
        )
        .note("it changes nothing: Prefect finds the schedule by its slug in any case")
        .help("leave it out")
        .maybe_fix(edit.map(|edit| Fix::new("remove it", Safety::Safe, vec![edit])))
        .deployment(schedule.deployment.clone());
}

/// The key; of a schedule that merges it, where it is merged.
fn place(schedule: &Schedule<'_>) -> crate::text::TextRange {
    let entry = schedule.get("replaces");
    entry.map_or(schedule.item.range(), |entry| match entry.merged_by {
        Some(merge) => merge.range(),
        None => entry.key.range(),
    })
}
