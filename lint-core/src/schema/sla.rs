//! Service level agreements: one of three kinds, told apart by their own key.

use super::field::{Extra, Field, Level, Null, Object, Stage, Type, field};

/// A promise about a deployment's runs.
pub static SLA: Object = Object {
    level: Level::Sla,
    title: "Service level agreement",
    doc: "A promise about a deployment's runs, on Prefect Cloud only: exactly one of `duration`, `within` and \
          `stale_after`.",
    fields: FIELDS,
    extra: Extra::Ignored,
    stage: Stage::Load,
};

/// The keys that make the three kinds.
pub const KINDS: &[&str] = &["duration", "within", "stale_after"];

static FIELDS: &[Field] = &[
    field("name", Type::Text, "A name, unique in the deployment.").required(),
    field("duration", Type::Int, "How many seconds a run may take.")
        .null(Null::Refused)
        .examples(&["3600"]),
    field("within", Type::Duration, "How late a run may start.")
        .null(Null::Refused)
        .examples(&["PT10M"]),
    field(
        "stale_after",
        Type::Duration,
        "How long it may take until the next run completes.",
    )
    .null(Null::Refused)
    .examples(&["PT1H"]),
    field(
        "severity",
        Type::Word(&["minor", "low", "moderate", "high", "critical"]),
        "How bad it is when the promise is broken.",
    )
    .null(Null::Refused)
    .default("moderate"),
    field("enabled", Type::Bool, "Whether it is watched.").default("true"),
];
