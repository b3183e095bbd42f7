//! What is known of step functions and work pools: those that Prefect and its packages ship, and those that the user
//! describes.
//!
//! The facts about steps stand in `schemas/catalog/steps.json`, which `schemas/rebuild_catalog.py` holds against the packages. The
//! file is part of the program, and is read when a step is looked up for the first time.

mod lookup;
mod read;
mod signature;
mod steps;
mod variables;

use hashbrown::HashMap;
use std::sync::LazyLock;

pub use lookup::{Lookup, nearest};
pub use signature::{Input, InputForm, InputType, MoreInputs, Output, Signature};
pub use steps::Steps;
pub use variables::{JsonType, PoolType, Variable, pool_type, pool_types};

const STEPS: &str = include_str!("../../../schemas/catalog/steps.json");

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| read::catalog(STEPS));

/// The steps that Prefect and its packages ship.
pub fn shipped() -> &'static Catalog {
    &CATALOG
}

/// Steps that are shipped, and names that no longer are.
#[derive(Debug, Default)]
pub struct Catalog {
    /// The steps, each once.
    pub steps: Vec<Signature>,
    /// Names and aliases, each with the place of its step.
    by_name: HashMap<String, usize>,
    /// What can be imported from the modules that have steps.
    modules: HashMap<String, Module>,
    /// Names that Prefect 2 had, with those that took their place.
    removed: HashMap<String, String>,
    /// Modules that Prefect 2 had, with those that took their place.
    moved: HashMap<String, String>,
    /// Names that never were, with those that were meant.
    invented: HashMap<String, String>,
}

#[derive(Debug, Default)]
struct Module {
    package: String,
    names: Vec<String>,
}

impl Catalog {
    /// The step of a dotted name.
    pub fn step(&self, name: &str) -> Option<&Signature> {
        self.steps.get(*self.by_name.get(name)?)
    }

    /// All dotted names that lead to a step.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_can_be_read() {
        let catalog = shipped();
        assert_eq!(catalog.steps.len(), 15);
        assert_eq!(catalog.modules.len(), 8);
        for step in &catalog.steps {
            assert!(!step.doc.is_empty() && !step.outputs.is_empty(), "{step:?}");
            for input in &step.inputs {
                assert!(!input.doc.is_empty(), "{} {input:?}", step.name);
            }
            assert!(step.outputs.iter().all(|output| !output.doc.is_empty()));
            let words = step.exclusive.iter().flatten();
            assert!(words.into_iter().all(|name| step.input(name).is_some()));
        }
        let wanted = catalog.removed.values().chain(catalog.invented.values());
        assert!(wanted.into_iter().all(|name| catalog.step(name).is_some()));
    }

    #[test]
    fn an_unreadable_catalogue_is_empty() {
        for text in ["", "[]", "{\"steps\": [1, {}], \"modules\": 5}"] {
            assert!(read::catalog(text).steps.is_empty(), "{text}");
        }
    }
}
