//! Paths as text, with `/` between their parts.

/// A path below a folder, or as it is if it is absolute. `.` and `..` are worked out, without a look at links.
pub fn join(folder: &str, path: &str) -> String {
    let is_absolute = path.starts_with('/');
    if !is_absolute && !folder.is_empty() && is_straight(folder) && is_straight(path) {
        return [folder, "/", path].concat();
    }
    let mut parts: Vec<&str> = Vec::new();
    let start = if is_absolute { "" } else { folder };
    for part in start.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    match is_absolute || folder.starts_with('/') {
        true => format!("/{joined}"),
        false => joined,
    }
}

/// Whether nothing in a path is worked out when it is joined: most have no `.`, no `..` and no empty part.
fn is_straight(path: &str) -> bool {
    let bytes = path.as_bytes();
    let has_odd_part = || bytes.windows(2).any(|pair| matches!(pair, b"//" | b"/."));
    !matches!(bytes, [] | [b'.', ..] | [.., b'/']) && !has_odd_part()
}

/// The folder that a path is in; empty for one without.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of a path.
pub fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A path as seen from a folder, if it is below that.
pub fn below<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    match folder {
        "" => Some(path),
        _ => path.strip_prefix(folder)?.strip_prefix('/'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined() {
        for (folder, path, joined) in [
            ("/work", "flows/a.py", "/work/flows/a.py"),
            ("/work/deploy", "./../a.py", "/work/a.py"),
            ("/work", "/else/a.py", "/else/a.py"),
            ("", "a//b.py", "a/b.py"),
            ("", "../a.py", "../a.py"),
            ("C:/work", "a.py", "C:/work/a.py"),
            ("/", "a.py", "/a.py"),
            ("/work/", "a.py", "/work/a.py"),
            ("/work", "", "/work"),
            ("/work", "a/", "/work/a"),
            ("/work", "a/.b/c.py", "/work/a/.b/c.py"),
            ("/work/./x/..", "a.py", "/work/a.py"),
            ("/work", ".a.py", "/work/.a.py"),
            ("", "", ""),
        ] {
            assert_eq!(join(folder, path), joined, "{folder} {path}");
        }
        assert_eq!(parent("/work/a.py"), "/work");
        assert_eq!(name("/work/a.py"), "a.py");
        assert_eq!((parent("a.py"), name("a.py")), ("", "a.py"));
    }
}
