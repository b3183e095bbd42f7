//! Other ways to write the same.

use super::{Action, ActionKind, change};
use crate::ide::purpose::{Purpose, Purposes};
use crate::ide::trail::Trail;
use crate::rules::edits;
use crate::rules::structure::deprecated_key;
use crate::schema::deployment::DEPLOYMENT;
use crate::schema::{Level, Spot};
use crate::yaml::{Node, Tree, Value};

/// `schedule` as `schedules` with one item.
pub(super) fn to_schedules(tree: &Tree<'_>, trail: &Trail<'_>) -> Option<Action> {
    let at = trail.0.iter().position(|link| {
        let key = link.key.and_then(Node::as_str);
        key.is_some_and(|key| key == "schedule")
    })?;
    let link = trail.0.get(at)?;
    let parent = trail.0.get(at.checked_sub(1)?)?.node;
    let object = Purposes::of(tree).get(parent).and_then(Purpose::object)?;
    let key = link.key?;
    let (_, value) = parent.pairs().find(|(other, _)| *other == key)?;
    let has_both = parent.get("schedules").is_some();
    if object.level != Level::Deployment || !value.is_mapping() || has_both {
        return None;
    }
    let spot = Spot {
        object: &DEPLOYMENT,
        field: DEPLOYMENT.field("schedule"),
        parent,
        key: Some(key),
        value,
        merged: false,
    };
    let fix = deprecated_key::to_list(&spot)?;
    Some(change(
        "Write a list under `schedules`",
        ActionKind::Rewrite,
        fix.edits,
    ))
}

/// Quotes around a value.
pub(super) fn quote(trail: &Trail<'_>) -> Option<Action> {
    let node = trail.last()?.node;
    if node.is_key() || node.is_broken() {
        return None;
    }
    let edit = edits::quote(node)?;
    let title = match node.value() {
        Some(Value::Str(_)) => "Put it in quotes".to_owned(),
        _ => "Put it in quotes, which makes it text".to_owned(),
    };
    Some(change(title, ActionKind::Rewrite, vec![edit]))
}
