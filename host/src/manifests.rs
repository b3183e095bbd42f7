//! Where manifests are.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::paths::absolute;
use crate::walk::Walk;
use crate::{Disk, Failure, Finder};

/// The names that manifests have. Prefect finds the first only, which a rule says of the second.
pub const NAMES: [&str; 2] = ["prefect.yaml", "prefect.yml"];

/// The manifests of a directory.
#[derive(Debug, Default)]
pub struct Found {
    /// The directory's absolute path.
    pub root: PathBuf,
    /// Where they are, seen from the directory, in no order.
    pub files: Vec<PathBuf>,
    /// What could not be looked into.
    pub failures: Vec<Failure>,
    /// Whether the settings leave something out.
    pub has_excluded: bool,
}

/// Looks for manifests in a directory and below, but for what is hidden, ignored by git or excluded, with so many
/// threads; 0 for one a processor. A `.gitignore` holds in a tree without its `.git`, too: a tarball, a container. The
/// disk, if one is given, is told what is beside them.
pub fn walk(directory: &Path, settings: &Finder, disk: Option<&Disk>, threads: usize) -> Found {
    let mut found = Walk::new(directory, settings, disk).walk(threads);
    found.failures.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

/// Whether a file is one to check: by its name, or by the settings.
pub fn is_manifest(path: &Path, settings: &Finder) -> bool {
    let is_included = || {
        let settings = settings.of_file(path);
        settings.is_ok_and(|settings| settings.includes(&absolute(path)))
    };
    path.file_name().is_some_and(has_name) || is_included()
}

/// Whether a name is one that manifests have.
pub(crate) fn has_name(name: &OsStr) -> bool {
    NAMES.iter().any(|known| name == *known)
}

/// Whether the settings leave something out.
pub fn is_excluded(settings: &Finder, path: &Path, is_folder: bool) -> bool {
    let nearest = settings.of_file(path);
    nearest.is_ok_and(|settings| settings.excludes(&absolute(path), is_folder))
}
