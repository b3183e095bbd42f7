//! When a deployment runs.

pub mod timezone;
