//! Keys of triggers that Prefect does not look at.

use hashbrown::HashSet;

use super::kind::{Kind, OUTER};
use super::{Trigger, find};
use crate::manifest::unfolded;
use crate::near::nearest;
use crate::schema::trigger::{METRIC, TRIGGER};
use crate::yaml::{Entry, NodeId};

/// A key that is there for nothing.
#[derive(Debug, Clone)]
pub struct Ignored<'t> {
    /// The number of the trigger.
    pub trigger: usize,
    /// The entry.
    pub entry: Entry<'t>,
    /// Whether it stands under `metric`.
    pub in_metric: bool,
    /// Why Prefect does not look at it.
    pub reason: Reason,
}

/// Why Prefect does not look at a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// There is no such key.
    Unknown {
        /// A key of this place that was probably meant.
        near: Option<&'static str>,
        /// Whether that key is there as well.
        taken: bool,
        /// What to do instead, for keys that people are known to write.
        advice: Option<&'static str>,
    },
    /// Triggers of this kind do not have it.
    OtherKind(Kind),
    /// It belongs under `metric`.
    OfMetric,
    /// It belongs to the outermost trigger.
    Nested,
}

/// Keys that people write in triggers, with the key that they mean.
const MEANT: &[(&str, &str)] = &[
    ("event", "expect"),
    ("events", "expect"),
    ("expected", "expect"),
    ("expected_events", "expect"),
    ("on", "expect"),
    ("filter", "match"),
    ("filters", "match"),
    ("labels", "match"),
    ("resource", "match"),
    ("resources", "match"),
    ("related", "match_related"),
    ("related_resources", "match_related"),
    ("count", "threshold"),
    ("delay", "schedule_after"),
    ("trigger", "triggers"),
    ("active", "enabled"),
    ("title", "name"),
    ("params", "parameters"),
    ("infra_overrides", "job_variables"),
];

/// Keys that people write in triggers and for which there is nothing to write instead.
const ADVICE: &[(&str, &str)] = &[
    ("action", RUNS),
    ("actions", RUNS),
    ("actions_on_trigger", RUNS),
    ("actions_on_resolve", RUNS),
    ("deployment", RUNS),
    ("deployment_id", RUNS),
    ("deployment_name", RUNS),
    (
        "cron",
        "write it in an item of the deployment's `schedules`",
    ),
    (
        "schedule",
        "write it in an item of the deployment's `schedules`",
    ),
    (
        "interval",
        "write it in an item of the deployment's `schedules`",
    ),
    ("state", STATES),
    ("states", STATES),
];

const RUNS: &str = "a trigger in this file always runs its own deployment; `parameters` and `job_variables` say with what";
const STATES: &str = "name the events under `expect`, such as `prefect.flow-run.Completed`";

/// Finds the keys of a trigger that Prefect does not look at, each key that is written once. Gives whether there are
/// any, also such as have been found in another trigger.
pub(super) fn keys<'t>(
    index: usize,
    trigger: &Trigger<'t>,
    seen: &mut HashSet<NodeId>,
    found: &mut Vec<Ignored<'t>>,
) -> bool {
    let Some(kind) = trigger.kind else {
        return false;
    };
    let mut any = false;
    let mut add = |entry: &Entry<'t>, in_metric, reason: &dyn Fn(&str) -> Reason| {
        let name = meant(entry);
        any |= name.is_some();
        if let Some(name) = name.filter(|_| seen.insert(entry.key.id()))
            && !holds_anchors(entry)
        {
            found.push(Ignored {
                trigger: index,
                entry: *entry,
                in_metric,
                reason: reason(&name),
            });
        }
    };
    let names = names(trigger, kind);
    let there = there(&trigger.entries, &names);
    for entry in trigger
        .entries
        .iter()
        .filter(|entry| !is_one_of(entry, &names))
    {
        add(entry, false, &|name| {
            reason(trigger, kind, name).unwrap_or_else(|| unknown(name, &names, &there))
        });
    }
    let metric = trigger.get("metric").filter(|_| kind == Kind::Metric);
    let entries = metric.and_then(|entry| unfolded(entry.value));
    let entries = entries.unwrap_or_default();
    let names: Vec<_> = METRIC.names().collect();
    let there = self::there(&entries, &names);
    for entry in entries.iter().filter(|entry| !is_one_of(entry, &names)) {
        add(entry, true, &|name| unknown(name, &names, &there));
    }
    any
}

/// The keys that a trigger may have where it stands.
fn names(trigger: &Trigger<'_>, kind: Kind) -> Vec<&'static str> {
    let outer = OUTER.iter().filter(|_| !trigger.nested);
    kind.keys().iter().chain(outer).copied().collect()
}

fn is_one_of(entry: &Entry<'_>, names: &[&str]) -> bool {
    entry
        .key
        .as_str()
        .is_some_and(|name| names.contains(&name.as_ref()))
}

/// Which of some keys are there.
fn there(entries: &[Entry<'_>], names: &[&'static str]) -> Vec<&'static str> {
    let is_there = |name: &&&str| find(entries, name).is_some();
    names.iter().filter(is_there).copied().collect()
}

/// Why a key that another place has is ignored here.
fn reason(trigger: &Trigger<'_>, kind: Kind, name: &str) -> Option<Reason> {
    if trigger.nested && OUTER.contains(&name) {
        return Some(Reason::Nested);
    }
    if TRIGGER.field(name).is_some() {
        return Some(Reason::OtherKind(kind));
    }
    (kind == Kind::Metric && METRIC.field(name).is_some()).then_some(Reason::OfMetric)
}

fn unknown(name: &str, names: &[&'static str], there: &[&str]) -> Reason {
    let advice = of(ADVICE, name);
    let near = match advice {
        Some(_) => None,
        None => of(MEANT, name)
            .filter(|meant| names.contains(meant))
            .or_else(|| nearest(name, names.iter().copied())),
    };
    Reason::Unknown {
        near,
        taken: near.is_some_and(|near| there.contains(&near)),
        advice,
    }
}

fn of(table: &[(&str, &'static str)], key: &str) -> Option<&'static str> {
    let found = table.iter().find(|(written, _)| *written == key);
    found.map(|(_, meant)| *meant)
}

/// A key that may be meant for Prefect: no placeholder, no merge key in quotes, no extension.
fn meant(entry: &Entry<'_>) -> Option<String> {
    let name = entry.key.as_str()?;
    let is_meant =
        !name.contains("{{") && !name.is_empty() && name != "<<" && !name.starts_with("x-");
    is_meant.then(|| name.into_owned())
}

/// Whether a key is only there to hold an anchor.
fn holds_anchors(entry: &Entry<'_>) -> bool {
    entry.value.anchor().is_some() || entry.value.source().contains(" &")
}
