//! The keys of mappings.

use super::block::{self, Layout};
use super::cursor::Kind;
use super::slot::Slot;
use super::snippet::Snippet;
use super::{Item, ItemKind, aliases, parameters, steps};
use crate::ide::describe;
use crate::ide::purpose::Purpose;
use crate::manifest::unfolded;
use crate::schema::schedule::SELECTORS;
use crate::schema::{Field, Level, Object, sla};
use crate::trigger::kind::{self, Kind as Trigger};

/// The keys that the mapping around the cursor may get.
pub(super) fn offer(slot: &Slot<'_, '_>) -> Vec<Item> {
    let Some(mapping) = slot.mapping() else {
        return Vec::new();
    };
    let Some(purpose) = slot.purposes.get(mapping) else {
        return Vec::new();
    };
    // Where a list belongs and no dash is written, the item comes with one.
    if is_list(purpose) && !slot.cursor.is_item && !slot.in_flow() {
        return Vec::new();
    }
    let mut items = match purpose {
        Purpose::Step(section) | Purpose::Steps(section) if slot.is_alone() => {
            steps::names(slot, section)
        }
        Purpose::Inputs { function } => steps::inputs(slot, function),
        Purpose::Parameters => parameters::of_flow(slot, mapping),
        Purpose::JobVariables => parameters::of_pool(slot),
        _ => match purpose.object() {
            Some(object) => fields(slot, object),
            None => return Vec::new(),
        },
    };
    if !matches!(purpose, Purpose::Step(_) | Purpose::Steps(_)) {
        items.extend(aliases::merge(slot));
    }
    items
}

/// Whether a list belongs to a purpose, and nothing else.
pub(super) fn is_list(purpose: Purpose<'_>) -> bool {
    let is_field = matches!(purpose, Purpose::Field { .. } | Purpose::Steps(_));
    is_field && purpose.item().is_some() && purpose.object().is_none()
}

fn fields(slot: &Slot<'_, '_>, object: &'static Object) -> Vec<Item> {
    let own = slot.own_keys();
    let target = slot.cx.target;
    let entries = slot.mapping().and_then(unfolded).unwrap_or_default();
    let has = |field: &Field| {
        let names = std::iter::once(&field.name).chain(field.aliases);
        let mut names = names.copied();
        names.any(|name| own.iter().any(|key| key == name))
    };
    let mut fields: Vec<&'static Field> = (object.fields.iter())
        .filter(|field| !has(field))
        .filter(|field| field.deprecated.is_none())
        .filter(|field| field.since.is_none_or(|since| target.refuses(since)))
        .filter(|field| fits(object, field.name, &own))
        .collect();
    if object.level == Level::Trigger {
        let is_nested = is_nested(slot);
        // The word is a key that triggers do not have, so it says nothing about the kind.
        let kind = kind::kind(&entries, is_nested).filter(|_| !own.is_empty());
        fields.retain(|field| fits_trigger(field.name, kind, is_nested));
    }
    fields.sort_by_key(|field| !field.required);
    fields
        .into_iter()
        .map(|field| of_field(slot, object, field))
        .collect()
}

/// Whether a key goes together with those that are there.
fn fits(object: &Object, name: &str, own: &[String]) -> bool {
    let has = |key: &str| own.iter().any(|other| other == key);
    let excluded = |keys: &[&str]| keys.contains(&name) && keys.iter().any(|key| has(key));
    match object.level {
        Level::Schedule => {
            !excluded(SELECTORS)
                && !(name == "anchor_date" && (has("cron") || has("rrule")))
                && !(name == "day_or" && (has("interval") || has("rrule")))
        }
        Level::Sla => !excluded(sla::KINDS),
        Level::Deployment => !(name == "schedules" && has("schedule")),
        _ => true,
    }
}

fn fits_trigger(name: &str, kind: Option<Trigger>, is_nested: bool) -> bool {
    let is_outer = kind::OUTER.contains(&name);
    match kind {
        _ if is_outer => !is_nested,
        Some(kind) => kind.keys().contains(&name),
        None => true,
    }
}

/// Whether the trigger around the cursor is one of those that another combines.
fn is_nested(slot: &Slot<'_, '_>) -> bool {
    let triggers = slot.trail.0.iter().filter(|link| {
        link.index.is_some()
            && slot
                .purposes
                .get(link.node)
                .and_then(Purpose::object)
                .is_some_and(|object| object.level == Level::Trigger)
    });
    triggers.count() > 1
}

fn of_field(slot: &Slot<'_, '_>, object: &'static Object, field: &'static Field) -> Item {
    let value = block::of_field(field, Layout::of(slot));
    item(slot, field.name, value)
        .detail(field.ty.words().replace('`', ""))
        .docs(describe::field(object, field))
        .deprecated(field.deprecated.is_some())
}

/// A key with what follows its colon.
pub(super) fn item(slot: &Slot<'_, '_>, name: &str, value: Snippet) -> Item {
    let snippet = match slot.cursor.kind {
        Kind::Key => Snippet::plain(slot.scalar(name)),
        _ => Snippet::plain(format!("{}:", slot.scalar(name))).then(value),
    };
    slot.item(name, ItemKind::Key, &snippet)
}
