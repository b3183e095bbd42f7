//! The book holds together: its links lead somewhere, and all of its pages are in the table of contents.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use prefect_lint_tests::markdown::{Page, pages_below, root};

/// Where links into the repository begin: the book is also read where the repository is not.
const REPOSITORY: &str = "https://github.com/prefect-lint/prefect-lint/blob/main/";
const SUMMARY: &str = "docs/SUMMARY.md";

/// The pages of the book, and those at the root that lead to it.
fn pages() -> BTreeMap<String, Page> {
    let mut paths = pages_below("docs").unwrap_or_default();
    assert!(paths.len() > 100, "where is the book?");
    for path in [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "benchmarks/README.md",
    ] {
        paths.push(path.to_owned());
    }
    let read = |path: String| {
        let page = Page::read(&path).ok();
        assert!(page.is_some(), "{path} is there, and is text");
        Some((path, page?))
    };
    paths.into_iter().filter_map(read).collect()
}

/// Where a link leads: the path from the root, and the heading.
fn resolve(page: &str, target: &str) -> Option<(String, Option<String>)> {
    let (path, anchor) = match target.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (target, None),
    };
    if let Some(path) = path.strip_prefix(REPOSITORY) {
        return Some((path.to_owned(), anchor));
    }
    if path.contains("://") || path.starts_with("mailto:") {
        return None;
    }
    if path.is_empty() {
        return Some((page.to_owned(), anchor));
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    Some((parts.join("/"), anchor))
}

/// Whether a file or folder is there under exactly this name, whatever the file system thinks of capitals.
fn is_there(path: &str) -> bool {
    let mut folder = root().to_owned();
    path.split('/').filter(|part| !part.is_empty()).all(|part| {
        let mut entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        let found = entries.any(|entry| entry.file_name() == part);
        folder.push(part);
        found
    })
}

#[test]
fn links_lead_somewhere() {
    let pages = pages();
    let mut wrong = Vec::new();
    for (path, page) in &pages {
        for link in &page.links {
            let Some((to, anchor)) = resolve(path, &link.target) else {
                continue;
            };
            let known = |name: &String| {
                pages
                    .get(&to)
                    .is_none_or(|page| page.anchors.contains(name))
            };
            let fault = if !is_there(&to) {
                "there is no such file"
            } else if !anchor.as_ref().is_none_or(known) {
                "there is no such heading"
            } else if leaves_the_book(path, &link.target, &to) {
                "it leads out of the book; write the address in the repository"
            } else {
                continue;
            };
            wrong.push(format!("{path}:{}: {}: {fault}", link.line, link.target));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A relative link that works in the repository, and not in the book that is built from it.
fn leaves_the_book(page: &str, target: &str, to: &str) -> bool {
    page.starts_with("docs/") && !to.starts_with("docs/") && !target.starts_with(REPOSITORY)
}

#[test]
fn every_page_is_in_the_table_of_contents() {
    let pages = pages();
    let listed = pages[SUMMARY].links.iter();
    let mut listed: Vec<String> = listed.map(|link| format!("docs/{}", link.target)).collect();
    listed.sort();
    let once: BTreeSet<&String> = listed.iter().collect();
    assert_eq!(once.len(), listed.len(), "a page is listed twice");
    let book = pages
        .keys()
        .filter(|path| path.starts_with("docs/") && *path != SUMMARY);
    let missing: Vec<&String> = book.filter(|path| !once.contains(path)).collect();
    assert!(missing.is_empty(), "not in {SUMMARY}: {missing:?}");
}

#[test]
fn links_are_resolved_as_readers_follow_them() {
    let path = |path: &str| Some((path.to_owned(), None));
    let at = |path: &str, anchor: &str| Some((path.to_owned(), Some(anchor.to_owned())));
    assert_eq!(resolve("docs/a/b.md", "../c.md"), path("docs/c.md"));
    assert_eq!(resolve("docs/a/b.md", "c.md#d"), at("docs/a/c.md", "d"));
    assert_eq!(resolve("docs/a/b.md", "#d"), at("docs/a/b.md", "d"));
    assert_eq!(resolve("README.md", "docs/"), path("docs"));
    let absolute = format!("{REPOSITORY}action.yml");
    assert_eq!(resolve("docs/a.md", &absolute), path("action.yml"));
    assert_eq!(resolve("docs/a.md", "https://example.com/x#y"), None);
    assert!(is_there("docs/SUMMARY.md") && !is_there("docs/summary.md"));
}
