//! Compares a manifest with the tables.
//!
//! The tables bound the depth of the walk, and every collection is compared with a type once, however many aliases
//! lead to it: so the cost is that of the text, and a text that refers to itself is no danger.

mod deployment;
mod doubts;
mod entries;
mod holders;
mod schedule;
mod sla;
mod types;
mod unknown;

use super::coerce;
use super::field::{Extra, Field, Null, Object, Stage, Type};
use super::finding::{Finding, FindingKind, Spot};
use super::foreign::foreign_to;
use super::shape::{Shape, shape};
use super::target::Target;
use super::top_level::MANIFEST;
use crate::settings::{Settings, Version};
use crate::yaml::{Entry, Node, NodeId, NodeKind, Seen, Tree, Value};
use doubts::Doubts;
use entries::Views;
use holders::Holders;
use types::{Turn, accepts, find, fits, is_overruled, is_text_key, name, written};

/// Prefect looks at types when it loads a file since this release.
const CHECKS_TYPES: Version = Version(3, 4, 19);

/// Compares a manifest with the shape that the Prefect it is for expects. Of a file that is no manifest at all, only that is said.
pub fn check<'t>(tree: &'t Tree<'t>, target: Target) -> Vec<Finding<'t>> {
    let Some(root) = tree.root().filter(|root| root.kind() == NodeKind::Mapping) else {
        return Vec::new();
    };
    let mut checker = Checker {
        target,
        holders: Holders::new(tree),
        findings: Vec::new(),
        path: Vec::new(),
        deployment: None,
        doubts: Doubts::new(tree),
        views: Views::new(tree),
        seen: Seen::new(tree),
    };
    let top = Spot {
        object: &MANIFEST,
        field: None,
        parent: root,
        key: None,
        value: root,
        merged: false,
    };
    match foreign_to(root) {
        Some(foreign) => checker.add(FindingKind::Foreign(foreign), top, false, Version(0, 0, 0)),
        None => checker.object(top, &MANIFEST),
    }
    checker.findings
}

/// Whether Prefect would load this file. What the YAML loader has to say is not asked for here.
pub fn verdict<'t>(tree: &'t Tree<'t>) -> Verdict {
    let target = Target::new(tree, &Settings::default());
    match check(tree, target).iter().any(|finding| finding.dropped) {
        true => Verdict::Refused,
        false => Verdict::Accepted,
    }
}

/// What becomes of a file when Prefect loads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is used.
    Accepted,
    /// It is dropped, with all that is in it.
    Refused,
}

struct Checker<'t> {
    target: Target,
    holders: Holders,
    findings: Vec<Finding<'t>>,
    path: Vec<Turn<'t>>,
    deployment: Option<String>,
    doubts: Doubts,
    views: Views<'t>,
    /// What has been compared with what: a node, and the address of a table.
    seen: Seen<(NodeId, usize)>,
}

/// The address of a table, by which it is known again.
fn address<T>(table: &'static T) -> usize {
    std::ptr::from_ref(table).addr()
}

impl<'t> Checker<'t> {
    fn add(&mut self, kind: FindingKind<'t>, spot: Spot<'t>, dropped: bool, since: Version) {
        self.findings.push(Finding {
            kind,
            spot,
            path: self.path.iter().map(|turn| turn.key()).collect(),
            deployment: self.deployment.clone(),
            dropped,
            since,
            holds: match dropped {
                true => self.target.refuses(since),
                false => self.target.holds(since),
            },
        });
    }

    /// Something for which Prefect drops the file.
    fn drop_file(&mut self, kind: FindingKind<'t>, spot: Spot<'t>) {
        if self.doubts.contain(&spot) {
            return;
        }
        self.add(kind, spot, true, CHECKS_TYPES);
    }

    fn is_new(&mut self, node: Node<'_>, table: usize) -> bool {
        self.seen.is_new((node.resolve().id(), table))
    }

    /// Does something one step further down the path.
    fn at(&mut self, turn: Turn<'t>, action: impl FnOnce(&mut Self)) {
        self.path.push(turn);
        action(self);
        self.path.pop();
    }

    /// Compares a value with a type.
    fn value(&mut self, spot: Spot<'t>, ty: &'static Type) {
        let shape = shape(spot.value);
        match (ty, &shape) {
            (Type::Any, _) | (_, Shape::Unknown) => {}
            (_, Shape::Null) => self.null(spot, ty),
            (Type::OneOf(types), _) => match types.iter().find(|ty| fits(ty, &shape)) {
                Some(chosen) => self.value(spot, chosen),
                None => self.invalid(spot, ty),
            },
            (Type::Mapping, Shape::Mapping) => self.mapping(spot, address(ty)),
            (Type::Object(object), Shape::Mapping) => self.object(spot, object),
            (Type::Schedule, Shape::Mapping) => self.schedule(spot),
            (Type::Sla, Shape::Mapping) => self.sla(spot),
            (Type::List(item), Shape::List | Shape::Pairs | Shape::Set) => {
                self.items(spot, item, shape == Shape::Pairs);
            }
            (_, Shape::Scalar(value)) if accepts(ty, value) => self.words(spot, value),
            (Type::Word(words), Shape::Scalar(Value::Str(_))) => {
                self.drop_file(FindingKind::InvalidWord(words), spot);
            }
            _ => self.invalid(spot, ty),
        }
    }

    fn null(&mut self, spot: Spot<'t>, ty: &'static Type) {
        let null = match spot.key {
            Some(_) => spot.field.map_or(Null::Refused, |field| field.null),
            None => Null::Refused,
        };
        match null {
            Null::Absent => {}
            Null::Refused => self.drop_file(FindingKind::NullValue(ty), spot),
            Null::Crashes if self.doubts.contain(&spot) => {}
            Null::Crashes => self.add(FindingKind::NullValue(ty), spot, false, Version(3, 0, 0)),
        }
    }

    fn invalid(&mut self, spot: Spot<'t>, ty: &'static Type) {
        let kind = match shape(spot.value) {
            Shape::Scalar(Value::Str(text)) if text.contains("{{") => FindingKind::Placeholder(ty),
            Shape::Scalar(Value::Str(_)) if matches!(ty, Type::Duration) => {
                FindingKind::InvalidDuration
            }
            _ => FindingKind::InvalidType(ty),
        };
        self.drop_file(kind, spot);
    }

    /// Compares a text with the words that a field takes when it is deployed.
    fn words(&mut self, spot: Spot<'t>, value: &Value<'_>) {
        let words = spot.field.map_or(&[][..], |field| field.words);
        let wrong =
            coerce::text(value).is_some_and(|text| !words.contains(&text) && !text.contains("{{"));
        if wrong && !words.is_empty() {
            self.add(
                FindingKind::InvalidWord(words),
                spot,
                false,
                Version(3, 0, 0),
            );
        }
    }

    /// The keys of a mapping that may hold anything.
    fn mapping(&mut self, spot: Spot<'t>, table: usize) {
        if !self.is_new(spot.value, table) {
            return;
        }
        for entry in self.views.entries(spot.value, table) {
            if !is_text_key(entry.key)
                && (entry.merged_by.is_none() || self.is_new(entry.key, table))
            {
                let key = Spot {
                    parent: spot.value,
                    key: Some(entry.key),
                    value: entry.value,
                    merged: entry.merged_by.is_some(),
                    ..spot
                };
                self.at(Turn::Key(entry.key), |checker| {
                    checker.drop_file(FindingKind::InvalidKey, key);
                });
            }
        }
    }

    fn items(&mut self, spot: Spot<'t>, item: &'static Type, pairs: bool) {
        if matches!(item, Type::Any) || !self.is_new(spot.value, address(item)) {
            return;
        }
        // The items of a set are its keys. A set or a list of pairs is refused unless it is empty, as none of the
        // lists that Prefect takes has such items.
        let items = spot
            .value
            .items()
            .chain(spot.value.pairs().map(|(key, _)| key));
        for (index, value) in items.enumerate() {
            let place = Spot {
                parent: spot.value,
                key: None,
                value,
                ..spot
            };
            self.at(Turn::Item(index), |checker| match pairs {
                true => checker.drop_file(FindingKind::InvalidType(item), place),
                false => checker.value(place, item),
            });
        }
    }

    /// A mapping of known keys.
    fn object(&mut self, spot: Spot<'t>, object: &'static Object) {
        if object.stage == Stage::Deploy {
            return self.mapping(spot, address(object));
        }
        if !self.is_new(spot.value, address(object)) {
            return;
        }
        let entries = self.views.entries(spot.value, address(object));
        self.enter(object, &entries, |checker| {
            for entry in &entries {
                checker.entry(spot, object, entry, &entries);
            }
            checker.relations(spot, object, &entries);
        });
    }

    fn entry(
        &mut self,
        spot: Spot<'t>,
        object: &'static Object,
        entry: &Entry<'t>,
        entries: &[Entry<'t>],
    ) {
        // What a merge key brings is the same text wherever it is merged into.
        if entry.merged_by.is_some() && !self.is_new(entry.key, address(object)) {
            return;
        }
        let name = name(entry.key);
        let field = name.as_deref().and_then(|name| object.field(name));
        let place = Spot {
            object,
            field,
            parent: spot.value,
            key: Some(entry.key),
            value: entry.value,
            merged: entry.merged_by.is_some(),
        };
        let turn = Turn::Key(entry.key);
        match field {
            Some(field) if is_overruled(field, entry.key, entries) => {}
            Some(field) => self.at(turn, |checker| {
                checker.value(place, &field.ty);
                checker.version(place, field);
            }),
            None if object.extra == Extra::Ignored => {
                self.at(turn, |checker| checker.unknown(place, entries))
            }
            None => {}
        }
    }

    /// Whether the release that the user has named has this field.
    fn version(&mut self, spot: Spot<'t>, field: &'static Field) {
        let (Some(since), Some(stated)) = (field.since, self.target.stated()) else {
            return;
        };
        if stated.version < since && shape(spot.value) != Shape::Null {
            let kind = FindingKind::UnsupportedKey { since, stated };
            self.add(kind, spot, false, Version(0, 0, 0));
        }
    }

    /// What keys of one mapping have to do with each other.
    fn relations(&mut self, spot: Spot<'t>, object: &'static Object, entries: &[Entry<'t>]) {
        if object.level == super::field::Level::Deployment {
            self.deployment(spot, entries);
        }
    }
}
