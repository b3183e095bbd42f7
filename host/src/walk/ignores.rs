//! What is to be ignored: files of patterns, as git and other tools have them, each for what is below it.
//!
//! What the patterns mean is known to the `ignore` crate. Its own walk is not used, for it would list each folder
//! once more, and look for files in it that a list of its names shows not to be there.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::repository::GIT;

/// The kinds of files, the one that counts most first. Those of one kind count more the deeper they are.
const KINDS: usize = 3;
const IGNORE: &str = ".ignore";
const GIT_IGNORE: &str = ".gitignore";

/// The patterns that count in a folder.
#[derive(Debug, Clone)]
pub(super) struct Ignores {
    nearest: Option<Arc<Level>>,
    walk: Arc<Whole>,
}

/// What counts for all of a walk.
#[derive(Debug)]
struct Whole {
    root: PathBuf,
    /// The root without links, if it is another: the folders above it are those of this path.
    real: Option<PathBuf>,
    /// The user's own patterns.
    global: Gitignore,
}

/// The patterns of one folder.
#[derive(Debug)]
struct Level {
    kinds: [Gitignore; KINDS],
    above: Option<Arc<Level>>,
    is_above_root: bool,
}

impl Ignores {
    /// The patterns of the folders above a root, and the user's own. A file that can't be read has none.
    pub(super) fn above(root: &Path) -> Self {
        let here = std::env::current_dir().unwrap_or_else(|_| root.to_owned());
        let real = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let mut ignores = Self {
            nearest: None,
            walk: Arc::new(Whole {
                root: root.to_owned(),
                real: (real != root).then(|| real.clone()),
                global: GitignoreBuilder::new(here).build_global().0,
            }),
        };
        let above: Vec<&Path> = real.ancestors().skip(1).collect();
        for folder in above.into_iter().rev() {
            let exists = |name: &str| folder.join(name).exists();
            ignores = ignores.with(folder, &exists, true);
        }
        ignores
    }

    /// The same with those of a folder in it, of which it is known what it holds.
    pub(super) fn enter(&self, folder: &Path, has: &dyn Fn(&str) -> bool) -> Self {
        self.with(folder, has, false)
    }

    fn with(&self, folder: &Path, has: &dyn Fn(&str) -> bool, is_above_root: bool) -> Self {
        let own = |name| has(name).then(|| folder.join(name));
        let excluded = has(GIT).then(|| excludes(&folder.join(GIT))).flatten();
        let files = [own(IGNORE), own(GIT_IGNORE), excluded];
        if files.iter().all(Option::is_none) {
            return self.clone();
        }
        let level = Level {
            kinds: files.map(|file| patterns(folder, file)),
            above: self.nearest.clone(),
            is_above_root,
        };
        Self {
            nearest: Some(Arc::new(level)),
            walk: Arc::clone(&self.walk),
        }
    }

    /// Whether something in the folder is ignored: by a pattern or, where none has it, because it is hidden.
    pub(super) fn has(&self, path: &Path, is_folder: bool) -> bool {
        match self.matched(path, is_folder) {
            Match::Ignore(()) => true,
            Match::Whitelist(()) => false,
            Match::None => path.file_name().is_some_and(is_hidden),
        }
    }

    fn matched(&self, path: &Path, is_folder: bool) -> Match<()> {
        let real = self.walk.real(path);
        let levels = || std::iter::successors(self.nearest.as_deref(), |it| it.above.as_deref());
        let of_levels = (0..KINDS).flat_map(|kind| levels().map(move |level| (level, kind)));
        let of_levels = of_levels.map(|(level, kind)| {
            let path = if level.is_above_root { &*real } else { path };
            level.kinds[kind].matched(path, is_folder).map(|_| ())
        });
        let of_user = || self.walk.global.matched(path, is_folder).map(|_| ());
        of_levels
            .chain(std::iter::once_with(of_user))
            .find(|found| !found.is_none())
            .unwrap_or(Match::None)
    }
}

impl Whole {
    /// A path as it is without the links that lead to the root.
    fn real<'p>(&self, path: &'p Path) -> Cow<'p, Path> {
        let Some(real) = &self.real else {
            return Cow::Borrowed(path);
        };
        match path.strip_prefix(&self.root) {
            Ok(below) => Cow::Owned(real.join(below)),
            Err(_) => Cow::Borrowed(path),
        }
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Patterns that are good are taken, whatever the others are.
fn patterns(folder: &Path, file: Option<PathBuf>) -> Gitignore {
    let Some(file) = file else {
        return Gitignore::empty();
    };
    let mut builder = GitignoreBuilder::new(folder);
    let _ = builder.add(file);
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

/// Where git keeps the patterns of a clone that are not for others. In a further worktree, `.git` is a file that says
/// where to look on.
fn excludes(git: &Path) -> Option<PathBuf> {
    let exclude = |folder: &Path| Some(folder.join("info/exclude")).filter(|file| file.exists());
    if git.is_dir() {
        return exclude(git);
    }
    let text = fs::read_to_string(git).ok()?;
    let own = git
        .parent()?
        .join(text.strip_prefix("gitdir: ")?.trim_end());
    let common = fs::read_to_string(own.join("commondir")).ok()?;
    exclude(&own.join(common.trim_end()))
}
