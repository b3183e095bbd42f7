//! Black-box tests of the language server: the built binary, driven over stdin and stdout as editors do.
//!
//! They belong to the package of the binary, which tells them where it is.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on shall say where"
)]

mod actions;
mod cancel;
mod client;
mod commands;
mod diagnostics;
mod features;
#[path = "../support/folder.rs"]
mod folder;
mod frames;
mod life;
mod log;
mod order;
mod proportion;
mod settings;
mod surroundings;
mod workspace;
