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

/// Whether no part of a path is empty, `.` or `..`, as most are not. To take it into its parts would take longer.
fn is_straight(path: &Path) -> bool {
    let is_separator = |byte: u8| std::path::is_separator(byte.into());
    let pairs = path.as_os_str().as_encoded_bytes().windows(2);
    let mut after_separators = pairs
        .filter(|pair| is_separator(pair[0]))
        .map(|pair| pair[1]);
    !after_separators.any(|next| next == b'.' || is_separator(next))
}

/// A path as reports show it: without `./` in front, with slashes everywhere.
pub fn shown(path: &Path) -> String {
    let path = without_dots(path);
    match path.as_os_str().is_empty() {
        true => ".".to_owned(),
        false => path
            .to_string_lossy()
            .replace(std::path::MAIN_SEPARATOR, "/"),
    }
}

/// A path without `.` in it.
pub fn without_dots(path: &Path) -> PathBuf {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    parts.collect()
}

/// A path as the analysis has it: absolute, with `/`; none where it is no UTF-8.
pub fn plain(path: &Path) -> Option<String> {
    let path = absolute(path);
    let text = path.to_str()?;
    Some(match cfg!(windows) {
        true => text.replace('\\', "/"),
        false => text.to_owned(),
    })
}
