//! What belongs to the shell: completions and the manual.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// The arguments of `completions`.
#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS_EXAMPLES)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  prefect-lint completions bash > ~/.local/share/bash-completion/completions/prefect-lint
  prefect-lint completions zsh > ~/.zfunc/_prefect-lint      with ~/.zfunc in fpath
  prefect-lint completions fish > ~/.config/fish/completions/prefect-lint.fish";

/// A shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// Bash
    Bash,
    /// Elvish
    Elvish,
    /// fish
    Fish,
    /// Nushell
    Nushell,
    /// PowerShell
    Powershell,
    /// Z shell
    Zsh,
}

/// The arguments of `man`.
#[derive(Debug, Args)]
#[command(after_help = MAN_EXAMPLES)]
pub struct ManArgs {
    /// Write a page for each command into this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

const MAN_EXAMPLES: &str = "\
Examples:
  prefect-lint man | man -l -
  prefect-lint man --out ~/.local/share/man/man1";
