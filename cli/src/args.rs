//! The arguments, as data.

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use prefect_lint_core::diagnostic::Severity;
use prefect_lint_core::settings::Version;

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
  prefect-lint explain duplicate-key      what a rule is about
  prefect-lint rules                      all rules

Exit codes: 0 nothing found, 1 errors found, 2 wrong use or unreadable input";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check manifests
    Check(Box<CheckArgs>),
    /// Show the page of a rule
    Explain(ExplainArgs),
    /// List all rules
    Rules(RulesArgs),
}

/// The arguments of `check`.
#[derive(Debug, Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub struct CheckArgs {
    /// Files, directories, or `-` for stdin; without any, this directory and all below
    ///
    /// In directories, files named `prefect.yaml` or `prefect.yml` are checked, unless hidden or ignored by git. A
    /// file that is named outright is always checked.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// What reports call the text from stdin
    #[arg(long, value_name = "PATH", default_value = "prefect.yaml")]
    pub stdin_filename: PathBuf,

    /// How findings are written
    #[arg(long, value_enum, default_value = "full", value_name = "FORMAT")]
    pub output_format: Format,

    /// Run these rules only: names, codes, beginnings of codes, `default`, `pedantic`, `all`
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub select: Vec<String>,

    /// Run these rules as well
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub extend_select: Vec<String>,

    /// Do not run these rules; of two options that disagree, the more specific wins
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub ignore: Vec<String>,

    /// The Prefect that the manifests are for, such as 3.4; the newest known if not given
    #[arg(long, value_name = "VERSION", help_heading = "Rules")]
    pub target_version: Option<Version>,

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

    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, default_value = "error", value_name = "SEVERITY")]
    pub fail_on: FailOn,

    /// Count the findings of each rule instead of showing them
    #[arg(long)]
    pub statistics: bool,

    /// Leave out the line that sums up
    #[arg(short, long)]
    pub quiet: bool,

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
  prefect-lint check --output-format json > report.json
  cat prefect.yaml | prefect-lint check - --stdin-filename team/prefect.yaml";

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

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the lines that are meant
    Full,
    /// One line each
    Concise,
    /// One document for machines, see schemas/report.schema.json
    Json,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// Whatever is found
    Info,
    /// Findings never make a run fail
    Never,
}

impl FailOn {
    /// Whether a finding of this severity makes a run fail.
    pub fn fails(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Info => severity >= Severity::Info,
            Self::Never => false,
        }
    }
}

/// The whole command line, for those who describe it.
pub fn command() -> clap::Command {
    Cli::command()
}
