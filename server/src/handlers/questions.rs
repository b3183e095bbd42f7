//! What clients ask about a document.

use std::sync::Arc;

use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::*;

use crate::actions::{self, Later};
use crate::features::complete::{self, Offered};
use crate::session::Session;

pub(super) async fn diagnostic(
    session: &Arc<Session>,
    params: DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReportResult> {
    let uri = params.text_document.uri;
    let checked = session
        .ask(&uri, |session, manifest| session.check(manifest))
        .await?;
    let result_id = checked.as_ref().map(|checked| checked.result_id.clone());
    session.refresh.give(uri, result_id.clone());
    session.show_faulty_settings().await;
    let report: DocumentDiagnosticReport = match checked {
        Some(checked) if params.previous_result_id.as_ref() == Some(&checked.result_id) => {
            RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                    result_id: checked.result_id.clone(),
                },
            }
            .into()
        }
        checked => RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport {
                result_id,
                items: checked.map_or_else(Vec::new, |checked| checked.diagnostics.clone()),
            },
        }
        .into(),
    };
    Ok(report.into())
}

pub(super) async fn code_action(
    session: &Arc<Session>,
    params: CodeActionParams,
) -> Result<Option<CodeActionResponse>> {
    let CodeActionParams {
        text_document,
        range,
        context,
        ..
    } = params;
    let answer = move |session: &Session, manifest: &crate::work::Manifest<'_>| {
        actions::of(session, manifest, range, context.only.as_deref())
    };
    session.ask(&text_document.uri, answer).await
}

/// Finds the documentation of an item that is shown.
pub(super) async fn resolve_item(
    session: &Arc<Session>,
    item: CompletionItem,
) -> Result<CompletionItem> {
    let Some(data) = item.data.clone() else {
        return Ok(item);
    };
    let offered: Offered =
        serde_json::from_value(data).map_err(|error| Error::invalid_params(error.to_string()))?;
    let (uri, label, detail) = (offered.uri.clone(), item.label.clone(), item.detail.clone());
    let documentation = session.ask(&uri, move |_, manifest| {
        complete::documentation(manifest, &offered, &label, detail.as_deref())
    });
    Ok(CompletionItem {
        documentation: documentation.await?.flatten(),
        ..item
    })
}

/// Works out the edits of an action that was chosen.
pub(super) async fn resolve_action(
    session: &Arc<Session>,
    action: CodeAction,
) -> Result<CodeAction> {
    let Some(data) = action.data.clone() else {
        return Ok(action);
    };
    let later: Later =
        serde_json::from_value(data).map_err(|error| Error::invalid_params(error.to_string()))?;
    let uri = later.uri.clone();
    let edit = session.ask(&uri, move |_, manifest| actions::resolve(manifest, &later));
    Ok(CodeAction {
        edit: edit.await?.flatten(),
        ..action
    })
}
