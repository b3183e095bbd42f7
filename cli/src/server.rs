//! `prefect-lint server`: starts the language server.

use prefect_lint_server::{End, Level, Options};

use crate::args::{LogLevel, ServerArgs};
use crate::exit::Exit;
use crate::{plan, terminal};

/// Runs the command.
pub(crate) fn run(args: &ServerArgs) -> Exit {
    let options = Options {
        log_file: args.log_file.clone(),
        log_level: match args.log_level {
            LogLevel::Error => Level::Error,
            LogLevel::Warning => Level::Warning,
            LogLevel::Info => Level::Info,
            LogLevel::Debug => Level::Debug,
        },
        draw: plan::markdown,
    };
    match prefect_lint_server::run(options) {
        Ok(End::Orderly) => Exit::Clean,
        // The protocol's number for an end without a farewell.
        Ok(End::Abrupt) => Exit::Findings,
        Err(why) => {
            terminal::complain(&why);
            Exit::Trouble
        }
    }
}
