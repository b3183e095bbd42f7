//! Black-box tests of the command line: what people and machines see of the built binary.
//!
//! They belong to the package of the binary, which tells them where it is.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on shall say where"
)]

mod discovery;
mod fixes;
mod formats;
mod project;
mod streams;
mod usage;
