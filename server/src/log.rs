//! The log: to stderr or a file, never to stdout, which belongs to the protocol.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use prefect_lint_host::clock;

use crate::session::lock;

/// How much a message weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Something does not work.
    Error,
    /// Something may not be as it was meant.
    Warning,
    /// What the server does, in few words.
    Info,
    /// All that it does.
    Debug,
}

impl Level {
    fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Debug => "debug",
        }
    }
}

/// The way to the log; copies lead to the same one.
#[derive(Clone)]
pub(crate) struct Log {
    level: Level,
    out: Arc<Mutex<dyn Write + Send>>,
}

impl std::fmt::Debug for Log {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Log").field("level", &self.level).finish()
    }
}

impl Log {
    /// A log in a file, which is continued, or on stderr.
    pub(crate) fn open(file: Option<&Path>, level: Level) -> Result<Self, String> {
        let out: Arc<Mutex<dyn Write + Send>> = match file {
            None => Arc::new(Mutex::new(io::stderr())),
            Some(file) => {
                let opened = OpenOptions::new().create(true).append(true).open(file);
                let opened = opened.map_err(|error| {
                    format!("cannot write the log to `{}`: {error}", file.display())
                })?;
                Arc::new(Mutex::new(opened))
            }
        };
        Ok(Self { level, out })
    }

    /// Writes a message, if it weighs enough.
    pub(crate) fn write(&self, level: Level, message: &str) {
        if level > self.level {
            return;
        }
        let time = clock::now().format("%Y-%m-%dT%H:%M:%S%.3fZ");
        let line = format!("{time} {:<7} {message}\n", level.as_str());
        let mut out = lock(&self.out);
        // There is nowhere left to report a failure to.
        let _ = out.write_all(line.as_bytes()).and_then(|()| out.flush());
    }
}

/// The time since then, as the log has it.
pub(crate) fn elapsed(begun: Instant) -> String {
    format!("{:.1} ms", begun.elapsed().as_secs_f64() * 1000.0)
}
