//! Triggers. When Prefect reads the file it only looks whether they are mappings; their keys matter when it deploys.

use super::field::{Extra, Field, Level, Null, Object, Stage, Type, field};

/// A trigger of any kind.
pub static TRIGGER: Object = Object {
    level: Level::Trigger,
    title: "Trigger",
    doc: "An event, or a combination of events, that starts a run.",
    fields: FIELDS,
    extra: Extra::Ignored,
    stage: Stage::Deploy,
};

/// What a metric trigger measures.
pub static METRIC: Object = Object {
    level: Level::Metric,
    title: "Metric",
    doc: "What a metric trigger measures, on Prefect Cloud only.",
    fields: METRIC_FIELDS,
    extra: Extra::Ignored,
    stage: Stage::Deploy,
};

/// Labels with a value, or with several of which one must match.
const LABELS: Type = Type::Mapping;

static FIELDS: &[Field] = &[
    field(
        "type",
        Type::Word(&["event", "metric", "compound", "sequence"]),
        "The kind of trigger. Left out, Prefect tells it from the other keys.",
    )
    .null(Null::Refused),
    field(
        "match",
        LABELS,
        "Labels that the event's resource must have; `*` and a leading `!` work. Left out, every resource.",
    )
    .null(Null::Refused)
    .default("{}")
    .examples(&["{prefect.resource.name: daily-report}"]),
    field(
        "match_related",
        Type::OneOf(&[LABELS, Type::List(&LABELS)]),
        "Labels that a resource related to the event must have.",
    )
    .null(Null::Refused)
    .default("{}"),
    field(
        "expect",
        Type::List(&Type::Text),
        "The events that fire it. Left out, any event.",
    )
    .null(Null::Refused)
    .default("[]")
    .examples(&["[prefect.flow-run.Completed]"]),
    field("after", Type::List(&Type::Text), "The events that must come first.")
        .null(Null::Refused)
        .default("[]"),
    field(
        "for_each",
        Type::List(&Type::Text),
        "Labels by whose values events are counted apart.",
    )
    .null(Null::Refused)
    .default("[]"),
    field(
        "posture",
        Type::Word(&["Reactive", "Proactive", "Metric"]),
        "Whether it fires when the events come, or when they stay away.",
    )
    .null(Null::Refused)
    .default("Reactive"),
    field("threshold", Type::Int, "How many events it takes.")
        .null(Null::Refused)
        .default("1"),
    field(
        "within",
        Type::Duration,
        "The time in which the events must come. For `posture: Proactive` a number of seconds, at least 10.",
    )
    .default("0"),
    field(
        "metric",
        Type::Object(&METRIC),
        "What a metric trigger measures.",
    )
    .null(Null::Refused),
    field(
        "triggers",
        Type::List(&Type::Object(&TRIGGER)),
        "The triggers that a compound or sequence trigger combines.",
    )
    .null(Null::Refused)
    .since(2, 16, 7),
    field(
        "require",
        Type::OneOf(&[Type::Int, Type::Word(&["any", "all"])]),
        "How many of a compound trigger's triggers must fire.",
    )
    .null(Null::Refused)
    .since(2, 16, 7),
    field("name", Type::Text, "The automation's name."),
    field("description", Type::Text, "What the automation does.")
        .null(Null::Refused)
        .default("\"\""),
    field("enabled", Type::Bool, "Whether the automation is on.")
        .null(Null::Refused)
        .default("true"),
    field(
        "parameters",
        Type::Mapping,
        "Values for the flow's parameters; `{{ event.… }}` is filled in when it fires.",
    ),
    field(
        "job_variables",
        Type::Mapping,
        "Job variables of the run that it starts.",
    ),
    field(
        "schedule_after",
        Type::Duration,
        "How long after the event the run starts.",
    )
    .null(Null::Refused)
    .default("0"),
];

static METRIC_FIELDS: &[Field] = &[
    field(
        "name",
        Type::Word(&["lateness", "duration", "successes"]),
        "What is measured.",
    )
    .required(),
    field(
        "operator",
        Type::Word(&["<", "<=", ">", ">="]),
        "How it is compared with the threshold.",
    )
    .required(),
    field("threshold", Type::Number, "What it is compared with.").required(),
    field(
        "range",
        Type::Duration,
        "The time over which it is measured, at least 300 seconds.",
    )
    .null(Null::Refused)
    .default("300"),
    field(
        "firing_for",
        Type::Duration,
        "How long the comparison must hold, at least 300 seconds.",
    )
    .null(Null::Refused)
    .default("300"),
];
