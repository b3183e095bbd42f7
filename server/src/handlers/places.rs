//! What clients ask about a place of a document, or about all of it: the work is done by [`features`](crate::features).

use std::sync::Arc;

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::*;

use crate::features::{complete, look, names, outline, ranges, semantic};
use crate::session::Session;

type Asked<'s> = &'s Arc<Session>;

pub(super) async fn completion(
    session: Asked<'_>,
    params: CompletionParams,
) -> Result<Option<CompletionResponse>> {
    let TextDocumentPositionParams {
        text_document,
        position,
    } = params.text_document_position;
    session
        .ask(&text_document.uri, move |_, it| complete::at(it, position))
        .await
}

pub(super) async fn hover(session: Asked<'_>, params: HoverParams) -> Result<Option<Hover>> {
    let TextDocumentPositionParams {
        text_document,
        position,
    } = params.text_document_position_params;
    let hover = session.ask(&text_document.uri, move |session, it| {
        look::hover(session, it, position)
    });
    Ok(hover.await?.flatten())
}

pub(super) async fn definition(
    session: Asked<'_>,
    params: GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let TextDocumentPositionParams {
        text_document,
        position,
    } = params.text_document_position_params;
    session
        .ask(&text_document.uri, move |_, it| {
            names::definition(it, position)
        })
        .await
}

pub(super) async fn references(
    session: Asked<'_>,
    params: ReferenceParams,
) -> Result<Option<Vec<Location>>> {
    let TextDocumentPositionParams {
        text_document,
        position,
    } = params.text_document_position;
    let with_declaration = params.context.include_declaration;
    let answer = session.ask(&text_document.uri, move |_, it| {
        names::references(it, position, with_declaration)
    });
    answer.await
}

pub(super) async fn highlights(
    session: Asked<'_>,
    params: DocumentHighlightParams,
) -> Result<Option<Vec<DocumentHighlight>>> {
    let TextDocumentPositionParams {
        text_document,
        position,
    } = params.text_document_position_params;
    session
        .ask(&text_document.uri, move |_, it| {
            names::highlights(it, position)
        })
        .await
}

pub(super) async fn prepare_rename(
    session: Asked<'_>,
    params: TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let position = params.position;
    let answer = session.ask(&params.text_document.uri, move |_, it| {
        names::prepare(it, position)
    });
    answer.await?.unwrap_or(Ok(None))
}

pub(super) async fn rename(
    session: Asked<'_>,
    params: RenameParams,
) -> Result<Option<WorkspaceEdit>> {
    let TextDocumentPositionParams {
        text_document,
        position,
    } = params.text_document_position;
    let new = params.new_name;
    let answer = session.ask(&text_document.uri, move |_, it| {
        names::rename(it, position, &new)
    });
    answer.await?.unwrap_or(Ok(None))
}

pub(super) async fn symbols(
    session: Asked<'_>,
    params: DocumentSymbolParams,
) -> Result<Option<DocumentSymbolResponse>> {
    session
        .ask(&params.text_document.uri, |_, it| outline::of(it))
        .await
}

pub(super) async fn hints(
    session: Asked<'_>,
    params: InlayHintParams,
) -> Result<Option<Vec<InlayHint>>> {
    let range = params.range;
    session
        .ask(&params.text_document.uri, move |_, it| {
            look::hints(it, range)
        })
        .await
}

pub(super) async fn lenses(
    session: Asked<'_>,
    params: CodeLensParams,
) -> Result<Option<Vec<CodeLens>>> {
    session
        .ask(&params.text_document.uri, |_, it| look::lenses(it))
        .await
}

pub(super) async fn links(
    session: Asked<'_>,
    params: DocumentLinkParams,
) -> Result<Option<Vec<DocumentLink>>> {
    session
        .ask(&params.text_document.uri, |_, it| look::links(it))
        .await
}

pub(super) async fn folds(
    session: Asked<'_>,
    params: FoldingRangeParams,
) -> Result<Option<Vec<FoldingRange>>> {
    session
        .ask(&params.text_document.uri, |_, it| ranges::folds(it))
        .await
}

pub(super) async fn selections(
    session: Asked<'_>,
    params: SelectionRangeParams,
) -> Result<Option<Vec<SelectionRange>>> {
    let positions = params.positions;
    let answer = session.ask(&params.text_document.uri, move |_, it| {
        ranges::selections(it, &positions)
    });
    answer.await
}

pub(super) async fn tokens(
    session: Asked<'_>,
    params: SemanticTokensParams,
) -> Result<Option<SemanticTokensResult>> {
    let answer = session.ask(&params.text_document.uri, |_, it| semantic::of(it).into());
    answer.await
}

/// The deployments of all manifests whose names have the letters of the query.
pub(super) async fn workspace_symbols(
    session: Asked<'_>,
    params: WorkspaceSymbolParams,
) -> Result<Option<WorkspaceSymbolResponse>> {
    let query: Arc<str> = params.query.into();
    let mut found = Vec::new();
    for job in session.all_jobs().await? {
        let query = query.clone();
        let symbols = session.answer_anew(job, move |_, it| outline::deployments(it, &query));
        // What can't be looked at takes nothing from the rest.
        found.extend(symbols.await.ok().flatten().unwrap_or_default());
    }
    Ok(Some(WorkspaceSymbolResponse::Flat(found)))
}
