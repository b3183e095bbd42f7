//! Ranges of the text: folding and selecting.

use prefect_lint_core::ide::folding::{self, FoldKind};
use prefect_lint_core::ide::selection;
use tower_lsp_server::ls_types::*;

use crate::work::Manifest;

/// What can be folded.
pub(crate) fn folds(manifest: &Manifest<'_>) -> Vec<FoldingRange> {
    let folds = folding::folding(&manifest.document()).into_iter();
    let fold = |fold: folding::Fold| {
        let range = manifest.range(fold.range);
        FoldingRange {
            start_line: range.start.line,
            start_character: None,
            end_line: range.end.line,
            end_character: None,
            kind: Some(match fold.kind {
                FoldKind::Region => FoldingRangeKind::Region,
                FoldKind::Comment => FoldingRangeKind::Comment,
            }),
            collapsed_text: None,
        }
    };
    folds.map(fold).collect()
}

/// For each position, what a selection grows to.
pub(crate) fn selections(manifest: &Manifest<'_>, positions: &[Position]) -> Vec<SelectionRange> {
    let selection = |position: &Position| {
        let ranges = selection::selection(&manifest.document(), manifest.offset(*position));
        let outer = ranges.into_iter().rev().fold(None, |parent, range| {
            Some(SelectionRange {
                range: manifest.range(range),
                parent: parent.map(Box::new),
            })
        });
        outer.unwrap_or(SelectionRange {
            range: Range::new(*position, *position),
            parent: None,
        })
    };
    positions.iter().map(selection).collect()
}
