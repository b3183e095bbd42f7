//! The language server: the analysis of `prefect-lint-core` for editors, over the Language Server Protocol.
//!
//! | file | what |
//! | --- | --- |
//! | [`transport`] | frames on stdin and stdout, the life of the process |
//! | [`handlers`] | the methods of the protocol, each as thin as can be |
//! | [`session`], [`state`] | what lasts as long as the server, and what changes: documents, folders, settings |
//! | [`work`] | one document with all that an answer depends on, off the protocol's thread |
//! | [`checks`] | findings, once for each moment |
//! | [`follow`], [`refresh`] | diagnostics that are kept up to date, for clients that ask for them and others |
//! | [`surroundings`] | the files around manifests: buffers first, then the disk |
//! | [`settings`] | settings from files and from the editor |
//! | [`text`] | positions of the protocol, and edits |
//! | [`diagnostics`], [`actions`], [`workspace`], [`features`] | what is shown |
//!
//! Only this crate knows the protocol, and it knows nothing about Prefect or YAML.

mod actions;
mod checks;
mod client;
mod diagnostics;
mod edits;
mod features;
mod follow;
mod handlers;
mod log;
mod refresh;
mod session;
mod settings;
mod state;
mod surroundings;
mod text;
mod transport;
mod uris;
mod watch;
mod work;
mod workspace;

use std::path::PathBuf;

use prefect_lint_core::plan::Plan;

pub use log::Level;

/// How the server is run.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the log goes; none: stderr.
    pub log_file: Option<PathBuf>,
    /// From which weight on messages are logged.
    pub log_level: Level,
    /// Draws a plan for the command `prefect-lint.plan`.
    pub draw: fn(&Plan) -> String,
}

/// How the server has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The client has asked for it.
    Orderly,
    /// `exit` without `shutdown`, or a client that is gone.
    Abrupt,
}

/// Serves on stdin and stdout until the client says `exit` or goes away. What keeps it from starting is said in words.
pub fn run(options: Options) -> Result<End, String> {
    let log = log::Log::open(options.log_file.as_deref(), options.log_level)?;
    transport::serve(log, options.draw)
}
