//! The mapping form of `concurrency_limit`.

use super::field::{Extra, Field, Level, Object, Stage, Type, field};

/// How many runs may be active, and what happens to the others.
pub static CONCURRENCY_LIMIT: Object = Object {
    level: Level::ConcurrencyLimit,
    title: "Concurrency limit",
    doc: "How many runs may be active at a time, and what happens to the others.",
    fields: FIELDS,
    extra: Extra::Ignored,
    stage: Stage::Load,
};

static FIELDS: &[Field] = &[
    field(
        "limit",
        Type::Int,
        "How many runs may be active at a time, at least 1. Without it there is no limit.",
    )
    .since(3, 0, 3),
    field(
        "collision_strategy",
        Type::Text,
        "What happens to a run beyond the limit: it waits, or it is cancelled.",
    )
    .words(&["ENQUEUE", "CANCEL_NEW"])
    .since(3, 0, 3),
    field(
        "grace_period_seconds",
        Type::Int,
        "How many seconds a run that has stopped responding keeps its place, 60 to 86400.",
    )
    .since(3, 6, 6),
];
