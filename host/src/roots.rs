//! The folders that a manifest may be deployed from.

use std::path::{Path, PathBuf};

use prefect_lint_core::project::path::below;
use prefect_lint_core::project::{Root, RootKind};

use crate::Finder;
use crate::paths::{absolute, slashed};

/// The folders that `prefect deploy` may be run in for a manifest: those that the user names, the one that the
/// manifest is in, and those above it up to the root of the repository, which is tried first of them. Outside of a
/// repository, up to the current directory.
pub fn roots(manifest: &Path, finder: &Finder, configured: &[PathBuf]) -> Vec<Root> {
    let manifest = absolute(manifest);
    let own = manifest.parent().unwrap_or(&manifest);
    let repository = finder.repository(own).and_then(|it| folder(&it));
    let text = slashed(&manifest).unwrap_or_default();
    let here = || {
        let here = folder(finder.here()?)?;
        below(&here, &text).is_some().then_some(here)
    };
    let top = repository.clone().or_else(here);
    // Both are above the manifest, or are its folder.
    let is_below_top = |folder: &&str| top.as_ref().is_some_and(|top| folder.len() >= top.len());
    let above = |text: &'_ str| text.rsplit_once('/').map(|(folder, _)| folder.len());
    let folders = std::iter::successors(above(&text), |length| above(&text[..*length]));
    let folders = folders.map(|length| &text[..length]);
    let configured = configured.iter().filter_map(|it| folder(&absolute(it)));
    let configured = configured.map(|folder| (folder, RootKind::Configured));
    let beside = folders.clone().take(1);
    let beside = beside.map(|folder| (folder.to_owned(), RootKind::Beside));
    let repository = repository.map(|folder| (folder, RootKind::Repository));
    let between = folders.take_while(is_below_top);
    let between = between.map(|folder| (folder.to_owned(), RootKind::Between));
    let mut roots: Vec<Root> = Vec::new();
    for (folder, kind) in configured.chain(beside).chain(repository).chain(between) {
        if roots.iter().all(|root| root.folder != folder) {
            roots.push(Root { folder, kind });
        }
    }
    roots
}

/// A folder as the analysis has it: without a slash at the end, which only the root of all has.
fn folder(path: &Path) -> Option<String> {
    let mut folder = slashed(path)?;
    folder.truncate(folder.trim_end_matches('/').len());
    Some(folder)
}
