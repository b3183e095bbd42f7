//! What the entrypoints of a manifest lead to.

use std::borrow::Cow;
use std::sync::Arc;

use hashbrown::HashMap;

use super::entrypoint::{Entrypoint, Lookup};
use super::files::is_file;
use super::path::{below, join};
use super::signature::Signature;
use super::{Project, Root, RootKind};
use crate::manifest::{Deployment, Manifest};
use crate::python::SyntaxError;

/// The flows of a manifest's deployments.
#[derive(Debug, Default)]
pub struct Flows {
    /// By the place of the deployment in the manifest.
    targets: Vec<Option<Arc<Target>>>,
    roots: Vec<Root>,
    /// Where `prefect deploy` is run, if that is evident.
    run_in: Option<String>,
}

/// Where an entrypoint leads.
#[derive(Debug)]
pub struct Target {
    /// What is there.
    pub lookup: Lookup,
    /// What can be given to the flow, if that is known.
    pub signature: Option<Signature>,
    /// What keeps Python from reading the file.
    pub broken: Option<Broken>,
    /// The folders that have the file, by their place; none for a module.
    homes: Vec<usize>,
}

/// A file that is no Python.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The file.
    pub path: String,
    /// What is wrong with it first.
    pub error: SyntaxError,
}

impl Flows {
    /// Follows each entrypoint once, however many deployments share it. Without a project nothing is known.
    pub fn of<'m>(manifest: &'m Manifest<'_>, project: Option<Project<'_>>) -> Self {
        let Some(project) = project else {
            return Self::default();
        };
        let mut found: HashMap<Cow<'_, str>, Arc<Target>> = HashMap::new();
        let mut target = |deployment: &'m Deployment<'_>| {
            let text = deployment.known_entrypoint()?;
            if let Some(target) = found.get(&text) {
                return Some(target.clone());
            }
            let target = Arc::new(project.target(Entrypoint::parse(&text)?));
            found.insert(text, target.clone());
            Some(target)
        };
        let targets: Vec<_> = manifest.deployments.iter().map(&mut target).collect();
        let run_in = run_in(&targets).map(|at| project.roots[at].folder.clone());
        Self {
            targets,
            roots: project.roots.to_vec(),
            run_in,
        }
    }

    /// The folder that `prefect deploy` is run in: the only one from which the files of the entrypoints are found.
    pub fn run_in(&self) -> Option<&str> {
        self.run_in.as_deref()
    }

    /// Where the entrypoint of a deployment leads, by the deployment's place in the manifest.
    pub fn target(&self, place: usize) -> Option<&Target> {
        self.targets.get(place)?.as_deref()
    }

    /// A path as people write it: seen from the nearest of the folders.
    pub fn shown<'p>(&self, path: &'p str) -> &'p str {
        let seen = self
            .roots
            .iter()
            .filter_map(|root| below(&root.folder, path));
        seen.min_by_key(|path| path.len()).unwrap_or(path)
    }

    /// Where entrypoints were looked for, in words.
    pub fn looked(&self) -> String {
        let has = |kind| self.roots.iter().any(|root| root.kind == kind);
        let mut words = Vec::new();
        if has(RootKind::Configured) {
            words.push("in the folders that the settings name");
        }
        if has(RootKind::Beside) {
            words.push("beside this file");
        }
        if has(RootKind::Repository) {
            words.push("at the root of the repository");
        }
        if has(RootKind::Between) {
            words.push("in the folders above this file");
        }
        match words.split_last() {
            None => String::new(),
            Some((last, [])) => (*last).to_owned(),
            Some((last, others)) => format!("{} and {last}", others.join(", ")),
        }
    }

    /// The deployments whose entrypoint was followed.
    pub fn iter<'m, 't>(
        &'m self,
        manifest: &'m Manifest<'t>,
    ) -> impl Iterator<Item = (&'m Deployment<'t>, &'m Target)> {
        let deployments = manifest.deployments.iter().zip(&self.targets);
        deployments.filter_map(|(deployment, target)| Some((deployment, target.as_deref()?)))
    }
}

/// The place of the only folder that has all files that any folder has.
fn run_in(targets: &[Option<Arc<Target>>]) -> Option<usize> {
    let targets = targets.iter().flatten();
    // What is nowhere says nothing.
    let mut homes = targets.map(|it| &it.homes).filter(|it| !it.is_empty());
    let first = homes.next()?;
    let others: Vec<_> = homes.collect();
    let mut fitting = first
        .iter()
        .filter(|home| others.iter().all(|other| other.contains(home)));
    let only = fitting.next()?;
    fitting.next().is_none().then_some(*only)
}

impl Project<'_> {
    fn target(&self, entrypoint: Entrypoint<'_>) -> Target {
        let homes = self.homes(entrypoint);
        if let Entrypoint::File { path, .. } = entrypoint
            && homes.is_empty()
        {
            return Target {
                lookup: self.no_such_file(path),
                signature: None,
                broken: None,
                homes,
            };
        }
        let lookup = self.look_up(entrypoint);
        let signature = match &lookup {
            Lookup::Flow(flow) => self.signature(flow),
            _ => None,
        };
        let broken = match &lookup {
            Lookup::NoSuchFile { .. } => None,
            _ => self.broken(entrypoint),
        };
        Target {
            lookup,
            signature,
            broken,
            homes,
        }
    }

    /// The folders that have the file of an entrypoint, by their place.
    fn homes(&self, entrypoint: Entrypoint<'_>) -> Vec<usize> {
        let Entrypoint::File { path, .. } = entrypoint else {
            return Vec::new();
        };
        let files = self.modules.files();
        let has = |root: &Root| is_file(files, &join(&root.folder, path));
        let roots = self.roots.iter().enumerate();
        let homes = roots.filter(|(_, root)| has(root));
        homes.map(|(at, _)| at).collect()
    }
}
