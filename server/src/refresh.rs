//! Clients that ask for diagnostics themselves are told to ask again: not while they still deal with the last time, and not
//! for what they have already.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use tokio::sync::watch;
use tower_lsp_server::ls_types::Uri;

use crate::session::{Session, lock};

/// What the client has, and whether it should ask again.
#[derive(Debug, Default)]
pub(crate) struct Refresh {
    wishes: OnceLock<watch::Sender<()>>,
    /// The name of the diagnostics that the client has of each document; none where it has none.
    had: Mutex<HashMap<Uri, Option<String>>>,
}

impl Refresh {
    /// Remembers what the client gets.
    pub(crate) fn give(&self, uri: Uri, result_id: Option<String>) {
        lock(&self.had).insert(uri, result_id);
    }

    pub(crate) fn forget(&self, uri: &Uri) {
        lock(&self.had).remove(uri);
    }

    /// Whether the client has something else than this. What it has never asked for, it does not miss.
    fn is_outdated(&self, uri: &Uri, result_id: Option<&String>) -> bool {
        let had = lock(&self.had);
        had.get(uri).is_some_and(|had| had.as_ref() != result_id)
    }
}

impl Session {
    /// Has the client ask again if it has not got these diagnostics of a document.
    pub(crate) fn refresh_if_outdated(self: &Arc<Self>, uri: &Uri, result_id: Option<&String>) {
        if self.refresh.is_outdated(uri, result_id) {
            self.refresh();
        }
    }

    /// Has the client ask again.
    pub(crate) fn refresh(self: &Arc<Self>) {
        let wishes = self.refresh.wishes.get_or_init(|| {
            let (wishes, wished) = watch::channel(());
            tokio::spawn(tell(self.clone(), wished));
            wishes
        });
        wishes.send_replace(());
    }
}

async fn tell(session: Arc<Session>, mut wished: watch::Receiver<()>) {
    while wished.changed().await.is_ok() {
        // A client that can't do it will ask sooner or later.
        _ = session.client.workspace_diagnostic_refresh().await;
    }
}
