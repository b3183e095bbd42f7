//! Whether what is loaded has changed as a promise says, and in no other way.

use prefect_lint_core::yaml::{Loaded, Node, Value};

use super::change::Change;
use super::promise::Promise::{self, *};
use crate::canonical::canonical_of;

/// Whether these differences, and no others, are what a promise says.
pub(super) fn is_kept(promise: Promise, changes: &[Change<'_>]) -> bool {
    match promise {
        Nothing | ReadsQuoted | ReadsOn | Alias => false,
        Rename => is_renamed(changes),
        Remove => (changes.iter()).all(|change| matches!(change, Change::Gone(..))),
        Add(name) => changes.iter().all(|change| is_new(*change, name)),
        Replace => matches!(changes, [Change::Gone(Some(_), _), Change::New(Some(_), _)]),
        Move => match changes {
            [Change::Gone(Some(_), old), Change::New(Some(_), new)] => holds(*new, *old),
            _ => false,
        },
        IntoSchedules => match changes {
            [Change::Gone(Some(_), old), Change::New(_, new)] => {
                same(*old, *new) || is_only_item(*new, *old)
            }
            _ => false,
        },
        Unnest => match changes {
            [Change::Gone(Some(_), inner), new @ ..] => same_entries(*inner, new),
            _ => false,
        },
        Inputs => match changes {
            [Change::Value(_, inputs), gone @ ..] => same_entries(*inputs, gone),
            _ => have_moved(changes),
        },
        Flatten => match changes {
            [Change::Gone(None, list), new @ ..] => same_items(*list, new),
            _ => false,
        },
        Merge => match changes {
            [Change::Gone(Some(key), merged), new @ ..] => {
                key.as_text().as_deref() == Some("<<") && are_merged(*merged, new)
            }
            _ => false,
        },
        _ => changes.iter().all(|change| match change {
            Change::Value(old, new) => becomes(promise, *old, *new),
            _ => false,
        }),
    }
}

/// Whether a value becomes what a promise says.
fn becomes(promise: Promise, old: Node<'_>, new: Node<'_>) -> bool {
    match promise {
        AsWritten => is_written(old, new),
        Text => text(old).is_some() && text(new).is_some(),
        Placeholder => outside(old).is_some() && outside(old) == outside(new) || closes(old, new),
        Number => number(new).is_some(),
        SameNumber => is_same_number(old, new),
        Truth => matches!(new.value(), Some(Value::Bool(_))),
        Longer => is_longer(old, new),
        Split => is_split(old, new),
        Wrap => is_wrapped(old, new),
        Nest => match new.load() {
            Some(Loaded::Map(pairs)) => pairs.len() == 1 && same(pairs[0].1, old),
            _ => false,
        },
        EmptyList => matches!(new.load(), Some(Loaded::List(items)) if items.is_empty()),
        EmptyMap => matches!(new.load(), Some(Loaded::Map(pairs)) if pairs.is_empty()),
        _ => false,
    }
}

fn is_new(change: Change<'_>, name: &str) -> bool {
    matches!(change, Change::New(Some(key), _) if text(key).as_deref() == Some(name))
}

/// Whether a text goes on with what was the comment behind it.
fn is_longer(old: Node<'_>, new: Node<'_>) -> bool {
    match (old.as_text(), text(new)) {
        (Some(old), Some(new)) => {
            (new.strip_prefix(&*old)).is_some_and(|more| more.trim_start().starts_with('#'))
        }
        _ => false,
    }
}

fn is_wrapped(old: Node<'_>, new: Node<'_>) -> bool {
    match new.load() {
        Some(Loaded::List(items)) => {
            items.len() == 1 && (same(items[0], old) || is_written(old, items[0]))
        }
        _ => false,
    }
}

/// Whether what has come is what one mapping, or some, have brought.
fn are_merged(merged: Node<'_>, changes: &[Change<'_>]) -> bool {
    let sources: Vec<Node<'_>> = match merged.load() {
        Some(Loaded::List(items)) => items,
        _ => vec![merged],
    };
    let is_from_one = |key: Node<'_>, value: Node<'_>| {
        sources.iter().any(|source| match source.load() {
            Some(Loaded::Map(pairs)) => pairs.iter().any(|(k, v)| same(*k, key) && same(*v, value)),
            _ => false,
        })
    };
    changes.iter().all(|change| match change {
        Change::New(Some(key), value) => is_from_one(*key, *value),
        _ => false,
    })
}

fn text<'t>(node: Node<'t>) -> Option<std::borrow::Cow<'t, str>> {
    node.as_str()
}

fn number(node: Node<'_>) -> Option<f64> {
    match node.value()? {
        Value::Int(number) => number.to_string().parse().ok(),
        Value::Float(number) => Some(number),
        _ => None,
    }
}

fn is_same_number(old: Node<'_>, new: Node<'_>) -> bool {
    let numbers = number(old).zip(number(new));
    numbers.is_some_and(|(old, new)| (old - new).abs() < 1e-6)
}

fn is_split(old: Node<'_>, new: Node<'_>) -> bool {
    let (Some(old), Some(Loaded::List(items))) = (old.as_str(), new.load()) else {
        return false;
    };
    let parts: Vec<_> = old
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let items: Option<Vec<_>> = items.into_iter().map(text).collect();
    items.is_some_and(|items| items == parts)
}

/// Whether a key has another name. Merged into a mapping with that name, it is hidden there, or hides another.
fn is_renamed(changes: &[Change<'_>]) -> bool {
    let is_old = |key: Node<'_>| {
        changes
            .iter()
            .any(|change| matches!(change, Change::Key(old, _) if *old == key))
    };
    changes.iter().all(|change| match change {
        Change::Key(..) => true,
        Change::Gone(Some(key), _) => is_old(*key),
        Change::Value(value, _) => value.tree().nodes().any(Node::is_merge_key),
        _ => false,
    })
}

/// Whether what was no text is text now, as it was written.
fn is_written(old: Node<'_>, new: Node<'_>) -> bool {
    old.as_str().is_none() && text(new).as_deref() == Some(written(old))
}

fn written(node: Node<'_>) -> &str {
    node.resolve().source().trim_end()
}

/// A text without what stands between braces.
fn outside(node: Node<'_>) -> Option<String> {
    let text = node.as_str()?;
    let start = text.find(['{', '<', '$', '%'])?;
    let end = text
        .rfind(['}', '>', '%'])
        .map_or(text.len(), |end| end + 1);
    Some(format!(
        "{}|{}",
        &text[..start],
        text.get(end..).unwrap_or_default().trim_end()
    ))
}

/// Whether a placeholder got the braces that it had none of.
fn closes(old: Node<'_>, new: Node<'_>) -> bool {
    let bare = |node: Node<'_>| node.as_str().map(|text| text.replace(['{', '}', ' '], ""));
    bare(old).is_some() && bare(old) == bare(new)
}

fn same(a: Node<'_>, b: Node<'_>) -> bool {
    canonical_of(a).is_some() && canonical_of(a) == canonical_of(b)
}

/// Whether a list has this item only, perhaps as the `cron` of a mapping.
fn is_only_item(list: Node<'_>, item: Node<'_>) -> bool {
    matches!(list.load(), Some(Loaded::List(items)) if items.len() == 1 && holds(items[0], item))
}

/// Whether a value has come with another one in it.
fn holds(new: Node<'_>, old: Node<'_>) -> bool {
    same(new, old) || new.pairs().count() == 1 && new.pairs().all(|(_, value)| same(value, old))
}

fn same_entries(mapping: Node<'_>, changes: &[Change<'_>]) -> bool {
    let mut pairs: Vec<_> = match mapping.load() {
        Some(Loaded::Map(pairs)) => pairs,
        _ => return false,
    };
    for change in changes {
        let (Change::New(Some(key), value) | Change::Gone(Some(key), value)) = change else {
            return false;
        };
        let Some(at) = pairs
            .iter()
            .position(|(k, v)| same(*k, *key) && same(*v, *value))
        else {
            return false;
        };
        pairs.remove(at);
    }
    pairs.is_empty()
}

/// Whether each entry that is gone has come somewhere else.
fn have_moved(changes: &[Change<'_>]) -> bool {
    let (gone, new) = changes.split_at(changes.len() / 2);
    let has_come = |change: &Change<'_>| match change {
        Change::Gone(Some(key), value) => new.iter().any(
            |other| matches!(other, Change::New(Some(k), v) if same(*k, *key) && same(*v, *value)),
        ),
        _ => false,
    };
    gone.len() == new.len() && gone.iter().all(has_come)
}

fn same_items(list: Node<'_>, changes: &[Change<'_>]) -> bool {
    let Some(Loaded::List(items)) = list.load() else {
        return false;
    };
    let is_new = |(item, change): (&Node<'_>, &Change<'_>)| match change {
        Change::New(None, new) => same(*item, *new),
        _ => false,
    };
    items.len() == changes.len() && items.iter().zip(changes).all(is_new)
}
