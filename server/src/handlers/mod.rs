//! The methods of the protocol. What changes something does so before it waits for anything; what asks for something
//! hands the work on.

mod commands;
mod documents;
mod life;
mod places;
mod questions;

use std::sync::Arc;

use prefect_lint_core::plan::Plan;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::*;
use tower_lsp_server::{Client, LanguageServer};

use crate::log::Log;
use crate::session::Session;

/// What the framework calls.
#[derive(Debug)]
pub(crate) struct Server(Arc<Session>);

impl Server {
    pub(crate) fn new(client: Client, log: Log, draw: fn(&Plan) -> String) -> Self {
        Self(Arc::new(Session::new(client, log, draw)))
    }

    pub(crate) fn session(&self) -> &Arc<Session> {
        &self.0
    }

    /// `$/setTrace`
    pub(crate) async fn set_trace(&self, params: SetTraceParams) {
        self.0.state().trace = params.value;
    }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        Ok(life::initialize(&self.0, params))
    }

    async fn initialized(&self, _: InitializedParams) {
        life::initialized(&self.0);
    }

    async fn shutdown(&self) -> Result<()> {
        self.0.shut_down();
        Ok(())
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        life::configure(&self.0, params);
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        life::change_folders(&self.0, params.event);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let uris: Vec<Uri> = params
            .changes
            .into_iter()
            .map(|change| change.uri)
            .collect();
        self.0.changed(&uris);
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        documents::open(&self.0, params.text_document);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        documents::change(&self.0, params);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.0.changed(&[params.text_document.uri]);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        documents::close(&self.0, &params.text_document.uri);
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        questions::diagnostic(&self.0, params).await
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        self.0.workspace_diagnostics(params).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        places::completion(&self.0, params).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        questions::resolve_item(&self.0, item).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        places::hover(&self.0, params).await
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        places::definition(&self.0, params).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        places::references(&self.0, params).await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        places::highlights(&self.0, params).await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        places::prepare_rename(&self.0, params).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        places::rename(&self.0, params).await
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        places::symbols(&self.0, params).await
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        places::workspace_symbols(&self.0, params).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        places::hints(&self.0, params).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        places::lenses(&self.0, params).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        places::links(&self.0, params).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        places::folds(&self.0, params).await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        places::selections(&self.0, params).await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        places::tokens(&self.0, params).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        questions::code_action(&self.0, params).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        questions::resolve_action(&self.0, action).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        commands::execute(&self.0, params).await
    }
}
