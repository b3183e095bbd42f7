//! URIs and paths.

use std::path::{Path, PathBuf};

use prefect_lint_host::paths::absolute;
use tower_lsp_server::ls_types::Uri;

/// Where a file is; none for what is on no disk.
pub(crate) fn path(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    is_file.then(|| uri.to_file_path().map(|path| absolute(&path).into_owned()))?
}

/// The URI of an absolute path.
pub(crate) fn uri(path: &Path) -> Option<Uri> {
    Uri::from_file_path(path)
}

/// Whether manifests may be there: on a disk, or not saved yet. What a version control shows is somebody's past.
pub(crate) fn is_editable(uri: &Uri) -> bool {
    let scheme = uri.scheme().as_str();
    ["file", "untitled"]
        .iter()
        .any(|it| scheme.eq_ignore_ascii_case(it))
}
