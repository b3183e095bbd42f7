//! Where findings about triggers stand, and words that several rules use.

use crate::schema::Spot;
use crate::schema::trigger::TRIGGER;
use crate::text::{TextRange, range};
use crate::trigger::Trigger;
use crate::yaml::{Entry, Node, NodeKind};

/// The first key of a mapping; the alias that stands for one.
pub(super) fn head(item: Node<'_>) -> TextRange {
    let first = item
        .pairs()
        .next()
        .filter(|_| item.kind() != NodeKind::Alias);
    match first {
        Some((key, _)) => key.range(),
        None => {
            let line = item.source().lines().next().unwrap_or_default();
            range(item.range().start().into(), line.trim_end().len())
        }
    }
}

/// A value; where it is empty or long, its key, or its first line if it has none.
pub(super) fn value(entry: Option<&Entry<'_>>, node: Node<'_>) -> TextRange {
    let is_long = node.is_empty() || node.source().contains('\n');
    match entry {
        Some(entry) if is_long => entry.key.range(),
        _ if is_long => head(node),
        _ => node.range(),
    }
}

/// An entry of a trigger, for the edits.
pub(super) fn spot<'t>(trigger: &Trigger<'t>, entry: &Entry<'t>) -> Spot<'t> {
    Spot {
        object: &TRIGGER,
        field: None,
        parent: trigger.item,
        key: Some(entry.key),
        value: entry.value,
        merged: entry.merged_by.is_some(),
    }
}

/// What a trigger is called in a sentence.
pub(super) fn name(trigger: &Trigger<'_>) -> String {
    match trigger.kind {
        Some(kind) => format!("{} trigger", kind.word()),
        None => "trigger".to_owned(),
    }
}
