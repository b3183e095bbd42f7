//! What the rules about steps have in common.

use hashbrown::HashSet;
use std::borrow::Cow;

use crate::catalog::Signature;
use crate::diagnostic::Edit;
use crate::manifest::{Form, Section, Step};
use crate::rules::Context;
use crate::rules::edits;
use crate::schema::Spot;
use crate::schema::top_level::MANIFEST;
use crate::yaml::{Entry, Node, NodeId, NodeKind, Style};

/// A step whose function is known, and whose inputs could be read.
pub(super) struct Call<'a> {
    pub(super) step: &'a Step<'a>,
    signature: Cow<'static, Signature>,
}

impl Call<'_> {
    pub(super) fn signature(&self) -> Option<&Signature> {
        Some(&self.signature)
    }
}

/// The steps whose function is known.
pub(super) fn calls<'a>(cx: &Context<'a>) -> impl Iterator<Item = Call<'a>> {
    let steps = cx.steps;
    (cx.manifest.steps.iter())
        .filter(|step| step.is_sound())
        .filter_map(move |step| {
            let signature = steps.known(step.name())?;
            Some(Call { step, signature })
        })
}

/// Steps with one key and a name that is text.
pub(super) fn named<'a>(cx: &Context<'a>) -> impl Iterator<Item = &'a Step<'a>> {
    let steps = cx.manifest.steps.iter();
    steps.filter(|step| step.form == Form::One && step.function.is_some())
}

/// When a mistake in a step shows.
pub(super) fn when(section: Section) -> &'static str {
    match section {
        Section::Build | Section::Push => "`prefect deploy` stops when it comes to this step",
        Section::Pull => "`prefect deploy` does not notice; every flow run fails on the worker",
    }
}

/// The last part of a dotted name.
pub(super) fn last(name: &str) -> &str {
    name.rsplit(['.', ':']).next().unwrap_or(name)
}

/// The inputs of a name that stand where the step has them, rather than elsewhere through an alias or a merge key.
pub(super) fn is_own(step: &Step<'_>, entry: &Entry<'_>) -> bool {
    let alias = step.inputs.node.map(Node::kind) == Some(NodeKind::Alias);
    entry.merged_by.is_none() && !alias
}

/// The function of a step as a spot, for the edits.
pub(super) fn spot<'t>(step: &Step<'t>) -> Option<Spot<'t>> {
    let entry = step.keys.first()?;
    Some(Spot {
        object: &MANIFEST,
        field: None,
        parent: step.node,
        key: Some(entry.key),
        value: entry.value,
        merged: entry.merged_by.is_some(),
    })
}

/// Adds an input in front of the others.
pub(super) fn add_input(step: &Step<'_>, name: &str, value: &str) -> Option<Edit> {
    let node = step.inputs.node?;
    let own = node.kind() == NodeKind::Mapping && step.keys.iter().all(|k| k.merged_by.is_none());
    let text = node.tree().text();
    let value = match node.style() == Style::Flow && value.contains([',', '[', ']', '{', '}']) {
        true => edits::quoted(value),
        false => value.to_owned(),
    };
    let input = format!("{name}: {value}");
    let Some((first, _)) = node.pairs().next().filter(|_| own) else {
        let empty = own && node.style() == Style::Flow && node.full_range() == node.range();
        return empty.then(|| edits::replace(edits::span(node), format!("{{{input}}}")));
    };
    let start = edits::span(first).start;
    match node.style() {
        Style::Flow => Some(edits::insert(start, format!("{input}, "))),
        _ if edits::begins_line(text, start) => {
            let blanks = " ".repeat(edits::column(text, start));
            Some(edits::insert(start, format!("{input}\n{blanks}")))
        }
        _ => None,
    }
}

/// Lets each node pass once.
#[derive(Default)]
pub(super) struct Once(HashSet<NodeId>);

impl Once {
    pub(super) fn is_new(&mut self, node: Node<'_>) -> bool {
        self.0.insert(node.id())
    }
}
