//! What stands around a manifest: the files that it names, and what they define.
//!
//! | file | what |
//! | --- | --- |
//! | [`files`] | the trait by which a host lends its files, and files in memory |
//! | [`path`] | paths as text with `/` |
//! | [`modules`] | Python files, each read once |
//! | `import` | where Python finds a module |
//! | [`object`] | what a name in a module may be |
//! | `evaluate` | following names to what they mean |
//! | `made` | what decorators and calls make of functions |
//! | [`entrypoint`] | from an entrypoint to its flow |
//! | [`flows`] | the flows of a manifest's deployments |
//! | [`fits`] | whether a value is one that the server takes |
//! | [`signature`] | the parameters of a flow, with what the server takes for them |
//!
//! Without a host nothing is known, and nothing is reported.

pub mod entrypoint;
mod evaluate;
pub mod files;
pub mod fits;
pub mod flows;
mod import;
mod made;
pub mod modules;
pub mod object;
pub mod path;
pub mod signature;

pub use entrypoint::{Entrypoint, Local, Lookup};
pub use files::{Entry, Files, InMemory};
pub use flows::{Broken, Flows, Target};
pub use modules::Modules;
pub use object::{Flow, Thing};
pub use signature::{Accepts, Param, Signature};

/// A folder that `prefect deploy` may be run in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// Its path.
    pub folder: String,
    /// Why it is one.
    pub kind: RootKind,
}

/// Why a folder is taken for one that `prefect deploy` is run in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RootKind {
    /// The user says so.
    Configured,
    /// The manifest is in it.
    Beside,
    /// It is the root of the repository.
    Repository,
    /// It is above the manifest, and below that.
    Between,
}

/// A manifest's surroundings.
#[derive(Debug, Clone, Copy)]
pub struct Project<'p> {
    /// The Python files, and by them all others.
    pub modules: &'p Modules<'p>,
    /// Where `prefect deploy` may be run, the likeliest first.
    pub roots: &'p [Root],
}
