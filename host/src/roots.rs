//! The folders that a manifest may be deployed from.

use std::path::{Path, PathBuf};

use prefect_lint_core::project::path::below;
use prefect_lint_core::project::{Root, RootKind};

use crate::Finder;
use crate::paths::{absolute, plain, plain_folder};

/// The folders that `prefect deploy` may be run in for a manifest: those that the user names, the one that the
/// manifest is in, and those above it up to the root of the repository, which is tried first of them. Outside of a
/// repository, up to the current directory.
pub fn roots(manifest: &Path, finder: &Finder, configured: &[PathBuf]) -> Vec<Root> {
    let manifest = absolute(manifest);
    let own = manifest.parent().unwrap_or(&manifest);
    let repository = finder.repository(own).and_then(|it| plain_folder(&it));
    let text = plain(&manifest).unwrap_or_default();
    let here = || {
        let here = plain_folder(finder.here()?)?;
        below(&here, &text).is_some().then_some(here)
    };
    let top = repository.clone().or_else(here);
    // Both are above the manifest, or are its folder.
    let is_below_top = |folder: &&str| top.as_ref().is_some_and(|top| folder.len() >= top.len());
    let folders = std::iter::successors(above(&text), |folder| above(folder));
    let configured = configured.iter().filter_map(|it| plain_folder(it));
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

/// The folder that a path is in.
fn above(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}
