//! A bar for runs that take long, on terminals only.

use std::sync::Once;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long nothing is shown.
const PATIENCE: Duration = Duration::from_millis(500);

const TEMPLATE: &str = "{bar:30} {pos} of {len} files";

/// How far a run has come.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    shown: Once,
}

impl Progress {
    /// Begins a run over so many files.
    pub(super) fn new(files: usize) -> Self {
        let target = ProgressDrawTarget::hidden();
        let bar = ProgressBar::with_draw_target(Some(files as u64), target);
        Self {
            bar,
            started: Instant::now(),
            shown: Once::new(),
        }
    }

    /// One file is done.
    pub(super) fn advance(&self) {
        if self.started.elapsed() > PATIENCE {
            self.shown.call_once(|| self.show());
        }
        self.bar.inc(1);
    }

    fn show(&self) {
        if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
            self.bar.set_style(style);
        }
        // Draws nothing where stderr is no terminal.
        self.bar.set_draw_target(ProgressDrawTarget::stderr());
    }

    /// The run is over; the bar goes.
    pub(super) fn finish(self) {
        self.bar.finish_and_clear();
    }
}
