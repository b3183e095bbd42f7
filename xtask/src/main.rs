//! Chores of this repository: `cargo xtask generate [--check]`, `cargo xtask dump FILE|-`.

mod dump;
mod generate;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Chores of this repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Xtask {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the files that are made from the code: rule pages, command reference, schemas
    Generate {
        /// Write nothing; list the files that are out of date, and exit 1 if there are any
        #[arg(long)]
        check: bool,
    },
    /// Print what the YAML reader makes of a file: the tree with spans, the errors, the loaded value
    Dump {
        /// The file; `-` reads standard input
        file: String,
    },
}

fn main() -> ExitCode {
    let result = match Xtask::parse().command {
        Command::Generate { check } => generate::run(&root(), check),
        Command::Dump { file } => dump::dump(&file).map_err(io::Error::other).map(|text| {
            // A reader that has seen enough may close the pipe.
            let _ = io::stdout().lock().write_all(text.as_bytes());
            Vec::new()
        }),
    };
    match result {
        Ok(lines) if lines.is_empty() => ExitCode::SUCCESS,
        Ok(lines) => {
            say(&lines);
            ExitCode::FAILURE
        }
        Err(error) => {
            say(&[format!("error: {error}")]);
            ExitCode::from(2)
        }
    }
}

/// The repository: the folder above this one.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

fn say(lines: &[String]) {
    let mut err = io::stderr().lock();
    for line in lines {
        // There is nowhere left to report a failure to.
        let _ = writeln!(err, "{line}");
    }
}
