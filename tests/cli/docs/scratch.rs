//! Copies of fixtures, in which commands are run as a reader would run them.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::markdown::root;

/// Fri 27 Nov 2026, 12:00 UTC: the day that pages speak of.
const NOW: &str = "1795780800";

/// A copy of a fixture.
pub(super) struct Scratch(TempDir);

/// What a terminal shows after a command.
pub(super) struct Shown {
    pub(super) code: Option<i32>,
    pub(super) text: String,
}

impl Scratch {
    /// A folder with what the fixture has in it.
    pub(super) fn of(fixture: &str) -> Self {
        let folder = TempDir::new().unwrap();
        match fixture {
            "clone" => copy(&root().join("examples"), &folder.path().join("examples")),
            name => copy(&root().join("tests/fixtures").join(name), folder.path()),
        }
        Self(folder)
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    /// Runs a line of a shell, with the built program on the `PATH`.
    pub(super) fn run(&self, line: &str) -> Shown {
        let program = Path::new(env!("CARGO_BIN_EXE_prefect-lint"));
        let path = std::env::var("PATH").unwrap();
        let path = format!("{}:{path}", program.parent().unwrap().display());
        let home = self.0.path().to_string_lossy();
        let output = Command::new("sh")
            .args(["-c", &format!("{{ {line}\n}} 2>&1")])
            .current_dir(self.0.path())
            .env_clear()
            .envs([
                ("PATH", &*path),
                ("HOME", &home),
                ("SOURCE_DATE_EPOCH", NOW),
            ])
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Shown {
            code: output.status.code(),
            text: String::from_utf8_lossy(&output.stdout).into_owned(),
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    let entries = fs::read_dir(from);
    assert!(entries.is_ok(), "there is no fixture {}", from.display());
    for entry in entries.unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}
