//! What is in a folder.

use std::ffi::{OsStr, OsString};
use std::fs::{self, FileType};
use std::io;
use std::path::Path;
use std::sync::Arc;

use prefect_lint_core::project::Entry;

/// Something in a folder: its name, and what it is, without following links.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) name: OsString,
    pub(crate) kind: FileType,
}

/// Lists a folder, in no order. What is gone before it was looked at is left out.
pub(crate) fn read(folder: &Path) -> io::Result<Vec<Item>> {
    let mut items = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        items.extend(entry.file_type().ok().map(|kind| Item {
            name: entry.file_name(),
            kind,
        }));
    }
    Ok(items)
}

/// What a folder holds, by name. Names that are no UTF-8 cannot be named in a manifest, and are left out.
pub(crate) fn entries(folder: &Path, items: Vec<Item>) -> Arc<[Entry]> {
    let entry = |Item { name, kind }: Item| {
        let is_folder = match kind.is_symlink() {
            true => fs::metadata(folder.join(&name)).ok()?.is_dir(),
            false => kind.is_dir(),
        };
        let name = name.into_string().ok()?;
        Some(Entry { name, is_folder })
    };
    let mut entries: Vec<Entry> = items.into_iter().filter_map(entry).collect();
    entries.sort();
    entries.into()
}

/// Whether something may be found under a name among others: some systems do not mind the case of letters, or how those
/// beyond ASCII are written.
pub(crate) fn may_be_among<'n>(name: &str, mut names: impl Iterator<Item = &'n OsStr>) -> bool {
    !name.is_ascii() || names.any(|known| known.eq_ignore_ascii_case(name))
}
