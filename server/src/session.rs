//! All that lasts as long as the server.
//!
//! What is known changes on the protocol's thread only, before the next message is read. Answers are made elsewhere, from
//! a [`Job`]: a picture of the moment.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use prefect_lint_core::plan::Plan;
use tower_lsp_server::Client;
use tower_lsp_server::ls_types::notification::LogTrace;
use tower_lsp_server::ls_types::*;

use crate::checks::Checks;
use crate::client::Abilities;
use crate::follow::Followers;
use crate::log::{Level, Log};
use crate::refresh::Refresh;
use crate::state::State;
use crate::work::Job;
use crate::workspace::Walked;

/// The state and what is done with it.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) client: Client,
    pub(crate) draw: fn(&Plan) -> String,
    pub(crate) followers: Followers,
    pub(crate) refresh: Refresh,
    pub(crate) checks: Checks,
    pub(crate) walked: Mutex<Option<Walked>>,
    log: Log,
    is_shut_down: AtomicBool,
    state: Mutex<State>,
    /// The settings files with diagnostics that the client has.
    pub(crate) faulty: Mutex<BTreeMap<Uri, Vec<Diagnostic>>>,
    /// What is wrong with the settings that the editor sends, as far as it was told.
    pub(crate) complaints: Mutex<Vec<String>>,
    /// What was said last of the settings of each folder.
    said: Mutex<HashMap<PathBuf, String>>,
}

impl Session {
    pub(crate) fn new(client: Client, log: Log, draw: fn(&Plan) -> String) -> Self {
        Self {
            client,
            draw,
            followers: Followers::default(),
            refresh: Refresh::default(),
            checks: Checks::default(),
            walked: Mutex::default(),
            log,
            is_shut_down: AtomicBool::new(false),
            state: Mutex::new(State::new()),
            faulty: Mutex::default(),
            complaints: Mutex::default(),
            said: Mutex::default(),
        }
    }

    /// The state, for as long as it takes to look something up or to change it.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    pub(crate) fn abilities(&self) -> Abilities {
        self.state().abilities
    }

    /// A picture of the moment for a document that is open.
    pub(crate) fn job(&self, uri: &Uri) -> Option<Job> {
        self.state().job(uri)
    }

    /// Writes to the log, and to that of the client what people should see there.
    pub(crate) fn log(&self, level: Level, message: &str) {
        self.log.write(level, message);
        let kind = match level {
            Level::Error => MessageType::ERROR,
            Level::Warning => MessageType::WARNING,
            Level::Info | Level::Debug => return,
        };
        let (client, message) = (self.client.clone(), message.to_owned());
        spawn(async move { client.log_message(kind, message).await });
    }

    /// Logs something about the settings of a folder, unless that was said last.
    pub(crate) fn log_settings(&self, level: Level, folder: PathBuf, message: String) {
        let mut said = lock(&self.said);
        let is_known = said.values().any(|known| *known == message);
        if !is_known {
            self.log(level, &message);
        }
        said.insert(folder, message);
    }

    /// Tells a client that wants to know what the server does, and a little more if it wants to know all.
    pub(crate) fn trace(&self, message: &str, more: &str) {
        let verbose = match self.state().trace {
            TraceValue::Off => return,
            TraceValue::Messages => None,
            TraceValue::Verbose => Some(more.to_owned()),
        };
        let (client, message) = (self.client.clone(), message.to_owned());
        let params = LogTraceParams { message, verbose };
        spawn(async move { client.send_notification::<LogTrace>(params).await });
    }

    pub(crate) fn shut_down(&self) {
        self.is_shut_down.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_shut_down(&self) -> bool {
        self.is_shut_down.load(Ordering::Relaxed)
    }
}

/// A panic elsewhere leaves what is locked whole.
pub(crate) fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says something to the client beside; nothing after the end, when nobody listens.
fn spawn(saying: impl Future<Output = ()> + Send + 'static) {
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        runtime.spawn(saying);
    }
}
