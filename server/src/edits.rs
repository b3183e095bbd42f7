//! Edits as the protocol has them.

use prefect_lint_core::diagnostic::Edit;
use prefect_lint_core::fix::{has_windows_line_ends, with_line_ends};
use tower_lsp_server::ls_types::*;

use crate::work::Manifest;

/// Some edits of a manifest, with line ends as it has them.
pub(crate) fn of(manifest: &Manifest<'_>, edits: &[Edit]) -> Vec<TextEdit> {
    let windows = has_windows_line_ends(manifest.job.text.str());
    let text = |edit: &Edit| with_line_ends(&edit.text, windows).into_owned();
    let edits = edits.iter();
    edits
        .map(|edit| TextEdit::new(manifest.range(edit.range), text(edit)))
        .collect()
}

/// Edits of a manifest, in the form that the client takes.
pub(crate) fn in_workspace(manifest: &Manifest<'_>, edits: Vec<TextEdit>) -> WorkspaceEdit {
    let job = manifest.job;
    if !job.abilities.versioned_edits {
        return WorkspaceEdit::new([(job.uri.clone(), edits)].into_iter().collect());
    }
    let edit = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            uri: job.uri.clone(),
            version: job.version,
        },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    };
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(vec![edit])),
        ..WorkspaceEdit::default()
    }
}
