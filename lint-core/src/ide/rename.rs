//! Other names for step ids and anchors.

use super::Document;
use super::names::{self, Name};
use crate::diagnostic::Edit;
use crate::manifest::{Deployment, Section, Step};
use crate::rules::Context;
use crate::template::name::is_referenceable;
use crate::text::{TextRange, TextSize};
use crate::yaml::{self, Node, NodeId, Style, Value};

/// Why a name cannot be changed, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(pub String);

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

/// The name at an offset that can be changed, with its place; none where there is no name.
///
/// # Errors
/// Why the name that is there cannot be changed.
pub fn prepare(
    document: &Document<'_>,
    offset: TextSize,
) -> Result<Option<(TextRange, String)>, Refusal> {
    let at = document.clamp(offset);
    document.ask(|cx, _| {
        let Some((range, names)) = names::at(cx, at) else {
            return Ok(None);
        };
        only(names)?;
        Ok(Some((range, cx.source.text()[range].to_owned())))
    })
}

/// The edits that give the name at an offset another one; none where there is no name.
///
/// # Errors
/// Why the name cannot be changed, or not to this.
pub fn rename(document: &Document<'_>, offset: TextSize, new: &str) -> Result<Vec<Edit>, Refusal> {
    let at = document.clamp(offset);
    document.ask(|cx, _| {
        let Some((range, names)) = names::at(cx, at) else {
            return Ok(Vec::new());
        };
        let name = only(names)?;
        if cx.source.text()[range] == *new {
            return Ok(Vec::new());
        }
        match name {
            Name::Anchor(node) => anchor(cx, node, new),
            Name::Step(id) => step(cx, id, new),
            Name::Output(..) => Ok(Vec::new()),
        }
    })
}

fn refuse<T>(sentence: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal(sentence.into()))
}

/// The one thing that can be renamed.
fn only(names: Vec<Name>) -> Result<Name, Refusal> {
    let mut names = names.into_iter();
    let Some(name) = names.next() else {
        return refuse("there is nothing to rename here");
    };
    if names.next().is_some() {
        return refuse(
            "this stands for another step in each of several deployments; rename their ids one by one",
        );
    }
    match &name {
        Name::Output(_, output) => refuse(format!(
            "the step's function names its output `{output}`; it can't have another name here"
        )),
        _ => Ok(name),
    }
}

fn anchor(cx: &Context<'_>, node: NodeId, new: &str) -> Result<Vec<Edit>, Refusal> {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if new.is_empty() || !new.chars().all(is_letter) {
        return refuse(format!(
            "`{new}` is no name for an anchor: only letters from a to z, digits, `-` and `_` are"
        ));
    }
    let text = cx.source.text();
    let is_taken = |name: &str| name.trim_start_matches('&') == new;
    if (cx.tree.anchors().iter()).any(|anchor| is_taken(&text[anchor.range])) {
        return refuse(format!("there is an anchor `{new}` already"));
    }
    let edits = names::occurrences(cx, &Name::Anchor(node));
    Ok(edits
        .into_iter()
        .map(|occurrence| Edit::new(occurrence.range, new))
        .collect())
}

fn step(cx: &Context<'_>, id: NodeId, new: &str) -> Result<Vec<Edit>, Refusal> {
    if !is_referenceable(new) {
        return refuse(format!(
            "`{new}` is no id that placeholders can ask for: only letters, digits, `-` and `_` are"
        ));
    }
    let node = cx.tree.node(id);
    let Some(step) = step_of(cx, id) else {
        return refuse("the id is written elsewhere, behind an anchor; rename it there");
    };
    let old = node.as_text().unwrap_or_default();
    is_free(cx, step, new)?;
    shares_nothing(cx, id, &old)?;
    let mut edits = Vec::new();
    for occurrence in names::occurrences(cx, &Name::Step(id)) {
        if cx.source.text()[occurrence.range] != *old {
            return refuse(format!(
                "`{old}` is written with escapes or over several lines in one place; rename it by hand"
            ));
        }
        let edit = match occurrence.is_definition {
            true => in_place(node, new),
            false => Edit::new(occurrence.range, new),
        };
        edits.push(edit);
    }
    Ok(edits)
}

fn step_of<'s, 'a>(cx: &'s Context<'a>, id: NodeId) -> Option<&'s Step<'a>> {
    let is_it = |step: &&Step<'_>| step.id.as_ref().is_some_and(|it| it.node.id() == id);
    cx.manifest.steps.iter().find(is_it)
}

/// The id in the place of the old one, in quotes if it would be no text without.
fn in_place(node: Node<'_>, new: &str) -> Edit {
    let tree = yaml::parse(new);
    let value = tree.root().and_then(Node::value);
    let is_text = matches!(value, Some(Value::Str(text)) if text == new);
    match node.style() == Style::Plain && !is_text {
        true => Edit::new(node.range(), yaml::quote::quoted(new)),
        false => Edit::new(names::inner(node), new),
    }
}

/// Whether no step that runs together with this one has the new id, or gives an output of that name.
fn is_free(cx: &Context<'_>, step: &Step<'_>, new: &str) -> Result<(), Refusal> {
    for other in together(cx, step) {
        if other.id.as_ref().is_some_and(|id| id.text == new) {
            return refuse(format!(
                "`{new}` is the id of another step that runs with this one"
            ));
        }
        let signature = cx.steps.known(other.name());
        let gives = |name: &str| {
            let outputs = signature.as_ref().map(|signature| &signature.outputs);
            outputs.is_some_and(|outputs| outputs.iter().any(|output| output.name == name))
        };
        if gives(new) {
            return refuse(format!(
                "`{new}` is an output of `{}`, which runs with this step, and would hide it",
                other.name()
            ));
        }
    }
    Ok(())
}

/// The steps that run in a deployment which runs this step as well; of a file without deployments, all.
fn together<'s, 'a>(cx: &'s Context<'a>, step: &Step<'_>) -> Vec<&'s Step<'a>> {
    let steps = |deployment: &'s Deployment<'a>| -> Vec<&'s Step<'a>> {
        let sections = Section::ALL.into_iter();
        let effective = sections.map(|section| deployment.section(section));
        effective
            .flat_map(|effective| cx.manifest.steps_of(effective))
            .collect()
    };
    let has_it = |steps: &Vec<&Step<'_>>| steps.iter().any(|it| it.node.id() == step.node.id());
    let mut found: Vec<&Step<'_>> = (cx.manifest.deployments.iter())
        .map(steps)
        .filter(has_it)
        .flatten()
        .collect();
    if found.is_empty() {
        found.extend(&cx.manifest.steps);
    }
    found.retain(|other| other.node.id() != step.node.id());
    found
}

/// Whether no placeholder stands for this step in one deployment and for another in the next.
fn shares_nothing(cx: &Context<'_>, id: NodeId, old: &str) -> Result<(), Refusal> {
    for answer in cx.references.placeholders() {
        let uses = names::uses(&answer);
        let is_own = |used: &names::Use| matches!(used, names::Use::Id(other, _) if *other == id);
        if uses.iter().any(is_own) && !uses.iter().all(is_own) {
            let position = cx.source.position(answer.range().start());
            return refuse(format!(
                "`{old}` in line {} stands for this step in one deployment and for another step in another",
                position.line
            ));
        }
    }
    Ok(())
}
