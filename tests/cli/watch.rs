//! `check --watch`: a change is followed by a report, an interrupt by the end.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use crate::project::{BROKEN, CLEAN, Project};

/// Far longer than anything takes: a test that waits so long has failed.
const DEADLINE: Duration = Duration::from_secs(60);

/// A running watch, and what it says on each of its streams.
struct Watch {
    child: Child,
    stdout: Receiver<String>,
    stderr: Receiver<String>,
}

impl Watch {
    fn start(project: &Project, args: &str) -> Self {
        let mut command = project.command(&format!("check --watch {args}"));
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            stdout: lines(child.stdout.take().unwrap()),
            stderr: lines(child.stderr.take().unwrap()),
            child,
        }
    }

    /// Waits until all is checked, and then for a line of the report that has this in it.
    fn expect(&self, text: &str) {
        find(&self.stderr, "waiting for changes");
        find(&self.stdout, text);
    }

    fn interrupt(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        Command::new("kill").args(["-INT", &pid]).status().unwrap();
        self.child.wait().unwrap().code()
    }
}

/// The lines of a stream, as they come.
fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let lines = BufReader::new(stream).lines().map_while(Result::ok);
        lines.for_each(|line| drop(sender.send(line)));
    });
    receiver
}

/// Waits for a line that has this in it.
fn find(lines: &Receiver<String>, text: &str) {
    let mut seen = Vec::new();
    loop {
        let line = lines.recv_timeout(DEADLINE);
        let line = line
            .map_err(|error| format!("no `{text}` ({error}) in {seen:#?}"))
            .unwrap();
        if line.contains(text) {
            return;
        }
        seen.push(line);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
    }
}

#[test]
fn changes_are_followed_by_reports_and_an_interrupt_by_the_end() {
    let project = Project::new(&[("prefect.yaml", BROKEN)]);
    let watch = Watch::start(&project, "--output-format concise");
    watch.expect("misspelled-key");
    project.write("prefect.yaml", CLEAN);
    watch.expect("All checks passed: 1 file");
    project.write("team/prefect.yaml", BROKEN);
    watch.expect("team/prefect.yaml:3:5: error[PF101]");
    assert_eq!(watch.interrupt(), Some(0));
}

#[test]
fn flows_are_watched_too() {
    let project = Project::new(&[
        ("prefect.yaml", CLEAN),
        (
            "flows/a.py",
            "from prefect import flow\n\n@flow\ndef other(): ...\n",
        ),
    ]);
    let watch = Watch::start(&project, "prefect.yaml --output-format concise");
    watch.expect("entrypoint-function-not-found");
    project.write(
        "flows/a.py",
        "from prefect import flow\n\n@flow\ndef main(): ...\n",
    );
    watch.expect("All checks passed: 1 file");
    assert_eq!(watch.interrupt(), Some(0));
}

#[test]
fn what_stands_above_a_named_folder_is_watched_too() {
    let project = Project::new(&[("team/prefect.yaml", BROKEN)]);
    std::fs::create_dir(project.path(".git")).unwrap();
    let watch = Watch::start(&project, "team --output-format concise");
    watch.expect("misspelled-key");
    project.write("prefect-lint.toml", "ignore = [\"misspelled-key\"]\n");
    watch.expect("Found 1 error in 1 file.");
    assert_eq!(watch.interrupt(), Some(0));
}

#[test]
fn a_fix_is_no_change() {
    let project = Project::new(&[("prefect.yaml", BROKEN)]);
    let watch = Watch::start(&project, "--fix");
    watch.expect("Found 1 error in 1 file.");
    let next = watch.stdout.recv_timeout(Duration::from_millis(400));
    assert_eq!(next, Err(RecvTimeoutError::Timeout));
    assert_eq!(watch.interrupt(), Some(0));
}

#[test]
fn a_folder_that_is_not_there_cannot_be_watched() {
    let project = Project::new(&[("prefect.yaml", CLEAN)]);
    let run = project.run("check --watch no/such/folder/prefect.yaml");
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.starts_with("error: cannot watch for changes: "),
        "{}",
        run.stderr
    );
}
