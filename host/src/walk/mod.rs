//! The walk that looks for manifests: each folder is listed once, for all that want to know what it holds.

mod ignores;

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::{Scope, ThreadPoolBuilder};

use crate::listing::{self, Item, may_be_among};
use crate::manifests::{Found, has_name};
use crate::paths::{absolute, shown};
use crate::settings;
use crate::{Disk, Effective, Failure, Finder};
use ignores::Ignores;

/// So many folders are looked into by one thread sooner than others are started.
const FEW: usize = 200;

/// A walk that threads share.
pub(crate) struct Walk<'w> {
    directory: &'w Path,
    /// The directory's absolute path, perhaps with `..` in it: what that leads to is for the system to say.
    root: PathBuf,
    settings: &'w Finder,
    disk: Option<&'w Disk>,
    has_excluded: AtomicBool,
    found: Mutex<Found>,
}

/// A folder that is to be looked into, and what is ignored in the one that it is in.
struct Folder {
    path: PathBuf,
    /// The path as seen from the directory.
    below: PathBuf,
    ignores: Ignores,
}

impl<'w> Walk<'w> {
    /// A walk through a directory. The disk is told what is beside the manifests that are found.
    pub(crate) fn new(directory: &'w Path, settings: &'w Finder, disk: Option<&'w Disk>) -> Self {
        Self {
            directory,
            root: std::path::absolute(directory).unwrap_or_else(|_| directory.to_owned()),
            settings,
            disk,
            has_excluded: AtomicBool::new(false),
            found: Mutex::default(),
        }
    }

    /// Walks with so many threads; 0 for one a processor.
    pub(crate) fn walk(self, threads: usize) -> Found {
        let mut left = vec![Folder {
            path: self.root.clone(),
            below: PathBuf::new(),
            ignores: Ignores::above(&self.root),
        }];
        match threads {
            1 => self.some(&mut left, usize::MAX),
            _ => self.some(&mut left, FEW),
        }
        if !left.is_empty() {
            self.spread(left, threads);
        }
        let found = self.found.into_inner();
        Found {
            root: self.root,
            has_excluded: self.has_excluded.into_inner(),
            ..found.unwrap_or_else(PoisonError::into_inner)
        }
    }

    /// Looks into so many folders at most, and leaves the others.
    fn some(&self, left: &mut Vec<Folder>, most: usize) {
        for _ in 0..most {
            let Some(folder) = left.pop() else {
                return;
            };
            left.extend(self.enter(&folder));
        }
    }

    fn spread(&self, mut left: Vec<Folder>, threads: usize) {
        match ThreadPoolBuilder::new().num_threads(threads).build() {
            Ok(pool) => pool.scope(|scope| self.spawn(scope, left)),
            Err(_) => self.some(&mut left, usize::MAX),
        }
    }

    fn spawn<'s>(&'s self, scope: &Scope<'s>, folders: Vec<Folder>) {
        for folder in folders {
            scope.spawn(move |scope| self.spawn(scope, self.enter(&folder)));
        }
    }

    /// Looks into a folder, and gives those in it that are to be looked into, too.
    fn enter(&self, folder: &Folder) -> Vec<Folder> {
        match listing::read(&folder.path) {
            Ok(items) => self.sort_out(folder, items),
            Err(error) => {
                self.fail(&folder.below, &error);
                Vec::new()
            }
        }
    }

    fn sort_out(&self, folder: &Folder, items: Vec<Item>) -> Vec<Folder> {
        let has = |name: &str| may_be_among(name, items.iter().map(|item| &*item.name));
        let here = Here {
            settings: self.settings.of_listed(&folder.path, &has),
            ignores: folder.ignores.enter(&folder.path, &has),
        };
        let (mut folders, mut has_manifest) = (Vec::new(), false);
        for Item { name, kind } in &items {
            if !kind.is_dir() && !here.may_be_manifest(&folder.path, name) {
                continue;
            }
            let path = folder.path.join(name);
            if here.ignores.has(&path, kind.is_dir()) {
                continue;
            }
            if here.excludes(&path, kind.is_dir()) {
                self.has_excluded.store(true, Ordering::Relaxed);
            } else if kind.is_dir() {
                folders.push(Folder {
                    path,
                    below: folder.below.join(name),
                    ignores: here.ignores.clone(),
                });
            } else if kind.is_file() || (kind.is_symlink() && path.is_file()) {
                has_manifest = true;
                self.found().files.push(folder.below.join(name));
            }
        }
        if let Some(disk) = self.disk.filter(|_| has_manifest) {
            disk.learn(&folder.path, items);
        }
        folders
    }

    fn fail(&self, below: &Path, error: &io::Error) {
        let name = shown(&self.directory.join(below));
        self.found().failures.push(Failure::of(&name, error));
    }

    /// A panic elsewhere leaves the lists whole.
    fn found(&self) -> MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What counts in a folder.
struct Here {
    settings: settings::Found,
    ignores: Ignores,
}

impl Here {
    fn may_be_manifest(&self, folder: &Path, name: &OsStr) -> bool {
        let settings = self.settings.as_ref();
        let is_included = || {
            let includes = |it: &Arc<Effective>| it.includes(&absolute(&folder.join(name)));
            settings.is_ok_and(|it| it.has_includes() && includes(it))
        };
        has_name(name) || is_included()
    }

    fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        let settings = self.settings.as_ref();
        settings.is_ok_and(|settings| settings.excludes(&absolute(path), is_folder))
    }
}
