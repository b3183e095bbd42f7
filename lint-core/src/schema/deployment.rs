//! An item of `deployments`.

use super::concurrency::CONCURRENCY_LIMIT;
use super::field::{Extra, Field, Level, Null, Object, Stage, Type, field};
use super::top_level::STEPS;
use super::trigger::TRIGGER;
use super::work_pool::WORK_POOL;

/// A deployment.
pub static DEPLOYMENT: Object = Object {
    level: Level::Deployment,
    title: "Deployment",
    doc: "A flow with a name, a place to run, parameters and schedules.",
    fields: FIELDS,
    extra: Extra::Ignored,
    stage: Stage::Load,
};

static FIELDS: &[Field] = &[
    field(
        "name",
        Type::Text,
        "The deployment's name, unique for its flow. Deployments without one are skipped or refused.",
    )
    .examples(&["daily-report"]),
    field(
        "entrypoint",
        Type::Text,
        "Where the flow is: `path/to/file.py:function`, or `module.function`.",
    )
    .examples(&["flows/report.py:report"]),
    field(
        "work_pool",
        Type::Object(&WORK_POOL),
        "The work pool that runs it, with the queue and the job variables.",
    )
    .null(Null::Crashes),
    field(
        "schedules",
        Type::List(&Type::Schedule),
        "When it runs by itself. Leaving schedules out, or removing them, does not remove those already on the server.",
    )
    .since(2, 16, 1)
    .examples(&["[{cron: \"0 9 * * 1-5\", timezone: Europe/Paris}]"]),
    field(
        "parameters",
        Type::Mapping,
        "Values for the flow's parameters.",
    )
    .null(Null::Refused)
    .default("{}"),
    field(
        "tags",
        Type::OneOf(&[Type::Text, Type::List(&Type::Any)]),
        "Labels for finding and grouping. Text is only meant for a placeholder that becomes a list.",
    )
    .null(Null::Crashes)
    .default("[]")
    .examples(&["[production, reports]"]),
    field(
        "version",
        Type::Text,
        "The deployment's version. Left out, it comes from the repository or the flow.",
    )
    .examples(&["\"1.2\""]),
    field(
        "version_type",
        Type::Text,
        "Where the version comes from. Left out, Prefect finds out.",
    )
    .words(VERSION_TYPES)
    .since(3, 3, 6),
    field(
        "description",
        Type::Text,
        "What the deployment does, in Markdown. Left out, the flow's docstring.",
    ),
    field(
        "paused",
        Type::Bool,
        "Whether its schedules are off. Every deploy sends this, so leaving it out switches them on again.",
    )
    .default("false")
    .since(2, 16, 1),
    field(
        "concurrency_limit",
        Type::OneOf(&[Type::Int, Type::Object(&CONCURRENCY_LIMIT)]),
        "How many of its runs may be active at a time; as a mapping, also what happens to the others.",
    )
    .since(3, 0, 0)
    .examples(&["3", "{limit: 3, collision_strategy: CANCEL_NEW}"]),
    field(
        "enforce_parameter_schema",
        Type::Bool,
        "Whether a run with parameters that do not fit the flow's signature is refused.",
    )
    .default("true")
    .since(2, 13, 2),
    field(
        "build",
        STEPS,
        "Steps to run before deploying, in place of the file's own `build`; null or `[]` for none.",
    ),
    field(
        "push",
        STEPS,
        "Steps to run after `build`, in place of the file's own `push`. There is no way to switch those off here.",
    ),
    field(
        "pull",
        STEPS,
        "Steps that a worker runs before each flow run, in place of the file's own `pull`; `[]` for none.",
    ),
    field(
        "triggers",
        Type::List(&Type::Object(&TRIGGER)),
        "Events that start a run. They become automations, which every deploy deletes and creates anew.",
    )
    .since(2, 10, 18),
    field(
        "sla",
        Type::List(&Type::Sla),
        "Promises about its runs, on Prefect Cloud only.",
    )
    .since(3, 1, 12),
    field(
        "schedule",
        Type::Schedule,
        "One schedule; the old form of `schedules`.",
    )
    .deprecated("schedules"),
    field(
        "flow_name",
        Type::Text,
        "Ignored: Prefect takes the name of the flow that `entrypoint` points to.",
    )
    .deprecated("entrypoint"),
];

/// The kinds of version that a server knows.
const VERSION_TYPES: &[&str] = &[
    "prefect:simple",
    "vcs:github",
    "vcs:gitlab",
    "vcs:bitbucket",
    "vcs:azuredevops",
    "vcs:git",
];
