//! The arguments, as data.

pub mod output;
mod server;
mod settings;
pub mod shell;

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use prefect_lint_core::diagnostic::Severity;
use prefect_lint_core::settings::Version;

pub use output::{Format, Output, OutputArgs};
pub use server::{LogLevel, ServerArgs};
pub use settings::{
    ConfigArgs, ConfigFormat, InitArgs, RuleArgs, Schema, SchemaArgs, SettingsArgs,
};
pub use shell::{CompletionsArgs, ManArgs, Shell};

/// Finds mistakes in Prefect's prefect.yaml before `prefect deploy` does.
#[derive(Debug, Parser)]
#[command(name = "prefect-lint", version, disable_help_subcommand = true, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// When to use colour
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "WHEN"
    )]
    pub color: Color,
}

const EXAMPLES: &str = "\
Examples:
  prefect-lint check                      check every prefect.yaml of this repository
  prefect-lint check --fix                mend what can be mended without a doubt
  prefect-lint plan -n daily-report       what `prefect deploy -n daily-report` would do
  prefect-lint explain duplicate-key      what a rule is about
  prefect-lint rules                      all rules
  prefect-lint schedule '0 9 * * 1-5'     what a cron says, and when it runs next
  prefect-lint init                       a settings file to begin with

Exit codes: 0 nothing found, 1 errors found, 2 wrong use or unreadable input";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check manifests
    Check(Box<CheckArgs>),
    /// Say what `prefect deploy` would do with each deployment, without doing it
    Plan(Box<PlanArgs>),
    /// Show the page of a rule
    Explain(ExplainArgs),
    /// List all rules
    Rules(RulesArgs),
    /// Read a cron, an interval or an rrule as Prefect does: valid or not, in words, next runs
    Schedule(Box<ScheduleArgs>),
    /// Print the completions of a shell
    Completions(CompletionsArgs),
    /// Print the manual, or write all of its pages
    Man(ManArgs),
    /// Show the settings that count for a path, and where each comes from
    Config(Box<ConfigArgs>),
    /// Write a settings file to begin with
    Init(InitArgs),
    /// Print a JSON schema, for editors and other tools
    Schema(SchemaArgs),
    /// Run the language server, for editors
    Server(ServerArgs),
}

/// The arguments of `check`.
#[derive(Debug, Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub struct CheckArgs {
    /// Files, directories, or `-` for stdin; without any, this directory and all below
    ///
    /// In directories, files named `prefect.yaml` or `prefect.yml` are checked, and those that the settings include,
    /// unless hidden or ignored by git. A file that is named outright is always checked.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// A directory that `prefect deploy` is run in, for entrypoints; several are tried in turn
    ///
    /// The manifest's own directory and the root of its git repository are tried after these.
    #[arg(long, value_name = "DIR")]
    pub root: Vec<PathBuf>,

    /// What reports call the text from stdin
    #[arg(long, value_name = "PATH", default_value = "prefect.yaml")]
    pub stdin_filename: PathBuf,

    /// What is written, and where to.
    #[command(flatten)]
    pub output: OutputArgs,

    /// Options that are settings, too.
    #[command(flatten)]
    pub rules: RuleArgs,

    /// Where settings come from.
    #[command(flatten)]
    pub settings: SettingsArgs,

    /// Leave out what the settings exclude, even if it is named outright; for pre-commit
    #[arg(long, help_heading = "Settings")]
    pub force_exclude: bool,

    /// Mend what can be mended without a doubt, and report the rest
    #[arg(long, help_heading = "Fixes")]
    pub fix: bool,

    /// Mend, and report nothing
    #[arg(long, help_heading = "Fixes")]
    pub fix_only: bool,

    /// Show what --fix would change, as a patch, and write nothing; exit 1 if there is anything
    #[arg(long, help_heading = "Fixes")]
    pub diff: bool,

    /// With --fix, --fix-only or --diff: apply fixes that may change the meaning, too
    #[arg(long, help_heading = "Fixes")]
    pub unsafe_fixes: bool,

    /// Silence all findings that are left, by comments with this reason
    #[arg(
        long,
        value_name = "REASON",
        help_heading = "Fixes",
        conflicts_with_all = ["fix", "fix_only", "diff"]
    )]
    pub add_suppressions: Option<String>,

    /// Check again whenever a manifest, a setting or a Python file changes, until interrupted
    #[arg(long)]
    pub watch: bool,

    /// How many files are checked at once; 0 for as many as there are processors
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
}

const CHECK_EXAMPLES: &str = "\
Examples:
  prefect-lint check                                  this repository
  prefect-lint check deploy/prefect.yaml other/       a file, and all manifests below a directory
  prefect-lint check --select default,PF512           one more rule than usual
  prefect-lint check --ignore PF014 --fail-on warning
  prefect-lint check --diff                           what --fix would change
  prefect-lint check --config 'severity.PF1 = \"warning\"'
  prefect-lint check --add-suppressions 'known, to be mended'
  prefect-lint check --output-format json > report.json
  prefect-lint check --output-format full,sarif=lint.sarif
  prefect-lint check --write-baseline baseline.json   put off what there is now
  prefect-lint check --baseline baseline.json         what is new since then
  cat prefect.yaml | prefect-lint check - --stdin-filename team/prefect.yaml";

/// The arguments of `plan`.
#[derive(Debug, Args)]
#[command(after_help = PLAN_EXAMPLES)]
pub struct PlanArgs {
    /// The manifest, or `-` for stdin
    #[arg(value_name = "FILE", default_value = "prefect.yaml")]
    pub file: PathBuf,

    /// A deployment, as `prefect deploy` takes it: a name, `flow/name`, or a pattern with `*`; all if not given
    #[arg(short, long = "name", value_name = "NAME")]
    pub names: Vec<String>,

    /// A directory that `prefect deploy` is run in, for entrypoints; several are tried in turn
    ///
    /// The manifest's own directory and the root of its git repository are tried after these.
    #[arg(long, value_name = "DIR")]
    pub root: Vec<PathBuf>,

    /// The Prefect that deploys, such as 3.4; the newest known if nothing says so
    #[arg(long, value_name = "VERSION")]
    pub target_version: Option<Version>,

    /// Where settings come from.
    #[command(flatten)]
    pub settings: SettingsArgs,

    /// How the plan is written
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT")]
    pub format: PlanFormat,

    /// Leave out the line that sums up, and the notes on how deployments are picked
    #[arg(short, long)]
    pub quiet: bool,
}

const PLAN_EXAMPLES: &str = "\
Examples:
  prefect-lint plan                              all deployments of prefect.yaml
  prefect-lint plan deploy/prefect.yaml -n daily-report
  prefect-lint plan -n 'daily-*' --format json
  prefect-lint plan --format mermaid             a picture, for a pull request

Exit codes: 0 nothing is in the way, 1 a deployment could not be deployed as it is written, 2 wrong use or
unreadable input";

/// How a plan is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlanFormat {
    /// For people
    Text,
    /// For machines, see schemas/plan.schema.json
    Json,
    /// A flow chart of steps, outputs and fields, in the language of Mermaid
    Mermaid,
}

/// The arguments of `explain`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prefect-lint explain duplicate-key
  prefect-lint explain PF005 PF101")]
pub struct ExplainArgs {
    /// Names or codes of rules
    #[arg(value_name = "RULE", required = true)]
    pub rules: Vec<String>,
}

/// The arguments of `rules`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prefect-lint rules
  prefect-lint rules --output-format json")]
pub struct RulesArgs {
    /// How the list is written
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT")]
    pub output_format: ListFormat,
}

/// The arguments of `schedule`.
#[derive(Debug, Args)]
#[command(after_help = SCHEDULE_EXAMPLES)]
pub struct ScheduleArgs {
    /// The expression, or `-` for one a line from stdin
    #[arg(value_name = "EXPRESSION", allow_hyphen_values = true)]
    pub expression: String,

    /// What the expression is; told from its form if not given
    #[arg(long, value_enum, value_name = "KIND")]
    pub kind: Option<ScheduleKind>,

    /// The IANA time zone of the schedule; UTC if not given
    #[arg(long, value_name = "ZONE")]
    pub timezone: Option<String>,

    /// Whether a cron with days of the month and days of the week runs where one of them fits
    #[arg(long, value_name = "BOOL", default_value_t = true, action = clap::ArgAction::Set)]
    pub day_or: bool,

    /// The moment that an interval counts from, as in the manifest
    #[arg(long, value_name = "DATE")]
    pub anchor_date: Option<String>,

    /// How many runs are shown
    #[arg(short = 'n', long = "count", value_name = "N", default_value_t = 10)]
    pub count: usize,

    /// The moment from which runs are looked for; now if not given
    #[arg(long, value_name = "MOMENT")]
    pub from: Option<String>,

    /// The Prefect of the server, which decides about times that the clocks skip; the newest if nothing says so
    #[arg(long, value_name = "VERSION")]
    pub target_version: Option<Version>,

    /// Where settings come from.
    #[command(flatten)]
    pub settings: SettingsArgs,

    /// How the answer is written
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT")]
    pub format: ScheduleFormat,
}

const SCHEDULE_EXAMPLES: &str = "\
Examples:
  prefect-lint schedule '0 9 * * 1-5' --timezone Europe/Paris
  prefect-lint schedule PT36H --anchor-date 2026-01-01
  prefect-lint schedule 'FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=18' -n 3
  prefect-lint schedule '30 2 * * *' --timezone America/New_York --from 2027-03-13
  prefect-lint schedule - --format json < crons.txt

Exit codes: 0 Prefect takes it, 1 it does not, 2 wrong use";

/// What an expression is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ScheduleKind {
    /// Five to seven fields, or a word such as `@daily`
    Cron,
    /// A length of time
    Interval,
    /// A recurrence rule of iCalendar
    Rrule,
}

/// How answers about schedules are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ScheduleFormat {
    /// For people
    Text,
    /// For machines: one document, or one line for each line of stdin
    Json,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// Where the terminal has it, and no variable of the environment speaks against it
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How the list of rules is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// A table
    Text,
    /// A list for machines
    Json,
}

/// From which severity on a run fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum FailOn {
    /// Errors
    #[default]
    Error,
    /// Errors and warnings
    Warning,
    /// Whatever is found
    Info,
    /// Findings never make a run fail
    Never,
}

impl FailOn {
    /// The least severity that makes a run fail; none: nothing does.
    pub fn least(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

/// The whole command line, for those who describe it.
pub fn command() -> clap::Command {
    Cli::command()
}
