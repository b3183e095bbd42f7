//! Settings: the options of the command line that are such, and the commands about them. The files that have settings are
//! found by `prefect-lint-host`.

mod command_line;
pub(crate) mod config;
pub(crate) mod init;
mod report;

pub(crate) use command_line::finder;
pub(crate) use prefect_lint_host::Finder;
pub(crate) use prefect_lint_host::paths::absolute;
pub(crate) use report::report;
