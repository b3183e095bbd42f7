//! `check --watch`: again and again, as files change.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use chrono::Local;
use notify::event::ModifyKind;
use notify::{Event, EventKind, RecursiveMode, Watcher};
use prefect_lint_host::repository;

use crate::args::CheckArgs;
use crate::atomic::TEMPORARY;
use crate::clock;
use crate::exit::Exit;
use crate::terminal;

/// How long nothing must happen before files are checked: editors save in several steps.
const QUIET: Duration = Duration::from_millis(60);

/// Clears the screen and what has scrolled off it, and goes to its top.
const CLEAR: &[u8] = b"\x1b[2J\x1b[3J\x1b[H";

/// How the files end that findings depend on: manifests, flows, settings.
const ENDINGS: [&str; 4] = ["yaml", "yml", "py", "toml"];

/// What is in the names of the others: what steps name, and what is left out.
const NAMES: [&str; 3] = ["Dockerfile", "requirements", ".gitignore"];

/// What ends a wait.
enum Happening {
    Change(Event),
    Interrupt,
}

/// Checks, waits for a change, and checks again, until interrupted.
pub(super) fn run(args: &CheckArgs, check: impl Fn() -> Exit) -> Exit {
    let (sender, happenings) = mpsc::channel();
    let watching = watch(args, sender);
    let _watcher = match watching {
        Ok(watcher) => watcher,
        Err(why) => {
            terminal::complain(&format!("cannot watch for changes: {why}"));
            return Exit::Trouble;
        }
    };
    let relevant = Relevant::of(args);
    loop {
        if std::io::stdout().is_terminal() {
            // What cannot be cleared is left as it is.
            let _ = terminal::print_raw(CLEAR);
        }
        check();
        // What it has mended is no change.
        let mends = args.fix || args.fix_only;
        if mends && !settle(&happenings) {
            return Exit::Clean;
        }
        let time = clock::now().with_timezone(&Local).format("%H:%M:%S");
        terminal::tell(&format!("Checked at {time}; waiting for changes."));
        if !relevant.wait(&happenings) {
            return Exit::Clean;
        }
    }
}

/// Sets everything up that can end a wait.
fn watch(args: &CheckArgs, sender: Sender<Happening>) -> Result<impl Watcher, String> {
    let interrupt = sender.clone();
    ctrlc::set_handler(move || {
        // Who does not wait any more has ended already.
        let _ = interrupt.send(Happening::Interrupt);
    })
    .map_err(|error| error.to_string())?;
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if let Ok(event) = event {
            let _ = sender.send(Happening::Change(event));
        }
    })
    .map_err(|error| error.to_string())?;
    for folder in folders(args) {
        watcher
            .watch(&folder, RecursiveMode::Recursive)
            .map_err(|error| format!("`{}`: {error}", folder.display()))?;
    }
    Ok(watcher)
}

/// The folders in which a change may matter, none inside of another: what is named, and the repositories around it, in
/// which settings, flows and what they import are looked for.
fn folders(args: &CheckArgs) -> BTreeSet<PathBuf> {
    let here = [PathBuf::from(".")];
    let named = match args.paths.as_slice() {
        [] => &here[..],
        paths => paths,
    };
    let files = args.output.baseline.iter();
    let all: BTreeSet<PathBuf> = (named.iter().chain(&args.root).chain(files))
        .filter_map(|path| std::path::absolute(path).ok())
        .map(|path| match path.is_dir() {
            true => path,
            false => path.parent().unwrap_or(&path).to_owned(),
        })
        .map(|folder| repository::root(&folder).unwrap_or(&folder).to_owned())
        .collect();
    let is_inside = |path: &PathBuf| {
        all.iter()
            .any(|other| other != path && path.starts_with(other))
    };
    all.iter()
        .filter(|path| !is_inside(path))
        .cloned()
        .collect()
}

/// The files whose changes matter.
struct Relevant {
    /// Those that are named outright, whatever their names.
    named: BTreeSet<PathBuf>,
}

impl Relevant {
    fn of(args: &CheckArgs) -> Self {
        let paths = args.paths.iter().chain(&args.output.baseline);
        Self {
            named: paths
                .filter_map(|path| std::path::absolute(path).ok())
                .collect(),
        }
    }

    /// Waits until files have changed and nothing goes on any more; false if interrupted.
    fn wait(&self, happenings: &Receiver<Happening>) -> bool {
        loop {
            match happenings.recv() {
                Ok(Happening::Change(event)) if self.matters(&event) => break,
                Ok(Happening::Change(_)) => {}
                Ok(Happening::Interrupt) | Err(_) => return false,
            }
        }
        settle(happenings)
    }

    fn matters(&self, event: &Event) -> bool {
        // What is put into a new folder at once is not told of.
        let is_folder = |path: &Path| {
            matches!(
                event.kind,
                EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_))
            ) && path.is_dir()
        };
        !matches!(event.kind, EventKind::Access(_))
            && (event.paths.iter())
                .any(|path| !is_passing(path) && (self.is_relevant(path) || is_folder(path)))
    }

    fn is_relevant(&self, path: &Path) -> bool {
        let name = path.file_name().and_then(OsStr::to_str).unwrap_or("");
        let has_ending = |ending: &&str| path.extension().is_some_and(|own| own == *ending);
        ENDINGS.iter().any(has_ending)
            || NAMES.iter().any(|part| name.contains(part))
            || self.named.contains(path)
    }
}

/// Waits until nothing goes on any more; false if interrupted.
fn settle(happenings: &Receiver<Happening>) -> bool {
    loop {
        match happenings.recv_timeout(QUIET) {
            Ok(Happening::Change(_)) => {}
            Ok(Happening::Interrupt) => return false,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return true,
        }
    }
}

/// Whether a path belongs to a tool, and comes and goes without a change to what is checked.
fn is_passing(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or("");
    let in_git = path.components().any(|part| part.as_os_str() == ".git");
    in_git || name == "__pycache__" || name.starts_with(TEMPORARY)
}
