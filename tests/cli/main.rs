//! Black-box tests of the command line: what people and machines see of the built binary.
//!
//! They belong to the package of the binary, which tells them where it is.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on shall say where"
)]

mod baseline;
mod discovery;
#[cfg(unix)]
mod docs;
mod fix_files;
mod fixes;
mod flows;
#[path = "../support/folder.rs"]
mod folder;
mod formats;
mod generated;
mod github;
mod machines;
#[cfg(unix)]
#[path = "../src/markdown.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "the tests of the book use the rest"
)]
mod markdown;
mod outputs;
mod plan;
mod project;
mod schedule;
mod settings;
mod streams;
mod suppressions;
mod usage;
#[cfg(unix)]
mod watch;
