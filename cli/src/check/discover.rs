//! Which files are checked.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use super::Failure;
use crate::args::CheckArgs;

/// The names that manifests have. Prefect finds the first only, which a rule says of the second.
const NAMES: [&str; 2] = ["prefect.yaml", "prefect.yml"];

/// Something to check.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    /// What reports call it.
    pub(super) name: String,
    /// Where it is; none for stdin.
    pub(super) path: Option<PathBuf>,
}

/// What there is to check, by name, and what there is not.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) targets: Vec<Target>,
    pub(super) failures: Vec<Failure>,
}

/// Finds what the arguments name.
pub(super) fn targets(args: &CheckArgs) -> Found {
    let mut found = Found::default();
    match args.paths.as_slice() {
        [] => found.walk(Path::new(".")),
        [dash] if dash.as_os_str() == "-" => found.targets.push(Target {
            name: shown(&args.stdin_filename),
            path: None,
        }),
        paths => paths.iter().for_each(|path| found.add(path)),
    }
    found.targets.sort();
    found.targets.dedup();
    found
}

impl Found {
    fn add(&mut self, path: &Path) {
        match std::fs::metadata(path) {
            Ok(data) if data.is_dir() => self.walk(path),
            Ok(_) => self.add_file(path),
            Err(error) => self.failures.push(Failure::of(&shown(path), &error)),
        }
    }

    fn add_file(&mut self, path: &Path) {
        self.targets.push(Target {
            name: shown(path),
            path: Some(plain(path)),
        });
    }

    fn walk(&mut self, directory: &Path) {
        let before = self.targets.len() + self.failures.len();
        // A .gitignore holds in a tree without its .git, too: a tarball, a container.
        for entry in WalkBuilder::new(directory).require_git(false).build() {
            match entry {
                Ok(entry) if is_manifest(entry.path()) => self.add_file(entry.path()),
                Ok(_) => {}
                Err(error) => self.failures.push(unwalkable(directory, &error)),
            }
        }
        if self.targets.len() + self.failures.len() == before {
            self.failures
                .push(Failure(format!("no prefect.yaml in {}", place(directory))));
        }
    }
}

/// A place that the walk could not look into.
fn unwalkable(path: &Path, error: &ignore::Error) -> Failure {
    match error {
        ignore::Error::WithPath { path, err } => unwalkable(path, err),
        ignore::Error::WithDepth { err, .. } => unwalkable(path, err),
        ignore::Error::Io(error) => Failure::of(&shown(path), error),
        other => Failure(other.to_string()),
    }
}

fn is_manifest(path: &Path) -> bool {
    let has_name = |name: &OsStr| NAMES.iter().any(|known| name == *known);
    path.file_name().is_some_and(has_name) && path.is_file()
}

fn place(directory: &Path) -> String {
    match shown(directory).as_str() {
        "." => "this directory or below".to_owned(),
        name => format!("`{name}` or below"),
    }
}

/// A path as reports show it: without `./` in front, with slashes everywhere.
fn shown(path: &Path) -> String {
    let path = plain(path);
    match path.as_os_str().is_empty() {
        true => ".".to_owned(),
        false => path
            .to_string_lossy()
            .replace(std::path::MAIN_SEPARATOR, "/"),
    }
}

fn plain(path: &Path) -> PathBuf {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    parts.collect()
}
