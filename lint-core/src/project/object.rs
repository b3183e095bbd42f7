//! What a name in a module may be.

use std::sync::Arc;

use super::import::Home;
use crate::python::{Class, Function, Module};
use crate::text::TextRange;

/// A flow.
#[derive(Debug, Clone, Default)]
pub struct Flow {
    /// Its name in Prefect; none: not known.
    pub name: Option<String>,
    /// The function that it runs; none: not known.
    pub function: Option<Arc<Function>>,
    /// Whether the function is one of a class.
    pub is_method: bool,
    pub(super) home: Option<Home>,
}

impl Flow {
    /// The file that the function is in.
    pub fn path(&self) -> Option<&str> {
        self.home.as_ref().map(|home| home.path.as_str())
    }

    /// Whether two are one.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let function = |flow: &Self| flow.function.as_ref().map(Arc::as_ptr);
        self.name == other.name && function(self) == function(other)
    }

    /// The module that the function is in.
    pub fn module(&self) -> Option<&Module> {
        self.home.as_ref().map(|home| &*home.module)
    }
}

/// Something that is no flow, for certain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// What it is, in a few words.
    pub what: &'static str,
    /// The file that it is in.
    pub path: String,
    /// Where its name is written there.
    pub range: Option<TextRange>,
}

/// What a name stands for.
#[derive(Debug, Clone)]
pub(super) enum Object {
    /// A flow.
    Flow(Flow),
    /// A function without decorators.
    Function(Arc<Function>, Home),
    /// A class of the project.
    Class(Arc<Class>, Home),
    /// A module of the project.
    Module(Home),
    /// A folder that is a package.
    Folder(String),
    /// Something of another package, by its full name.
    Foreign(String),
    /// `flow(…)` with options only, which makes flows of functions.
    Decorator(Option<String>),
    /// Something else that is no flow.
    Thing(&'static str, Option<TextRange>, String),
    /// It can't be told.
    Unknown,
    /// There is no such name.
    Missing,
}
