//! What `--verbose` says on stderr: which settings count, and how long each file takes.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::discover::Target;
use crate::args::CheckArgs;
use crate::output::text::{plural, visible};
use crate::settings::Finder;
use crate::terminal;

/// Measures a run, if anybody wants to know.
pub(super) struct Stopwatch(Option<Times>);

struct Times {
    started: Instant,
    files: Mutex<Vec<(String, Duration)>>,
}

impl Stopwatch {
    /// Begins a run.
    pub(super) fn start(args: &CheckArgs) -> Self {
        Self(args.output.verbose.then(|| Times {
            started: Instant::now(),
            files: Mutex::default(),
        }))
    }

    /// Says by which settings the run goes.
    pub(super) fn tell_settings(&self, settings: &Finder) {
        if self.0.is_none() {
            return;
        }
        let version = env!("CARGO_PKG_VERSION");
        let files = settings.files();
        let from = match files.is_empty() {
            true => "no settings files".to_owned(),
            false => format!("settings from {}", visible(&files.join(", "))),
        };
        terminal::tell(&format!("prefect-lint {version}, {from}"));
    }

    /// Does something with a file, and remembers how long it took.
    pub(super) fn time<T>(&self, target: &Target, work: impl FnOnce() -> T) -> T {
        let Some(times) = &self.0 else {
            return work();
        };
        let started = Instant::now();
        let result = work();
        let time = (target.name.clone(), started.elapsed());
        times
            .files
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(time);
        result
    }

    /// Ends a run, and says how long it took.
    pub(super) fn stop(self) {
        let Some(times) = self.0 else {
            return;
        };
        let all = times.started.elapsed();
        let mut files = times
            .files
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        files.sort();
        for (name, time) in &files {
            terminal::tell(&format!("{:>9}  {}", milliseconds(*time), visible(name)));
        }
        terminal::tell(&format!(
            "{:>9}  for {}",
            milliseconds(all),
            plural(files.len(), "file")
        ));
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
