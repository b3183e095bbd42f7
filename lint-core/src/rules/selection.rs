//! Which rules run.

use super::{RULES, Rule};
use crate::settings::Selection;

/// The rules that a selection leaves.
pub struct RuleSet(Vec<&'static dyn Rule>);

impl RuleSet {
    /// Works a selection out.
    pub fn new(_selection: &Selection) -> Self {
        Self(RULES.to_vec())
    }

    /// The rules, in the order of their codes.
    pub fn rules(&self) -> impl Iterator<Item = &'static dyn Rule> {
        self.0.iter().copied()
    }
}
