//! `work_pool`.

use super::field::{Extra, Field, Level, Null, Object, Stage, Type, field};

/// Where a deployment runs.
pub static WORK_POOL: Object = Object {
    level: Level::WorkPool,
    title: "Work pool",
    doc: "The work pool that runs the deployment.",
    fields: FIELDS,
    extra: Extra::Ignored,
    stage: Stage::Load,
};

static FIELDS: &[Field] = &[
    field(
        "name",
        Type::Text,
        "The work pool's name. It must exist on the server. Left out, the default work pool of the settings.",
    )
    .examples(&["kubernetes-prod"]),
    field(
        "work_queue_name",
        Type::Text,
        "The queue in the pool. Left out, the pool's default queue; one that does not exist is created.",
    )
    .examples(&["high-priority"]),
    field(
        "job_variables",
        Type::Mapping,
        "Values for the pool's base job template, such as `image` or `env`. Names that the pool does not know have \
         no effect.",
    )
    .null(Null::Refused)
    .default("{}")
    .examples(&["{image: \"acme/flows:1.2\", env: {LOG_LEVEL: DEBUG}}"]),
];
