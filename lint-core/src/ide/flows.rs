//! The flows and files that a place in a manifest is about.

use super::trail::Trail;
use crate::manifest::Literal;
use crate::project::Target;
use crate::project::files::is_file;
use crate::project::path::join;
use crate::rules::Context;
use crate::rules::steps::named_files::inputs;
use crate::yaml::{Entry, Node};

/// Where the entrypoints lead of the deployments that have a mapping of parameters: of the one around it, or of those
/// that share it.
pub(super) fn of_parameters<'s>(
    cx: &Context<'s>,
    trail: &Trail<'_>,
    mapping: Node<'_>,
) -> Vec<&'s Target> {
    let deployments = || cx.manifest.deployments.iter().enumerate();
    let mut places: Vec<usize> = deployments()
        .filter(|(_, deployment)| trail.passes(deployment.node))
        .map(|(place, _)| place)
        .collect();
    if places.is_empty() {
        let sharing = deployments().filter(|(_, deployment)| {
            let entry = deployment.get("parameters");
            entry.is_some_and(|entry| entry.value.resolve().id() == mapping.resolve().id())
        });
        places.extend(sharing.map(|(place, _)| place));
    }
    let flows = cx.flows;
    let found = places.into_iter().filter_map(|place| flows.target(place));
    found.collect()
}

/// Where an entrypoint leads.
pub(super) fn of_entrypoint<'s>(cx: &Context<'s>, node: Node<'_>) -> Option<&'s Target> {
    let place = cx.manifest.deployments.iter().position(|deployment| {
        let entry = deployment.entrypoint;
        entry.is_some_and(|entry| entry.value.resolve().id() == node.resolve().id())
    })?;
    cx.flows.target(place)
}

/// A file that an input of a step names, in the folder that the step has for it. Where that folder is known only when
/// the step runs, it is most likely a clone of this one.
pub(super) fn named_file(cx: &Context<'_>, input: &str, node: Node<'_>) -> Option<String> {
    let steps = cx.manifest.steps.iter();
    let mut readers = steps.filter_map(|step| Some((step, inputs(step)?)));
    let has_node = |entry: &Entry<'_>| entry.value.resolve() == node;
    let reader = readers.find(|(step, inputs)| {
        inputs.file == input && step.inputs.get(inputs.file).is_some_and(has_node)
    });
    let folder = reader.and_then(|(step, inputs)| {
        let folder = step.inputs.get(inputs.folder)?;
        Literal::of(folder.value)
    });
    let path = node.as_str()?;
    match folder {
        Some(folder) => file(cx, &join(&folder.text, &path)),
        None => file(cx, &path),
    }
}

/// A file, by a path as seen from the folder that `prefect deploy` is run in.
pub(super) fn file(cx: &Context<'_>, path: &str) -> Option<String> {
    let project = cx.project?;
    let run_in = cx.flows.run_in().into_iter();
    let roots = project.roots.iter().map(|root| root.folder.as_str());
    let mut paths = run_in.chain(roots).map(|folder| join(folder, path));
    paths.find(|path| is_file(project.modules.files(), path))
}
