//! A bar for runs that take long, on terminals only.

use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long nothing is shown.
const PATIENCE: Duration = Duration::from_millis(500);

const TEMPLATE: &str = "{bar:30} {pos} of {len} files";

/// How far a run has come.
pub(super) struct Progress {
    bar: ProgressBar,
    done: AtomicU64,
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
            done: AtomicU64::new(0),
            started: Instant::now(),
            shown: Once::new(),
        }
    }

    /// One file is done. To keep a bar that nobody sees would take longer than to look at the clock.
    pub(super) fn advance(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.started.elapsed() > PATIENCE {
            self.shown.call_once(|| self.show());
            self.bar.set_position(done);
        }
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
