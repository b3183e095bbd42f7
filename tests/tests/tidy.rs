//! Promises of the architecture that a look at the files can keep.

use std::fs;
use std::path::{Path, PathBuf};

/// Files are small: one job each. Tests at the bottom don't count.
const MOST_LINES: usize = 400;

/// What the core never does: input and output, clocks, threads.
const OUTSIDE: [&str; 8] = [
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "std::env::",
    "std::time",
    "std::io",
    "std::path",
];

fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// All files below a folder with this extension, generated and built ones left out.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name();
            let is_foreign =
                name.to_string_lossy().starts_with('.') || name == "target" || name == "book";
            if path.is_dir() && !is_foreign {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or_default()
}

#[test]
fn the_core_does_no_input_or_output_and_has_no_clock() {
    let sources = files("lint-core/src", "rs");
    assert!(!sources.is_empty());
    for path in sources {
        let text = read(&path);
        for word in OUTSIDE {
            assert!(
                !without_tests(&text).contains(word),
                "{word} in {}",
                path.display()
            );
        }
    }
}

#[test]
fn the_program_starts_no_process_and_opens_no_connection() {
    for path in files("cli/src", "rs") {
        let text = read(&path);
        for word in ["std::net", "process::Command", "process::{Command"] {
            assert!(
                !without_tests(&text).contains(word),
                "{word} in {}",
                path.display()
            );
        }
    }
}

#[test]
fn files_are_small() {
    for folder in [
        "lint-core/src",
        "host/src",
        "server/src",
        "cli/src",
        "xtask/src",
    ] {
        for path in files(folder, "rs") {
            let lines = without_tests(&read(&path)).lines().count();
            assert!(lines <= MOST_LINES, "{} has {lines} lines", path.display());
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for folder in [
        "lint-core",
        "host",
        "server",
        "cli",
        "xtask",
        "tests",
        "benchmarks",
    ] {
        for path in files(folder, "rs") {
            assert!(read(&path).starts_with("//! "), "{}", path.display());
        }
    }
}
