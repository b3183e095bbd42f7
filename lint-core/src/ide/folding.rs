//! What can be folded away.

use super::Document;
use super::line::Line;
use crate::text::{TextRange, TextSize, size};
use crate::yaml::{Node, NodeKind, Tree, parse};

/// A piece of text that can be folded away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fold {
    /// From the line that stays to the last one that goes.
    pub range: TextRange,
    /// What it is.
    pub kind: FoldKind,
}

/// What can be folded away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoldKind {
    /// The value of a key, or an item.
    Region,
    /// Comments on lines of their own.
    Comment,
}

/// All that can be folded, in the order of the text.
pub fn folding(document: &Document<'_>) -> Vec<Fold> {
    let tree = parse(document.text());
    let mut folds: Vec<Fold> = tree.nodes().flat_map(|node| of_node(node)).collect();
    folds.extend(comments(document.text(), &tree));
    folds.retain(|fold| document.text()[fold.range].contains('\n'));
    folds.sort_by_key(|fold| (fold.range.start(), std::cmp::Reverse(fold.range.end())));
    // Of those that begin in the same line, editors show one; the longest is the one that is meant.
    let line = |at: TextSize| document.source.line_index().line_col(at).line;
    folds.dedup_by_key(|fold| line(fold.range.start()));
    folds
}

/// The entries of a mapping and the items of a list.
fn of_node(node: Node<'_>) -> Vec<Fold> {
    let region = |range| Fold {
        range,
        kind: FoldKind::Region,
    };
    match node.kind() {
        NodeKind::Mapping => node
            .pairs()
            .map(|(key, value)| region(between(key, value)))
            .collect(),
        NodeKind::Sequence => node
            .items()
            .map(|item| region(between(item, item)))
            .collect(),
        _ => Vec::new(),
    }
}

/// From the beginning of one node to the end of another, without blanks and line ends behind that.
fn between(first: Node<'_>, last: Node<'_>) -> TextRange {
    let start = first.full_range().start();
    let end = last.full_range().end().max(first.full_range().end());
    let text = first.tree().text()[TextRange::new(start, end)].trim_end();
    TextRange::at(start, TextSize::of(text))
}

/// Runs of comments on lines of their own.
fn comments(text: &str, tree: &Tree<'_>) -> Vec<Fold> {
    let mut runs: Vec<TextRange> = Vec::new();
    for comment in tree.comments() {
        let start = usize::from(comment.start());
        let line = Line::around(text, start);
        let is_alone = text[line.start..start].trim().is_empty();
        if !is_alone {
            continue;
        }
        let above = runs
            .last_mut()
            .filter(|run| text[usize::from(run.end())..start].matches('\n').count() == 1)
            .filter(|run| text[usize::from(run.end())..start].trim().is_empty());
        match above {
            Some(run) => *run = TextRange::new(run.start(), comment.end()),
            None => runs.push(TextRange::new(size(start), comment.end())),
        }
    }
    let folds = runs.into_iter().map(|range| Fold {
        range,
        kind: FoldKind::Comment,
    });
    folds.collect()
}
