//! Paths: without detours, as reports show them, as the analysis has them.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

/// An absolute path without `.` and `..`.
pub fn absolute(path: &Path) -> Cow<'_, Path> {
    if path.is_absolute() && is_straight(path) {
        return Cow::Borrowed(path);
    }
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => _ = plain.pop(),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    Cow::Owned(plain)
}

/// Whether no part of a path is empty, `.` or `..`, as most are not: nor does any begin with a dot. To take it into its
/// parts would take longer.
fn is_straight(path: &Path) -> bool {
    let bytes = path.as_os_str().as_encoded_bytes();
    let is_separator = |byte: &u8| std::path::is_separator((*byte).into());
    let is_odd =
        |pair: &[u8]| is_separator(&pair[0]) && (pair[1] == b'.' || is_separator(&pair[1]));
    let [first, .., last] = bytes else {
        return false;
    };
    *first != b'.' && !is_separator(last) && !bytes.windows(2).any(is_odd)
}

/// A path as reports show it: without `./` in front, with slashes everywhere.
pub fn shown(path: &Path) -> String {
    if is_straight(path) {
        return slashes(path.to_string_lossy());
    }
    let path = without_dots(path);
    match path.as_os_str().is_empty() {
        true => ".".to_owned(),
        false => slashes(path.to_string_lossy()),
    }
}

/// A path without `.` in it.
pub fn without_dots(path: &Path) -> PathBuf {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    parts.collect()
}

/// A path as the analysis has it: absolute, with `/`; none where it is no UTF-8.
pub fn plain(path: &Path) -> Option<String> {
    Some(slashes(absolute(path).to_str()?.into()))
}

/// The same of a folder, without a slash at the end, which only the root of all has.
pub fn plain_folder(path: &Path) -> Option<String> {
    let mut folder = plain(path)?;
    folder.truncate(folder.trim_end_matches('/').len());
    Some(folder)
}

fn slashes(text: Cow<'_, str>) -> String {
    match cfg!(windows) {
        true => text.replace('\\', "/"),
        false => text.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_without_detours() {
        for (path, expected) in [
            ("prefect.yaml", "prefect.yaml"),
            ("./prefect.yaml", "prefect.yaml"),
            ("a/./b", "a/b"),
            ("a//b/", "a/b"),
            ("a/b/", "a/b"),
            ("a/.b", "a/.b"),
            ("../a", "../a"),
            ("a", "a"),
            (".", "."),
            ("", "."),
        ] {
            assert_eq!(shown(Path::new(path)), expected, "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn absolute_paths_have_no_detours() {
        for (path, expected) in [
            ("/a/b", "/a/b"),
            ("/a/./b/../c", "/a/c"),
            ("/a/b/", "/a/b"),
            ("/..", "/"),
            ("/", "/"),
        ] {
            assert_eq!(&*absolute(Path::new(path)), Path::new(expected), "{path}");
        }
        let here = std::env::current_dir().unwrap();
        assert_eq!(&*absolute(Path::new("a/../b")), here.join("b"));
    }
}
