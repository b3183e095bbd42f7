//! A folder with files, and the program run in it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::folder::Folder;
pub(crate) use crate::folder::{BROKEN, CLEAN};

/// A folder that the program is run in.
pub(crate) struct Project(Folder);

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Project {
    /// A folder with these files: path and text.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        Self(Folder::new(files))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        self.0.write(name, text);
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs the program in the folder, with words as arguments.
    pub(crate) fn run(&self, args: &str) -> Run {
        let mut command = self.command(args);
        finish(command.stdin(Stdio::null()).output().unwrap())
    }

    /// Runs the program with a text on stdin.
    pub(crate) fn pipe(&self, args: &str, text: &str) -> Run {
        let mut command = self.command(args);
        let command = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(text.as_bytes()).unwrap();
        drop(stdin);
        finish(child.wait_with_output().unwrap())
    }

    /// The program, set up to run in the folder whatever the environment of the tests is.
    pub(crate) fn command(&self, args: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_prefect-lint"));
        command
            .current_dir(self.0.path(""))
            .args(args.split_whitespace());
        for variable in [
            "NO_COLOR",
            "FORCE_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
            "CI",
            "GITHUB_ACTIONS",
            "GITLAB_CI",
            "PREFECT_LINT_OUTPUT_FORMAT",
            "FORCE_HYPERLINK",
        ] {
            command.env_remove(variable);
        }
        command
    }
}

pub(crate) fn finish(output: std::process::Output) -> Run {
    Run {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

impl Run {
    /// All that a run says, for a snapshot.
    pub(crate) fn all(&self) -> String {
        let Self {
            code,
            stdout,
            stderr,
        } = self;
        format!("exit {code}\n--- stdout\n{stdout}--- stderr\n{stderr}")
    }
}
