//! Step ids, outputs and anchors: what a name at an offset stands for, and all the places that it is written at.

use crate::manifest::{Section, Step};
use crate::rules::Context;
use crate::template::scope::Until;
use crate::template::{Given, Path, Place, Site, Why, references::Answer};
use crate::text::{TextRange, TextSize, size};
use crate::yaml::{Node, NodeId, NodeKind, Offsets, Tree};

use super::trail::Trail;

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    /// The step that has its id in this node.
    Step(NodeId),
    /// An output of the step with this mapping.
    Output(NodeId, String),
    /// The node that has an anchor.
    Anchor(NodeId),
}

/// A place where a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// The name alone.
    pub(super) range: TextRange,
    /// Whether the name is given here.
    pub(super) is_definition: bool,
}

/// The name at an offset, with its place; several where a placeholder stands for something else in each deployment.
pub(super) fn at(cx: &Context<'_>, offset: usize) -> Option<(TextRange, Vec<Name>)> {
    let at = size(offset);
    if let Some(found) = anchor_at(cx.tree, at) {
        return Some(found);
    }
    let node = Trail::to(cx.tree, offset).last()?.node;
    if node.kind() == NodeKind::Alias {
        let target = node.resolve();
        let is_bound = target.id() != node.id();
        return is_bound.then(|| (behind_sign(node.range()), vec![Name::Anchor(target.id())]));
    }
    let is_id = |step: &&Step<'_>| step.id.as_ref().is_some_and(|id| id.node == node);
    if cx.manifest.steps.iter().any(|step| is_id(&step)) {
        return Some((inner(node), vec![Name::Step(node.id())]));
    }
    let reference = cx.references.text_of(node.id())?;
    let mut answers = reference.placeholders();
    let answer = answers.find(|answer| answer.range().contains_inclusive(at))?;
    named(&answer, at)
}

/// What a part of a placeholder's name stands for.
fn named(answer: &Answer<'_, '_>, at: TextSize) -> Option<(TextRange, Vec<Name>)> {
    let (first, second) = parts(answer);
    let uses = uses(answer);
    let wants_second = second.is_some_and(|range| range.contains_inclusive(at));
    let mut names: Vec<Name> = Vec::new();
    for used in &uses {
        let name = match (used, wants_second) {
            (Use::Id(id, _), false) => Name::Step(*id),
            (Use::Id(_, Some((step, output))), true) => Name::Output(*step, output.clone()),
            (Use::Output(step, output), false) => Name::Output(*step, output.clone()),
            _ => continue,
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let range = if wants_second { second? } else { first };
    (range.contains_inclusive(at) && !names.is_empty()).then_some((range, names))
}

/// All places of a name, in the order of the text.
pub(super) fn occurrences(cx: &Context<'_>, name: &Name) -> Vec<Occurrence> {
    in_order(match name {
        Name::Anchor(node) => anchors(cx.tree, *node),
        Name::Step(id) => {
            let definition = Occurrence {
                range: inner(cx.tree.node(*id)),
                is_definition: true,
            };
            let uses = in_placeholders(cx, |used, first, _| match used {
                Use::Id(other, _) if other == id => Some(first),
                _ => None,
            });
            std::iter::once(definition).chain(uses).collect()
        }
        Name::Output(step, output) => {
            let is_it = |other: &NodeId, name: &String| other == step && name == output;
            in_placeholders(cx, |used, first, second| match used {
                Use::Id(_, Some((other, name))) if is_it(other, name) => second,
                Use::Output(other, name) if is_it(other, name) => Some(first),
                _ => None,
            })
        }
    })
}

/// Places in the order of the text, each once.
pub(super) fn in_order(mut found: Vec<Occurrence>) -> Vec<Occurrence> {
    found.sort_by_key(|it| (it.range.start(), it.range.end()));
    found.dedup();
    found
}

/// The places in placeholders that a choice picks.
fn in_placeholders(
    cx: &Context<'_>,
    pick: impl Fn(&Use, TextRange, Option<TextRange>) -> Option<TextRange>,
) -> Vec<Occurrence> {
    let mut found = Vec::new();
    for answer in cx.references.placeholders() {
        let (first, second) = parts(&answer);
        let ranges = uses(&answer)
            .into_iter()
            .filter_map(|used| pick(&used, first, second));
        found.extend(ranges.map(|range| Occurrence {
            range,
            is_definition: false,
        }));
    }
    found
}

/// What a placeholder uses of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Use {
    /// The step by its id, which is written in this node; perhaps an output of the step with this mapping.
    Id(NodeId, Option<(NodeId, String)>),
    /// An output by its own name.
    Output(NodeId, String),
}

/// What a placeholder uses in each of the deployments that read it.
pub(super) fn uses(answer: &Answer<'_, '_>) -> Vec<Use> {
    let path = Path::new(answer.name());
    let (first, second) = (path.first(), path.second());
    let mut found: Vec<Use> = Vec::new();
    for (reached, resolution) in answer.answers() {
        let with_id = |step: &Step<'_>| {
            let id = step.id.as_ref().filter(|id| id.text == first)?;
            Some(id.node.resolve().id())
        };
        let used = match &resolution.given {
            Given::Step { step, output } => match with_id(step) {
                Some(id) if *output == second.as_deref().map(str::to_owned) => {
                    let output = output.clone().map(|output| (step.node.id(), output));
                    Some(Use::Id(id, output))
                }
                _ => output
                    .clone()
                    .map(|output| Use::Output(step.node.id(), output)),
            },
            Given::Nothing(
                Why::NoSuchOutput { step, .. }
                | Why::Later(step)
                | Why::OnWorker(step)
                | Why::TooLate(Some(step)),
            ) => with_id(step).map(|id| Use::Id(id, None)),
            // Of a step that may give anything, at least the id is known.
            Given::Unknown | Given::Nothing(Why::ListItem) => untils(&reached.place)
                .into_iter()
                .find_map(|until| reached.scope.step_with_id(&first, until))
                .and_then(with_id)
                .map(|id| Use::Id(id, None)),
            _ => None,
        };
        if let Some(used) = used
            && !found.contains(&used)
        {
            found.push(used);
        }
    }
    found
}

/// How far the steps have come when a value is read.
pub(super) fn untils(place: &Place<'_>) -> Vec<Until> {
    match place.site {
        Site::Field(field) if field.is_early() => Vec::new(),
        Site::Field(_) => vec![Until::Deployed],
        Site::Input {
            section, position, ..
        } => match section {
            Section::Build => vec![Until::Build(position)],
            Section::Push => vec![Until::Push(position)],
            Section::Pull => vec![Until::Pull(position), Until::Deployed],
        },
    }
}

/// Where the first and the second key of a placeholder's name are written.
fn parts(answer: &Answer<'_, '_>) -> (TextRange, Option<TextRange>) {
    let name = answer.name();
    let start = answer.placeholder.name.start;
    let text = &answer.reference.text;
    let separators: &[char] = &['.', '['];
    let first = name.find(separators).unwrap_or(name.len());
    let second = name.get(first + 1..).map(|rest| {
        let end = rest.find(['.', '[', ']']).unwrap_or(rest.len());
        text.range(&(start + first + 1..start + first + 1 + end))
    });
    (text.range(&(start..start + first)), second)
}

fn anchor_at(tree: &Tree<'_>, at: TextSize) -> Option<(TextRange, Vec<Name>)> {
    let mut anchors = tree.anchors().iter();
    let anchor = anchors.find(|anchor| anchor.range.contains_inclusive(at))?;
    Some((behind_sign(anchor.range), vec![Name::Anchor(anchor.node)]))
}

fn anchors(tree: &Tree<'_>, node: NodeId) -> Vec<Occurrence> {
    let anchors = tree.anchors().iter().filter(|anchor| anchor.node == node);
    let definitions = anchors.map(|anchor| Occurrence {
        range: behind_sign(anchor.range),
        is_definition: true,
    });
    let aliases = tree
        .nodes()
        .filter(|alias| alias.kind() == NodeKind::Alias && alias.resolve().id() == node)
        .map(|alias| Occurrence {
            range: behind_sign(alias.range()),
            is_definition: false,
        });
    definitions.chain(aliases).collect()
}

/// The name behind `&` or `*`.
fn behind_sign(range: TextRange) -> TextRange {
    let start = (range.start() + TextSize::of('&')).min(range.end());
    TextRange::new(start, range.end())
}

/// The text of a scalar without its quotes.
pub(super) fn inner(node: Node<'_>) -> TextRange {
    match node.as_text() {
        Some(text) if !text.is_empty() => Offsets::of(node).range(0, text.len()),
        _ => node.range(),
    }
}
