//! Where a name comes from.

use super::Document;
use super::flows;
use super::names::{self, Name};
use super::purpose::{Purpose, Purposes};
use super::trail::Trail;
use crate::manifest::Step;
use crate::project::{Local, Lookup, Project};
use crate::rules::Context;
use crate::text::{TextRange, TextSize};
use crate::yaml::{Node, NodeKind};

/// A place that something is defined at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The text that leads there.
    pub origin: TextRange,
    /// The file; none: this one.
    pub path: Option<String>,
    /// All of the definition. In another file, bytes of that.
    pub range: TextRange,
    /// Its name.
    pub name: TextRange,
}

/// What the name at an offset is defined by: steps for ids and outputs, nodes for aliases, Python for entrypoints,
/// parameters and steps of the project, files for the inputs that name some.
pub fn definition(document: &Document<'_>, offset: TextSize) -> Vec<Target> {
    let at = document.clamp(offset);
    document.ask(|cx, _| {
        if let Some((origin, names)) = names::at(cx, at) {
            return names
                .iter()
                .filter_map(|name| in_file(cx, origin, name))
                .collect();
        }
        let trail = Trail::to(cx.tree, at);
        outside(cx, &trail).into_iter().collect()
    })
}

/// A definition in the manifest.
fn in_file(cx: &Context<'_>, origin: TextRange, name: &Name) -> Option<Target> {
    let here = |range, name| {
        Some(Target {
            origin,
            path: None,
            range,
            name,
        })
    };
    match name {
        Name::Anchor(node) => {
            let node = cx.tree.node(*node);
            here(node.full_range(), node.anchor()?.range)
        }
        Name::Step(id) => {
            let is_it = |step: &&Step<'_>| step.id.as_ref().is_some_and(|it| it.node.id() == *id);
            let step = cx.manifest.steps.iter().find(is_it)?;
            here(step.node.range(), names::inner(cx.tree.node(*id)))
        }
        Name::Output(node, _) => {
            let step = cx.manifest.steps.iter().find(|it| it.node.id() == *node)?;
            let key = step.function.as_ref()?.key;
            match cx
                .project
                .and_then(|project| function(project, step.name(), origin))
            {
                Some(target) => Some(target),
                None => here(step.node.range(), key.range()),
            }
        }
    }
}

/// A definition outside of the manifest.
fn outside(cx: &Context<'_>, trail: &Trail<'_>) -> Option<Target> {
    let project = cx.project?;
    let node = trail.last()?.node;
    let purposes = Purposes::of(cx.tree);
    let origin = names::inner(node);
    if node.is_key() {
        return match purposes.get(trail.parent()?)? {
            Purpose::Step(_) | Purpose::Steps(_) => function(project, &node.as_text()?, origin),
            Purpose::Inputs { function } => {
                input(project, &function.as_text()?, &node.as_text()?, origin)
            }
            Purpose::Parameters => parameter(cx, project, trail, &node.as_text()?, origin),
            _ => None,
        };
    }
    match purposes.get(node)? {
        Purpose::Field { field, .. } if field.name == "entrypoint" => flow(cx, project, node),
        Purpose::Input { key, .. } if node.kind() == NodeKind::Scalar => {
            file(cx, &key.as_text()?, node)
        }
        _ => None,
    }
}

/// The function of an entrypoint, or at least its file.
fn flow(cx: &Context<'_>, project: Project<'_>, node: Node<'_>) -> Option<Target> {
    let origin = names::inner(node);
    match &flows::of_entrypoint(cx, node)?.lookup {
        Lookup::Flow(flow) => {
            let range = flow.function.as_ref().map(|function| function.range);
            Some(python(project, origin, flow.path()?, range))
        }
        Lookup::NotFlow(thing) => Some(python(project, origin, &thing.path, thing.range)),
        Lookup::NoSuchName { path, .. } => Some(python(project, origin, path, None)),
        Lookup::NoSuchFile { .. } | Lookup::Unknown => None,
    }
}

/// A parameter in the signature of the flow.
fn parameter(
    cx: &Context<'_>,
    project: Project<'_>,
    trail: &Trail<'_>,
    name: &str,
    origin: TextRange,
) -> Option<Target> {
    let found = flows::of_parameters(cx, trail, trail.parent()?);
    found.into_iter().find_map(|target| {
        let Lookup::Flow(flow) = &target.lookup else {
            return None;
        };
        let range = target.signature.as_ref()?.get(name)?.range;
        Some(python(project, origin, flow.path()?, Some(range)))
    })
}

/// The function of a step, where it is the project's own.
fn function(project: Project<'_>, name: &str, origin: TextRange) -> Option<Target> {
    match project.function(name) {
        Local::Function { function, path } => {
            Some(python(project, origin, &path, Some(function.range)))
        }
        _ => None,
    }
}

/// The parameter that an input of such a step is for.
fn input(project: Project<'_>, step: &str, name: &str, origin: TextRange) -> Option<Target> {
    let Local::Function { function, path } = project.function(step) else {
        return None;
    };
    let parameter = function.parameters.iter().find(|it| it.name == name)?;
    Some(python(project, origin, &path, Some(parameter.range)))
}

/// A file that an input names.
fn file(cx: &Context<'_>, input: &str, node: Node<'_>) -> Option<Target> {
    if !matches!(input, "requirements_file" | "dockerfile") {
        return None;
    }
    let path = flows::named_file(cx, input, node)?;
    Some(Target {
        origin: names::inner(node),
        path: Some(path),
        range: TextRange::default(),
        name: TextRange::default(),
    })
}

/// A place in a Python file; its beginning where none is known.
fn python(project: Project<'_>, origin: TextRange, path: &str, range: Option<TextRange>) -> Target {
    // Ranges were taken behind a byte order mark.
    let mark = TextSize::of('\u{FEFF}');
    let bytes = project.modules.files().read(path);
    let has_mark = bytes.is_some_and(|bytes| bytes.starts_with(&[0xEF, 0xBB, 0xBF]));
    let range = match range {
        Some(range) if has_mark => range + mark,
        range => range.unwrap_or_default(),
    };
    Target {
        origin,
        path: Some(path.to_owned()),
        range,
        name: range,
    }
}
