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
    let entries = WalkBuilder::new(&root)
        .require_git(false)
        .threads(threads)
        .filter_entry(move |entry| {
            let is_below = entry.depth() > 0 && entry.file_type().is_some_and(|t| t.is_dir());
            let is_out = is_below && is_excluded(&folders, entry.path(), true);
            has_excluded_folder.fetch_or(is_out, Ordering::Relaxed);
            !is_out
        })
        .build_parallel();
    let walk = Walk {
        directory,
        root: &root,
        settings,
        has_excluded: &has_excluded,
        found: Mutex::default(),
    };
    entries.run(|| {
        Box::new(|entry| {
            walk.visit(entry);
            WalkState::Continue
        })
    });
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
