//! Files that build steps name, where it is evident which they are: in the folder that `prefect deploy` is run in, and
//! before any step that may make files.

use std::borrow::Cow;

use super::calls::Once;
use crate::manifest::{Literal, Section, Step};
use crate::project::path::join;
use crate::rules::Context;
use crate::text::TextRange;

/// The step that builds an image.
pub(super) const BUILD: &str = "prefect_docker.deployments.steps.build_docker_image";
/// The step that installs what a file lists.
const INSTALL: &str = "prefect.deployments.steps.pip_install_requirements";
/// The step that uploads an image.
const PUSH: &str = "prefect_docker.deployments.steps.push_docker_image";

/// How a step is told of a file.
pub(crate) struct Inputs {
    /// The input that names it.
    pub(crate) file: &'static str,
    /// What it is called if no input does.
    default: &'static str,
    /// The input that says which folder it is in.
    pub(crate) folder: &'static str,
}

/// The inputs by which a step is told of a file, if it reads one.
pub(crate) fn inputs(step: &Step<'_>) -> Option<Inputs> {
    let (file, default, folder) = match step.name() {
        BUILD => ("dockerfile", "Dockerfile", "path"),
        INSTALL => ("requirements_file", "requirements.txt", "directory"),
        _ => return None,
    };
    Some(Inputs {
        file,
        default,
        folder,
    })
}

/// A file that a step names, or that it looks for if none is named.
pub(super) struct Named<'t> {
    /// Its name, as it is written.
    pub(super) text: Cow<'t, str>,
    /// Where it is written, or the step that goes without.
    pub(super) range: TextRange,
    /// The folder that it is looked for in, as it is written; empty for the one that `prefect deploy` is run in.
    pub(super) folder: Cow<'t, str>,
    /// Its path.
    pub(super) path: String,
}

/// The build steps that nothing runs before which may make files, each once.
pub(super) fn first_steps<'a>(cx: &Context<'a>) -> Vec<&'a Step<'a>> {
    let mut once = Once::default();
    let lists = cx.manifest.lists().map(|(_, list)| list);
    let lists = lists.filter(|list| list.section == Section::Build);
    let mut found = Vec::new();
    for list in lists {
        for id in &list.steps {
            let step = cx.manifest.step(*id);
            if !step.is_sound() || !matches!(step.name(), BUILD | INSTALL | PUSH) {
                break;
            }
            if once.is_new(step.node) {
                found.push(step);
            }
            if step.inputs.get("persist_dockerfile").is_some() {
                break;
            }
        }
    }
    found
}

/// The file that a step reads, if it is evident which.
pub(super) fn named<'a>(cx: &Context<'a>, step: &Step<'a>) -> Option<Named<'a>> {
    let Inputs {
        file,
        default,
        folder,
    } = inputs(step)?;
    let folder = match step.inputs.get(folder) {
        None => Cow::Borrowed(""),
        // The other way to build looks for it elsewhere.
        Some(_) if step.inputs.get("build_backend").is_some() => return None,
        Some(entry) => local(Literal::of(entry.value)?.text)?,
    };
    let (text, range) = match step.inputs.get(file) {
        None => (Cow::Borrowed(default), step.function.as_ref()?.key.range()),
        Some(entry) => {
            let literal = Literal::of(entry.value)?;
            let range = literal.whole();
            (local(literal.text)?, range)
        }
    };
    let run_in = cx.flows.run_in()?;
    Some(Named {
        path: join(&join(run_in, &folder), &text),
        text,
        range,
        folder,
    })
}

/// A path on this machine, rather than an address.
fn local(path: Cow<'_, str>) -> Option<Cow<'_, str>> {
    let is_elsewhere = path.contains(':') || path.contains('\\') || path.starts_with('~');
    let is_blank = path.trim().is_empty() || path.trim() != path;
    (!is_elsewhere && !is_blank).then_some(path)
}
