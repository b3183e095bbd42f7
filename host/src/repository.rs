//! Where the repository is that a folder belongs to.

use std::ffi::OsString;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use hashbrown::HashMap;

/// What only a repository's root has.
pub(crate) const GIT: &str = ".git";

/// The repository's root: the nearest folder with a `.git`, among a folder and those above it.
pub fn root(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| is_root(folder))
}

fn is_root(folder: &Path) -> bool {
    folder.join(GIT).exists()
}

/// Repositories that were looked for, so that no folder is asked twice.
#[derive(Debug, Default)]
pub(crate) struct Repositories(Mutex<HashMap<OsString, Option<Arc<Path>>>>);

impl Repositories {
    /// What [`root`] says. The folder is looked into where it may have what it takes.
    pub(crate) fn of(&self, folder: &Path, may_have: &dyn Fn(&str) -> bool) -> Option<Arc<Path>> {
        // A panic elsewhere leaves the map whole.
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().get(folder.as_os_str()) {
            return found.clone();
        }
        let found = match may_have(GIT) && is_root(folder) {
            true => Some(Arc::from(folder)),
            false => folder
                .parent()
                .and_then(|parent| self.of(parent, &|_| true)),
        };
        known().insert(folder.as_os_str().to_owned(), found.clone());
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_root_counts_and_is_kept() {
        let tree = tempfile::tempdir().unwrap();
        let (outer, inner) = (tree.path().join("a"), tree.path().join("a/b/c"));
        std::fs::create_dir_all(inner.join("d")).unwrap();
        std::fs::create_dir(outer.join(".git")).unwrap();
        let known = Repositories::default();
        assert_eq!(
            known.of(&inner, &|_| true).as_deref(),
            Some(outer.as_path())
        );
        // A worktree has a file of this name.
        std::fs::write(inner.join(".git"), "gitdir: elsewhere").unwrap();
        assert_eq!(root(&inner.join("d")), Some(inner.as_path()));
        assert_eq!(
            known.of(&inner.join("d"), &|_| true).as_deref(),
            Some(outer.as_path()),
            "what is known of a folder counts for those below"
        );
    }
}
