//! Rewritings that an editor offers: fixes, comments that silence rules, and changes of form.
//!
//! | file | what |
//! | --- | --- |
//! | `fixes` | the fixes of findings, one by one and all at once, as `check --fix` makes them |
//! | `suppress` | comments that silence a rule |
//! | `rewrite` | other ways to write the same: a list of schedules, quotes |
//! | `extract`, `inline` | anchors for what is repeated, and the other way round |

mod extract;
mod fixes;
mod inline;
mod rewrite;
mod suppress;

use super::Document;
use super::trail::Trail;
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::fix::{self, has_windows_line_ends, with_line_ends};
use crate::text::TextRange;
use crate::yaml::{self, Tree};

/// A rewriting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What it does, as a menu entry.
    pub title: String,
    /// What it is.
    pub kind: ActionKind,
    /// The edits, in ascending order; for what takes a while to find out, [`resolve`] gives them.
    pub edits: Edits,
    /// The findings that it mends, by their places in the list.
    pub diagnostics: Vec<usize>,
    /// Whether it is what nearly everybody wants.
    pub is_preferred: bool,
}

/// What a rewriting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionKind {
    /// Mends a finding.
    QuickFix,
    /// Mends all findings of the file that can be mended without a doubt.
    FixAll,
    /// Silences a rule.
    Suppress,
    /// Writes the same in another way.
    Rewrite,
    /// Gives a name to what is repeated.
    Extract,
    /// Writes out what a name stands for.
    Inline,
}

/// The edits of a rewriting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edits {
    /// These.
    Now(Vec<Edit>),
    /// Those that [`resolve`] gives.
    Later(Later),
}

/// Edits that are found out when they are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// All safe fixes of one rule, by its code.
    Rule(&'static str),
    /// All safe fixes.
    All,
}

/// For so many findings of a selection rewritings are offered one by one: nobody reads a longer menu.
const MOST_NEAR: usize = 50;

/// The rewritings that are offered for a selection. `diagnostics` are all findings of the file.
pub fn actions(
    document: &Document<'_>,
    range: TextRange,
    diagnostics: &[Diagnostic],
) -> Vec<Action> {
    let at = document.clamp(range.start());
    let near = diagnostics.iter().enumerate();
    let near = near.filter(|(_, diagnostic)| touches(diagnostic.range, range));
    let near: Vec<(usize, &Diagnostic)> = near.take(MOST_NEAR).collect();
    let mut actions = document.ask(|cx, _| {
        let trail = Trail::to(cx.tree, at);
        let mut others: Vec<Action> = Vec::new();
        if near.iter().all(|(_, it)| it.rule != "deprecated-key") {
            others.extend(rewrite::to_schedules(cx.tree, &trail));
        }
        others.extend(rewrite::quote(&trail));
        others.extend(extract::offer(cx.tree, &trail));
        others.extend(inline::offer(&trail));
        others.retain(|action| match &action.edits {
            Edits::Now(edits) => is_harmless(cx.tree, edits),
            Edits::Later(_) => true,
        });
        let mut actions = fixes::offer(cx, &near, diagnostics);
        actions.extend(others);
        actions.extend(suppress::offer(cx, &near));
        actions
    });
    let windows = has_windows_line_ends(document.text());
    for action in &mut actions {
        if let Edits::Now(edits) = &mut action.edits {
            for edit in edits {
                edit.text = with_line_ends(&edit.text, windows).into_owned();
            }
        }
    }
    actions
}

/// The edits that were left for later.
pub fn resolve(document: &Document<'_>, later: Later) -> Vec<Edit> {
    fixes::resolve(document, later)
}

/// Whether edits leave no more errors in the YAML than there were.
fn is_harmless(tree: &Tree<'_>, edits: &[Edit]) -> bool {
    let fix = Fix::new("", Safety::Safe, edits.to_vec());
    let after = fix::apply(tree.text(), [&fix]);
    after.count == 1 && yaml::parse(&after.text).error_count() <= tree.error_count()
}

fn touches(range: TextRange, other: TextRange) -> bool {
    range.start() <= other.end() && other.start() <= range.end()
}

/// A change of form with these edits.
fn change(title: impl Into<String>, kind: ActionKind, mut edits: Vec<Edit>) -> Action {
    edits.sort_by_key(|edit| (edit.range.start(), edit.range.end()));
    Action {
        title: title.into(),
        kind,
        edits: Edits::Now(edits),
        diagnostics: Vec::new(),
        is_preferred: false,
    }
}
