//! The settings of a path: the nearest file above it, and what counts more.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hashbrown::HashMap;
use prefect_lint_core::rules::{self, selection::RuleSet};

use super::layer::Layer;
use super::{Effective, file};
use crate::Failure;
use crate::paths::absolute;
use crate::repository::Repositories;

/// Finds settings, and keeps what it has found.
#[derive(Debug)]
pub struct Finder {
    /// The settings that count everywhere, if no files are looked for.
    fixed: Option<Found>,
    /// What counts more than files, the weakest first.
    over: Vec<Arc<Layer>>,
    /// By folder. To compare paths part by part would take longer than to look into some.
    found: Mutex<HashMap<OsString, Found>>,
    repositories: Repositories,
    here: OnceLock<Option<PathBuf>>,
}

/// What is known about a folder.
pub type Found = Result<Arc<Effective>, Arc<Failure>>;

impl Finder {
    /// A finder of settings files that counts `over`, the weakest first, more than what they say.
    pub fn new(over: Vec<Layer>) -> Self {
        Self {
            fixed: None,
            over: over.into_iter().map(Arc::new).collect(),
            found: Mutex::default(),
            repositories: Repositories::default(),
            here: OnceLock::new(),
        }
    }

    /// A finder that looks for no files: the same settings count everywhere.
    pub fn fixed(named: Option<Layer>, over: Vec<Layer>) -> Self {
        let layers = named.into_iter().chain(over).map(Arc::new).collect();
        Self {
            fixed: Some(Ok(Arc::new(Effective::of(layers)))),
            over: Vec::new(),
            found: Mutex::default(),
            repositories: Repositories::default(),
            here: OnceLock::new(),
        }
    }

    /// The settings of a file.
    pub fn of_file(&self, file: &Path) -> Found {
        let file = absolute(file);
        self.of_folder(file.parent().unwrap_or(&file))
    }

    /// The settings of what is in a folder.
    pub fn of_folder(&self, folder: &Path) -> Found {
        self.of_listed(folder, &|_| true)
    }

    /// The same, if it is known which names there may be in the folder.
    pub(crate) fn of_listed(&self, folder: &Path, may_have: &dyn Fn(&str) -> bool) -> Found {
        match &self.fixed {
            Some(fixed) => fixed.clone(),
            None => self.nearest(&absolute(folder), may_have),
        }
    }

    /// The root of the repository that a folder belongs to.
    pub fn repository(&self, folder: &Path) -> Option<Arc<Path>> {
        self.repositories.of(&absolute(folder), &|_| true)
    }

    /// The current directory, as it was when this was asked first.
    pub(crate) fn here(&self) -> Option<&Path> {
        let here = self.here.get_or_init(|| std::env::current_dir().ok());
        here.as_deref()
    }

    /// Whether a rule runs for a file.
    pub fn runs(&self, file: &Path, rule: &str) -> bool {
        let Ok(effective) = self.of_file(file) else {
            return false;
        };
        let settings = effective.for_file(&absolute(file));
        rules::find(rule).is_some_and(|rule| RuleSet::new(&settings).has(rule.meta().code))
    }

    /// The settings files that count for what was found so far.
    pub fn files(&self) -> Vec<String> {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let effective = self.fixed.iter().chain(found.values()).flatten();
        let mut files: Vec<String> = effective
            .flat_map(|it| it.files().map(str::to_owned))
            .collect();
        files.sort();
        files.dedup();
        files
    }

    /// All that was found so far.
    pub fn found(&self) -> Vec<Found> {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        self.fixed.iter().chain(found.values()).cloned().collect()
    }

    fn nearest(&self, folder: &Path, may_have: &dyn Fn(&str) -> bool) -> Found {
        // A panic elsewhere leaves the map whole.
        let lock = || self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = lock().get(folder.as_os_str()) {
            return found.clone();
        }
        let found = self.look(folder, may_have);
        lock().insert(folder.as_os_str().to_owned(), found.clone());
        found
    }

    fn look(&self, folder: &Path, may_have: &dyn Fn(&str) -> bool) -> Found {
        let over = self.over.iter().cloned();
        match file::of_folder(folder, may_have).map_err(Arc::new)? {
            Some(layer) => {
                let layers = std::iter::once(Arc::new(layer)).chain(over);
                Ok(Arc::new(Effective::of(layers.collect())))
            }
            None => match folder.parent() {
                Some(parent) if !self.is_repository(folder, may_have) => {
                    self.nearest(parent, &|_| true)
                }
                _ => Ok(Arc::new(Effective::of(over.collect()))),
            },
        }
    }

    fn is_repository(&self, folder: &Path, may_have: &dyn Fn(&str) -> bool) -> bool {
        self.repositories.of(folder, may_have).as_deref() == Some(folder)
    }
}
