//! What the check finds: facts, not yet words.

use super::elsewhere::{Misplaced, Removed};
use super::field::{Field, Object, Type};
use super::foreign::Foreign;
use super::schedule::Advice;
use super::target::Stated;
use crate::settings::Version;
use crate::text::{TextRange, TextSize, range};
use crate::yaml::{Node, Style};

/// A place where a manifest departs from the shape that Prefect expects.
#[derive(Debug, Clone)]
pub struct Finding<'t> {
    /// What is wrong.
    pub kind: FindingKind<'t>,
    /// Where.
    pub spot: Spot<'t>,
    /// The keys and indexes that lead there.
    pub path: Vec<Key>,
    /// The name of the deployment it belongs to.
    pub deployment: Option<String>,
    /// Whether it makes Prefect drop the whole file when it loads it.
    pub dropped: bool,
    /// The release since which Prefect does what is said of it.
    pub since: Version,
    /// Whether that holds for the Prefect that the file is for.
    pub holds: bool,
}

/// A step on the way from the top of the file to a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A key of a mapping.
    Name(String),
    /// An item of a list, from 0.
    Index(usize),
}

/// A value with what is around it.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'t> {
    /// The mapping of known keys that it belongs to.
    pub object: &'static Object,
    /// The field that it belongs to; none for an unknown key.
    pub field: Option<&'static Field>,
    /// The mapping or list that it stands in; for a merged entry, the mapping that it is merged into.
    pub parent: Node<'t>,
    /// Its key; none for an item of a list.
    pub key: Option<Node<'t>>,
    /// The value.
    pub value: Node<'t>,
    /// Whether a merge key brings it.
    pub merged: bool,
}

/// What is wrong.
#[derive(Debug, Clone)]
pub enum FindingKind<'t> {
    /// It is no manifest of Prefect's.
    Foreign(Foreign),
    /// A key that is no key of this place.
    UnknownKey {
        /// A key of this place that it looks like.
        near: Option<&'static str>,
        /// Whether the mapping has that key already.
        taken: bool,
        /// What to do instead, for keys that people are known to write.
        advice: Option<&'static str>,
    },
    /// A key that belongs elsewhere.
    MisplacedKey(&'static Misplaced),
    /// A key that Prefect read once.
    RemovedKey(&'static Removed),
    /// A key that should not be written any more.
    DeprecatedKey,
    /// A key that the Prefect named by the user does not have.
    UnsupportedKey {
        /// The first release that has it.
        since: Version,
        /// The release that the user has named.
        stated: Stated,
    },
    /// A value of another type than the field's.
    InvalidType(&'static Type),
    /// A key of a mapping that must be text.
    InvalidKey,
    /// Nothing, where something is needed.
    NullValue(&'static Type),
    /// One text in the place of a list of tags.
    StringTags,
    /// A placeholder where none is filled in.
    Placeholder(&'static Type),
    /// Not one of the words that a field takes.
    InvalidWord(&'static [&'static str]),
    /// A text that is no length of time.
    InvalidDuration,
    /// A key is missing.
    MissingKey(&'static [&'static str]),
    /// A promise of an SLA beside the one that counts.
    DroppedPromise {
        /// The key of that one.
        kept: Node<'t>,
    },
    /// A schedule with two ways to say when.
    ScheduleConflict {
        /// The key of the first.
        first: Node<'t>,
    },
    /// A schedule that does not say when.
    NoSelector,
    /// `schedule` beside `schedules`; the spot is that of `schedule`.
    ScheduleAndSchedules {
        /// The key of `schedules`.
        other: Node<'t>,
        /// Its value.
        schedules: Node<'t>,
    },
    /// A key that schedules do not have.
    UnknownScheduleKey {
        /// A key of schedules that it looks like.
        near: Option<&'static str>,
        /// What to do about it.
        advice: Option<Advice>,
    },
    /// A schedule inside a key `schedule`.
    NestedSchedule,
    /// A schedule without any keys.
    EmptySchedule,
}

impl Finding<'_> {
    /// The smallest text that is wrong.
    pub fn range(&self) -> TextRange {
        match self.kind {
            FindingKind::UnknownKey { .. }
            | FindingKind::MisplacedKey(_)
            | FindingKind::RemovedKey(_)
            | FindingKind::DeprecatedKey
            | FindingKind::UnsupportedKey { .. }
            | FindingKind::InvalidKey
            | FindingKind::NullValue(_)
            | FindingKind::DroppedPromise { .. }
            | FindingKind::ScheduleConflict { .. }
            | FindingKind::ScheduleAndSchedules { .. }
            | FindingKind::UnknownScheduleKey { .. }
            | FindingKind::NestedSchedule => self.spot.key_range(),
            FindingKind::MissingKey(_) | FindingKind::NoSelector => self.spot.head(),
            _ => self.spot.value_range(),
        }
    }

    /// The key, as it is written; what it is an item of, for an item.
    pub fn name(&self) -> &str {
        match (self.spot.key, self.spot.field) {
            (Some(key), _) => key.source(),
            (None, Some(field)) => field.name,
            (None, None) => "",
        }
    }
}

impl Spot<'_> {
    /// Its key, or the dash of an empty item.
    fn key_range(&self) -> TextRange {
        match self.key {
            Some(key) => key.range(),
            None => self.value_range(),
        }
    }

    /// Its value; the key where the value is empty or long.
    fn value_range(&self) -> TextRange {
        let value = self.value;
        match self.key {
            Some(key) if value.is_empty() || value.source().contains('\n') => key.range(),
            None if value.is_empty() => dash(value).unwrap_or(value.range()),
            None if value.source().contains('\n') => self.head(),
            _ => value.range(),
        }
    }

    /// The first key of a mapping; the first line of anything else.
    fn head(&self) -> TextRange {
        let value = self.value;
        let target = value.resolve();
        if value == target
            && let Some((key, _)) = target.pairs().next()
        {
            return key.range();
        }
        let line = value.source().lines().next().unwrap_or_default();
        match (line.is_empty(), self.key) {
            (true, Some(key)) => key.range(),
            _ => range(value.range().start().into(), line.trim_end().len()),
        }
    }
}

impl<'t> Spot<'t> {
    /// Whether it stands in brackets or braces.
    pub fn in_flow(&self) -> bool {
        self.parent.resolve().style() == Style::Flow
    }

    /// The mapping or list that it stands in.
    pub fn home(&self) -> Node<'t> {
        self.parent.resolve()
    }
}

/// The dash in front of an item with nothing behind it.
fn dash(item: Node<'_>) -> Option<TextRange> {
    let start = usize::from(item.range().start());
    let before = item.tree().text().get(..start)?.trim_end();
    before.ends_with('-').then(|| {
        let end = TextSize::of(before);
        TextRange::new(end - TextSize::of('-'), end)
    })
}

/// Whether the findings are that of a file which is no manifest of Prefect's.
pub fn is_foreign(findings: &[Finding<'_>]) -> bool {
    findings
        .iter()
        .any(|finding| matches!(finding.kind, FindingKind::Foreign(_)))
}
