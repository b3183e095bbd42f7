//! The binary; all it does is in the library beside it.

use std::process::ExitCode;

// A run makes and drops many small things, on every core at once. Huge pages would double its memory and save no time:
// most of each would be cleared in vain.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    prefect_lint::report_faults();
    prefect_lint::run(std::env::args_os())
}
