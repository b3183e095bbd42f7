//! A folder with files, for the tests of the command line and those of the server.

use std::path::PathBuf;

use tempfile::TempDir;

/// A manifest with an error that can be mended (a misspelled key), one that can't (a type), and no other.
pub(crate) const BROKEN: &str = "\
deployments:
  - name: daily
    entrypont: flows/a.py:main
    paused: maybe
    work_pool:
      name: barn
";

/// A manifest with nothing to say about.
pub(crate) const CLEAN: &str = "\
deployments:
  - name: daily
    entrypoint: flows/a.py:main
    work_pool:
      name: barn
";

/// A folder that is gone when the test is over.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// A folder with these files: path and text.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(TempDir::new().unwrap());
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().canonicalize().unwrap().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}
