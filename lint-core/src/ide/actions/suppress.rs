//! Comments that silence a rule.

use super::{Action, ActionKind, Edits};
use crate::diagnostic::Diagnostic;
use crate::rules::Context;
use crate::suppression::Comments;

/// What stands for the reason until somebody writes one.
const REASON: &str = "reason";

/// A comment for each rule that the selection has a finding of, where there is a place for one.
pub(super) fn offer(cx: &Context<'_>, near: &[(usize, &Diagnostic)]) -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    // What follows a bad byte is not known here.
    if cx.source.encoding_error().is_some() {
        return actions;
    }
    let Some(comments) = Comments::of(cx.tree, cx.suppressions) else {
        return actions;
    };
    for (place, diagnostic) in near {
        let Some(fix) = comments.silence(diagnostic, REASON) else {
            continue;
        };
        let edits = Edits::Now(fix.edits);
        if actions.iter().all(|action| action.edits != edits) {
            actions.push(Action {
                title: format!("Silence `{}` here, with a reason", diagnostic.rule),
                kind: ActionKind::Suppress,
                edits,
                diagnostics: vec![*place],
                is_preferred: false,
            });
        }
    }
    actions
}
