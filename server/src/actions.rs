//! Code actions: mending one finding, all of a rule, all that `check --fix` would, silencing a finding, and rewritings.

use prefect_lint_core::ide::actions::{self, Action, ActionKind, Edits};
use prefect_lint_core::rules;
use serde::{Deserialize, Serialize};
use tower_lsp_server::ls_types::*;

use crate::checks::Checked;
use crate::edits;
use crate::session::Session;
use crate::work::Manifest;

/// The kind of the action that mends all.
pub(crate) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.prefect-lint");

/// All kinds of actions.
pub(crate) const KINDS: [CodeActionKind; 5] = [
    CodeActionKind::QUICKFIX,
    CodeActionKind::REFACTOR_EXTRACT,
    CodeActionKind::REFACTOR_INLINE,
    CodeActionKind::REFACTOR_REWRITE,
    FIX_ALL,
];

/// What an action does whose edits are worked out when it is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Later {
    pub(crate) uri: Uri,
    /// The rule whose findings are mended; none: all.
    rule: Option<String>,
}

/// What can be done about a range of a manifest.
pub(crate) fn of(
    session: &Session,
    manifest: &Manifest<'_>,
    range: Range,
    only: Option<&[CodeActionKind]>,
) -> Vec<CodeActionOrCommand> {
    let checked = session.check(manifest);
    let findings = &checked.analysis.diagnostics;
    let offered = actions::actions(&manifest.document(), manifest.text_range(range), findings);
    let is_wanted = |action: &Action| {
        let kind = kind(action);
        only.is_none_or(|only| only.iter().any(|wanted| is_within(&kind, wanted)))
    };
    let wanted = offered.into_iter().filter(is_wanted);
    let actions = wanted.filter_map(|action| one(manifest, &checked, action));
    actions.map(CodeActionOrCommand::CodeAction).collect()
}

fn one(manifest: &Manifest<'_>, checked: &Checked, action: Action) -> Option<CodeAction> {
    let kind = kind(&action);
    let mended = action
        .diagnostics
        .iter()
        .filter_map(|at| checked.diagnostics.get(*at));
    let mended: Vec<Diagnostic> = mended.cloned().collect();
    let shown = CodeAction {
        title: action.title,
        // What mends the whole file is about all of it, not about what is marked here.
        diagnostics: (kind != FIX_ALL && !mended.is_empty()).then_some(mended),
        kind: Some(kind),
        is_preferred: action.is_preferred.then_some(true),
        ..CodeAction::default()
    };
    let edits = match action.edits {
        Edits::Now(edits) => edits,
        Edits::Later(later) if manifest.job.abilities.resolves_edits => {
            let data = serde_json::to_value(Later {
                uri: manifest.job.uri.clone(),
                rule: match later {
                    actions::Later::All => None,
                    actions::Later::Rule(code) => Some(code.to_owned()),
                },
            });
            return Some(CodeAction {
                data: data.ok(),
                ..shown
            });
        }
        Edits::Later(later) => actions::resolve(&manifest.document(), later),
    };
    let edits = edits::of(manifest, &edits);
    (!edits.is_empty()).then(|| CodeAction {
        edit: Some(edits::in_workspace(manifest, edits)),
        ..shown
    })
}

/// The edits of an action that was chosen.
pub(crate) fn resolve(manifest: &Manifest<'_>, later: &Later) -> Option<WorkspaceEdit> {
    let later = match &later.rule {
        None => actions::Later::All,
        Some(word) => actions::Later::Rule(rules::find(word)?.meta().code),
    };
    let edits = edits::of(manifest, &actions::resolve(&manifest.document(), later));
    Some(edits::in_workspace(manifest, edits))
}

fn kind(action: &Action) -> CodeActionKind {
    match (action.kind, &action.edits) {
        (ActionKind::FixAll, Edits::Later(actions::Later::Rule(_))) => CodeActionKind::QUICKFIX,
        (ActionKind::FixAll, _) => FIX_ALL,
        (ActionKind::QuickFix | ActionKind::Suppress, _) => CodeActionKind::QUICKFIX,
        (ActionKind::Rewrite, _) => CodeActionKind::REFACTOR_REWRITE,
        (ActionKind::Extract, _) => CodeActionKind::REFACTOR_EXTRACT,
        (ActionKind::Inline, _) => CodeActionKind::REFACTOR_INLINE,
    }
}

/// Whether a kind is another one, or a part of it.
fn is_within(kind: &CodeActionKind, wanted: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(wanted.as_str());
    rest.is_some_and(|rest| wanted.as_str().is_empty() || rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_parts() {
        let within = |wanted: &'static str| is_within(&FIX_ALL, &CodeActionKind::new(wanted));
        assert!(within("") && within("source") && within("source.fixAll"));
        assert!(within("source.fixAll.prefect-lint"));
        assert!(!within("source.fix") && !within("quickfix") && !within("source.fixAll.other"));
    }
}
