//! Paths: without detours, as reports show them, as the analysis has them.

use std::path::{Component, Path, PathBuf};

/// An absolute path without `.` and `..`.
pub fn absolute(path: &Path) -> PathBuf {
    let is_dot = |part: Component<'_>| matches!(part, Component::ParentDir | Component::CurDir);
    if path.is_absolute() && !path.components().any(is_dot) {
        return path.to_owned();
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
    plain
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
    let path = std::path::absolute(path).ok()?;
    let text = path.to_str()?;
    Some(match cfg!(windows) {
        true => text.replace('\\', "/"),
        false => text.to_owned(),
    })
}
