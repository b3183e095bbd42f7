//! The fixes of findings.

use similar::{DiffOp, TextDiff};

use super::{Action, ActionKind, Edits, Later, is_harmless};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::fix;
use crate::ide::Document;
use crate::rules::Context;
use crate::text::{Source, TextRange, size};

/// The fixes of the findings near a selection, then those of all of their kind, then all.
pub(super) fn offer(
    cx: &Context<'_>,
    near: &[(usize, &Diagnostic)],
    diagnostics: &[Diagnostic],
) -> Vec<Action> {
    // What follows a bad byte is not known here, and would be lost.
    if cx.source.encoding_error().is_some() {
        return Vec::new();
    }
    let mut actions: Vec<Action> = Vec::new();
    for (place, diagnostic) in near {
        let fixes = diagnostic.fixes.iter();
        let harmless = fixes.filter(|fix| is_harmless(cx.tree, &fix.edits));
        for (rank, fix) in harmless.enumerate() {
            actions.push(Action {
                title: sentence(&fix.title),
                kind: ActionKind::QuickFix,
                edits: Edits::Now(fix.edits.clone()),
                diagnostics: vec![*place],
                is_preferred: rank == 0 && fix.safety == Safety::Safe,
            });
        }
    }
    let mut seen: Vec<&str> = Vec::new();
    for (_, diagnostic) in near {
        let same = places(diagnostics, |it| it.code == diagnostic.code);
        if same.len() > 1 && !seen.contains(&diagnostic.code) {
            seen.push(diagnostic.code);
            let title = format!("Fix all {} findings of `{}`", same.len(), diagnostic.rule);
            actions.push(later(title, Later::Rule(diagnostic.code), same));
        }
    }
    let all = places(diagnostics, |_| true);
    if !all.is_empty() {
        let title = "Fix all that can be fixed without a doubt".to_owned();
        actions.push(later(title, Later::All, all));
    }
    actions
}

fn later(title: String, later: Later, diagnostics: Vec<usize>) -> Action {
    Action {
        title,
        kind: ActionKind::FixAll,
        edits: Edits::Later(later),
        diagnostics,
        is_preferred: false,
    }
}

/// The places of the findings that `check --fix` would mend.
fn places(diagnostics: &[Diagnostic], is_wanted: impl Fn(&Diagnostic) -> bool) -> Vec<usize> {
    let all = diagnostics.iter().enumerate();
    let fixable = all.filter(|(_, it)| {
        it.severity > Severity::Hint && fix::allowed(it, false).is_some() && is_wanted(it)
    });
    fixable.map(|(place, _)| place).collect()
}

/// A title that begins with a capital.
fn sentence(title: &str) -> String {
    let mut chars = title.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// The difference that `check --fix` makes.
pub(super) fn resolve(document: &Document<'_>, later: Later) -> Vec<Edit> {
    let source = Source::new(document.source.path(), document.text());
    if document.source.encoding_error().is_some() {
        return Vec::new();
    }
    let settings = match later {
        Later::All => document.settings.clone(),
        Later::Rule(code) => document.settings.clone().with_selected(&[code]),
    };
    let fixed = fix::fix_all(source, &settings, document.project, false);
    difference(document.text(), fixed.source.text())
}

/// The lines that differ, as edits.
fn difference(old: &str, new: &str) -> Vec<Edit> {
    let diff = TextDiff::from_lines(old, new);
    let starts = |text: &str| -> Vec<usize> {
        let lines = text.split_inclusive('\n');
        let ends = lines.scan(0, |at, line| {
            *at += line.len();
            Some(*at)
        });
        std::iter::once(0).chain(ends).collect()
    };
    let (old_starts, new_starts) = (starts(old), starts(new));
    let at = |starts: &[usize], line: usize| starts.get(line).copied();
    let changed = |op: &DiffOp| {
        let (before, after) = (op.old_range(), op.new_range());
        let range = TextRange::new(
            size(at(&old_starts, before.start)?),
            size(at(&old_starts, before.end)?),
        );
        let text = new.get(at(&new_starts, after.start)?..at(&new_starts, after.end)?)?;
        Some(Edit::new(range, text))
    };
    let ops = diff.ops().iter();
    ops.filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .filter_map(changed)
        .collect()
}
