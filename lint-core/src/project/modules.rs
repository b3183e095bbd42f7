//! Python files, each read once.

use hashbrown::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::files::{self, Entry, Files};
use super::path::join;
use crate::python::Module;

/// The most folders that are looked into for Python files.
const MOST_FOLDERS: usize = 200;

/// The Python files of a host. Reading is shared by all manifests that are checked together.
#[derive(Debug)]
pub struct Modules<'f> {
    files: &'f dyn Files,
    read: Mutex<HashMap<String, Slot>>,
    /// Whether there are Python files in a folder or in a folder in it.
    with_python: Mutex<HashMap<String, bool>>,
}

/// What was read of a file; locked while it is read, so that nobody reads it at the same time.
type Slot = Arc<Mutex<Option<Kept>>>;

/// A file as it was when it was read.
#[derive(Debug)]
struct Kept {
    bytes: Arc<[u8]>,
    module: Arc<Module>,
}

impl<'f> Modules<'f> {
    /// The Python files among `files`.
    pub fn new(files: &'f dyn Files) -> Self {
        Self {
            files,
            read: Mutex::default(),
            with_python: Mutex::default(),
        }
    }

    /// All files.
    pub fn files(&self) -> &'f dyn Files {
        self.files
    }

    /// What a file defines; none where there is no such file. A file that has changed is read again.
    pub fn get(&self, path: &str) -> Option<Arc<Module>> {
        if !files::is_file(self.files, path) {
            return None;
        }
        let bytes = self.files.read(path)?;
        let slot = lock(&self.read).entry(path.to_owned()).or_default().clone();
        let mut kept = lock(&slot);
        if let Some(kept) = &*kept
            && (Arc::ptr_eq(&kept.bytes, &bytes) || kept.bytes == bytes)
        {
            return Some(kept.module.clone());
        }
        let module = Arc::new(Module::parse(&bytes));
        *kept = Some(Kept {
            bytes,
            module: module.clone(),
        });
        Some(module)
    }

    /// Whether there are Python files in a folder or in a folder in it. It is looked at once.
    pub(super) fn has_python(&self, folder: &str) -> bool {
        if let Some(known) = lock(&self.with_python).get(folder) {
            return *known;
        }
        let is_python = |entry: &Entry| !entry.is_folder && entry.name.ends_with(".py");
        let entries = self.files.list(folder).unwrap_or_default();
        let mut inner = folders(&entries).filter_map(|it| self.files.list(&join(folder, &it.name)));
        let found = entries.iter().any(is_python) || inner.any(|inner| inner.iter().any(is_python));
        lock(&self.with_python).insert(folder.to_owned(), found);
        found
    }
}

/// As many of the folders among the entries as are looked into.
pub(super) fn folders(entries: &[Entry]) -> impl Iterator<Item = &Entry> {
    let folders = entries.iter().filter(|entry| entry.is_folder);
    folders.take(MOST_FOLDERS)
}

/// A panic elsewhere leaves what is kept whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
