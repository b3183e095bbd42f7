//! PF705

use super::place::value;
use crate::declare_rule;
use crate::manifest::unfolded;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::coerce;
use crate::schema::shape::{Shape, shape};
use crate::trigger::{Kind, Trigger};
use crate::yaml::{Entry, Node};

declare_rule! {
    /// ## What it does
    /// Finds triggers that wait for an event that every flow run makes, of whichever flow: `Scheduled`, `Pending`,
    /// `Running`, or all events of flow runs.
    ///
    /// ## Why is this bad?
    /// The run that such a trigger starts makes the same event, and so starts the next run. The server refuses the
    /// trigger; the deployment has been created by then, and goes without its triggers.
    ///
    /// ## Example
    /// ```yaml @6:18-6:42
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     triggers:
    ///       - expect: [prefect.flow-run.Running]
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     triggers:
    ///       - expect: [prefect.flow-run.Running]
    ///         match_related:
    ///           prefect.resource.name: load-orders
    ///           prefect.resource.role: flow
    /// ```
    pub struct TriggerLoop = "PF705", "trigger-loop", Error, fix: None, since: "0.1.0";
}

/// Events that every run of a deployment makes.
const OF_EVERY_RUN: &[&str] = &[
    "prefect.flow-run.Scheduled",
    "prefect.flow-run.Pending",
    "prefect.flow-run.Running",
    "prefect.flow-run.*",
];
/// The label that names a resource, and the value that all flow runs match.
const ID: &str = "prefect.resource.id";
const EVERY_RUN: &str = "prefect.flow-run.*";

/// How much of a list is looked at: many triggers may share a long one, which nobody writes.
const MOST_ITEMS: usize = 256;

impl Rule for TriggerLoop {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for trigger in &cx.triggers.all {
            if trigger.is_refused || !loops(trigger) {
                continue;
            }
            let Some((entry, event)) = event(trigger) else {
                continue;
            };
            report
                .at(
                    value(Some(entry), event),
                    format!("every flow run makes `{}`, also those of this deployment", short(&event.as_str().unwrap_or_default())),
                )
                .deployment(trigger.label())
                .label("starts a run that starts a run")
                .note("the server refuses such a trigger, after the deployment has been created")
                .help("say under `match` or `match_related` which flow runs are meant, or wait for another event");
        }
    }
}

/// Whether a trigger takes the events of all flow runs. One inside of another is not looked at by the server.
fn loops(trigger: &Trigger<'_>) -> bool {
    let reactive = trigger
        .get("posture")
        .is_none_or(|entry| entry.value.is_str("Reactive"));
    let enabled = trigger
        .get("enabled")
        .is_none_or(|entry| match shape(entry.value) {
            Shape::Scalar(value) => coerce::boolean(&value) == Some(true),
            _ => false,
        });
    trigger.kind == Some(Kind::Event)
        && !trigger.nested
        && reactive
        && enabled
        && trigger
            .get("match")
            .is_none_or(|entry| is_open(entry.value))
        && trigger.get("match_related").is_none_or(|entry| {
            let value = entry.value.resolve();
            match shape(value) {
                Shape::List => value.items().take(MOST_ITEMS).any(is_open),
                _ => is_open(value),
            }
        })
}

/// Whether labels keep no flow run out.
fn is_open(labels: Node<'_>) -> bool {
    if shape(labels) != Shape::Mapping {
        return false;
    }
    let every = |node: Node<'_>| node.is_str(EVERY_RUN);
    match unfolded(labels).as_deref() {
        Some([]) => true,
        Some([only]) if only.key.is_str(ID) => {
            let value = only.value.resolve();
            every(value) || value.items().take(MOST_ITEMS).any(every)
        }
        _ => false,
    }
}

/// The first event under `expect` that every run makes.
fn event<'c, 't>(trigger: &'c Trigger<'t>) -> Option<(&'c Entry<'t>, Node<'t>)> {
    let entry = trigger.get("expect")?;
    let of_every_run = |item: &Node<'t>| {
        item.as_str()
            .is_some_and(|text| OF_EVERY_RUN.contains(&text.as_ref()))
    };
    let mut events = entry.value.resolve().items().take(MOST_ITEMS);
    let event = events.find(of_every_run)?;
    Some((entry, event))
}
