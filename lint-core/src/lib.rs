//! The analysis behind prefect-lint: the text of a `prefect.yaml` in, findings out.
//!
//! ```text
//! bytes ──► text ──► yaml ──► schema, manifest ──► rules ──► diagnostics
//! ```
//!
//! Nothing here reads files, asks a clock, starts a thread or prints; a host does. [`analyze`] is the one door.

pub mod analysis;
pub mod catalog;
pub mod diagnostic;
pub mod fix;
pub mod manifest;
pub mod near;
pub mod rules;
pub mod schedule;
pub mod schema;
pub mod settings;
pub mod template;
pub mod text;
pub mod yaml;

pub use analysis::{Analysis, analyze};
