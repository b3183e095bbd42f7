//! The shape of `prefect.yaml`.

use crate::settings::Settings;
use crate::text::TextRange;
use crate::yaml::Tree;

/// A place where a manifest departs from the shape that Prefect expects.
#[derive(Debug, Clone)]
pub struct Finding<'t> {
    /// The text that is wrong.
    pub range: TextRange,
    marker: std::marker::PhantomData<&'t ()>,
}

/// Compares a manifest with the shape that Prefect expects.
pub fn check<'t>(_tree: &'t Tree<'t>, _settings: &Settings) -> Vec<Finding<'t>> {
    Vec::new()
}
