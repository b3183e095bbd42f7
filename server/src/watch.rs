//! Files that change: what the client is asked to watch, and what follows from a change.

use std::path::PathBuf;
use std::sync::Arc;

use prefect_lint_host::settings::file;
use serde_json::json;
use tower_lsp_server::ls_types::*;

use crate::log::Level;
use crate::session::Session;
use crate::settings::{SECTION, is_settings_file};
use crate::uris;

/// The files around manifests that findings depend on, besides settings files.
const WATCHED: [&str; 5] = [
    "**/prefect.{yaml,yml}",
    "**/*.py",
    "**/*Dockerfile*",
    "**/*requirements*.txt",
    "**/.git",
];

impl Session {
    /// Asks the client to tell of changes of files and settings, if it can.
    pub(crate) fn register_watchers(self: &Arc<Self>) {
        let abilities = self.abilities();
        let settings = file::NAMES.iter().map(|name| format!("**/{name}"));
        let globs = WATCHED
            .iter()
            .map(|glob| (*glob).to_owned())
            .chain(settings);
        let watchers: Vec<_> = globs.map(|glob| json!({ "globPattern": glob })).collect();
        let mut wanted = Vec::new();
        if abilities.watches {
            wanted.push(Registration {
                id: "watched-files".to_owned(),
                method: "workspace/didChangeWatchedFiles".to_owned(),
                register_options: Some(json!({ "watchers": watchers })),
            });
        }
        if abilities.tells_settings {
            wanted.push(Registration {
                id: "settings".to_owned(),
                method: "workspace/didChangeConfiguration".to_owned(),
                register_options: Some(json!({ "section": SECTION })),
            });
        }
        if wanted.is_empty() {
            return;
        }
        let session = self.clone();
        tokio::spawn(async move {
            if let Err(error) = session.client.register_capability(wanted).await {
                session.log(Level::Warning, &format!("changes are not told: {error}"));
            }
        });
    }

    /// Files were changed, made or deleted. They are all that was, where the client tells of all.
    pub(crate) fn changed(self: &Arc<Self>, uris: &[Uri]) {
        let paths: Vec<PathBuf> = uris.iter().filter_map(uris::path).collect();
        {
            let mut state = self.state();
            match state.abilities.watches {
                true => state.renew_these(&paths),
                false => state.renew_files(),
            }
            if !state.abilities.watches || paths.iter().any(|path| is_settings_file(path)) {
                state.renew_settings();
            }
        }
        self.touch_all();
    }

    /// A document was opened or closed. The disk may have changed unnoticed since the last look.
    pub(crate) fn opened_or_closed(self: &Arc<Self>) {
        {
            let mut state = self.state();
            state.renew_files();
            if !state.abilities.watches {
                state.renew_settings();
            }
        }
        self.touch_all();
    }

    /// A document is another now. If it is Python, manifests that are open may depend on it.
    pub(crate) fn edited(self: &Arc<Self>, uri: &Uri) {
        let is_python = |path: PathBuf| path.extension().is_some_and(|it| it == "py");
        if uris::path(uri).is_some_and(is_python) {
            self.state().renew_buffer(uri);
            self.touch_open();
        } else {
            self.touch(uri);
        }
    }
}
