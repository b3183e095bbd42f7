//! PF710

use hashbrown::HashSet;

use num_bigint::BigInt;

use super::place::value;
use crate::declare_rule;
use crate::rules::offer::offer;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::coerce;
use crate::schema::shape::{Shape, shape};
use crate::trigger::events::meant;
use crate::trigger::{Kind, Trigger};
use crate::yaml::Node;

declare_rule! {
    /// ## What it does
    /// Finds triggers that wait for what does not happen: an event of Prefect's in another spelling than Prefect's, or
    /// fewer than no events.
    ///
    /// ## Why is this bad?
    /// The names of events are compared letter by letter. After `prefect.flow-run.` comes the name of a state, as it
    /// is shown: `Completed`, `TimedOut`. Prefect does not look at the names, and the trigger never fires.
    ///
    /// ## Example
    /// ```yaml @6:18-6:44
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     triggers:
    ///       - expect: [prefect.flow-run.completed]
    ///         match_related:
    ///           prefect.resource.name: load-orders
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     triggers:
    ///       - expect: [prefect.flow-run.Completed]
    ///         match_related:
    ///           prefect.resource.name: load-orders
    /// ```
    ///
    /// ## Fix
    /// Writes the name of Prefect's event.
    pub struct UnreachableTrigger = "PF710", "unreachable-trigger", Warning, fix: Sometimes, since: "0.1.0";
}

impl Rule for UnreachableTrigger {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut seen = HashSet::new();
        for trigger in cx
            .triggers
            .all
            .iter()
            .filter(|t| t.kind == Some(Kind::Event))
        {
            for key in ["expect", "after"] {
                let list = trigger.get(key).map(|entry| entry.value.resolve());
                // A list that several triggers share is looked at once.
                if let Some(list) = list.filter(|list| seen.insert(list.id())) {
                    events(report, trigger, key, list);
                }
            }
            if is_proactive(trigger) {
                threshold(report, trigger);
            }
        }
    }
}

fn events(report: &mut Report<'_>, trigger: &Trigger<'_>, key: &str, list: Node<'_>) {
    for item in list.items() {
        let name = item.as_str().unwrap_or_default();
        let Some(right) = meant(&name) else {
            continue;
        };
        let finish = report
            .at(
                item.range(),
                format!("Prefect has no event `{}`", short(&name)),
            )
            .deployment(trigger.label())
            .label(match key {
                "after" => "does not come",
                _ => "not an event of Prefect's",
            })
            .note("the names of events are compared letter by letter");
        let _ = offer(finish, item, Some(&right));
    }
}

fn is_proactive(trigger: &Trigger<'_>) -> bool {
    trigger
        .get("posture")
        .is_some_and(|entry| entry.value.is_str("Proactive"))
}

/// A proactive trigger fires when there are fewer events than its threshold.
fn threshold(report: &mut Report<'_>, trigger: &Trigger<'_>) {
    let Some(entry) = trigger.get("threshold") else {
        return;
    };
    let number = match shape(entry.value) {
        Shape::Scalar(value) => coerce::integer(&value),
        _ => None,
    };
    if number.is_some_and(|number| number < BigInt::from(1)) {
        report
            .at(
                value(Some(entry), entry.value),
                "there can never be fewer events than that",
            )
            .deployment(trigger.label())
            .note("a proactive trigger fires when there are fewer events than its `threshold`")
            .help("write 1 or more");
    }
}
