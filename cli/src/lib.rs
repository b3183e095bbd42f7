//! The command line of prefect-lint: arguments, files, formats and exit codes. What is wrong with a manifest is
//! known elsewhere, in `prefect-lint-core`.

pub mod args;
mod atomic;
mod check;
mod completions;
mod disk;
mod exit;
mod explain;
mod man;
pub mod output;
pub mod page;
mod plan;
mod rules;
mod schedule;
mod schema;
mod server;
mod settings;
mod terminal;
mod usage;

use std::ffi::OsString;
use std::process::ExitCode;

use prefect_lint_host::clock;

use args::{Cli, Command};
use exit::Exit;

/// Runs the program with its arguments, its own name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match usage::parse(&args) {
        Ok(cli) => cli,
        Err(exit) => return exit.into(),
    };
    dispatch(&cli).into()
}

fn dispatch(cli: &Cli) -> Exit {
    terminal::choose(cli.color);
    match &cli.command {
        Command::Check(args) => check::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Rules(args) => rules::run(args),
        Command::Plan(args) => plan::run(args),
        Command::Schedule(args) => schedule::run(args),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args),
        Command::Config(args) => settings::config::run(args),
        Command::Init(args) => settings::init::run(args),
        Command::Schema(args) => schema::run(args),
        Command::Server(args) => server::run(args),
    }
}

/// Turns a fault of this program into a plain message and exit code 2, for the rest of the process.
pub fn report_faults() {
    std::panic::set_hook(Box::new(|fault| {
        terminal::complain(&format!(
            "prefect-lint has met a fault of its own, please report it: {fault}"
        ));
        std::process::exit(Exit::Trouble.code().into());
    }));
}
