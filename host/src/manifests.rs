//! Where manifests are.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ignore::{DirEntry, WalkBuilder, WalkState};

use crate::paths::{absolute, shown};
use crate::{Failure, Finder};

/// The names that manifests have. Prefect finds the first only, which a rule says of the second.
pub const NAMES: [&str; 2] = ["prefect.yaml", "prefect.yml"];

/// So many entries are looked at by one thread sooner than others are started.
const FEW: usize = 1_000;

/// The manifests of a directory.
#[derive(Debug, Default)]
pub struct Found {
    /// Where they are, seen from the directory, in no order.
    pub files: Vec<PathBuf>,
    /// What could not be looked into.
    pub failures: Vec<Failure>,
    /// Whether the settings leave something out.
    pub has_excluded: bool,
}

/// Looks for manifests in a directory and below, but for what is hidden, ignored by git or excluded, with so many
/// threads; 0 for one a processor.
pub fn walk(directory: &Path, settings: &Arc<Finder>, threads: usize) -> Found {
    // Settings are of absolute paths: to make them of each entry would take a good part of a run.
    let root = std::path::absolute(directory).unwrap_or_else(|_| directory.to_owned());
    let has_excluded = Arc::new(AtomicBool::new(false));
    let (folders, has_excluded_folder) = (Arc::clone(settings), Arc::clone(&has_excluded));
    // A .gitignore holds in a tree without its .git, too: a tarball, a container.
    let mut entries = WalkBuilder::new(&root);
    entries
        .require_git(false)
        .threads(threads)
        .filter_entry(move |entry| {
            let is_below = entry.depth() > 0 && entry.file_type().is_some_and(|t| t.is_dir());
            let is_out = is_below && is_excluded(&folders, entry.path(), true);
            has_excluded_folder.fetch_or(is_out, Ordering::Relaxed);
            !is_out
        });
    let walk = Walk {
        directory,
        root: &root,
        settings,
        has_excluded: &has_excluded,
        found: Mutex::default(),
    };
    walk.all(&entries, threads);
    let mut found = walk
        .found
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    found.failures.sort_by(|one, other| one.0.cmp(&other.0));
    found.has_excluded = has_excluded.load(Ordering::Relaxed);
    found
}

/// A walk that threads share.
struct Walk<'w> {
    directory: &'w Path,
    /// The directory's absolute path.
    root: &'w Path,
    settings: &'w Finder,
    has_excluded: &'w AtomicBool,
    found: Mutex<Found>,
}

impl Walk<'_> {
    fn all(&self, entries: &WalkBuilder, threads: usize) {
        let mut few = entries.build();
        few.by_ref().take(FEW).for_each(|entry| self.visit(entry));
        match few.next() {
            None => {}
            Some(entry) if threads == 1 => {
                self.visit(entry);
                few.for_each(|entry| self.visit(entry));
            }
            Some(_) => {
                *self.found() = Found::default();
                entries.build_parallel().run(|| {
                    Box::new(|entry| {
                        self.visit(entry);
                        WalkState::Continue
                    })
                });
            }
        }
    }

    fn visit(&self, entry: Result<DirEntry, ignore::Error>) {
        match entry {
            Ok(entry) if is_found(&entry, self.settings) => {
                match is_excluded(self.settings, entry.path(), false) {
                    true => self.has_excluded.store(true, Ordering::Relaxed),
                    false => self.found().files.push(self.below(entry.path()).to_owned()),
                }
            }
            Ok(_) => {}
            Err(error) => {
                let name = |path: &Path| self.directory.join(self.below(path));
                let failure = unwalkable(self.root, &error, &name);
                self.found().failures.push(failure);
            }
        }
    }

    /// A path as seen from the directory.
    fn below<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(self.root).unwrap_or(path)
    }

    /// A panic elsewhere leaves the lists whole.
    fn found(&self) -> MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a file is one to check: by its name, or by the settings.
pub fn is_manifest(path: &Path, settings: &Finder) -> bool {
    let has_name = |name: &OsStr| NAMES.iter().any(|known| name == *known);
    let is_included = || {
        let settings = settings.of_file(path);
        settings.is_ok_and(|settings| settings.includes(&absolute(path)))
    };
    path.file_name().is_some_and(has_name) || is_included()
}

/// Whether the settings leave something out.
pub fn is_excluded(settings: &Finder, path: &Path, is_folder: bool) -> bool {
    let nearest = settings.of_file(path);
    nearest.is_ok_and(|settings| settings.excludes(&absolute(path), is_folder))
}

fn is_found(entry: &DirEntry, settings: &Finder) -> bool {
    let Some(kind) = entry.file_type() else {
        return false;
    };
    // What a link leads to takes a look.
    let is_file = || kind.is_file() || (kind.is_symlink() && entry.path().is_file());
    !kind.is_dir() && is_manifest(entry.path(), settings) && is_file()
}

/// A place that the walk could not look into, and what it is called.
fn unwalkable(path: &Path, error: &ignore::Error, name: &dyn Fn(&Path) -> PathBuf) -> Failure {
    match error {
        ignore::Error::WithPath { path, err } => unwalkable(path, err, name),
        ignore::Error::WithDepth { err, .. } => unwalkable(path, err, name),
        ignore::Error::Io(error) => Failure::of(&shown(&name(path)), error),
        other => Failure(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn however_many_walk_the_same_is_found() {
        let tree = tempfile::tempdir().unwrap();
        let root = tree.path();
        let mut expected = Vec::new();
        for number in 0..FEW + 200 {
            let folder = format!("{}/{number}", number / 100);
            fs::create_dir_all(root.join(&folder)).unwrap();
            let name = NAMES[number % 2];
            fs::write(root.join(&folder).join(name), "").unwrap();
            if number / 100 != 3 {
                expected.push(PathBuf::from(folder).join(name));
            }
        }
        fs::write(root.join(".gitignore"), "/3/\n").unwrap();
        expected.sort();
        let found = |directory: &Path, threads| {
            let settings = Arc::new(Finder::fixed(None, Vec::new()));
            let mut found = walk(directory, &settings, threads);
            found.files.sort();
            assert!(found.failures.is_empty() && !found.has_excluded);
            found.files
        };
        for threads in [0, 1, 2, 7] {
            assert_eq!(found(root, threads), expected, "{threads} threads");
            assert_eq!(found(&root.join("5"), threads).len(), 100);
        }
    }
}
