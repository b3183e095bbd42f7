//! Schedules, each where it is written.

use std::borrow::Cow;
use std::ops::Range;

use super::unfold::find;
use crate::schema::Spot;
use crate::schema::schedule::{SCHEDULE, SELECTORS};
use crate::schema::shape::{Shape, shape};
use crate::text::TextRange;
use crate::yaml::{Entry, Node, Offsets, Style};

/// The number of a schedule in its manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScheduleId(pub usize);

/// One schedule: an item of `schedules`, or the value of `schedule`.
#[derive(Debug, Clone)]
pub struct Schedule<'t> {
    /// The mapping as it is written, not resolved.
    pub item: Node<'t>,
    /// Its entries, merged ones included.
    pub entries: Vec<Entry<'t>>,
    /// The one key that says when, if there is just one with something behind it.
    pub selector: Option<Selector>,
    /// The name of the first deployment that has it.
    pub deployment: Option<String>,
}

/// How a schedule says when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selector {
    /// `cron`
    Cron,
    /// `interval`
    Interval,
    /// `rrule`
    Rrule,
}

impl Selector {
    /// Its key.
    pub fn key(self) -> &'static str {
        SELECTORS[self as usize]
    }

    /// The one that is used in a schedule with some entries.
    pub(super) fn of(entries: &[Entry<'_>]) -> Option<Self> {
        let mut chosen = [Self::Cron, Self::Interval, Self::Rrule]
            .into_iter()
            .filter(|selector| {
                find(entries, selector.key()).is_some_and(|entry| shape(entry.value) != Shape::Null)
            });
        let first = chosen.next();
        first.filter(|_| chosen.next().is_none())
    }
}

impl<'t> Schedule<'t> {
    /// The entry of a key, merged ones included.
    pub fn get(&self, key: &str) -> Option<&Entry<'t>> {
        find(&self.entries, key)
    }

    /// The place of an entry, for edits.
    pub fn spot(&self, entry: &Entry<'t>) -> Spot<'t> {
        let name = entry.key.as_str();
        Spot {
            object: &SCHEDULE,
            field: name.and_then(|name| SCHEDULE.field(&name)),
            parent: self.item,
            key: Some(entry.key),
            value: entry.value,
            merged: entry.merged_by.is_some(),
        }
    }

    /// A text without placeholders behind a key, with its places in the source.
    pub fn literal(&self, key: &str) -> Option<Literal<'t>> {
        Literal::of(self.get(key)?.value)
    }
}

/// A text that is used as it is written: no placeholder in it, nor what may be meant for one.
#[derive(Debug, Clone)]
pub struct Literal<'t> {
    /// The node, not resolved.
    pub node: Node<'t>,
    /// Its text.
    pub text: Cow<'t, str>,
}

impl<'t> Literal<'t> {
    /// The text of a node.
    pub fn of(node: Node<'t>) -> Option<Self> {
        let text = node.as_str()?;
        let mut pairs = text.as_bytes().windows(2);
        let has_opening = pairs.any(|pair| matches!(pair, b"{{" | b"${" | b"{%" | b"<<"));
        (!has_opening).then_some(Self { node, text })
    }

    /// Where some bytes of it are written, empty ones included; of an alias, the alias itself.
    pub fn range(&self, bytes: Range<usize>) -> TextRange {
        match self.node == self.node.resolve() {
            true if self.text.is_empty() => self.node.range(),
            true => Offsets::of(self.node).range(bytes.start, bytes.end),
            false => self.node.range(),
        }
    }

    /// Whether the text is written here and on the line of its key, so that another can take its place.
    pub fn is_in_line(&self) -> bool {
        let is_block = matches!(self.node.style(), Style::Literal | Style::Folded);
        self.node == self.node.resolve() && !is_block && !self.node.source().contains('\n')
    }

    /// The place of the whole text, without quotes if it is one line; of an alias, the alias itself.
    pub fn whole(&self) -> TextRange {
        self.range(0..self.text.len())
    }
}
