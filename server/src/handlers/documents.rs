//! Documents are opened, edited and closed.

use std::sync::Arc;

use tower_lsp_server::ls_types::*;

use crate::session::Session;

pub(super) fn open(session: &Arc<Session>, document: TextDocumentItem) {
    session.state().open(document);
    session.opened_or_closed();
}

pub(super) fn change(session: &Arc<Session>, params: DidChangeTextDocumentParams) {
    let uri = params.text_document.uri.clone();
    session.state().edit(params);
    session.edited(&uri);
}

pub(super) fn close(session: &Arc<Session>, uri: &Uri) {
    session.state().close(uri);
    session.checks.forget(uri);
    session.refresh.forget(uri);
    session.touch(uri);
    session.opened_or_closed();
}
