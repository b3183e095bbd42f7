//! Settings: the files that have them, and what they amount to for a manifest.
//!
//! [`Finder`] is all that others need: it knows the settings of any path. The nearest file above a manifest counts, and
//! what the host adds (the command line, an editor) counts more.

pub mod file;
mod find;
mod globs;
mod layer;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use prefect_lint_core::diagnostic::Severity;
use prefect_lint_core::settings::{self, Settings, Version};
use prefect_lint_core::text::Source;

use crate::clock;
pub use find::{Finder, Found};
pub use layer::Layer;

/// The settings of some folder.
#[derive(Debug)]
pub struct Effective {
    /// What they are made of, the weakest first.
    pub layers: Vec<Arc<Layer>>,
    /// What they amount to, but for the rules that some files are spared.
    pub settings: Settings,
    /// The least severity that makes a run fail; none: nothing does.
    pub fail_on: Option<Severity>,
    /// The folders that `prefect deploy` is run in.
    pub roots: Vec<PathBuf>,
}

impl Effective {
    fn of(layers: Vec<Arc<Layer>>) -> Self {
        let options: Vec<_> = layers.iter().map(|layer| &layer.options).collect();
        let fail_on = options.iter().rev().find_map(|o| o.fail_on.as_ref());
        let roots = layers.iter().rev().find_map(|layer| {
            let roots = layer.options.roots.as_ref()?;
            Some(roots.texts().map(|root| layer.base.join(root)).collect())
        });
        Self {
            settings: Settings {
                now: Some(clock::now()),
                ..settings::resolve(&options)
            },
            fail_on: fail_on.map_or(Some(Severity::Error), |given| given.value),
            roots: roots.unwrap_or_default(),
            layers,
        }
    }

    /// The settings for a file of the folder.
    pub fn for_file(&self, file: &Path) -> Cow<'_, Settings> {
        let ignored = self.layers.iter().flat_map(|layer| layer.ignored(file));
        let never: Vec<String> = ignored.map(str::to_owned).collect();
        match never.is_empty() {
            true => Cow::Borrowed(&self.settings),
            false => Cow::Owned(Settings {
                never,
                ..self.settings.clone()
            }),
        }
    }

    /// The files that the settings come from.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let sources = self.layers.iter().filter_map(|layer| layer.source.as_ref());
        sources.map(Source::path)
    }

    /// The Prefect that the manifests of the folder are for.
    pub fn target_version(&self) -> Option<Version> {
        self.settings.target_version
    }

    /// Whether a file is checked when it is found, although it is not called `prefect.yaml`.
    pub fn includes(&self, file: &Path) -> bool {
        let globs = self.layers.iter().rev().find_map(|l| l.include.as_ref());
        globs.is_some_and(|globs| globs.has(file, false))
    }

    /// Whether any files are checked besides those called `prefect.yaml`.
    pub(crate) fn has_includes(&self) -> bool {
        self.layers.iter().any(|layer| layer.include.is_some())
    }

    /// Whether a file or a folder is left out.
    pub fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        let globs = self.layers.iter().rev().find_map(|l| l.exclude.as_ref());
        globs.is_some_and(|globs| globs.has(path, is_folder))
    }
}
