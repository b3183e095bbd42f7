//! Globs as `.gitignore` has them, for the files below a folder.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Globs with the folder that they are relative to.
#[derive(Debug)]
pub(crate) struct Globs {
    base: PathBuf,
    globs: Gitignore,
}

impl Globs {
    /// Reads some globs; the first that is none is given back with what is wrong with it.
    pub(crate) fn new<'g>(
        base: &Path,
        globs: impl Iterator<Item = &'g str>,
    ) -> Result<Self, (usize, String)> {
        let mut builder = GitignoreBuilder::new(base);
        for (at, glob) in globs.enumerate() {
            let added = builder.add_line(None, glob);
            added.map_err(|error| (at, words(&error))).map(|_| ())?;
        }
        let globs = builder.build().map_err(|error| (0, words(&error)))?;
        Ok(Self {
            base: base.to_owned(),
            globs,
        })
    }

    /// Whether an absolute path, or a folder that it is in, is meant.
    pub(crate) fn has(&self, path: &Path, is_folder: bool) -> bool {
        let Ok(relative) = path.strip_prefix(&self.base) else {
            return false;
        };
        !relative.as_os_str().is_empty()
            && self
                .globs
                .matched_path_or_any_parents(relative, is_folder)
                .is_ignore()
    }
}

fn words(error: &ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(globs: &[&str], path: &str) -> bool {
        let base = Path::new("/repo");
        let globs = Globs::new(base, globs.iter().copied()).unwrap();
        globs.has(Path::new(path), false)
    }

    #[test]
    fn globs_are_those_of_git() {
        assert!(has(&["vendor/**"], "/repo/vendor/a/prefect.yaml"));
        assert!(has(&["vendor"], "/repo/a/vendor/prefect.yaml"));
        assert!(has(&["*.yaml"], "/repo/a/b.yaml"));
        assert!(!has(&["/*.yaml"], "/repo/a/b.yaml"));
        assert!(!has(&["*.yaml", "!b.yaml"], "/repo/a/b.yaml"));
        assert!(!has(&["**"], "/other/b.yaml"));
        assert!(!has(&["**"], "/repo"));
        let bad = Globs::new(Path::new("/"), ["a", "a{b"].into_iter());
        assert_eq!(bad.unwrap_err().0, 1);
    }
}
