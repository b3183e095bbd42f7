//! Values: of fields, of inputs, and items of lists.

use super::block::{self, Layout};
use super::slot::{Slot, plain_item};
use super::snippet::Snippet;
use super::{Item, ItemKind, aliases, keys, parameters, paths, steps, times};
use crate::catalog::InputType;
use crate::diagnostic::Edit;
use crate::ide::describe;
use crate::ide::purpose::Purpose;
use crate::schema::{Field, Level, Object, Type};
use crate::settings::NEWEST;
use crate::text::{TextRange, size};
use crate::trigger::events;
use crate::yaml::Node;

/// The most values of the file itself that are offered again.
const MOST_AGAIN: usize = 50;

/// What a value may be.
pub(super) fn offer(slot: &Slot<'_, '_>) -> Vec<Item> {
    if slot.current().contains("{{") {
        return Vec::new();
    }
    let Some(purpose) = slot.purpose() else {
        return aliases::values(slot, None);
    };
    let mut items = match purpose {
        Purpose::Field { object, field, ty } => field_value(slot, object, field, ty),
        Purpose::Steps(_) if slot.cursor.colon.is_some() => below(slot, "- …", |layout| {
            layout.list(|item| item.braced(Snippet::default().end()))
        }),
        Purpose::Step(section) => steps::names(slot, section),
        Purpose::Input { function, key } => input(slot, function, key),
        Purpose::Parameter(key) => parameters::values(slot, key, true),
        Purpose::JobVariable(key) => parameters::values(slot, key, false),
        _ => Vec::new(),
    };
    items.extend(aliases::values(slot, Some(purpose)));
    items
}

/// What may stand in the place of a word that is alone: an item, or a value below its key.
pub(super) fn offer_word(slot: &Slot<'_, '_>) -> Vec<Item> {
    let Some(purpose) = slot.purpose().filter(|_| slot.is_alone()) else {
        return Vec::new();
    };
    match purpose {
        _ if keys::is_list(purpose) => Vec::new(),
        Purpose::Field { .. } | Purpose::Input { .. } | Purpose::Parameter(_) => offer(slot),
        _ => Vec::new(),
    }
}

fn field_value(
    slot: &Slot<'_, '_>,
    object: &'static Object,
    field: &'static Field,
    ty: &'static Type,
) -> Vec<Item> {
    let docs = || describe::field(object, field);
    match (object.level, field.name) {
        (_, "entrypoint") => return paths::entrypoints(slot),
        (Level::Schedule, "cron") => return times::crons(slot),
        (Level::Schedule, "interval") => return times::intervals(slot),
        (Level::Schedule, "rrule") => return times::rrules(slot),
        (Level::Schedule, "timezone") => return times::zones(slot),
        (Level::Schedule, "anchor_date") => return times::anchor_dates(slot),
        (Level::Trigger, "expect" | "after") if matches!(ty, Type::Text) => {
            let names = events::names();
            let items = names.iter();
            return items.map(|name| slot.value(name, ItemKind::Word)).collect();
        }
        (Level::Manifest, "prefect-version") => {
            return vec![
                slot.value(&NEWEST.to_string(), ItemKind::Value)
                    .docs(docs()),
            ];
        }
        (Level::WorkPool, "name" | "work_queue_name") => return again(slot, field),
        (Level::Deployment, "tags") if matches!(ty, Type::Any) => return again(slot, field),
        _ => {}
    }
    let words = match ty {
        _ if !field.words.is_empty() => field.words,
        ty => words(ty),
    };
    let mut items: Vec<Item> = words
        .iter()
        .map(|word| {
            let item = match *word {
                "true" | "false" => slot.raw(word, ItemKind::Word),
                word => slot.value(word, ItemKind::Word),
            };
            let is_default = field.default.is_some_and(|default| default == *word);
            match is_default {
                true => item.detail("the default").docs(docs()),
                false => item.docs(docs()),
            }
        })
        .collect();
    items.extend(structure(slot, field, ty));
    items
}

fn words(ty: &'static Type) -> &'static [&'static str] {
    match ty {
        Type::Bool => &["true", "false"],
        Type::Word(words) => words,
        Type::OneOf(types) => types
            .iter()
            .map(words)
            .find(|words| !words.is_empty())
            .unwrap_or_default(),
        _ => &[],
    }
}

/// A mapping or a list in the place of an empty value, and a mapping as an item in brackets.
fn structure(slot: &Slot<'_, '_>, field: &'static Field, ty: &'static Type) -> Vec<Item> {
    let has_structure = matches!(
        ty,
        Type::Object(_) | Type::List(_) | Type::Mapping | Type::Schedule | Type::OneOf(_)
    );
    if slot.cursor.colon.is_some() && has_structure && !aliases::is_merge(slot) {
        return below(slot, "", |layout| block::of_field(field, layout));
    }
    let purpose = slot.purpose().and_then(Purpose::object);
    let is_item = slot.in_flow() && slot.trail.last().is_some_and(|link| link.index.is_some());
    purpose
        .filter(|_| is_item)
        .and_then(|object| block::of_item(object.level, Layout::of(slot)))
        .map(|snippet| vec![slot.item("{…}", ItemKind::Item, &snippet)])
        .unwrap_or_default()
}

/// A new item of a list of mappings, with all that it needs.
pub(super) fn new_item(slot: &Slot<'_, '_>) -> Option<Item> {
    let object = slot.purpose()?.object()?;
    let label = match object.level {
        Level::Deployment => "new deployment",
        Level::Trigger => "new trigger",
        Level::Sla => "new service level agreement",
        _ => return None,
    };
    let is_new = slot.cursor.is_item && slot.is_alone();
    let snippet = block::of_item(object.level, Layout::of(slot)).filter(|_| is_new)?;
    let item = slot.item(label, ItemKind::Item, &snippet);
    Some(item.docs(object.doc))
}

/// What is laid out on the lines below the key; the blank behind its colon goes.
fn below(slot: &Slot<'_, '_>, label: &str, value: impl FnOnce(Layout) -> Snippet) -> Vec<Item> {
    let Some(colon) = slot.cursor.colon else {
        return Vec::new();
    };
    let snippet = value(Layout::of(slot));
    let plain = snippet.as_plain();
    let first = plain.trim_start().lines().next().unwrap_or_default();
    let key = first.split_once(':').map(|(key, _)| key);
    let shown = match (label, key) {
        ("", None) => return Vec::new(),
        ("", Some(key)) => format!("{key}: …"),
        (label, _) => label.to_owned(),
    };
    let range = TextRange::new(size(colon), size(slot.cursor.range.end));
    let mut item = plain_item(&shown, ItemKind::Item, range, &snippet);
    item.edit = Edit::new(range, item.edit.text);
    vec![item]
}

/// What other places of the file have for a field.
fn again(slot: &Slot<'_, '_>, wanted: &'static Field) -> Vec<Item> {
    let mut found: Vec<String> = Vec::new();
    if wanted.name == "name" {
        found.extend(slot.cx.settings.work_pools.keys().cloned());
    }
    for node in slot.cx.tree.nodes() {
        let Some(Purpose::Field { field, ty, .. }) = slot.purposes.get(node) else {
            continue;
        };
        let is_it = std::ptr::eq(field, wanted) && !matches!(ty, Type::List(_));
        let text = node.as_str().filter(|_| is_it && node != slot.node);
        let Some(text) = text.filter(|text| !text.is_empty() && !text.contains(['{', '\n'])) else {
            continue;
        };
        if !found.iter().any(|other| *other == text) && found.len() < MOST_AGAIN {
            found.push(text.into_owned());
        }
    }
    let is_there: Vec<String> = siblings(slot);
    found.retain(|text| !is_there.contains(text));
    found
        .iter()
        .map(|text| slot.value(text, ItemKind::Value))
        .collect()
}

/// The other items of the list that the word is in.
fn siblings(slot: &Slot<'_, '_>) -> Vec<String> {
    let lists = slot.trail.0.iter().rev().map(|link| link.node);
    let list = lists.take(3).find(|node| node.is_sequence());
    let items = list.into_iter().flat_map(Node::items);
    items
        .filter_map(|item| Some(item.as_str()?.into_owned()))
        .collect()
}

/// The value of a step's input.
fn input(slot: &Slot<'_, '_>, function: Node<'_>, key: Node<'_>) -> Vec<Item> {
    let name = key.as_text().unwrap_or_default();
    let step = function.as_text().unwrap_or_default();
    let Some(signature) = slot.cx.steps.known(&step) else {
        return Vec::new();
    };
    if name == "requires" {
        let package = signature.requires.iter();
        return package
            .map(|package| slot.value(package, ItemKind::Value))
            .collect();
    }
    let Some(input) = signature.input(&name) else {
        return Vec::new();
    };
    let docs = describe::input(&signature, input);
    let mut items: Vec<Item> = (input.words.iter())
        .map(|word| slot.value(word, ItemKind::Word).docs(docs.clone()))
        .collect();
    if input.ty == InputType::Bool {
        let words = ["true", "false"].into_iter();
        items.extend(words.map(|word| slot.raw(word, ItemKind::Word).docs(docs.clone())));
    }
    items.extend(paths::of_input(slot, &name));
    items
}
