//! What fixes would do that they must not.

use std::collections::{HashMap, HashSet};

use super::moves::Moves;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::words::short;
use crate::text::{TextRange, TextSize};
use crate::yaml::{Node, NodeKind, Tree};

/// The harm that a fix would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Harm {
    /// The loader would refuse more than before.
    Yaml,
    /// Something that it does not speak of would be read as something else.
    Loss {
        /// What is written there.
        text: String,
    },
    /// There would be an error that was not there before.
    Error {
        /// The code of its rule.
        code: &'static str,
        /// Its message.
        message: String,
    },
    /// So many fixes do harm that this one was not tried.
    Untried,
}

impl std::fmt::Display for Harm {
    /// What the fix would do, behind "it would".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Yaml => write!(f, "bring an error of YAML"),
            Self::Loss { text } => write!(f, "change how `{text}` is read"),
            Self::Error { code, message } => write!(f, "bring {code}: {message}"),
            Self::Untried => write!(f, "have to be tried alone, as too many others do harm"),
        }
    }
}

/// A text as it is read, with what is said about it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'r> {
    pub(super) tree: &'r Tree<'r>,
    pub(super) diagnostics: &'r [Diagnostic],
}

/// The harm done between two readings, with the place of it in the new text.
///
/// Errors that were hidden by one of YAML, for the loader stops there, are no harm once it is mended.
pub(super) fn between(
    old: Reading<'_>,
    new: Reading<'_>,
    moves: &Moves,
) -> Option<(Harm, Vec<TextRange>)> {
    let (before, after) = (old.tree.error_count(), new.tree.error_count());
    if after > before {
        let places = new.tree.errors().iter().filter_map(|error| error.mark);
        let places = places.map(TextRange::empty).collect();
        return Some((Harm::Yaml, places));
    }
    if after < before {
        return None;
    }
    if let Some(node) = lost_node(old.tree, new.tree, moves) {
        let text = short(node.source());
        return Some((Harm::Loss { text }, vec![moves.range(node.range())]));
    }
    let errors = new_errors(old, new, moves);
    let first = errors.first()?;
    let harm = Harm::Error {
        code: first.code,
        message: first.message.clone(),
    };
    Some((harm, errors.iter().map(|error| error.range).collect()))
}

/// The first scalar or alias outside of all edits that is not read as it was.
fn lost_node<'t>(old: &'t Tree<'t>, new: &Tree<'_>, moves: &Moves) -> Option<Node<'t>> {
    let what = |node: &Node<'_>| (node.kind(), node.is_key());
    let there: HashSet<_> = leaves(new)
        .map(|node| (what(&node), node.range()))
        .collect();
    leaves(old)
        .filter(|node| !moves.touch(node.full_range()))
        .find(|node| !there.contains(&(what(node), moves.range(node.range()))))
}

fn leaves<'t>(tree: &'t Tree<'t>) -> impl Iterator<Item = Node<'t>> {
    let is_leaf = |node: &Node<'_>| matches!(node.kind(), NodeKind::Scalar | NodeKind::Alias);
    tree.nodes()
        .filter(move |node| is_leaf(node) && !node.is_empty())
}

/// The errors of the new text that the old one did not have, neither in the same words nor in the same value: there,
/// a rule often sees one mistake after the other.
fn new_errors<'d>(old: Reading<'_>, new: Reading<'d>, moves: &Moves) -> Vec<&'d Diagnostic> {
    let is_error = |d: &&Diagnostic| d.severity == Severity::Error;
    let mut known: HashMap<(&str, &str), Vec<TextRange>> = HashMap::new();
    for error in old.diagnostics.iter().filter(is_error) {
        let words = (error.code, error.message.as_str());
        let place = moves.range(error.range);
        known.entry(words).or_default().push(place);
    }
    let other_words: Vec<&Diagnostic> = (new.diagnostics.iter().filter(is_error))
        .filter(|error| {
            let places = known.get_mut(&(error.code, error.message.as_str()));
            places.and_then(Vec::pop).is_none()
        })
        .collect();
    if other_words.is_empty() {
        return other_words;
    }
    let values = Values::of(new.tree);
    let mut left: HashMap<(&str, TextSize), usize> = HashMap::new();
    for ((code, _), places) in known {
        for place in places {
            *left.entry((code, values.start(place.start()))).or_default() += 1;
        }
    }
    let is_new = |error: &&Diagnostic| {
        let place = left.get_mut(&(error.code, values.start(error.range.start())));
        match place {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        }
    };
    other_words.into_iter().filter(is_new).collect()
}

/// The scalars of a tree, by where they start.
struct Values(Vec<TextRange>);

impl Values {
    fn of(tree: &Tree<'_>) -> Self {
        let mut ranges: Vec<_> = leaves(tree).map(|node| node.range()).collect();
        ranges.sort_unstable_by_key(|range| range.start());
        Self(ranges)
    }

    /// Where the value begins that a place is in; the place itself where that is none.
    fn start(&self, place: TextSize) -> TextSize {
        let behind = self.0.partition_point(|range| range.start() <= place);
        let before = behind.checked_sub(1).map(|last| self.0[last]);
        before
            .filter(|range| place < range.end())
            .map_or(place, |range| range.start())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Fix;
    use crate::fix::apply;
    use crate::text::range;
    use crate::yaml;

    /// The harm of replacing some bytes, as far as the loader sees it.
    fn harm(text: &str, at: usize, len: usize, new: &str) -> Option<Harm> {
        let fix = Fix::safe("", range(at, len), new);
        let applied = apply(text, [&fix]);
        let (old, new) = (yaml::parse(text), yaml::parse(&applied.text));
        let reading = |tree| Reading {
            tree,
            diagnostics: &[],
        };
        between(reading(&old), reading(&new), &applied.moves).map(|(harm, _)| harm)
    }

    #[test]
    fn what_stands_elsewhere_must_be_read_as_before() {
        assert_eq!(harm("a: 1\nb: 2\n", 3, 1, "x"), None);
        assert_eq!(harm("a: 1\nb: 2\n", 3, 1, "["), Some(Harm::Yaml));
        let lost = |text: &str| {
            let text = text.to_owned();
            Some(Harm::Loss { text })
        };
        assert_eq!(harm("a:\n  b: 1\n", 2, 0, " |"), lost("b"));
        assert_eq!(harm("? 1\n? b\n", 3, 0, " |"), None);
        assert_eq!(harm("a: [x, \nb]\n", 5, 1, "] #"), Some(Harm::Yaml));
    }
}
