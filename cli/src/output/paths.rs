//! Paths as viewers want them: from the root of the repository, absolute, or as URIs.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a path in a URI need not hide.
const IN_PATHS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Where a run takes place: absolute folders with `/` and none at the end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Base {
    /// The current directory, which the paths of a report start from.
    pub here: String,
    /// The root of the repository; the current directory outside of one.
    pub root: String,
}

impl Base {
    /// A path of a report from the root of the repository; the absolute one where it leads out of it.
    pub(crate) fn in_repository(&self, path: &str) -> String {
        let absolute = self.absolute(path);
        match inside(&self.root, &absolute) {
            Some(inner) => inner.to_owned(),
            None => absolute,
        }
    }

    /// A path of a report, absolute and without detours.
    pub(crate) fn absolute(&self, path: &str) -> String {
        match is_absolute(path) {
            true => plain(path),
            false => plain(&format!("{}/{path}", self.here)),
        }
    }
}

/// What an absolute path is inside of a folder.
fn inside<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    path.strip_prefix(folder)?.strip_prefix('/')
}

/// Whether a path starts at a root, that of a drive included.
pub(crate) fn is_absolute(path: &str) -> bool {
    let is_drive = |path: &str| path.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
    path.starts_with('/') || (path.get(1..3) == Some(":/") && is_drive(path))
}

/// A path without `.`, `..` and doubled slashes.
fn plain(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let root = match path.starts_with('/') {
        true => "/",
        false => "",
    };
    format!("{root}{}", parts.join("/"))
}

/// The way from an absolute folder to an absolute path.
pub(crate) fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[common..].iter().map(|_| "..");
    up.chain(to[common..].iter().copied())
        .collect::<Vec<_>>()
        .join("/")
}

/// A path in the form that URIs have, relative or absolute as it is.
pub(crate) fn encoded(path: &str) -> String {
    utf8_percent_encode(path, IN_PATHS).to_string()
}

/// The URI of an absolute path.
pub(crate) fn file_uri(path: &str) -> String {
    match path.strip_prefix('/') {
        Some(path) => format!("file:///{}", encoded(path)),
        // The colon of a drive stays.
        None => format!("file:///{}", encoded(path).replacen("%3A", ":", 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> Base {
        Base {
            here: "/work/repo/teams".to_owned(),
            root: "/work/repo".to_owned(),
        }
    }

    #[test]
    fn paths_start_at_the_root_of_the_repository() {
        let in_repository = |path| base().in_repository(path);
        assert_eq!(in_repository("a/prefect.yaml"), "teams/a/prefect.yaml");
        assert_eq!(in_repository("../prefect.yaml"), "prefect.yaml");
        assert_eq!(in_repository("/work/repo/x.yaml"), "x.yaml");
        assert_eq!(in_repository("../../x.yaml"), "/work/x.yaml");
        assert_eq!(
            in_repository("/work/repository/x.yaml"),
            "/work/repository/x.yaml"
        );
        assert_eq!(Base::default().in_repository("a/b.yaml"), "a/b.yaml");
    }

    #[test]
    fn ways_lead_from_folders_to_files() {
        assert_eq!(relative("/a/b", "/a/b/c/d.yaml"), "c/d.yaml");
        assert_eq!(relative("/a/b", "/a/x.yaml"), "../x.yaml");
        assert_eq!(relative("/a/b", "/c.yaml"), "../../c.yaml");
        assert_eq!(relative("/", "/c.yaml"), "c.yaml");
    }

    #[test]
    fn uris_hide_what_they_must() {
        assert_eq!(
            encoded("a b/größe#1%?.yaml"),
            "a%20b/gr%C3%B6%C3%9Fe%231%25%3F.yaml"
        );
        assert_eq!(file_uri("/a b/c"), "file:///a%20b/c");
        assert_eq!(file_uri("C:/a/b"), "file:///C:/a/b");
        assert!(
            is_absolute("C:/a")
                && is_absolute("/a")
                && !is_absolute("a:/b/c/d".trim_start_matches('a'))
        );
    }
}
