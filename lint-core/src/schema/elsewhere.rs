//! Keys that are no keys of their place, and what is known about them: those that belong elsewhere, and those that
//! Prefect had once.

use super::field::Level;

/// Where a key belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// The top level.
    Manifest,
    /// A deployment.
    Deployment,
    /// `work_pool` of a deployment.
    WorkPool,
    /// `work_pool.job_variables` of a deployment.
    JobVariables,
    /// The items of `schedules`.
    Schedule,
    /// The mapping form of `concurrency_limit`.
    ConcurrencyLimit,
}

impl Home {
    /// The place, for a sentence.
    pub fn place(self) -> &'static str {
        match self {
            Self::Manifest => "at the top level",
            Self::Deployment => "in an item of `deployments`",
            Self::WorkPool => "under `work_pool`",
            Self::JobVariables => "under `job_variables` of `work_pool`",
            Self::Schedule => "in an item of `schedules`",
            Self::ConcurrencyLimit => "under `concurrency_limit`",
        }
    }
}

/// A key that belongs elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misplaced {
    /// Where people write it.
    pub level: Level,
    /// What they write.
    pub key: &'static str,
    /// Where it belongs.
    pub home: Home,
    /// Its name there.
    pub name: &'static str,
}

/// A key that belongs elsewhere under its own name.
const fn moved(level: Level, key: &'static str, home: Home) -> Misplaced {
    renamed(level, key, home, key)
}

/// A key that belongs elsewhere under another name.
const fn renamed(level: Level, key: &'static str, home: Home, name: &'static str) -> Misplaced {
    Misplaced {
        level,
        key,
        home,
        name,
    }
}

/// Keys that belong elsewhere.
pub static MISPLACED: &[Misplaced] = &[
    moved(Level::Manifest, "entrypoint", Home::Deployment),
    moved(Level::Manifest, "work_pool", Home::Deployment),
    moved(Level::Manifest, "schedules", Home::Deployment),
    renamed(Level::Manifest, "schedule", Home::Deployment, "schedules"),
    moved(Level::Manifest, "parameters", Home::Deployment),
    moved(Level::Manifest, "tags", Home::Deployment),
    moved(Level::Manifest, "triggers", Home::Deployment),
    moved(Level::Manifest, "sla", Home::Deployment),
    moved(Level::Manifest, "paused", Home::Deployment),
    moved(Level::Manifest, "concurrency_limit", Home::Deployment),
    moved(
        Level::Manifest,
        "enforce_parameter_schema",
        Home::Deployment,
    ),
    moved(Level::Manifest, "version_type", Home::Deployment),
    moved(Level::Manifest, "job_variables", Home::WorkPool),
    moved(Level::Manifest, "work_queue_name", Home::WorkPool),
    renamed(Level::Manifest, "work_pool_name", Home::WorkPool, "name"),
    moved(Level::Manifest, "cron", Home::Schedule),
    moved(Level::Manifest, "interval", Home::Schedule),
    moved(Level::Manifest, "rrule", Home::Schedule),
    moved(Level::Manifest, "timezone", Home::Schedule),
    moved(Level::Deployment, "job_variables", Home::WorkPool),
    moved(Level::Deployment, "work_queue_name", Home::WorkPool),
    renamed(
        Level::Deployment,
        "work_queue",
        Home::WorkPool,
        "work_queue_name",
    ),
    renamed(Level::Deployment, "work_pool_name", Home::WorkPool, "name"),
    renamed(Level::Deployment, "pool", Home::WorkPool, "name"),
    moved(Level::Deployment, "image", Home::JobVariables),
    moved(Level::Deployment, "env", Home::JobVariables),
    renamed(Level::Deployment, "environment", Home::JobVariables, "env"),
    renamed(
        Level::Deployment,
        "docker_image",
        Home::JobVariables,
        "image",
    ),
    moved(Level::Deployment, "cron", Home::Schedule),
    moved(Level::Deployment, "interval", Home::Schedule),
    moved(Level::Deployment, "rrule", Home::Schedule),
    moved(Level::Deployment, "timezone", Home::Schedule),
    renamed(Level::Deployment, "time_zone", Home::Schedule, "timezone"),
    moved(Level::Deployment, "anchor_date", Home::Schedule),
    moved(Level::Deployment, "active", Home::Schedule),
    moved(Level::Deployment, "slug", Home::Schedule),
    moved(Level::Deployment, "replaces", Home::Schedule),
    moved(Level::Deployment, "day_or", Home::Schedule),
    moved(Level::Deployment, "limit", Home::ConcurrencyLimit),
    moved(
        Level::Deployment,
        "collision_strategy",
        Home::ConcurrencyLimit,
    ),
    moved(
        Level::Deployment,
        "grace_period_seconds",
        Home::ConcurrencyLimit,
    ),
    moved(Level::Deployment, "deployments", Home::Manifest),
    moved(Level::Deployment, "prefect-version", Home::Manifest),
    renamed(Level::WorkPool, "queue", Home::WorkPool, "work_queue_name"),
    renamed(
        Level::WorkPool,
        "work_queue",
        Home::WorkPool,
        "work_queue_name",
    ),
    renamed(
        Level::WorkPool,
        "queue_name",
        Home::WorkPool,
        "work_queue_name",
    ),
    renamed(
        Level::WorkPool,
        "variables",
        Home::WorkPool,
        "job_variables",
    ),
    renamed(Level::WorkPool, "work_pool_name", Home::WorkPool, "name"),
    moved(Level::WorkPool, "image", Home::JobVariables),
    moved(Level::WorkPool, "env", Home::JobVariables),
    moved(Level::WorkPool, "command", Home::JobVariables),
    moved(Level::WorkPool, "image_pull_policy", Home::JobVariables),
    moved(Level::WorkPool, "service_account_name", Home::JobVariables),
    moved(Level::WorkPool, "namespace", Home::JobVariables),
    moved(Level::WorkPool, "cpu", Home::JobVariables),
    moved(Level::WorkPool, "memory", Home::JobVariables),
    moved(Level::WorkPool, "entrypoint", Home::Deployment),
    moved(Level::WorkPool, "schedules", Home::Deployment),
    renamed(Level::WorkPool, "schedule", Home::Deployment, "schedules"),
    moved(Level::WorkPool, "parameters", Home::Deployment),
    moved(Level::WorkPool, "tags", Home::Deployment),
    moved(Level::WorkPool, "triggers", Home::Deployment),
    moved(Level::WorkPool, "version", Home::Deployment),
    moved(Level::WorkPool, "description", Home::Deployment),
    moved(Level::WorkPool, "paused", Home::Deployment),
    moved(Level::WorkPool, "concurrency_limit", Home::Deployment),
    moved(Level::WorkPool, "build", Home::Deployment),
    moved(Level::WorkPool, "push", Home::Deployment),
    moved(Level::WorkPool, "pull", Home::Deployment),
    renamed(
        Level::ConcurrencyLimit,
        "strategy",
        Home::ConcurrencyLimit,
        "collision_strategy",
    ),
    renamed(
        Level::ConcurrencyLimit,
        "grace_period",
        Home::ConcurrencyLimit,
        "grace_period_seconds",
    ),
    renamed(
        Level::ConcurrencyLimit,
        "concurrency_limit",
        Home::ConcurrencyLimit,
        "limit",
    ),
];

/// What takes the place of a key that is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Successor {
    /// Another key that means the same.
    Moved(Home, &'static str),
    /// `paused`, which means the opposite.
    Paused,
    /// Nothing that could be put in its place; what to do instead.
    Advice(&'static str),
}

/// A key that Prefect read once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removed {
    /// Where it stood.
    pub level: Level,
    /// The key.
    pub key: &'static str,
    /// What takes its place.
    pub successor: Successor,
}

/// Keys of Prefect 2 that Prefect 3 does not read.
pub static REMOVED: &[Removed] = &[
    gone(
        "infra_overrides",
        Successor::Moved(Home::WorkPool, "job_variables"),
    ),
    gone("is_schedule_active", Successor::Paused),
    gone("schedule_active", Successor::Paused),
    gone(
        "infrastructure",
        Successor::Advice(
            "name a work pool under `work_pool`, and put settings under its `job_variables`",
        ),
    ),
    gone(
        "infrastructure_document_id",
        Successor::Advice("name a work pool under `work_pool`"),
    ),
    gone(
        "storage",
        Successor::Advice("fetch the code with steps under `pull`"),
    ),
    gone(
        "storage_document_id",
        Successor::Advice("fetch the code with steps under `pull`"),
    ),
    gone(
        "path",
        Successor::Advice(
            "set the directory with a step under `pull`, and the file with `entrypoint`",
        ),
    ),
    gone(
        "manifest_path",
        Successor::Advice("remove it: there are no manifests any more"),
    ),
    gone(
        "parameter_openapi_schema",
        Successor::Advice("remove it: Prefect reads the parameters from the flow"),
    ),
    Removed {
        level: Level::WorkPool,
        key: "infra_overrides",
        successor: Successor::Moved(Home::WorkPool, "job_variables"),
    },
];

/// A key that deployments had.
const fn gone(key: &'static str, successor: Successor) -> Removed {
    Removed {
        level: Level::Deployment,
        key,
        successor,
    }
}

/// Keys that are no keys of `prefect.yaml` at any place, and what to do instead.
pub static INVENTED: &[(Level, &str, &str)] = &[
    (
        Level::Deployment,
        "retries",
        "`retries` is an argument of `@flow`",
    ),
    (
        Level::Deployment,
        "retry_delay_seconds",
        "`retry_delay_seconds` is an argument of `@flow`",
    ),
    (
        Level::Deployment,
        "timeout_seconds",
        "`timeout_seconds` is an argument of `@flow`",
    ),
    (
        Level::Deployment,
        "timeout",
        "`timeout_seconds` is an argument of `@flow`",
    ),
    (
        Level::Deployment,
        "flow_run_name",
        "`flow_run_name` is an argument of `@flow`",
    ),
    (
        Level::Deployment,
        "flow",
        "`entrypoint` says which flow it is: `path/to/file.py:function`",
    ),
    (
        Level::Deployment,
        "flow_location",
        "`entrypoint` says which flow it is: `path/to/file.py:function`",
    ),
    (
        Level::Deployment,
        "flow_path",
        "`entrypoint` says which flow it is: `path/to/file.py:function`",
    ),
    (Level::Deployment, "labels", "`tags` take a list of words"),
    (
        Level::Deployment,
        "enabled",
        "`paused: true` switches a deployment's schedules off",
    ),
    (
        Level::Deployment,
        "max_concurrent_runs",
        "`concurrency_limit` limits a deployment's runs",
    ),
    (
        Level::WorkPool,
        "type",
        "the type is set when the work pool is created",
    ),
    (
        Level::Manifest,
        "version",
        "each deployment has a `version` of its own",
    ),
    (
        Level::Manifest,
        "variables",
        "variables are set on the server, and read with `{{ prefect.variables.NAME }}`",
    ),
];

/// Where a key belongs, if it is known to belong elsewhere.
pub fn misplaced(level: Level, key: &str) -> Option<&'static Misplaced> {
    MISPLACED
        .iter()
        .find(|entry| entry.level == level && entry.key == key)
}

/// What became of a key, if Prefect read it once.
pub fn removed(level: Level, key: &str) -> Option<&'static Removed> {
    REMOVED
        .iter()
        .find(|entry| entry.level == level && entry.key == key)
}

/// What to do instead of writing a key that people write and Prefect never had.
pub fn invented(level: Level, key: &str) -> Option<&'static str> {
    INVENTED
        .iter()
        .find(|(place, name, _)| *place == level && *name == key)
        .map(|(_, _, advice)| *advice)
}
