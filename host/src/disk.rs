//! The files on the disk, each read once, as the analysis sees them.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hashbrown::HashMap;
use prefect_lint_core::project::{Entry, Files, path};

use crate::listing::{self, Item, may_be_among};
use crate::paths::plain;

/// The disk. What has been read is kept for the length of the run, or until it is forgotten.
#[derive(Debug, Default)]
pub struct Disk {
    folders: Kept<[Entry]>,
    files: Kept<[u8]>,
}

type Kept<T> = Mutex<HashMap<String, Slot<T>>>;
/// What is looked up once, however many threads ask for it at the same time.
type Slot<T> = Arc<OnceLock<Option<Arc<T>>>>;

impl Files for Disk {
    fn list(&self, folder: &str) -> Option<Arc<[Entry]>> {
        keep(&self.folders, folder, || {
            if self.lacks(folder) {
                return None;
            }
            let folder = native(folder);
            let items = listing::read(&folder).ok()?;
            Some(listing::entries(&folder, items))
        })
    }

    fn read(&self, path: &str) -> Option<Arc<[u8]>> {
        keep(&self.files, path, || {
            fs::read(native(path)).ok().map(Arc::from)
        })
    }
}

impl Disk {
    /// Keeps what has been found in a folder.
    pub(crate) fn learn(&self, folder: &Path, items: Vec<Item>) {
        if let Some(name) = plain(folder) {
            keep(&self.folders, &name, || {
                Some(listing::entries(folder, items))
            });
        }
    }

    /// Whether it is known that there is no such folder, from what the one above holds. One that can't be listed may
    /// well hold it.
    fn lacks(&self, folder: &str) -> bool {
        let known = {
            // A panic elsewhere leaves the map whole.
            let names = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
            names.get(path::parent(folder)).cloned()
        };
        let known = known.as_ref().and_then(|slot| slot.get()?.as_deref());
        known.is_some_and(|entries| {
            let names = entries.iter().map(|entry| OsStr::new(&entry.name));
            !may_be_among(path::name(folder), names)
        })
    }

    /// Forgets what was read of a file, or of a folder and all in it, and what the folders above it hold.
    pub fn forget(&self, path: &Path) {
        forget(&self.files, |known| known.starts_with(path));
        forget(&self.folders, |known| {
            known.starts_with(path) || path.starts_with(known)
        });
    }
}

fn forget<T: ?Sized>(kept: &Kept<T>, is_old: impl Fn(&Path) -> bool) {
    let mut names = kept.lock().unwrap_or_else(PoisonError::into_inner);
    names.retain(|name, _| !is_old(&native(name)));
}

/// What was found before under this name, or what is found now.
fn keep<T: ?Sized>(
    kept: &Kept<T>,
    name: &str,
    find: impl FnOnce() -> Option<Arc<T>>,
) -> Option<Arc<T>> {
    // A panic elsewhere leaves the map whole.
    let mut names = kept.lock().unwrap_or_else(PoisonError::into_inner);
    let slot = match names.get(name) {
        Some(known) => known.clone(),
        None => names.entry(name.to_owned()).or_default().clone(),
    };
    drop(names);
    slot.get_or_init(find).clone()
}

/// A path with `/` as the system has it. All of them are absolute, so nothing at all is the root.
fn native(path: &str) -> PathBuf {
    match path {
        "" => PathBuf::from("/"),
        drive if drive.ends_with(':') => PathBuf::from(format!("{drive}/")),
        path => PathBuf::from(path),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn a_file_is_read_once_however_many_ask_for_it() {
        let kept: Kept<[u8]> = Kept::default();
        let reads = AtomicUsize::new(0);
        let read = || {
            reads.fetch_add(1, Ordering::Relaxed);
            Some(Arc::from(*b"text"))
        };
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| keep(&kept, "a.py", read));
            }
        });
        assert_eq!(reads.into_inner(), 1);
    }

    #[test]
    fn only_what_has_changed_is_read_again() {
        let folder = tempfile::TempDir::new().unwrap();
        let name = |name: &str| plain(&folder.path().join(name)).unwrap();
        for file in ["a.py", "b.py"] {
            fs::write(name(file), "1").unwrap();
        }
        let disk = Disk::default();
        let read = |file: &str| disk.read(&name(file)).map(|bytes| bytes.to_vec());
        let count = |folder: &str| disk.list(&name(folder)).map_or(0, |entries| entries.len());
        let all = || (read("a.py"), read("b.py"), count(""), count("new"));
        let one = Some(b"1".to_vec());
        assert_eq!(all(), (one.clone(), one.clone(), 2, 0));
        fs::write(name("a.py"), "2").unwrap();
        fs::write(name("b.py"), "2").unwrap();
        fs::create_dir(name("new")).unwrap();
        fs::write(name("new/c.py"), "").unwrap();
        assert_eq!(all(), (one.clone(), one.clone(), 2, 0));
        disk.forget(&folder.path().join("a.py"));
        assert_eq!(all(), (Some(b"2".to_vec()), one.clone(), 3, 0));
        disk.forget(&folder.path().join("new"));
        assert_eq!(all(), (Some(b"2".to_vec()), one, 3, 1));
    }
}
