//! The disk, and where on it a run takes place.

use std::path::Path;

pub(crate) use prefect_lint_host::Disk;
pub(crate) use prefect_lint_host::paths::plain;
use prefect_lint_host::paths::plain_folder;
use prefect_lint_host::repository;

use crate::output::paths::Base;

/// The current directory and the root of the repository that it is in.
pub(crate) fn base() -> Base {
    let Ok(here) = std::env::current_dir() else {
        return Base::default();
    };
    let repository = repository::root(&here);
    let text = |folder: &Path| plain_folder(folder).unwrap_or_default();
    Base {
        root: text(repository.unwrap_or(&here)),
        here: text(&here),
    }
}
