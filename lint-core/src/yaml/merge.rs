//! Mappings as the loader sees them: merge keys resolved, repeated keys settled.

use hashbrown::hash_map::Entry as Slot;
use hashbrown::{HashMap, HashSet};
use num_bigint::BigInt;
use std::borrow::Cow;

use super::resolve::ScalarTag;
use super::scalar::{Date, DateTime, Value};
use super::tree::{Node, NodeId, NodeKind, Style};

/// An entry of a mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'t> {
    /// The key, where it is written.
    pub key: Node<'t>,
    /// The value, not resolved.
    pub value: Node<'t>,
    /// The value of the merge key in this mapping that brings the entry; none for one of its own.
    pub merged_by: Option<Node<'t>>,
    /// The first of the keys that are the same as this one: the loader keeps the first key and the last value.
    pub first_key: Node<'t>,
}

impl<'t> Node<'t> {
    /// The entries that a mapping has once it is loaded, each key once, in the loader's order: merged ones first. Of
    /// keys that are repeated the last counts, own keys win over merged ones, the earlier mapping of a list wins,
    /// and of two `<<` the later. Empty for what is no mapping; for an alias, its target's.
    pub fn entries(self) -> Vec<Entry<'t>> {
        let node = self.resolve();
        if node.kind() != NodeKind::Mapping {
            return Vec::new();
        }
        if node.has_plain_keys() {
            return node.pairs().map(plain_entry).collect();
        }
        let has_merges = node.merges();
        let sources = sources(node);
        let mut entries: Vec<Entry<'t>> = Vec::new();
        let mut places: HashMap<Key<'t>, usize> = HashMap::new();
        for source in &sources {
            for (key, value) in source.pairs() {
                let entry = Entry {
                    key,
                    value,
                    merged_by: source.merged_by,
                    first_key: key,
                };
                let place = *places.entry(Key::of(key)).or_insert(entries.len());
                match entries.get_mut(place) {
                    None => entries.push(entry),
                    Some(old) => {
                        *old = Entry {
                            first_key: old.first_key,
                            ..entry
                        }
                    }
                }
            }
        }
        // A mapping that is merged twice counts where it comes last, but it was looked at where it comes first.
        if has_merges {
            settle(node, &mut entries, &places);
        }
        entries
    }

    /// The value of a text key, merged ones included. Not resolved.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        let is_it = |node: Node<'t>| node.is_str(key);
        if self.merges() {
            let mut entries = self.entries().into_iter();
            return entries
                .rfind(|entry| is_it(entry.key))
                .map(|entry| entry.value);
        }
        // Of keys that are repeated the last counts.
        self.pairs()
            .filter(|(key, _)| is_it(*key))
            .map(|(_, value)| value)
            .last()
    }
}

impl<'t> Node<'t> {
    /// The own keys of a mapping that repeat an earlier one, each behind the first of its kind. Merge keys may be
    /// repeated, and are not among them.
    pub fn repeated_keys(self) -> Vec<(Node<'t>, Node<'t>)> {
        if self.has_plain_keys() {
            return Vec::new();
        }
        let mut first: HashMap<Key<'t>, Node<'t>> = HashMap::new();
        let mut repeated = Vec::new();
        for (key, _) in self.pairs().filter(|(key, _)| !is_merge_key(*key)) {
            match first.entry(Key::of(key)) {
                Slot::Occupied(slot) => repeated.push((*slot.get(), key)),
                Slot::Vacant(slot) => {
                    slot.insert(key);
                }
            }
        }
        repeated
    }

    /// Whether nothing is to be settled between the keys of a mapping, as in most: they are few and all text, no two
    /// of them the same, and none is a merge key. For an alias, its target's.
    pub(crate) fn has_plain_keys(self) -> bool {
        self.resolve().data().has_plain_keys
    }

    /// Whether a mapping has a merge key; for an alias, its target.
    pub(crate) fn merges(self) -> bool {
        !self.has_plain_keys() && self.pairs().any(|(key, _)| is_merge_key(key))
    }

    /// Whether this is a merge key of its mapping: `<<` without quotes.
    pub fn is_merge_key(self) -> bool {
        self.is_key() && is_merge_key(self)
    }
}

/// The most keys that are compared one by one.
const FEW: usize = 16;

fn plain_entry<'t>((key, value): (Node<'t>, Node<'t>)) -> Entry<'t> {
    Entry {
        key,
        value,
        merged_by: None,
        first_key: key,
    }
}

/// Finds out what [`Node::has_plain_keys`] says of a mapping.
pub(super) fn has_plain_keys(node: Node<'_>) -> bool {
    if node.kind() != NodeKind::Mapping {
        return false;
    }
    let mut keys: [&str; FEW] = [""; FEW];
    for (at, (key, _)) in node.pairs().enumerate() {
        let Some(Cow::Borrowed(text)) = key.as_str() else {
            return false;
        };
        match keys.split_at_mut_checked(at) {
            Some((known, [next, ..])) if !known.contains(&text) => *next = text,
            _ => return false,
        }
    }
    true
}

/// Gives each entry the value that comes last: from the end, each mapping is looked at once, and the first to have
/// a key has it.
fn settle<'t>(node: Node<'t>, entries: &mut [Entry<'t>], places: &HashMap<Key<'t>, usize>) {
    let mut settled = vec![false; entries.len()];
    for source in walk(node, Direction::Backward) {
        for (key, value) in source.pairs().collect::<Vec<_>>().into_iter().rev() {
            let Some(&place) = places.get(&Key::of(key)) else {
                continue;
            };
            if !std::mem::replace(&mut settled[place], true) {
                entries[place] = Entry {
                    key,
                    value,
                    merged_by: source.merged_by,
                    first_key: entries[place].first_key,
                };
            }
        }
    }
}

/// A mapping whose own entries another one has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'t> {
    pub(super) mapping: Node<'t>,
    /// The value of the merge key that brings it; none for the mapping itself.
    pub(super) merged_by: Option<Node<'t>>,
}

impl<'t> Source<'t> {
    fn pairs(self) -> impl Iterator<Item = (Node<'t>, Node<'t>)> {
        self.mapping.pairs().filter(|(key, _)| !is_merge_key(*key))
    }
}

/// The mappings whose entries a mapping has, in the loader's order, itself last, each once.
pub(super) fn sources(node: Node<'_>) -> Vec<Source<'_>> {
    walk(node, Direction::Forward)
}

/// The mapping and all that it merges, in the order in which the loader looks at their merge keys.
pub(super) fn mappings(node: Node<'_>) -> Vec<Node<'_>> {
    let mut found = vec![node];
    let mut seen: HashSet<NodeId> = HashSet::from([node.id()]);
    let mut stack = direct(node);
    stack.reverse();
    while let Some((_, next)) = stack.pop() {
        if seen.insert(next.id()) {
            found.push(next);
            let mut more = direct(next);
            more.reverse();
            stack.append(&mut more);
        }
    }
    found
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Forward,
    Backward,
}

enum Task<'t> {
    Expand(Source<'t>),
    Give(Source<'t>),
}

fn walk(node: Node<'_>, direction: Direction) -> Vec<Source<'_>> {
    let mut found = Vec::new();
    let mut seen: HashSet<NodeId> = HashSet::new();
    let start = Source {
        mapping: node,
        merged_by: None,
    };
    let mut stack = vec![Task::Expand(start)];
    while let Some(task) = stack.pop() {
        match task {
            Task::Give(source) => found.push(source),
            Task::Expand(source) if seen.insert(source.mapping.id()) => {
                let mut merged: Vec<Task<'_>> = direct(source.mapping)
                    .into_iter()
                    .map(|(by, mapping)| {
                        Task::Expand(Source {
                            mapping,
                            merged_by: source.merged_by.or(Some(by)),
                        })
                    })
                    .collect();
                match direction {
                    Direction::Forward => {
                        stack.push(Task::Give(source));
                        merged.reverse();
                        stack.append(&mut merged);
                    }
                    Direction::Backward => {
                        stack.append(&mut merged);
                        stack.push(Task::Give(source));
                    }
                }
            }
            Task::Expand(_) => {}
        }
    }
    found
}

/// The mappings that a mapping's merge keys name, with the value of the merge key, the weakest first.
fn direct(node: Node<'_>) -> Vec<(Node<'_>, Node<'_>)> {
    let mut found = Vec::new();
    for (key, value) in node.pairs() {
        if !is_merge_key(key) {
            continue;
        }
        let target = value.resolve();
        match target.kind() {
            NodeKind::Mapping => found.push((value, target)),
            NodeKind::Sequence => {
                let mut items: Vec<_> = target
                    .items()
                    .map(Node::resolve)
                    .filter(|item| item.kind() == NodeKind::Mapping)
                    .map(|item| (value, item))
                    .collect();
                items.reverse();
                found.append(&mut items);
            }
            _ => {}
        }
    }
    found
}

/// Whether a key is the merge key `<<`, without quotes.
pub(super) fn is_merge_key(key: Node<'_>) -> bool {
    let key = key.resolve();
    key.kind() == NodeKind::Scalar && key.scalar_tag() == Some(ScalarTag::Merge)
}

/// Whether a key is `=`, which is text as a key and nothing as a value.
pub(super) fn is_value_key(key: Node<'_>) -> bool {
    let plain = key.style() == Style::Plain && key.tag().is_none();
    key.kind() == NodeKind::Scalar && plain && key.source() == "="
}

/// A key as Python compares it: `1`, `1.0` and `true` are the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key<'t> {
    Null,
    Text(Cow<'t, str>),
    Whole(BigInt),
    /// A float that is no whole number, by its bits.
    Fraction(u64),
    /// The loader has only one NaN, and Python takes an object for the same as itself.
    NotANumber,
    Bytes(Vec<u8>),
    Date(Date),
    /// Microseconds of local time where there is no zone, of UTC where there is one.
    Time(bool, i128),
    /// What has no value.
    Other(NodeId),
}

impl<'t> Key<'t> {
    fn of(key: Node<'t>) -> Self {
        match key.value() {
            None => Self::Other(key.resolve().id()),
            Some(Value::Null) => Self::Null,
            Some(Value::Bool(value)) => Self::Whole(BigInt::from(u8::from(value))),
            Some(Value::Int(value)) => Self::Whole(value),
            Some(Value::Float(value)) => Self::float(value),
            Some(Value::Str(text)) => Self::Text(text),
            Some(Value::Bytes(bytes)) => Self::Bytes(bytes),
            Some(Value::Date(date)) => Self::Date(date),
            Some(Value::DateTime(time)) => Self::Time(time.offset.is_some(), microseconds(time)),
        }
    }

    fn float(value: f64) -> Self {
        if value.is_nan() {
            return Self::NotANumber;
        }
        match value.fract() == 0.0 {
            true => BigInt::parse_bytes(format!("{value:.0}").as_bytes(), 10)
                .map_or(Self::Fraction(value.to_bits()), Self::Whole),
            false => Self::Fraction(value.to_bits()),
        }
    }
}

fn microseconds(time: DateTime) -> i128 {
    let Date { year, month, day } = time.date;
    // Days are only compared, so any numbering will do that gives each its own number and keeps their order.
    let days = days_before(i64::from(year), i64::from(month)) + i64::from(day);
    let clock = i64::from(time.hour) * 3600 + i64::from(time.minute) * 60 + i64::from(time.second);
    let seconds = days * 86_400 + clock - i64::from(time.offset.unwrap_or(0));
    i128::from(seconds) * 1_000_000 + i128::from(time.microsecond)
}

/// Days from the first of March of the year 0 to the first of a month, in the Gregorian calendar.
fn days_before(year: i64, month: i64) -> i64 {
    let (year, month) = match month {
        1 | 2 => (year - 1, month + 9),
        _ => (year, month - 3),
    };
    year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (month * 153 + 2) / 5
}
