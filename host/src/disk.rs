//! The files on the disk, each read once, as the analysis sees them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use prefect_lint_core::project::{Entry, Files};

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
        keep(&self.folders, folder, || entries(&native(folder)))
    }

    fn read(&self, path: &str) -> Option<Arc<[u8]>> {
        keep(&self.files, path, || {
            fs::read(native(path)).ok().map(Arc::from)
        })
    }
}

impl Disk {
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

/// What a folder holds, by name. Names that are no UTF-8 cannot be named in a manifest, and are left out.
fn entries(folder: &Path) -> Option<Arc<[Entry]>> {
    let mut entries: Vec<Entry> = fs::read_dir(folder)
        .ok()?
        .flatten()
        .filter_map(|entry| {
            let kind = entry.file_type().ok()?;
            let is_folder = match kind.is_symlink() {
                true => fs::metadata(entry.path()).ok()?.is_dir(),
                false => kind.is_dir(),
            };
            Some(Entry {
                name: entry.file_name().into_string().ok()?,
                is_folder,
            })
        })
        .collect();
    entries.sort();
    Some(entries.into())
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
    use crate::paths::plain;

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
