//! The four kinds of trigger, how Prefect tells them apart, and the keys of each.

use super::find;
use crate::schema::given::{Given, given};
use crate::yaml::Entry;

/// A kind of trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Events come, or stay away.
    Event,
    /// A number that Prefect Cloud measures passes a threshold.
    Metric,
    /// Some of several triggers fire.
    Compound,
    /// Several triggers fire in their order.
    Sequence,
}

/// Keys of the automation that a trigger becomes. A trigger inside another becomes none.
pub const OUTER: &[&str] = &[
    "name",
    "description",
    "enabled",
    "parameters",
    "job_variables",
    "schedule_after",
];

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Event, Self::Metric, Self::Compound, Self::Sequence];

    /// What `type` says for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Metric => "metric",
            Self::Compound => "compound",
            Self::Sequence => "sequence",
        }
    }

    /// The keys that it has of its own.
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Event => &[
                "type",
                "match",
                "match_related",
                "expect",
                "after",
                "for_each",
                "posture",
                "threshold",
                "within",
            ],
            Self::Metric => &["type", "match", "match_related", "posture", "metric"],
            Self::Compound => &["type", "triggers", "require", "within"],
            Self::Sequence => &["type", "triggers", "within"],
        }
    }

    /// The keys that it cannot do without.
    pub fn required(self) -> &'static [&'static str] {
        match self {
            Self::Event => &[],
            Self::Metric => &["metric"],
            Self::Compound => &["triggers", "require"],
            Self::Sequence => &["triggers"],
        }
    }

    /// What `posture` may say for it; empty: it has none.
    pub fn postures(self) -> &'static [&'static str] {
        match self {
            Self::Event => &["Reactive", "Proactive"],
            Self::Metric => &["Metric"],
            Self::Compound | Self::Sequence => &[],
        }
    }
}

/// The kind of a definition: by `type` if it is there, else by the other keys. None where that cannot be told.
///
/// For a trigger inside another, Prefect looks at `posture` after it has looked for `triggers`.
pub(crate) fn kind(entries: &[Entry<'_>], nested: bool) -> Option<Kind> {
    if let Some(entry) = find(entries, "type") {
        return match given(entry.value) {
            Given::Text(word) => Kind::ALL.into_iter().find(|kind| kind.word() == word),
            _ => None,
        };
    }
    let composite = find(entries, "triggers").map(|_| match find(entries, "require") {
        Some(_) => Kind::Compound,
        None => Kind::Sequence,
    });
    match (
        composite,
        find(entries, "posture").map(|entry| given(entry.value)),
    ) {
        (Some(kind), _) if nested => Some(kind),
        (_, Some(Given::Text(word))) if word == "Metric" => Some(Kind::Metric),
        (_, Some(Given::Unknown)) => None,
        (kind, _) => Some(kind.unwrap_or(Kind::Event)),
    }
}
