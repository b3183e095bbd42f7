//! The arguments of `server`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// The arguments of `server`.
#[derive(Debug, Args)]
#[command(after_help = "\
Editors start it and talk to it over stdin and stdout; see docs/language-server.md.

Examples:
  prefect-lint server
  prefect-lint server --log-file /tmp/prefect-lint.log --log-level debug

Exit codes: 0 the editor has ended it, 1 the editor is gone, 2 wrong use")]
pub struct ServerArgs {
    /// Talk over stdin and stdout, as it does anyway; many editors add it
    #[arg(long)]
    pub stdio: bool,

    /// Where the log goes, behind what is there; stderr if not given
    #[arg(long, value_name = "FILE")]
    pub log_file: Option<PathBuf>,

    /// How much is logged
    #[arg(long, value_enum, default_value = "info", value_name = "LEVEL")]
    pub log_level: LogLevel,
}

/// How much is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogLevel {
    /// What does not work
    Error,
    /// And what may not be as it was meant
    Warning,
    /// And what the server does, in few words
    Info,
    /// All that it does
    Debug,
}
