//! The analysis behind prefect-lint: the text of a `prefect.yaml` in, findings out.
//!
//! ```text
//! bytes ──► text ──► yaml ──► schema, manifest ──► rules ──► diagnostics
//! ```
//!
//! Nothing here reads files, asks a clock, starts a thread or prints; a host does. [`analyze_in`] is the one door; [`plan_in`]
//! goes through it and takes the plan along.

pub mod analysis;
pub mod catalog;
pub mod diagnostic;
pub mod fingerprint;
pub mod fix;
pub mod ide;
pub mod manifest;
pub mod near;
pub mod plan;
pub mod project;
pub mod python;
pub mod rules;
pub mod schedule;
pub mod schema;
pub mod settings;
pub mod suppression;
pub mod template;
pub mod text;
pub mod trigger;
pub mod yaml;

pub use analysis::{Analysis, analyze, analyze_in, plan_in};
