//! Visits a value with all that is in it.
//!
//! What can be met again, through an alias or a merge key, is visited once in each context. All visits of a node
//! behind its first are counted, and there is an end to them: so the work is bounded by the length of the text.

use hashbrown::HashSet;

use super::place::Place;
use super::scope::Scope;
use super::walk::Visit;
use crate::manifest::{Deployment, Manifest, unfolded};
use crate::yaml::{Entry, Node, NodeId, NodeKind};

/// How many visits behind the first are free, besides so many for each node of the text.
const FREE_VISITS: usize = 10_000;
/// How often each node of a text is visited again, on average and at the most.
const VISITS_PER_NODE: usize = 4;

/// In what circumstances a value is read.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// Equal where nothing makes a difference for the value.
    pub(super) number: u32,
    pub(super) scope: Scope<'a>,
    pub(super) deployment: Option<&'a Deployment<'a>>,
}

/// Visits values.
pub(super) struct Values<'a, 'v> {
    visit: &'v mut dyn FnMut(Visit<'a>),
    /// Shared nodes, the contexts in which they have been visited, and whether as items of a list.
    seen: HashSet<(NodeId, u32, bool)>,
    /// Which nodes have been visited, by number.
    visited: Vec<bool>,
    left: usize,
}

/// A node that is still to be visited.
struct Next<'a> {
    node: Node<'a>,
    place: Place<'a>,
    is_shared: bool,
}

impl<'a, 'v> Values<'a, 'v> {
    pub(super) fn new(manifest: &Manifest<'_>, visit: &'v mut dyn FnMut(Visit<'a>)) -> Self {
        let nodes = manifest.root.map_or(0, |root| root.tree().nodes().len());
        Self {
            visit,
            seen: HashSet::new(),
            visited: vec![false; nodes],
            left: nodes * VISITS_PER_NODE + FREE_VISITS,
        }
    }

    /// A key, and what is behind it.
    pub(super) fn entry(&mut self, entry: &Entry<'a>, place: Place<'a>, context: &Context<'a>) {
        self.key(entry.key, place, context);
        let place = Place {
            key: Some(entry.key),
            top: Some(entry.key),
            ..place
        };
        self.value(entry.value, place, entry.merged_by.is_some(), context);
    }

    pub(super) fn key(&mut self, key: Node<'a>, place: Place<'a>, context: &Context<'a>) {
        let place = Place {
            is_key: true,
            ..place
        };
        self.give(key, place, context);
    }

    pub(super) fn value(
        &mut self,
        node: Node<'a>,
        place: Place<'a>,
        is_shared: bool,
        context: &Context<'a>,
    ) {
        let mut stack = vec![Next {
            node,
            place,
            is_shared,
        }];
        while let Some(next) = stack.pop() {
            let target = next.node.resolve();
            if !self.is_due(&next, target, context) {
                continue;
            }
            let first = stack.len();
            match target.kind() {
                NodeKind::Scalar => self.give(target, next.place, context),
                NodeKind::Sequence => stack.extend(target.items().map(|node| Next {
                    node,
                    place: Place {
                        is_item: true,
                        ..next.place
                    },
                    is_shared: false,
                })),
                NodeKind::Mapping => self.mapping(target, next.place, context, &mut stack),
                NodeKind::Alias | NodeKind::Broken => {}
            }
            stack[first..].reverse();
        }
    }

    fn mapping(
        &mut self,
        node: Node<'a>,
        place: Place<'a>,
        context: &Context<'a>,
        stack: &mut Vec<Next<'a>>,
    ) {
        for entry in unfolded(node).unwrap_or_default() {
            let place = Place {
                key: Some(entry.key),
                top: place.top.or(Some(entry.key)),
                is_item: false,
                ..place
            };
            self.key(entry.key, place, context);
            stack.push(Next {
                node: entry.value,
                place,
                is_shared: entry.merged_by.is_some(),
            });
        }
    }

    /// Whether so many more visits behind the first may be made.
    pub(super) fn may_visit(&mut self, count: usize) -> bool {
        let left = self.left.checked_sub(count);
        self.left = left.unwrap_or(0);
        left.is_some()
    }

    /// Whether a node has still to be visited in a context.
    fn is_due(&mut self, next: &Next<'a>, target: Node<'a>, context: &Context<'a>) -> bool {
        let is_shared =
            next.is_shared || next.node.kind() == NodeKind::Alias || target.anchor().is_some();
        let way = (target.id(), context.number, next.place.is_item);
        if is_shared && !self.seen.insert(way) {
            return false;
        }
        let Some(visited) = self.visited.get_mut(target.id().index()) else {
            return false;
        };
        if std::mem::replace(visited, true) {
            match self.left.checked_sub(1) {
                Some(left) => self.left = left,
                None => return false,
            }
        }
        true
    }

    fn give(&mut self, node: Node<'a>, place: Place<'a>, context: &Context<'a>) {
        (self.visit)(Visit {
            node,
            place,
            scope: context.scope,
            deployment: context.deployment,
        });
    }
}
