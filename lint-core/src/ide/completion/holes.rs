//! What placeholders may ask for.

use super::slot::Slot;
use super::snippet::Snippet;
use super::{Item, ItemKind};
use crate::ide::describe;
use crate::ide::names::untils;
use crate::template::{Field, Given, Place, Reached, Reference, resolve};

/// Blocks that are asked for most.
const BLOCKS: &[&str] = &[
    "secret",
    "github-credentials",
    "gitlab-credentials",
    "bitbucket-credentials",
    "aws-credentials",
    "gcp-credentials",
    "azure-blob-storage-credentials",
    "docker-registry-credentials",
];

/// What the flow run knows of itself.
const CONTEXT: &[&str] = &[
    "ctx.flow_run.id",
    "ctx.flow_run.name",
    "ctx.flow.id",
    "ctx.flow.name",
];

/// What an event has.
const EVENT: &[&str] = &[
    "event.id",
    "event.event",
    "event.occurred",
    "event.resource.id",
    "event.resource.name",
    "event.payload",
    "event.related",
];

/// All that the placeholder at the cursor may ask for.
pub(super) fn offer(slot: &Slot<'_, '_>) -> Vec<Item> {
    let reference = slot.cx.references.text_of(slot.node.resolve().id());
    let reached = reference.map_or(&[][..], |reference| &reference.reached);
    let mut items: Vec<Item> = Vec::new();
    if reached.iter().all(|reached| reached.place.is_literal()) && !reached.is_empty() {
        return items;
    }
    if let Some(reference) = reference {
        for reached in reached {
            for item in outputs(slot, reference, reached) {
                if !items.iter().any(|other| other.label == item.label) {
                    items.push(item);
                }
            }
        }
    }
    let fields = || reached.iter().filter_map(|reached| reached.place.field());
    if fields().any(|field| field == Field::TriggerParameters) {
        let event = EVENT.iter().map(|name| plain(slot, name));
        items.extend(event.map(|item| item.detail("of the event, when it happens")));
    }
    items.extend(of_server(slot));
    // Workers fill these in for the name of the run's infrastructure, and nowhere else.
    let is_name = |place: &Place<'_>| {
        place.field() == Some(Field::JobVariables) && place.key_name() == "name"
    };
    if reached.iter().any(|reached| is_name(&reached.place)) {
        let context = CONTEXT.iter().map(|name| plain(slot, name));
        items.extend(context.map(|item| item.detail("of the flow run, when it runs")));
    }
    items
}

fn plain(slot: &Slot<'_, '_>, name: &str) -> Item {
    slot.item(name, ItemKind::Placeholder, &Snippet::plain(name))
}

/// The outputs that are there by then.
fn outputs(slot: &Slot<'_, '_>, reference: &Reference<'_>, reached: &Reached<'_>) -> Vec<Item> {
    let scope = &reached.scope;
    let (mut qualified, mut own) = (Vec::new(), Vec::new());
    for until in untils(&reached.place) {
        for (id, step) in scope.ids(until) {
            let names = scope.outputs_of(step);
            for name in names.unwrap_or_default() {
                qualified.push((format!("{id}.{name}"), name.clone(), step));
            }
            if names.is_none() {
                qualified.push((format!("{id}."), String::new(), step));
            }
        }
        for (name, step) in scope.outputs(until) {
            own.push((name.to_owned(), name.to_owned(), step));
        }
    }
    let is_whole = reference
        .placeholders()
        .any(|answer| answer.is_whole() && answer.range().contains_inclusive(slot.offset()));
    let is_given = |path: &str| {
        let given = resolve(path, is_whole, &reached.place, scope).given;
        matches!(given, Given::Step { .. } | Given::Unknown)
    };
    let all = qualified.into_iter().chain(own);
    all.filter(|(path, ..)| path.ends_with('.') || is_given(path))
        .map(|(path, name, step)| {
            let signature = slot.cx.steps.known(step.name());
            let short = step.name().rsplit('.').next().unwrap_or_default();
            let docs = describe::output(signature.as_deref(), &name);
            let detail = format!("{short}, {}", step.section.key());
            let snippet = match name.is_empty() {
                true => Snippet::plain(path.clone()).stop("output"),
                false => Snippet::plain(path.clone()),
            };
            slot.item(&path, ItemKind::Output, &snippet)
                .detail(detail)
                .docs(docs.unwrap_or_default())
        })
        .collect()
}

/// What the server and the environment have.
fn of_server(slot: &Slot<'_, '_>) -> Vec<Item> {
    let kind = ItemKind::Placeholder;
    let variable = Snippet::plain("prefect.variables.").stop("name");
    let environment = Snippet::plain("$").stop("NAME");
    let mut items = vec![
        slot.item("prefect.variables.", kind, &variable)
            .detail("a variable of the server"),
        slot.item("$", kind, &environment)
            .detail("an environment variable"),
    ];
    let blocks = BLOCKS.iter().map(|block| {
        let label = format!("prefect.blocks.{block}.");
        let snippet = Snippet::plain(label.clone()).stop("name");
        slot.item(&label, kind, &snippet)
            .detail("a block of the server")
    });
    items.extend(blocks);
    let any = Snippet::plain("prefect.blocks.")
        .stop("type")
        .text(".")
        .stop("name");
    items.push(
        slot.item("prefect.blocks.", kind, &any)
            .detail("a block of the server"),
    );
    items
}
