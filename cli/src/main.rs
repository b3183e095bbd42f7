//! The binary; all it does is in the library beside it.

use std::process::ExitCode;

fn main() -> ExitCode {
    prefect_lint::report_faults();
    prefect_lint::run(std::env::args_os())
}
