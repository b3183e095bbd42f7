//! The folders that a manifest may be deployed from.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use prefect_lint_core::project::{Root, RootKind};

use crate::Finder;
use crate::paths::{absolute, plain};

/// The folders that `prefect deploy` may be run in for a manifest: those that the user names, the one that the
/// manifest is in, and those above it up to the root of the repository, which is tried first of them. Outside of a
/// repository, up to the current directory.
pub fn roots(manifest: &Path, finder: &Finder, configured: &[PathBuf]) -> Vec<Root> {
    let manifest = absolute(manifest);
    let folders = || manifest.ancestors().skip(1);
    let repository = folders().next().and_then(|it| finder.repository(it));
    let top = repository.clone().or_else(|| {
        let here = finder.here()?;
        manifest.starts_with(here).then(|| Arc::from(here))
    });
    // Both are above the manifest, or are its folder.
    let is_below_top = |folder: &&Path| {
        let top = top.as_ref();
        top.is_some_and(|top| folder.as_os_str().len() >= top.as_os_str().len())
    };
    let configured = configured
        .iter()
        .map(|folder| (folder.as_path(), RootKind::Configured));
    let beside = folders().take(1).map(|folder| (folder, RootKind::Beside));
    let repository = repository
        .iter()
        .map(|folder| (&**folder, RootKind::Repository));
    let between = folders().take_while(is_below_top);
    let between = between.map(|folder| (folder, RootKind::Between));
    let mut roots: Vec<Root> = Vec::new();
    for (folder, kind) in configured.chain(beside).chain(repository).chain(between) {
        let folder = plain(folder).map(|folder| folder.trim_end_matches('/').to_owned());
        if let Some(folder) = folder
            && roots.iter().all(|root| root.folder != folder)
        {
            roots.push(Root { folder, kind });
        }
    }
    roots
}
