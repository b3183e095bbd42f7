//! The start, folders and settings.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;
use tower_lsp_server::ls_types::*;

use crate::client::{self, Abilities};
use crate::log::Level;
use crate::session::{Session, lock};
use crate::settings::{SECTION, section};
use crate::uris;

/// Remembers what the client says of itself, and answers in kind.
pub(super) fn initialize(session: &Arc<Session>, params: InitializeParams) -> InitializeResult {
    let abilities = Abilities::of(&params.capabilities);
    let folders = folders(&params);
    let mut state = session.state();
    state.abilities = abilities;
    state.trace = params.trace.unwrap_or_default();
    state.folders = folders;
    state.start_with(section(params.initialization_options));
    drop(state);
    let name = params
        .client_info
        .map_or("a client".to_owned(), |client| client.name);
    let version = env!("CARGO_PKG_VERSION");
    session.log(
        Level::Info,
        &format!("prefect-lint {version} serves {name}"),
    );
    client::answer(abilities)
}

#[expect(
    deprecated,
    reason = "clients of before there were several folders say it so"
)]
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    match &params.workspace_folders {
        Some(folders) => folders
            .iter()
            .filter_map(|it| uris::path(&it.uri))
            .collect(),
        None => {
            let uri = params.root_uri.as_ref().and_then(uris::path);
            uri.or_else(|| params.root_path.as_ref().map(PathBuf::from))
                .into_iter()
                .collect()
        }
    }
}

/// Asks the client for what it only tells now.
pub(super) fn initialized(session: &Arc<Session>) {
    session.register_watchers();
    complain_of_settings(session);
    if session.abilities().configuration {
        tokio::spawn(fetch(session.clone()));
    }
}

/// Takes settings from the client, or asks it for them.
pub(super) fn configure(session: &Arc<Session>, params: DidChangeConfigurationParams) {
    if session.abilities().configuration {
        tokio::spawn(fetch(session.clone()));
    } else if !params.settings.is_null() {
        take(session, section(Some(params.settings)), HashMap::new());
    }
}

/// Folders come and go.
pub(super) fn change_folders(session: &Arc<Session>, event: WorkspaceFoldersChangeEvent) {
    let paths = |folders: &[WorkspaceFolder]| -> Vec<PathBuf> {
        folders
            .iter()
            .filter_map(|it| uris::path(&it.uri))
            .collect()
    };
    let (gone, new) = (paths(&event.removed), paths(&event.added));
    {
        let mut state = session.state();
        state
            .folders
            .retain(|folder| !gone.contains(folder) && !new.contains(folder));
        state.folders.extend(new);
        state.renew_settings();
    }
    match session.abilities().configuration {
        true => _ = tokio::spawn(fetch(session.clone())),
        false => session.touch_all(),
    }
}

/// Asks for the settings for all, and for those of each folder.
async fn fetch(session: Arc<Session>) {
    let folders = session.state().folders.clone();
    let section = Some(SECTION.to_owned());
    let mut items = vec![ConfigurationItem {
        scope_uri: None,
        section: section.clone(),
    }];
    items.extend(folders.iter().map(|folder| ConfigurationItem {
        scope_uri: uris::uri(folder),
        section: section.clone(),
    }));
    match session.client.configuration(items).await {
        Ok(values) => {
            let mut values = values.into_iter();
            let for_all = values.next().unwrap_or_default();
            take(&session, for_all, folders.into_iter().zip(values).collect());
        }
        Err(error) => session.log(
            Level::Warning,
            &format!("the editor gives no settings: {error}"),
        ),
    }
}

fn take(session: &Arc<Session>, for_all: Value, by_folder: HashMap<PathBuf, Value>) {
    session.log(Level::Info, "the editor has sent settings");
    session.state().send(for_all, by_folder);
    complain_of_settings(session);
    session.touch_all();
}

/// Says what is newly wrong with the settings that the editor sends; there is no place to mark.
fn complain_of_settings(session: &Arc<Session>) {
    let problems = session.state().settings().problems();
    let before = std::mem::replace(&mut *lock(&session.complaints), problems.clone());
    for problem in problems.iter().filter(|it| !before.contains(it)) {
        let message = format!("in the settings of the editor: {problem}");
        session.log(Level::Warning, &message);
        let client = session.client.clone();
        tokio::spawn(async move {
            let message = format!("prefect-lint: {message}");
            client.show_message(MessageType::WARNING, message).await;
        });
    }
}
