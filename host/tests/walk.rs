//! The walk finds what the walk of the `ignore` crate finds, whatever git and other tools are told to ignore.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use prefect_lint_core::project::Files;
use prefect_lint_host::manifests::{NAMES, walk};
use prefect_lint_host::{Disk, Finder};
use proptest::prelude::*;

const FOLDERS: [&str; 3] = ["a", "b", ".c"];
const FILES: [&str; 3] = ["prefect.yaml", "prefect.yml", ".prefect.yaml"];
const IGNORES: [&str; 3] = [".ignore", ".gitignore", ".git/info/exclude"];
const PATTERNS: [&str; 20] = [
    "a",
    "!a",
    "/a",
    "!/a",
    "b/",
    "!b/",
    "a/b",
    "!a/b",
    "/*",
    "**/b/prefect.yaml",
    "*.yaml",
    "!*.yaml",
    "!.*",
    ".c/",
    "b/**",
    "prefect.y?ml",
    "!prefect.yml",
    "/prefect.yml",
    "!/prefect.yaml",
    "# a\n[",
];

fn settings() -> Finder {
    Finder::fixed(None, Vec::new())
}

fn ours(root: &Path, threads: usize) -> BTreeSet<PathBuf> {
    let found = walk(root, &settings(), None, threads);
    assert!(found.failures.is_empty() && !found.has_excluded);
    let count = found.files.len();
    let files: BTreeSet<PathBuf> = found.files.into_iter().collect();
    assert_eq!(files.len(), count, "a file is found twice");
    files
}

fn theirs(root: &Path) -> BTreeSet<PathBuf> {
    let entries = WalkBuilder::new(root).require_git(false).build();
    let files = entries.flatten().filter(|entry| {
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        is_file && NAMES.iter().any(|name| entry.file_name() == *name)
    });
    let below = |path: &Path| path.strip_prefix(root).unwrap().to_owned();
    files.map(|entry| below(entry.path())).collect()
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The folders that may have patterns, or be walked.
fn on_the_way() -> [PathBuf; 3] {
    ["", "a", "a/b"].map(PathBuf::from)
}

/// Some lines for each of the files that have patterns.
fn ignores() -> impl Strategy<Value = Vec<(PathBuf, Option<Vec<&'static str>>)>> {
    let files = on_the_way()
        .into_iter()
        .flat_map(|folder| IGNORES.map(|name| folder.join(name)));
    let each = files.map(|file| {
        let lines = prop::collection::vec(prop::sample::select(PATTERNS.as_slice()), 1..3);
        (Just(file), prop::option::of(lines))
    });
    each.collect::<Vec<_>>()
}

/// Folders in folders, with a file of each name in each.
fn plant(folder: &Path, depth: usize) {
    for name in FILES {
        write(&folder.join(name), "");
    }
    for name in FOLDERS.into_iter().filter(|_| depth > 0) {
        plant(&folder.join(name), depth - 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_same_is_ignored(
        ignores in ignores(),
        root in prop::sample::select(on_the_way().to_vec()),
        through_link in any::<bool>(),
    ) {
        let tree = tempfile::tempdir().unwrap();
        let top = tree.path().join("tree");
        plant(&top, 3);
        for (file, lines) in ignores {
            if let Some(lines) = lines {
                write(&top.join(file), &lines.join("\n"));
            }
        }
        let root = match through_link {
            true => link(tree.path(), &top.join(root)),
            false => top.join(root),
        };
        prop_assert_eq!(ours(&root, 1), theirs(&root));
    }
}

#[cfg(unix)]
fn link(folder: &Path, to: &Path) -> PathBuf {
    let link = folder.join("link");
    std::os::unix::fs::symlink(to, &link).unwrap();
    link
}

#[cfg(not(unix))]
fn link(_: &Path, to: &Path) -> PathBuf {
    to.to_owned()
}

#[test]
fn however_many_walk_the_same_is_found() {
    let tree = tempfile::tempdir().unwrap();
    let root = tree.path();
    let mut expected = BTreeSet::new();
    for number in 0..1_200 {
        let folder = PathBuf::from(format!("{}/{number}", number / 100));
        let file = folder.join(NAMES[number % 2]);
        write(&root.join(&file), "");
        if number / 100 != 3 {
            expected.insert(file);
        }
    }
    write(&root.join(".gitignore"), "/3/\n");
    for threads in [0, 1, 2, 7] {
        assert_eq!(ours(root, threads), expected, "{threads} threads");
        assert_eq!(ours(&root.join("5"), threads).len(), 100);
    }
}

/// In a further worktree `.git` is a file, and what it leads to names the clone.
#[test]
fn a_worktree_has_the_excludes_of_its_clone() {
    let tree = tempfile::tempdir().unwrap();
    let git = tree.path().join("clone/.git");
    write(&git.join("info/exclude"), "/private\n");
    write(&git.join("worktrees/other/commondir"), "../..\n");
    let own = git.join("worktrees/other");
    for (worktree, gitdir) in [
        ("absolute", own.to_str().unwrap()),
        ("relative", "../clone/.git/worktrees/other"),
    ] {
        let worktree = tree.path().join(worktree);
        write(&worktree.join(".git"), &format!("gitdir: {gitdir}\n"));
        write(&worktree.join("private/prefect.yaml"), "");
        write(&worktree.join("prefect.yaml"), "");
        let found = ours(&worktree, 1);
        assert_eq!(found, BTreeSet::from(["prefect.yaml".into()]));
    }
}

/// What the walk has listed is not asked for again: neither a folder with a manifest, nor what is not in it.
#[test]
fn the_disk_learns_what_is_beside_manifests() {
    let tree = tempfile::tempdir().unwrap();
    let root = tree.path().join("team");
    write(&root.join("prefect.yaml"), "");
    let disk = Disk::default();
    walk(&root, &settings(), Some(&disk), 1);
    write(&root.join("flows/report.py"), "");
    let names = |folder: &Path| {
        let entries = disk.list(folder.to_str().unwrap())?;
        Some(
            entries
                .iter()
                .map(|entry| entry.name.clone())
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(names(&root), Some(vec!["prefect.yaml".to_owned()]));
    assert_eq!(names(&root.join("flows")), None);
    disk.forget(&root);
    assert_eq!(
        names(&root.join("flows")),
        Some(vec!["report.py".to_owned()])
    );
}

/// The way to a directory does not matter, only where it is.
#[test]
fn settings_beside_a_directory_are_not_its_own() {
    let tree = tempfile::tempdir().unwrap();
    let (mine, theirs) = (tree.path().join("mine"), tree.path().join("theirs"));
    write(&mine.join("prefect-lint.toml"), "exclude = [\"**\"]\n");
    write(&mine.join("prefect.yaml"), "");
    write(&theirs.join("prefect.yaml"), "");
    let files = |directory: &Path| walk(directory, &Finder::new(Vec::new()), None, 1).files;
    assert!(files(&mine).is_empty());
    assert!(files(&theirs.join("../mine")).is_empty());
    assert_eq!(files(&mine.join("../theirs")), [Path::new("prefect.yaml")]);
}

/// Who may not list a folder may still go through it.
#[cfg(unix)]
#[test]
fn a_folder_that_can_not_be_listed_may_hold_what_is_asked_for() {
    use std::os::unix::fs::PermissionsExt;

    let tree = tempfile::tempdir().unwrap();
    let folder = tree.path().join("closed");
    write(&folder.join("flows/report.py"), "");
    let allow = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    allow(0o111);
    let disk = Disk::default();
    let name = |path: &Path| path.to_str().unwrap().to_owned();
    // The administrator may list everything.
    let _ = disk.list(&name(&folder));
    let flows = disk.list(&name(&folder.join("flows")));
    allow(0o755);
    assert_eq!(flows.map(|entries| entries.len()), Some(1));
}

#[cfg(unix)]
#[test]
fn what_can_not_be_listed_is_said_and_links_to_folders_are_not_followed() {
    let tree = tempfile::tempdir().unwrap();
    let root = tree.path();
    write(&root.join("a/prefect.yaml"), "");
    std::os::unix::fs::symlink("a", root.join("linked")).unwrap();
    std::os::unix::fs::symlink("a/prefect.yaml", root.join("prefect.yaml")).unwrap();
    std::os::unix::fs::symlink("nowhere", root.join("prefect.yml")).unwrap();
    let expected: BTreeSet<PathBuf> = ["a/prefect.yaml", "prefect.yaml"].map(PathBuf::from).into();
    assert_eq!(ours(root, 1), expected);
    let gone = walk(&root.join("gone"), &settings(), None, 1);
    assert_eq!(gone.failures.len(), 1);
    assert!(gone.failures[0].0.contains("gone"), "{:?}", gone.failures);
}
