//! What the client can, and what it is told that this server can.

use tower_lsp_server::ls_types::*;

use crate::actions::KINDS;
use crate::features::semantic;
use crate::text::Encoding;

/// The command that answers with a plan.
pub(crate) const PLAN: &str = "prefect-lint.plan";

/// A command of the editor's extension: copies a text.
pub(crate) const COPY: &str = "prefect-lint.copy";

/// What the client can, as far as it matters.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Abilities {
    pub(crate) encoding: Encoding,
    /// It asks for diagnostics, also when it is told that they may have changed without its doing. To those that ask only
    /// when somebody types, diagnostics are sent.
    pub(crate) pulls: bool,
    pub(crate) related: bool,
    pub(crate) tags: bool,
    pub(crate) links: bool,
    pub(crate) data: bool,
    /// It takes code actions, not only commands.
    pub(crate) actions: bool,
    /// It asks for the edits of code actions when they are chosen.
    pub(crate) resolves_edits: bool,
    pub(crate) versioned_edits: bool,
    pub(crate) configuration: bool,
    pub(crate) watches: bool,
    pub(crate) progress: bool,
    pub(crate) snippets: bool,
    /// It inserts texts of several lines as they are, if it is told to; others add the indentation of the first line to
    /// each line of a snippet.
    pub(crate) inserts_as_is: bool,
    /// It asks for the documentation of an item when it is shown.
    pub(crate) resolves_documentation: bool,
    /// It tells of changed settings if it is asked to.
    pub(crate) tells_settings: bool,
    /// It knows that an item of a completion may be deprecated.
    pub(crate) item_tags: bool,
    pub(crate) definition_links: bool,
    pub(crate) nested_symbols: bool,
}

impl Abilities {
    pub(crate) fn of(client: &ClientCapabilities) -> Self {
        let documents = client.text_document.clone().unwrap_or_default();
        let workspace = client.workspace.clone().unwrap_or_default();
        let published = documents.publish_diagnostics.unwrap_or_default();
        let has_pulled = documents.diagnostic.is_some();
        let pulled = documents.diagnostic.unwrap_or_default();
        let actions = documents.code_action.unwrap_or_default();
        let edits = actions.resolve_support.map(|resolve| resolve.properties);
        let completion = documents.completion.unwrap_or_default();
        let item = completion.completion_item.unwrap_or_default();
        let window = client.window.clone().unwrap_or_default();
        let is = |flag: Option<bool>| flag == Some(true);
        Self {
            encoding: encoding(client),
            pulls: has_pulled && (workspace.diagnostics).is_some_and(|it| is(it.refresh_support)),
            related: is(published.related_information) || is(pulled.related_information),
            tags: published.tag_support.is_some() || pulled.tag_support.is_some(),
            links: is(published.code_description_support) || is(pulled.code_description_support),
            data: is(published.data_support) || is(pulled.data_support),
            actions: actions.code_action_literal_support.is_some(),
            resolves_edits: is(actions.data_support)
                && edits.is_some_and(|properties| properties.iter().any(|it| it == "edit")),
            versioned_edits: workspace
                .workspace_edit
                .is_some_and(|it| is(it.document_changes)),
            configuration: is(workspace.configuration),
            watches: (workspace.did_change_watched_files)
                .is_some_and(|it| is(it.dynamic_registration)),
            progress: is(window.work_done_progress),
            snippets: is(item.snippet_support),
            inserts_as_is: (item.insert_text_mode_support)
                .is_some_and(|it| it.value_set.contains(&InsertTextMode::AS_IS)),
            resolves_documentation: (item.resolve_support)
                .is_some_and(|it| it.properties.iter().any(|name| name == "documentation")),
            tells_settings: (workspace.did_change_configuration)
                .is_some_and(|it| is(it.dynamic_registration)),
            item_tags: item.tag_support.is_some(),
            definition_links: documents.definition.is_some_and(|it| is(it.link_support)),
            nested_symbols: (documents.document_symbol)
                .is_some_and(|it| is(it.hierarchical_document_symbol_support)),
        }
    }
}

/// The first of the client's encodings, which are in the order of its liking; all are known here.
fn encoding(client: &ClientCapabilities) -> Encoding {
    let offered = client
        .general
        .as_ref()
        .and_then(|it| it.position_encodings.as_ref());
    let known = offered
        .into_iter()
        .flatten()
        .find_map(|kind| match kind.as_str() {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16),
            "utf-32" => Some(Encoding::Utf32),
            _ => None,
        });
    known.unwrap_or_default()
}

/// What the server can, for this client.
pub(crate) fn answer(client: Abilities) -> InitializeResult {
    let encoding = match client.encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    };
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(encoding),
            text_document_sync: Some(TextDocumentSyncCapability::Options(sync())),
            code_action_provider: client.actions.then(|| actions(client)),
            diagnostic_provider: client.pulls.then(pull),
            completion_provider: Some(CompletionOptions {
                trigger_characters: Some(TRIGGERS.map(str::to_owned).to_vec()),
                resolve_provider: Some(client.resolves_documentation),
                ..CompletionOptions::default()
            }),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            rename_provider: Some(OneOf::Right(RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })),
            document_symbol_provider: Some(OneOf::Left(true)),
            workspace_symbol_provider: Some(OneOf::Left(true)),
            inlay_hint_provider: Some(OneOf::Left(true)),
            code_lens_provider: Some(CodeLensOptions {
                resolve_provider: Some(false),
            }),
            document_link_provider: Some(DocumentLinkOptions {
                resolve_provider: Some(false),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
            selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
            semantic_tokens_provider: Some(tokens()),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: vec![PLAN.to_owned()],
                ..ExecuteCommandOptions::default()
            }),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(OneOf::Left(true)),
                }),
                file_operations: None,
            }),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo {
            name: "prefect-lint".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
        offset_encoding: None,
    }
}

/// The characters behind which something may be written that no word begins.
const TRIGGERS: [&str; 9] = [" ", ":", "-", "{", ".", "*", "/", "\"", "["];

fn tokens() -> SemanticTokensServerCapabilities {
    SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
        legend: semantic::legend(),
        full: Some(SemanticTokensFullOptions::Bool(true)),
        ..SemanticTokensOptions::default()
    })
}

fn sync() -> TextDocumentSyncOptions {
    TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::Supported(true)),
        ..TextDocumentSyncOptions::default()
    }
}

fn actions(client: Abilities) -> CodeActionProviderCapability {
    CodeActionProviderCapability::Options(CodeActionOptions {
        code_action_kinds: Some(KINDS.to_vec()),
        resolve_provider: Some(client.resolves_edits),
        ..CodeActionOptions::default()
    })
}

fn pull() -> DiagnosticServerCapabilities {
    DiagnosticServerCapabilities::Options(DiagnosticOptions {
        identifier: Some("prefect-lint".to_owned()),
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        ..DiagnosticOptions::default()
    })
}
