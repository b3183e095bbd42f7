//! The files of a host.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;

use super::path;

/// How a host lends its files: a disk, the buffers of an editor, memory. Paths are text with `/`, as the host writes
/// them; the same path gives the same answer for the length of an analysis.
pub trait Files: Debug + Sync {
    /// What a folder holds, by name, as the names are written; none where there is no such folder.
    fn list(&self, folder: &str) -> Option<Arc<[Entry]>>;

    /// The bytes of a file; none where it can't be read.
    fn read(&self, path: &str) -> Option<Arc<[u8]>>;
}

/// A file or folder in a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Whether it is a folder, or a link to one.
    pub is_folder: bool,
}

/// Whether there is such a file, to the letter: on every system, since the worker's may be one where case counts.
pub fn is_file(files: &dyn Files, path: &str) -> bool {
    entry(files, path).is_some_and(|is_folder| !is_folder)
}

/// Whether there is such a folder, to the letter.
pub fn is_folder(files: &dyn Files, path: &str) -> bool {
    entry(files, path).unwrap_or(false)
}

fn entry(files: &dyn Files, path: &str) -> Option<bool> {
    let name = path::name(path);
    let entries = files.list(path::parent(path))?;
    let found = entries.binary_search_by(|entry| entry.name.as_str().cmp(name));
    found.ok().map(|at| entries[at].is_folder)
}

/// Files in memory.
#[derive(Debug, Clone, Default)]
pub struct InMemory {
    files: BTreeMap<String, Arc<[u8]>>,
}

impl InMemory {
    /// Files by their paths.
    pub fn new<P: Into<String>, T: AsRef<[u8]>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        let files = files.into_iter();
        Self {
            files: files
                .map(|(path, text)| (path.into(), text.as_ref().into()))
                .collect(),
        }
    }
}

impl Files for InMemory {
    fn list(&self, folder: &str) -> Option<Arc<[Entry]>> {
        let prefix = match folder {
            "" => String::new(),
            folder => format!("{}/", folder.trim_end_matches('/')),
        };
        let below = self
            .files
            .keys()
            .filter_map(|path| path.strip_prefix(prefix.as_str()));
        let mut entries: Vec<Entry> = below
            .map(|rest| match rest.split_once('/') {
                Some((name, _)) => (name, true),
                None => (rest, false),
            })
            .map(|(name, is_folder)| Entry {
                name: name.to_owned(),
                is_folder,
            })
            .collect();
        entries.sort();
        entries.dedup();
        (!entries.is_empty()).then(|| entries.into())
    }

    fn read(&self, path: &str) -> Option<Arc<[u8]>> {
        self.files.get(path).cloned()
    }
}
