//! Finds the function that a step names.

use std::borrow::Cow;

use super::signature::{Input, InputType, MoreInputs, Output, Signature};
use super::{Catalog, shipped};
use crate::near;
use crate::settings::{CustomStep, Settings};

/// What is known of a step's function.
#[derive(Debug, Clone, PartialEq)]
pub enum Lookup {
    /// It is known.
    Known(Cow<'static, Signature>),
    /// Prefect 2 had it; this took its place, as far as it is known.
    Removed(String),
    /// A known module has no such function, or there is no such module in a known package.
    Missing,
    /// A module of the project has no such function, but these.
    Undefined(Vec<String>),
    /// It belongs to a package that nothing is known of.
    Elsewhere,
}

impl Lookup {
    /// The function, if it is known.
    pub fn known(&self) -> Option<&Signature> {
        match self {
            Self::Known(signature) => Some(signature),
            _ => None,
        }
    }

    /// The outputs of the function; none where they are not known.
    pub fn outputs(&self) -> Option<&[Output]> {
        let signature = self.known().filter(|signature| signature.outputs_known)?;
        Some(&signature.outputs)
    }
}

/// The function of a dotted name, if it is known. What the user describes comes first.
fn known(name: &str, settings: &Settings) -> Option<Cow<'static, Signature>> {
    if let Some(custom) = settings.steps.get(name) {
        return Some(Cow::Owned(signature(name, custom)));
    }
    let step = match name.contains(':') {
        true => shipped().step(&name.replace(':', ".")),
        false => shipped().step(name),
    };
    step.map(Cow::Borrowed)
}

/// Looks a dotted name up, and says what is known if it is not.
pub(super) fn lookup(name: &str, settings: &Settings) -> Lookup {
    if let Some(signature) = known(name, settings) {
        return Lookup::Known(signature);
    }
    let name = &*name.replace(':', ".");
    let catalog = shipped();
    if let Some(new) = catalog.renamed(name) {
        return Lookup::Removed(new);
    }
    match catalog.is_missing(name) {
        true => Lookup::Missing,
        false => Lookup::Elsewhere,
    }
}

/// The shipped step that a missing name was probably meant for.
pub fn nearest(name: &str) -> Option<&'static str> {
    let catalog = shipped();
    if let Some(meant) = catalog.invented.get(name) {
        return Some(meant);
    }
    let (module, function) = name.rsplit_once('.')?;
    let of_module = catalog.names().filter_map(|known| {
        let (other, known) = known.rsplit_once('.')?;
        (other == module).then_some(known)
    });
    if let Some(near) = near::nearest(function, of_module) {
        let known = format!("{module}.{near}");
        return catalog.names().find(|name| *name == known);
    }
    let mut names: Vec<&str> = catalog.names().collect();
    names.sort_unstable();
    near::nearest(name, names).or_else(|| catalog.namesake(function))
}

impl Catalog {
    /// What took the place of a name that Prefect 2 had.
    fn renamed(&self, name: &str) -> Option<String> {
        if let Some(new) = self.removed.get(name) {
            return Some(new.clone());
        }
        let (module, function) = name.rsplit_once('.')?;
        let new = format!("{}.{function}", self.moved.get(module)?);
        let renamed = self.removed.get(&new).cloned();
        Some(renamed.unwrap_or(new))
    }

    fn is_missing(&self, name: &str) -> bool {
        let Some((module, function)) = name.rsplit_once('.') else {
            return false;
        };
        if let Some(module) = self.modules.get(module) {
            return !function.starts_with('_') && !module.names.iter().any(|n| n == function);
        }
        self.is_near_package(module) && nearest(name).is_some()
    }

    /// Whether a module is of a package that is known, or has a name much like that.
    fn is_near_package(&self, module: &str) -> bool {
        let root = module.split('.').next().unwrap_or_default();
        let packages = || {
            let roots = self.modules.keys().map(|name| name.split('.').next());
            roots.flatten()
        };
        let may_be_near = root.starts_with('p');
        packages().any(|known| known == root)
            || (may_be_near && near::nearest(root, packages()).is_some())
    }

    /// The one step whose name ends like this.
    fn namesake(&self, function: &str) -> Option<&str> {
        let mut found = (self.steps.iter()).filter(|step| step.short_name() == function);
        let step = found.next()?;
        found.next().is_none().then_some(step.name.as_str())
    }

    /// The distribution that has a module.
    pub fn package(&self, module: &str) -> Option<&str> {
        Some(&self.modules.get(module)?.package)
    }
}

fn signature(name: &str, custom: &CustomStep) -> Signature {
    let inputs = custom.inputs.iter().flatten();
    let outputs = custom.outputs.iter().flatten();
    Signature {
        name: name.to_owned(),
        inputs: inputs
            .map(|(name, input)| Input {
                name: name.clone(),
                ty: InputType::of(&input.ty),
                required: input.required,
                ..Input::default()
            })
            .collect(),
        more: match custom.inputs {
            Some(_) => MoreInputs::None,
            None => MoreInputs::Any,
        },
        outputs: outputs
            .map(|name| Output {
                name: name.clone(),
                doc: String::new(),
            })
            .collect(),
        outputs_known: custom.outputs.is_some(),
        ..Signature::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(name: &str) -> Lookup {
        lookup(name, &Settings::default())
    }

    #[test]
    fn steps_are_known_by_all_their_names() {
        for name in [
            "prefect.deployments.steps.git_clone",
            "prefect.deployments.steps.pull.git_clone",
            "prefect.deployments.steps:git_clone",
        ] {
            let found = look(name);
            assert_eq!(found.known().map(Signature::short_name), Some("git_clone"));
        }
    }

    #[test]
    fn old_names_lead_to_new_ones() {
        for (old, new) in [
            ("prefect.projects.steps.git_clone_project", "git_clone"),
            ("prefect.deployments.steps.git_clone_project", "git_clone"),
            (
                "prefect.projects.steps.run_shell_script",
                "run_shell_script",
            ),
        ] {
            let new = format!("prefect.deployments.steps.{new}");
            assert_eq!(look(old), Lookup::Removed(new));
        }
    }

    #[test]
    fn what_is_missing_is_told_from_what_is_not_known() {
        for (name, near) in [
            ("prefect.deployments.steps.git_cloned", Some("git_clone")),
            ("prefect.deployment.steps.git_clone", Some("git_clone")),
            ("prefect.steps.git_clone", Some("git_clone")),
            ("prefect.deployments.steps.clone_repo", Some("git_clone")),
            (
                "prefect_docker.steps.build_docker_image",
                Some("build_docker_image"),
            ),
            ("prefect.deployments.steps.teleport", None),
        ] {
            assert_eq!(look(name), Lookup::Missing, "{name}");
            let near_name = nearest(name).and_then(|name| name.rsplit('.').next());
            assert_eq!(near_name, near, "{name}");
        }
        for name in [
            "acme.steps.git_clone",
            "prefect_coiled.deployments.steps.build",
            "prefect.deployments.steps.core.run_step",
            "prefect.utilities.processutils.run_process",
            "steps.py:clone",
            "git_clone",
        ] {
            assert_eq!(look(name), Lookup::Elsewhere, "{name}");
        }
    }
}
