//! Lists and labels of a trigger. Many triggers may share one through aliases and merge keys, so what has been found
//! in it is remembered.

use hashbrown::HashMap;

use super::check::Check;
use super::fault::FaultKind;
use crate::manifest::unfolded;
use crate::schema::field::Field;
use crate::schema::given::{Given, given, items};
use crate::yaml::{Entry, Node, NodeId};

/// What has been looked at.
#[derive(Debug, Default)]
pub(super) struct Checked {
    /// Collections, each with what it stands for and whether something is wrong in it.
    wrong: HashMap<(NodeId, Role), bool>,
    /// How many items a list has.
    lengths: HashMap<NodeId, usize>,
}

/// What a collection stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Role {
    Texts,
    Labels,
    Triggers,
}

impl<'t> Check<'_, 't> {
    /// A list of texts.
    pub(super) fn texts(&mut self, field: &'static Field, entry: &Entry<'t>) {
        match given(entry.value) {
            Given::Unknown => {}
            Given::List => self.all_text(field, entry, FaultKind::Text),
            Given::Null => self.wrong(FaultKind::Null(&field.ty), field, entry),
            _ => self.wrong(FaultKind::Type(&field.ty), field, entry),
        }
    }

    fn all_text(&mut self, field: &'static Field, entry: &Entry<'t>, kind: FaultKind) {
        let is_text = |item: Node<'t>| matches!(given(item), Given::Text(_) | Given::Unknown);
        self.once(entry.value, Role::Texts, |check| {
            let (items, pairs) = items(entry.value);
            if let Some(item) = items.into_iter().find(|item| pairs || !is_text(*item)) {
                check.add(kind, Some(field), Some(entry), item);
            }
        });
    }

    /// Labels with the values that they must have; of related resources also several such mappings.
    pub(super) fn labels(&mut self, field: &'static Field, entry: &Entry<'t>, several: bool) {
        match given(entry.value) {
            Given::Unknown => {}
            Given::Mapping => self.label_values(field, entry.value),
            Given::List if several => self.once(entry.value, Role::Labels, |check| {
                let (items, pairs) = items(entry.value);
                for item in items {
                    match given(item) {
                        Given::Mapping if !pairs => check.label_values(field, item),
                        Given::Unknown => {}
                        _ => check.add(FaultKind::Labels, Some(field), Some(entry), item),
                    }
                }
            }),
            Given::Null => self.wrong(FaultKind::Null(&field.ty), field, entry),
            _ => self.wrong(FaultKind::Labels, field, entry),
        }
    }

    fn label_values(&mut self, field: &'static Field, labels: Node<'t>) {
        self.once(labels, Role::Labels, |check| {
            for label in unfolded(labels).unwrap_or_default() {
                match given(label.value) {
                    Given::Text(_) | Given::Unknown => {}
                    Given::List => check.all_text(field, &label, FaultKind::Label),
                    _ => check.wrong(FaultKind::Label, field, &label),
                }
            }
        });
    }

    /// The triggers in a trigger: whether they are mappings.
    pub(super) fn triggers(&mut self, field: &'static Field, entry: &Entry<'t>) {
        let is_none = |item: &Node<'t>| !matches!(given(*item), Given::Mapping | Given::Unknown);
        match given(entry.value) {
            Given::Unknown => {}
            Given::List => self.once(entry.value, Role::Triggers, |check| {
                let (items, pairs) = items(entry.value);
                for item in items.into_iter().filter(|item| pairs || is_none(item)) {
                    check.add(FaultKind::NoTrigger, Some(field), Some(entry), item);
                }
            }),
            Given::Null => self.wrong(FaultKind::Null(&field.ty), field, entry),
            _ => self.wrong(FaultKind::Type(&field.ty), field, entry),
        }
    }

    /// How many items a list has.
    pub(super) fn length(&mut self, list: Node<'t>) -> usize {
        let lengths = &mut self.checked.lengths;
        *lengths
            .entry(list.resolve().id())
            .or_insert_with(|| items(list).0.len())
    }

    /// Looks at a collection, unless that has been done before.
    fn once(&mut self, node: Node<'t>, role: Role, look: impl FnOnce(&mut Self)) {
        let key = (node.resolve().id(), role);
        if let Some(wrong) = self.checked.wrong.get(&key) {
            self.faults.is_refused |= *wrong;
            return;
        }
        let before = std::mem::replace(&mut self.faults.is_refused, false);
        look(self);
        self.checked.wrong.insert(key, self.faults.is_refused);
        self.faults.is_refused |= before;
    }
}
