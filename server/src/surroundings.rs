//! The files around manifests: what is open in the editor counts more than the disk.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use prefect_lint_core::project::{Entry, Files, Modules};
use prefect_lint_host::Disk;
use self_cell::self_cell;

/// What is open in the editor, by path, over a disk that is read once.
#[derive(Debug)]
pub(crate) struct Overlay {
    buffers: RwLock<Buffers>,
    disk: Arc<Disk>,
}

type Buffers = HashMap<String, Arc<[u8]>>;

impl Overlay {
    fn buffers(&self) -> RwLockReadGuard<'_, Buffers> {
        self.buffers.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Files for Overlay {
    fn list(&self, folder: &str) -> Option<Arc<[Entry]>> {
        let listed = self.disk.list(folder);
        let mut entries: Vec<Entry> = listed.as_deref().unwrap_or_default().to_vec();
        let before = entries.len();
        let buffers = self.buffers();
        let names = buffers.keys().filter_map(|path| {
            let (parent, name) = path.rsplit_once('/')?;
            (parent == folder).then_some(name)
        });
        for name in names {
            if entries.iter().all(|entry| entry.name != name) {
                entries.push(Entry {
                    name: name.to_owned(),
                    is_folder: false,
                });
            }
        }
        if entries.len() == before {
            return listed;
        }
        entries.sort();
        Some(entries.into())
    }

    fn read(&self, path: &str) -> Option<Arc<[u8]>> {
        let buffer = self.buffers().get(path).cloned();
        buffer.or_else(|| self.disk.read(path))
    }
}

self_cell!(
    /// Files, and the Python among them, each read once. Which there are never changes: another moment has another one.
    pub(crate) struct Surroundings {
        owner: Overlay,
        #[covariant]
        dependent: Modules,
    }

    impl {Debug}
);

impl Surroundings {
    /// Takes another text for a file that is open. All other files stay read. An answer that has seen both texts is stale.
    pub(crate) fn edit(&self, path: String, text: Arc<[u8]>) {
        let buffers = &self.borrow_owner().buffers;
        let mut buffers = buffers.write().unwrap_or_else(PoisonError::into_inner);
        buffers.insert(path, text);
    }
}

/// The files of this moment: what is open in the editor, and a disk that may have been read in part.
pub(crate) fn now(buffers: Buffers, disk: Arc<Disk>) -> Arc<Surroundings> {
    let overlay = Overlay {
        buffers: RwLock::new(buffers),
        disk,
    };
    Arc::new(Surroundings::new(overlay, |overlay| Modules::new(overlay)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_counts_more_than_the_disk() {
        let bytes: Arc<[u8]> = Arc::from(*b"x = 1");
        let path = format!("{}/src/new.py", env!("CARGO_MANIFEST_DIR"));
        let around = now(
            HashMap::from([(path.clone(), bytes.clone())]),
            Arc::default(),
        );
        let files = around.borrow_dependent().files();
        assert_eq!(files.read(&path), Some(bytes));
        around.edit(path.clone(), Arc::from(*b"y"));
        assert_eq!(files.read(&path), Some(Arc::from(*b"y")));
        let folder = path.rsplit_once('/').unwrap().0;
        let names: Vec<_> = files
            .list(folder)
            .unwrap()
            .iter()
            .map(|e| e.name.clone())
            .collect();
        assert!(names.contains(&"new.py".to_owned()) && names.contains(&"lib.rs".to_owned()));
        assert!(names.is_sorted());
    }
}
