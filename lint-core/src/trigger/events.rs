//! The names of the events that Prefect itself sends, and which of them was meant by a name that is none.
//!
//! A server sends `prefect.flow-run.` and `prefect.task-run.` with the name of each state that a run gets into. Flows
//! may make up names of states, so these lists are those of Prefect's own.

use hashbrown::HashSet;

use crate::near::nearest;

/// What the names of Prefect's own events begin with.
const OWN: &str = "prefect.";

/// The names of states that Prefect gives to runs.
const STATES: &[&str] = &[
    "Scheduled",
    "Late",
    "AwaitingRetry",
    "AwaitingConcurrencySlot",
    "Pending",
    "Submitting",
    "InfrastructurePending",
    "Running",
    "Retrying",
    "Resuming",
    "Paused",
    "Suspended",
    "Cancelling",
    "Cancelled",
    "Completed",
    "Cached",
    "RolledBack",
    "Failed",
    "TimedOut",
    "Crashed",
];

/// What else happens to things, by the thing.
const OTHERS: &[(&str, &[&str])] = &[
    ("flow-run", &["heartbeat"]),
    (
        "deployment",
        &["created", "updated", "deleted", "ready", "not-ready"],
    ),
    (
        "work-pool",
        &[
            "created",
            "updated",
            "deleted",
            "ready",
            "not-ready",
            "paused",
        ],
    ),
    (
        "work-queue",
        &[
            "created",
            "updated",
            "deleted",
            "ready",
            "not-ready",
            "paused",
        ],
    ),
    (
        "worker",
        &[
            "started",
            "stopped",
            "submitted-flow-run",
            "executed-flow-run",
        ],
    ),
    ("artifact", &["created", "updated"]),
    ("concurrency-limit", &["acquired", "released"]),
    ("log", &["write"]),
];

/// Things whose events are named after states.
const RUNS: &[&str] = &["flow-run", "task-run"];

/// Prefect's own event that was probably meant by a name that looks like one and is none; nothing for events of
/// others, for names that Prefect has, and for those that are like none.
pub fn meant(name: &str) -> Option<String> {
    let (thing, what) = name.strip_prefix(OWN)?.split_once('.')?;
    let known = RUNS.iter().chain(OTHERS.iter().map(|(thing, _)| thing));
    let things: Vec<&str> = known.copied().collect();
    let right = match things.contains(&thing) {
        true => thing,
        false => nearest(thing, things)?,
    };
    let words = words(right);
    let word = match words.contains(&what) || what.is_empty() || what.contains('*') {
        true => what,
        false => near_word(right, what, &words).unwrap_or(what),
    };
    let meant = format!("{OWN}{right}.{word}");
    (meant != name).then_some(meant)
}

/// The names of the events that Prefect itself sends.
pub fn names() -> Vec<String> {
    let things = RUNS.iter().chain(OTHERS.iter().map(|(thing, _)| thing));
    let mut names: Vec<String> = things
        .flat_map(|thing| words(thing).into_iter().map(move |word| (thing, word)))
        .map(|(thing, word)| format!("{OWN}{thing}.{word}"))
        .collect();
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}

fn words(thing: &str) -> Vec<&'static str> {
    let states = match RUNS.contains(&thing) {
        true => STATES,
        false => &[],
    };
    let others = OTHERS.iter().filter(|(other, _)| *other == thing);
    states
        .iter()
        .chain(others.flat_map(|(_, words)| *words))
        .copied()
        .collect()
}

/// A word like this one. A state may have a name of its own, so of states only those count that differ in case.
fn near_word<'w>(thing: &str, what: &str, words: &[&'w str]) -> Option<&'w str> {
    let near = nearest(what, words.iter().copied())?;
    let plain = |word: &str| word.replace(['-', '_'], "").to_ascii_lowercase();
    let is_same = plain(near) == plain(what) || (near == "Cancelled" && plain(what) == "canceled");
    (is_same || !RUNS.contains(&thing)).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_case_or_hyphens() {
        for (name, right) in [
            ("prefect.flow-run.completed", "prefect.flow-run.Completed"),
            ("prefect.flow_run.Completed", "prefect.flow-run.Completed"),
            ("prefect.flowrun.FAILED", "prefect.flow-run.Failed"),
            ("prefect.flow-run.timed-out", "prefect.flow-run.TimedOut"),
            ("prefect.flow-run.Canceled", "prefect.flow-run.Cancelled"),
            ("prefect.flow_run.*", "prefect.flow-run.*"),
            ("prefect.work-pool.not_ready", "prefect.work-pool.not-ready"),
            ("prefect.deployment.Ready", "prefect.deployment.ready"),
        ] {
            assert_eq!(meant(name).as_deref(), Some(right), "{name}");
        }
    }

    #[test]
    fn names_of_prefect_and_of_others() {
        for name in [
            "prefect.flow-run.Completed",
            "prefect.flow-run.Skipped",
            "prefect.flow-run.Complete",
            "prefect.flow-run.*",
            "prefect.flow-run.heartbeat",
            "prefect.block.aws-credentials.loaded",
            "prefect.*",
            "prefect",
            "prefect.flow-run.",
            "acme.flow-run.completed",
            "external.resource.pinged",
            "prefect.asset.materialization.succeeded",
        ] {
            assert_eq!(meant(name), None, "{name}");
        }
    }
}
