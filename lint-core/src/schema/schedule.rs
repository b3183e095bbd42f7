//! A schedule, and what people write in one that Prefect does not take.

use super::field::{Extra, Field, Level, Null, Object, Stage, Type, field};

/// A schedule in the form that Prefect can deploy.
pub static SCHEDULE: Object = Object {
    level: Level::Schedule,
    title: "Schedule",
    doc: "When a deployment runs: exactly one of `cron`, `interval` and `rrule`.",
    fields: FIELDS,
    extra: Extra::Forbidden,
    stage: Stage::Load,
};

/// The three ways to say when, of which a schedule has exactly one.
pub const SELECTORS: &[&str] = &["cron", "interval", "rrule"];

/// `active` and `day_or` may be placeholders, so any text passes until the deployment.
const SWITCH: Type = Type::OneOf(&[Type::Bool, Type::Text]);

static FIELDS: &[Field] = &[
    field(
        "cron",
        Type::Text,
        "Minute, hour, day of month, month, day of week; or a word such as `@daily`.",
    )
    .examples(&["\"0 9 * * 1-5\"", "\"@daily\""]),
    field(
        "interval",
        Type::Duration,
        "The time between runs: seconds, an ISO 8601 duration, or `HH:MM:SS`.",
    )
    .examples(&["3600", "PT10M", "\"01:30:00\""]),
    field("rrule", Type::Text, "An iCalendar recurrence rule.").examples(&["FREQ=WEEKLY;BYDAY=MO"]),
    field(
        "timezone",
        Type::Text,
        "The IANA time zone in which `cron` and `rrule` are read. Left out, UTC.",
    )
    .examples(&["America/New_York"]),
    field(
        "anchor_date",
        Type::Text,
        "A moment that `interval` counts from; it does not delay the first run. Left out, now.",
    )
    .examples(&["\"2024-01-01T00:00:00Z\""]),
    field("active", SWITCH, "Whether the schedule is on.")
        .default("true")
        .since(2, 16, 1),
    field(
        "parameters",
        Type::Mapping,
        "Values for the flow's parameters in the runs of this schedule, on top of the deployment's.",
    )
    .null(Null::Refused)
    .default("{}")
    .since(3, 2, 0),
    field(
        "slug",
        Type::Text,
        "A name for the schedule, unique in the deployment, by which later deploys find it again.",
    )
    .since(3, 2, 0)
    .examples(&["weekday-mornings"]),
    field(
        "replaces",
        Type::Text,
        "The slug that this schedule had before, when `slug` is changed.",
    )
    .since(3, 6, 17),
    field(
        "day_or",
        SWITCH,
        "Whether a cron with a day of month and a day of week fires on either (true) or on days that are both (false).",
    )
    .default("true")
    .since(3, 4, 23),
];

/// What to do about a key that schedules do not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// Prefect's word for it.
    Rename(&'static str),
    /// There is nothing like it in a schedule; what to know about that.
    Remove(&'static str),
    /// It is a matter of the deployment.
    Deployment(&'static str),
}

/// Keys that people write in schedules.
pub const TRIED: &[(&str, Advice)] = &[
    ("tz", Advice::Rename("timezone")),
    ("time_zone", Advice::Rename("timezone")),
    ("interval_seconds", Advice::Rename("interval")),
    ("seconds", Advice::Rename("interval")),
    ("every", Advice::Rename("interval")),
    ("cron_expression", Advice::Rename("cron")),
    ("cron_schedule", Advice::Rename("cron")),
    ("crontab", Advice::Rename("cron")),
    ("enabled", Advice::Rename("active")),
    ("is_active", Advice::Rename("active")),
    ("schedule_active", Advice::Rename("active")),
    ("is_schedule_active", Advice::Rename("active")),
    ("anchor", Advice::Rename("anchor_date")),
    (
        "catchup",
        Advice::Remove(
            "it existed in Prefect 3.0.0 to 3.0.11 only, and missed runs are not caught up",
        ),
    ),
    (
        "max_active_runs",
        Advice::Remove(
            "it existed in Prefect 3.0.0 to 3.0.11 only; `concurrency_limit` limits a deployment's runs",
        ),
    ),
    (
        "max_scheduled_runs",
        Advice::Remove("the server alone decides how many runs it schedules ahead"),
    ),
    (
        "flow_run_name",
        Advice::Remove("`flow_run_name` is an argument of `@flow`"),
    ),
    (
        "start_date",
        Advice::Remove("a schedule begins at once; an `rrule` with `DTSTART` can begin later"),
    ),
    (
        "end_date",
        Advice::Remove("a schedule has no end; an `rrule` with `UNTIL` has one"),
    ),
    ("id", Advice::Remove("`slug` names a schedule")),
    ("name", Advice::Rename("slug")),
    (
        "deployment_name",
        Advice::Remove("the schedule belongs to the deployment it stands in"),
    ),
    ("paused", Advice::Deployment("paused")),
    ("concurrency_limit", Advice::Deployment("concurrency_limit")),
    ("tags", Advice::Deployment("tags")),
    ("description", Advice::Deployment("description")),
    ("entrypoint", Advice::Deployment("entrypoint")),
    ("work_pool", Advice::Deployment("work_pool")),
    ("triggers", Advice::Deployment("triggers")),
    ("version", Advice::Deployment("version")),
];

/// What to do about a key that schedules do not have, where people are known to write it.
pub fn advice(key: &str) -> Option<Advice> {
    TRIED
        .iter()
        .find(|(tried, _)| *tried == key)
        .map(|(_, advice)| *advice)
}
