//! Which files are checked.

use std::path::{Path, PathBuf};

use prefect_lint_host::manifests::{self, is_excluded};
use prefect_lint_host::paths::shown;

use super::Failure;
use crate::args::CheckArgs;
use crate::disk::Disk;
use crate::settings::Finder;

/// Something to check.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Target {
    /// What reports call it.
    pub(crate) name: String,
    /// Where it is, or for stdin would be: an absolute path.
    pub(crate) place: PathBuf,
    pub(crate) is_stdin: bool,
}

impl Target {
    pub(crate) fn file(path: &Path) -> Self {
        Self {
            name: shown(path),
            place: std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
            is_stdin: false,
        }
    }

    /// Stdin, as if it were some file.
    pub(crate) fn stdin(path: &Path) -> Self {
        Self {
            is_stdin: true,
            ..Self::file(path)
        }
    }
}

/// What there is to check, by name, and what there is not.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) targets: Vec<Target>,
    pub(super) failures: Vec<Failure>,
}

/// Finds what the arguments name.
pub(super) fn targets(args: &CheckArgs, settings: &Finder, disk: &Disk) -> Found {
    let mut found = Found::default();
    match args.paths.as_slice() {
        [] => found.walk(Path::new("."), args, settings, disk),
        [dash] if dash.as_os_str() == "-" => {
            found.push(Target::stdin(&args.stdin_filename), settings);
        }
        paths => paths
            .iter()
            .for_each(|path| found.add(path, args, settings, disk)),
    }
    if args.force_exclude {
        let is_wanted = |target: &Target| !is_excluded(settings, &target.place, false);
        found.targets.retain(is_wanted);
    }
    found.targets.sort();
    found.targets.dedup();
    found
}

impl Found {
    fn add(&mut self, path: &Path, args: &CheckArgs, settings: &Finder, disk: &Disk) {
        match std::fs::metadata(path) {
            Ok(data) if data.is_dir() => self.walk(path, args, settings, disk),
            Ok(_) => self.push(Target::file(path), settings),
            Err(error) => self.failures.push(Failure::of(&shown(path), &error)),
        }
    }

    /// Adds what is named. A walk asks for the settings of what it finds, too: what is wrong with them is known before
    /// anything is checked.
    fn push(&mut self, target: Target, settings: &Finder) {
        let _ = settings.of_file(&target.place);
        self.targets.push(target);
    }

    fn walk(&mut self, directory: &Path, args: &CheckArgs, settings: &Finder, disk: &Disk) {
        let before = self.targets.len() + self.failures.len();
        let manifests::Found {
            root,
            files,
            failures,
            has_excluded,
        } = manifests::walk(directory, settings, Some(disk), args.jobs);
        let prefix = match shown(directory).as_str() {
            "." => String::new(),
            name => format!("{}/", name.trim_end_matches('/')),
        };
        let targets = files.iter().map(|file| Target {
            name: format!("{prefix}{}", shown(file)),
            place: root.join(file),
            is_stdin: false,
        });
        self.targets.extend(targets);
        self.failures.extend(failures);
        let is_empty = self.targets.len() + self.failures.len() == before;
        // Where something is left out, that there is nothing else is no mistake.
        if is_empty && !has_excluded {
            self.failures
                .push(Failure(format!("no prefect.yaml in {}", place(directory))));
        }
    }
}

fn place(directory: &Path) -> String {
    match shown(directory).as_str() {
        "." => "this directory or below".to_owned(),
        name => format!("`{name}` or below"),
    }
}
