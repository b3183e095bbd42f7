//! Steps: their names and their inputs.

use super::block::{self, Layout};
use super::cursor::Kind;
use super::keys::item;
use super::slot::Slot;
use super::snippet::Snippet;
use super::{Item, ItemKind};
use crate::catalog::{MoreInputs, Signature, shipped};
use crate::ide::describe;
use crate::manifest::Section;
use crate::manifest::step::RESERVED_INPUTS;
use crate::yaml::Node;

/// The functions that a step of a section may call, those made for the section first.
pub(super) fn names(slot: &Slot<'_, '_>, section: Section) -> Vec<Item> {
    let mut known: Vec<(bool, String, Signature)> = Vec::new();
    for name in slot.cx.settings.steps.keys() {
        if let Some(signature) = slot.cx.steps.known(name) {
            known.push((true, name.clone(), signature.into_owned()));
        }
    }
    for step in &slot.cx.manifest.steps {
        // The project's own, as far as the manifest names them already.
        let name = step.name();
        let is_own = !slot.cx.steps.is_shipped(name);
        if is_own
            && !known.iter().any(|(_, other, _)| other == name)
            && let Some(signature) = slot.cx.steps.known(name)
        {
            known.push((true, name.to_owned(), signature.into_owned()));
        }
    }
    for signature in &shipped().steps {
        let is_for_all = signature.sections.is_empty() || signature.sections.contains(&section);
        known.push((is_for_all, signature.name.clone(), signature.clone()));
    }
    // A synchronous twin of the same name is what people want.
    known.retain(|(_, _, signature)| !signature.short_name().starts_with("agit_"));
    known.sort_by_key(|(is_made_for, ..)| !is_made_for);
    known
        .into_iter()
        .map(|(_, name, signature)| {
            let snippet = match slot.cursor.kind {
                Kind::Key => Snippet::plain(name.clone()),
                _ => block::step(&signature, Layout::of(slot)),
            };
            slot.item(&name, ItemKind::Step, &snippet)
                .detail(signature.doc.clone())
                .docs(describe::step(&signature))
        })
        .collect()
}

/// The inputs that a step may still get, required ones first.
pub(super) fn inputs(slot: &Slot<'_, '_>, function: Node<'_>) -> Vec<Item> {
    let own = slot.own_keys();
    let is_free = |name: &str| !own.iter().any(|key| key == name);
    let name = function.as_text().unwrap_or_default();
    let signature = slot.cx.steps.known(&name);
    let mut items = Vec::new();
    if let Some(signature) = &signature {
        let target = slot.cx.target;
        let excluded = |name: &str| {
            let mut groups = signature.exclusive.iter();
            groups.any(|group| {
                group.iter().any(|it| it == name) && group.iter().any(|it| !is_free(it))
            })
        };
        let mut inputs: Vec<_> = (signature.inputs.iter())
            .filter(|input| is_free(&input.name) && !excluded(&input.name))
            .filter(|input| input.since.is_none_or(|since| target.refuses(since)))
            .collect();
        inputs.sort_by_key(|input| !input.required);
        items.extend(inputs.into_iter().map(|input| {
            item(slot, &input.name, block::of_input(input, Layout::of(slot)))
                .detail(describe::input_type(input).replace('`', ""))
                .docs(describe::input(signature, input))
        }));
        if let MoreInputs::Named(names) = &signature.more {
            let names = names.iter().filter(|name| is_free(name));
            items.extend(names.map(|name| {
                item(slot, name, Snippet::plain(" ").stop("")).detail("handed on by the step")
            }));
        }
    }
    let requires = signature.and_then(|signature| signature.requires.clone());
    for name in RESERVED_INPUTS.into_iter().filter(|name| is_free(name)) {
        let value = match (name, &requires) {
            ("requires", Some(package)) => Snippet::plain(format!(" {}", slot.scalar(package))),
            _ => Snippet::plain(" ").stop(""),
        };
        let detail = match name {
            "id" => "a name for the step's outputs",
            _ => "what pip installs for the step",
        };
        items.push(
            item(slot, name, value)
                .detail(detail)
                .docs(describe::reserved(name)),
        );
    }
    items
}
