//! What is different between two loaded manifests. Nodes that aliases share are compared once.

use std::collections::HashSet;

use prefect_lint_core::yaml::{Loaded, Node, NodeId, Tree};

use crate::canonical::canonical_of;

/// One difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change<'t> {
    /// A value became another one.
    Value(Node<'t>, Node<'t>),
    /// A key became another one; its value is the same.
    Key(Node<'t>, Node<'t>),
    /// An entry or an item is gone.
    Gone(Option<Node<'t>>, Node<'t>),
    /// An entry or an item has come.
    New(Option<Node<'t>>, Node<'t>),
}

/// The differences, in the order of the text; none where one of the two can't be loaded.
pub fn changes<'t>(before: &'t Tree<'t>, after: &'t Tree<'t>) -> Option<Vec<Change<'t>>> {
    if !before.errors().is_empty() || !after.errors().is_empty() {
        return None;
    }
    let mut comparison = Comparison::default();
    match (before.root(), after.root()) {
        (Some(before), Some(after)) => comparison.compare(before, after)?,
        (None, None) => {}
        (Some(node), None) => comparison.add(Change::Gone(None, node)),
        (None, Some(node)) => comparison.add(Change::New(None, node)),
    }
    Some(comparison.changes)
}

#[derive(Default)]
struct Comparison<'t> {
    seen: HashSet<(NodeId, NodeId)>,
    changes: Vec<Change<'t>>,
}

impl<'t> Comparison<'t> {
    fn add(&mut self, change: Change<'t>) {
        if !self.changes.contains(&change) {
            self.changes.push(change);
        }
    }

    fn compare(&mut self, before: Node<'t>, after: Node<'t>) -> Option<()> {
        let pair = (before.resolve().id(), after.resolve().id());
        if !self.seen.insert(pair) {
            return Some(());
        }
        match (before.load()?, after.load()?) {
            (Loaded::List(old), Loaded::List(new)) => self.lists(&old, &new),
            (Loaded::Map(old), Loaded::Map(new)) => self.maps(&old, &new),
            (Loaded::Set(old), Loaded::Set(new)) if old.len() == new.len() => {
                self.lists(&old, &new)
            }
            (Loaded::Pairs(old), Loaded::Pairs(new)) if old.len() == new.len() => {
                let parts = |pairs: Vec<(Node<'t>, Node<'t>)>| -> Vec<Node<'t>> {
                    pairs
                        .into_iter()
                        .flat_map(|(key, value)| [key, value])
                        .collect()
                };
                self.lists(&parts(old), &parts(new))
            }
            _ => {
                if canonical_of(before)? != canonical_of(after)? {
                    self.add(Change::Value(before, after));
                }
                Some(())
            }
        }
    }

    fn lists(&mut self, old: &[Node<'t>], new: &[Node<'t>]) -> Option<()> {
        if old.len() == new.len() {
            return old
                .iter()
                .zip(new)
                .try_for_each(|(a, b)| self.compare(*a, *b));
        }
        let texts = |items: &[Node<'t>]| -> Option<Vec<String>> {
            items.iter().map(|item| canonical_of(*item)).collect()
        };
        let (old_texts, new_texts) = (texts(old)?, texts(new)?);
        let start = common(old_texts.iter(), new_texts.iter());
        let (old_rest, new_rest) = (&old_texts[start..], &new_texts[start..]);
        let end = common(old_rest.iter().rev(), new_rest.iter().rev());
        for item in &old[start..old.len() - end] {
            self.add(Change::Gone(None, *item));
        }
        for item in &new[start..new.len() - end] {
            self.add(Change::New(None, *item));
        }
        Some(())
    }

    fn maps(&mut self, old: &[(Node<'t>, Node<'t>)], new: &[(Node<'t>, Node<'t>)]) -> Option<()> {
        let names = |pairs: &[(Node<'t>, Node<'t>)]| -> Option<Vec<String>> {
            pairs.iter().map(|(key, _)| canonical_of(*key)).collect()
        };
        let (old_names, new_names) = (names(old)?, names(new)?);
        let mut left = Vec::new();
        for ((key, value), name) in old.iter().zip(&old_names) {
            match new_names.iter().position(|other| other == name) {
                Some(at) => self.compare(*value, new[at].1)?,
                None => left.push((*key, *value)),
            }
        }
        let mut come: Vec<_> = (new.iter().zip(&new_names))
            .filter(|(_, name)| !old_names.contains(name))
            .map(|(pair, _)| *pair)
            .collect();
        for (key, value) in left {
            let same =
                |(_, other): &(Node<'t>, Node<'t>)| canonical_of(*other) == canonical_of(value);
            match come.iter().position(same) {
                Some(at) => {
                    let (other, _) = come.remove(at);
                    self.add(Change::Key(key, other));
                }
                None => self.add(Change::Gone(Some(key), value)),
            }
        }
        for (key, value) in come {
            self.add(Change::New(Some(key), value));
        }
        Some(())
    }
}

/// How many items two lists begin with alike.
fn common<'s>(
    old: impl Iterator<Item = &'s String>,
    new: impl Iterator<Item = &'s String>,
) -> usize {
    old.zip(new).take_while(|(a, b)| a == b).count()
}
