//! PF703

use super::place::head;
use crate::declare_rule;
use crate::diagnostic::Severity;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::coerce;
use crate::schema::shape::{Shape, shape};
use crate::trigger::{Kind, Trigger};

declare_rule! {
    /// ## What it does
    /// Finds event triggers that do not say which events they wait for: neither by their names under `expect`, nor by
    /// labels under `match` or `match_related`.
    ///
    /// ## Why is this bad?
    /// Such a trigger takes any event at all: each one that happens in the workspace starts a run, and each run makes
    /// new events.
    ///
    /// ## Example
    /// ```yaml @6:9-6:19
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     triggers:
    ///       - parameters: {full: true}
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     triggers:
    ///       - parameters: {full: true}
    ///         expect: [prefect.flow-run.Completed]
    ///         match_related:
    ///           prefect.resource.name: load-orders
    ///           prefect.resource.role: flow
    /// ```
    pub struct TriggerMatchesEverything = "PF703", "trigger-matches-everything", Error, fix: None, since: "0.1.0";
}

/// What narrows down the events of a trigger, or the moment from which they count.
const FILTERS: &[&str] = &["expect", "match", "match_related", "after"];

/// How much of a list is looked at: many triggers may share a long one, which nobody writes.
const MOST_ITEMS: usize = 256;

impl Rule for TriggerMatchesEverything {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        // A key that is ignored may be the filter that was meant, and is reported for itself.
        for trigger in &cx.triggers.all {
            if trigger.has_ignored || has_no_posture(trigger) || !matches_everything(trigger) {
                continue;
            }
            // Inside of another trigger, and where events stay away, it need not be a mistake.
            let severity = match trigger.nested || is_proactive(trigger) {
                true => Severity::Warning,
                false => Severity::Error,
            };
            report
                .at(
                    head(trigger.item),
                    "this trigger does not say which events it waits for",
                )
                .deployment(trigger.label())
                .severity(severity)
                .label("matches every event")
                .note(note(trigger))
                .help("add `expect` with the names of events, or `match` with labels");
        }
    }
}

fn matches_everything(trigger: &Trigger<'_>) -> bool {
    trigger.kind == Some(Kind::Event)
        && trigger.whole
        && !is_disabled(trigger)
        && !FILTERS.iter().any(|key| has_filter(trigger, key))
}

/// Whether there is something behind a key that may narrow the events down.
fn has_filter(trigger: &Trigger<'_>, key: &str) -> bool {
    trigger.get(key).is_some_and(|entry| {
        let value = entry.value.resolve();
        match shape(value) {
            Shape::Mapping | Shape::Set => value.pairs().next().is_some(),
            Shape::List => value.items().enumerate().any(|(place, item)| {
                let is_empty =
                    shape(item) == Shape::Mapping && item.resolve().pairs().next().is_none();
                place >= MOST_ITEMS || !is_empty
            }),
            _ => true,
        }
    })
}

fn is_disabled(trigger: &Trigger<'_>) -> bool {
    trigger
        .get("enabled")
        .is_some_and(|entry| match shape(entry.value) {
            Shape::Scalar(value) => coerce::boolean(&value) == Some(false),
            _ => false,
        })
}

/// Whether the posture is none of those there are, for which the trigger is refused.
fn has_no_posture(trigger: &Trigger<'_>) -> bool {
    let is_wrong = |word: &str| !matches!(word, "Reactive" | "Proactive") && !word.contains("{{");
    trigger
        .get("posture")
        .is_some_and(|entry| entry.value.as_str().is_some_and(|word| is_wrong(&word)))
}

fn is_proactive(trigger: &Trigger<'_>) -> bool {
    trigger
        .get("posture")
        .is_some_and(|entry| entry.value.as_str().is_none_or(|word| word != "Reactive"))
}

fn note(trigger: &Trigger<'_>) -> &'static str {
    match (trigger.nested, is_proactive(trigger)) {
        (true, _) => "any event anywhere counts for it",
        (_, true) => "any event anywhere is as good as the one that is missed",
        _ => "every event anywhere starts a run, and every run makes events",
    }
}
