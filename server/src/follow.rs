//! One task a document, which looks at it again whenever something has changed, and publishes its diagnostics to clients
//! that don't ask for them. Changes that come while it is at work count once; what has become stale by then is dropped.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tokio::sync::watch;
use tower_lsp_server::ls_types::Uri;

use crate::checks::Checked;
use crate::session::{Session, lock};
use crate::work::Job;

/// The tasks, by document. A document that is opened again meets its old one.
#[derive(Debug, Default)]
pub(crate) struct Followers(Mutex<HashMap<Uri, watch::Sender<()>>>);

impl Session {
    /// Says that a document is another now. Clients that ask for diagnostics do so when they change something.
    pub(crate) fn touch(self: &Arc<Self>, uri: &Uri) {
        if !self.abilities().pulls {
            self.follow(uri);
        }
    }

    /// Says that what is known about any manifest may have changed.
    pub(crate) fn touch_all(self: &Arc<Self>) {
        match self.abilities().pulls {
            true => self.refresh(),
            false => self.touch_open(),
        }
    }

    /// Says that what is known about documents that are open may have changed.
    pub(crate) fn touch_open(self: &Arc<Self>) {
        let open = self.state().open_documents();
        for uri in open {
            self.follow(&uri);
        }
    }

    fn follow(self: &Arc<Self>, uri: &Uri) {
        let mut followers = lock(&self.followers.0);
        match followers.get(uri) {
            Some(follower) => follower.send_replace(()),
            None => {
                let (sender, mut changes) = watch::channel(());
                changes.mark_changed();
                followers.insert(uri.clone(), sender);
                tokio::spawn(follow(self.clone(), uri.clone(), changes));
            }
        }
    }
}

async fn follow(session: Arc<Session>, uri: Uri, mut changes: watch::Receiver<()>) {
    let mut shown = None;
    while changes.changed().await.is_ok() {
        let job = session.job(&uri);
        let version = job.as_ref().and_then(|job| job.version);
        let checked = match job {
            Some(job) => check(&session, job).await,
            None => Some(None),
        };
        let Some(checked) = checked else {
            continue;
        };
        if session.abilities().pulls {
            session.refresh_if_outdated(&uri, checked.as_ref().map(|it| &it.result_id));
        } else {
            publish(&session, &uri, version, checked, &mut shown).await;
            session.show_faulty_settings().await;
        }
    }
}

/// What is found out, if it is a manifest; nothing if the document has changed meanwhile.
async fn check(session: &Arc<Session>, job: Job) -> Option<Option<Arc<Checked>>> {
    session
        .answer(job, |session, manifest| session.check(manifest))
        .await
        .ok()
}

/// The version of a document and the name of its diagnostics.
type Shown = (Option<i32>, String);

/// Publishes what is found out, unless that is what is shown; clears what is shown of what is no manifest any more.
async fn publish(
    session: &Session,
    uri: &Uri,
    version: Option<i32>,
    checked: Option<Arc<Checked>>,
    shown: &mut Option<Shown>,
) {
    let now = checked.as_ref().map(|it| (version, it.result_id.clone()));
    if now == *shown {
        return;
    }
    let version = version.filter(|_| now.is_some());
    *shown = now;
    let found = checked.map_or_else(Vec::new, |checked| checked.diagnostics.clone());
    let client = &session.client;
    client
        .publish_diagnostics(uri.clone(), found, version)
        .await;
}
