//! The options that settings have, too, and the commands about settings and schemas.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use prefect_lint_core::settings::Version;

use super::FailOn;

/// The options that are settings, too.
#[derive(Debug, Default, Args)]
pub struct RuleArgs {
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

    /// The Prefect that the manifests are for, such as 3.4; the newest known if nothing says so
    #[arg(long, value_name = "VERSION", help_heading = "Rules")]
    pub target_version: Option<Version>,

    /// The least severity that makes the exit code 1; `error` if nothing says so
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = "Rules")]
    pub fail_on: Option<FailOn>,
}

/// Where settings come from.
#[derive(Debug, Default, Args)]
pub struct SettingsArgs {
    /// This settings file for all manifests, or a setting: `key = value` in TOML; several settings are possible
    #[arg(long, value_name = "FILE|KEY=VALUE", help_heading = "Settings")]
    pub config: Vec<String>,

    /// Look for no settings files
    #[arg(long, help_heading = "Settings")]
    pub isolated: bool,
}

/// The arguments of `config`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prefect-lint config                         what is set for this directory
  prefect-lint config --show teams/a          all settings, defaults among them
  prefect-lint config deploy/prefect.yaml --output-format json")]
pub struct ConfigArgs {
    /// A manifest or a directory
    #[arg(value_name = "PATH", default_value = ".")]
    pub path: PathBuf,

    /// Show all settings, not only those that something sets
    #[arg(long)]
    pub show: bool,

    /// How the settings are written
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT")]
    pub output_format: ConfigFormat,

    /// A directory that `prefect deploy` is run in
    #[arg(long, value_name = "DIR")]
    pub root: Vec<PathBuf>,

    /// Options that are settings, too.
    #[command(flatten)]
    pub rules: RuleArgs,

    /// Where settings come from.
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// How settings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ConfigFormat {
    /// TOML, with the origin of each value behind it
    Text,
    /// One document for machines
    Json,
}

/// The arguments of `init`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prefect-lint init                writes prefect-lint.toml, with all settings as comments
  prefect-lint init --pyproject    adds them to pyproject.toml

A file that is there is never overwritten.")]
pub struct InitArgs {
    /// Add a table to `pyproject.toml` instead
    #[arg(long)]
    pub pyproject: bool,
}

/// The arguments of `schema`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prefect-lint schema > prefect-yaml.schema.json
  prefect-lint schema settings")]
pub struct SchemaArgs {
    /// What the schema is of
    #[arg(value_enum, value_name = "WHAT", default_value = "manifest")]
    pub what: Schema,
}

/// What there are schemas of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Schema {
    /// prefect.yaml
    Manifest,
    /// prefect-lint.toml
    Settings,
    /// The JSON report of `check`
    Report,
    /// The JSON form of `plan`
    Plan,
}
