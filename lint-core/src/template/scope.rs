//! Which outputs a deployment'a steps have given by the time a value is read.
//!
//! Outputs go into one dictionary: under the step'a id, and each under its own name as well. What comes later
//! replaces what is there. A scope is made once for each combination of sections, and holds no copies of them.

use hashbrown::HashMap;

use super::name::Path;
use super::outputs::{Functions, ListOutputs, functions, outputs_of};
use crate::catalog::Steps;
use crate::manifest::{Deployment, ListId, Manifest, Origin, Section, Step};

/// The scopes of a manifest.
#[derive(Debug)]
pub struct Scopes<'a> {
    functions: &'a Functions<'a>,
    lists: HashMap<ListId, ListOutputs<'a>>,
    nothing: ListOutputs<'a>,
}

/// What the functions of a manifest's steps give.
#[derive(Debug)]
pub struct Known<'a>(Functions<'a>);

impl<'a> Known<'a> {
    /// Looks every function up, each once.
    pub fn of(manifest: &'a Manifest<'a>, steps: &Steps<'_>) -> Self {
        Self(functions(manifest, steps))
    }
}

/// The steps that one deployment runs, or several that run the same.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    functions: &'a Functions<'a>,
    build: Part<'a>,
    push: Part<'a>,
    pull: Part<'a>,
}

#[derive(Debug, Clone, Copy)]
struct Part<'a> {
    list: &'a ListOutputs<'a>,
    /// Whether it is known what runs.
    known: bool,
}

/// How far the steps have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// So many build steps have run.
    Build(usize),
    /// All build steps have run, and so many push steps.
    Push(usize),
    /// All build and push steps have run.
    Deployed,
    /// So many pull steps have run, on the worker; nothing is known there of other steps.
    Pull(usize),
}

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<S> {
    /// A value that a step gives.
    Output {
        /// The step.
        step: S,
        /// The name of the output; none for all outputs of the step together.
        output: Option<String>,
    },
    /// A step, which does not give this.
    NoSuchOutput {
        /// The step.
        step: S,
        /// The name that it has no output of.
        output: String,
    },
    /// Something that can't be known here.
    Unknown,
    /// Nothing.
    Nothing,
}

impl<'a> Scopes<'a> {
    /// Looks at each list of steps once.
    pub fn of(manifest: &'a Manifest<'a>, known: &'a Known<'a>) -> Self {
        let functions = &known.0;
        let file = manifest.file_lists();
        let sections = |deployment: &Deployment<'a>| {
            Section::ALL.map(|section| deployment.section(section).list)
        };
        let used = manifest.deployments.iter().flat_map(sections).flatten();
        let mut lists = HashMap::new();
        for id in file.chain(used) {
            lists
                .entry(id)
                .or_insert_with(|| ListOutputs::new(manifest, manifest.list(id), functions));
        }
        Self {
            functions,
            lists,
            nothing: ListOutputs::default(),
        }
    }

    /// What a deployment runs.
    pub fn deployment(&'a self, deployment: &Deployment<'a>) -> Scope<'a> {
        let part = |section: Section| {
            let effective = deployment.section(section);
            self.part(effective.list, effective.origin != Origin::Unknown)
        };
        Scope {
            functions: self.functions,
            build: part(Section::Build),
            push: part(Section::Push),
            pull: part(Section::Pull),
        }
    }

    /// What a deployment runs that has no steps of its own: one that is not in the file.
    pub fn file(&'a self, manifest: &Manifest<'a>) -> Scope<'a> {
        let mut found = [None; 3];
        for id in manifest.file_lists() {
            found[manifest.list(id).section as usize] = Some(id);
        }
        let [build, push, pull] = found.map(|id| self.part(id, true));
        Scope {
            functions: self.functions,
            build,
            push,
            pull,
        }
    }

    fn part(&'a self, list: Option<ListId>, known: bool) -> Part<'a> {
        let list = list.and_then(|id| self.lists.get(&id));
        Part {
            list: list.unwrap_or(&self.nothing),
            known,
        }
    }
}

impl<'a> Scope<'a> {
    /// The lists whose outputs are there, each with how many of its steps have run, the latest first.
    fn parts(&self, until: Until) -> [(Part<'a>, usize); 2] {
        let (build, push, pull) = (self.build, self.push, self.pull);
        match until {
            Until::Build(end) => [(push, 0), (build, end)],
            Until::Push(end) => [(push, end), (build, usize::MAX)],
            Until::Deployed => [(push, usize::MAX), (build, usize::MAX)],
            Until::Pull(end) => [(build, 0), (pull, end)],
        }
    }

    /// What a path leads to, once so many steps have run.
    pub fn find(&self, path: Path<'_>, until: Until) -> Found<&'a Step<'a>> {
        let first = path.first();
        let parts = self.parts(until);
        for (part, end) in parts {
            if let Some(found) = part.find(path, &first, end) {
                return found;
            }
        }
        match self.may_have_more(until) && !path.is_dead() {
            true => Found::Unknown,
            false => Found::Nothing,
        }
    }

    /// Whether two scopes are the same steps.
    pub fn is_same(&self, other: &Self) -> bool {
        let parts = |scope: &Self| [scope.build, scope.push, scope.pull];
        (parts(self).into_iter().zip(parts(other)))
            .all(|(one, two)| std::ptr::eq(one.list, two.list) && one.known == two.known)
    }

    /// Whether steps have run of which it is not known what they give.
    pub fn may_have_more(&self, until: Until) -> bool {
        (self.parts(until).iter())
            .any(|(part, end)| !part.known && *end > 0 || part.list.has_unknown_before(*end))
    }

    /// Whether steps have run of which not even the ids are known.
    pub fn is_opaque(&self, until: Until) -> bool {
        (self.parts(until).iter())
            .any(|(part, end)| !part.known && *end > 0 || part.list.has_opaque_before(*end))
    }

    /// The last step that has run and has this id.
    pub fn step_with_id(&self, id: &str, until: Until) -> Option<&'a Step<'a>> {
        (self.parts(until).into_iter()).find_map(|(part, end)| {
            let at = part.list.id_before(id, end)?;
            Some(part.list.providers.get(at)?.step)
        })
    }

    /// The last steps with an id that have run, each id once, the latest section first.
    pub fn ids(&self, until: Until) -> Vec<(&'a str, &'a Step<'a>)> {
        (self.parts(until).into_iter())
            .flat_map(|(part, end)| part.list.with_ids(end))
            .collect()
    }

    /// The names of the outputs that the last steps gave, and the steps that gave them.
    pub fn outputs(&self, until: Until) -> Vec<(&'a str, &'a Step<'a>)> {
        let mut found = Vec::new();
        for (part, end) in self.parts(until) {
            for provider in part.list.latest(end) {
                let names = provider.outputs.map_or(&[][..], |outputs| &outputs.names);
                found.extend(names.iter().map(|name| (name.as_str(), provider.step)));
            }
        }
        found
    }

    /// The outputs of a step; none where it may give anything.
    pub fn outputs_of(&self, step: &Step<'_>) -> Option<&'a [String]> {
        outputs_of(step, self.functions).map(|outputs| outputs.names.as_slice())
    }

    /// A step of a section, from a place on, that gives what a path asks for.
    pub fn later(&self, path: Path<'_>, section: Section, from: usize) -> Option<&'a Step<'a>> {
        let list = match section {
            Section::Build => self.build.list,
            Section::Push => self.push.list,
            Section::Pull => self.pull.list,
        };
        let first = path.first();
        let by_name = match path.is_single() {
            true => list.name_from(&first, from),
            false => None,
        };
        let at = list.id_from(&first, from).or(by_name)?;
        Some(list.providers.get(at)?.step)
    }
}

impl<'a> Part<'a> {
    fn find(&self, path: Path<'_>, first: &str, end: usize) -> Option<Found<&'a Step<'a>>> {
        let id = self.list.id_before(first, end);
        let name = self.list.name_before(first, end);
        // A step puts its outputs in under its id first, and then under their own names.
        match (id, name) {
            (None, None) => None,
            (id, Some(name)) if id.is_none_or(|id| name >= id) => self.by_name(path, name),
            (Some(id), _) => Some(self.by_id(path, id)),
            (None, Some(_)) => None,
        }
    }

    fn by_name(&self, path: Path<'_>, at: usize) -> Option<Found<&'a Step<'a>>> {
        let provider = self.list.providers.get(at)?;
        let step = provider.step;
        // A text has characters, and no fields.
        Some(match provider.has_below(path, 1) {
            true => Found::Output {
                step,
                output: Some(path.first().into_owned()),
            },
            false => Found::Nothing,
        })
    }

    fn by_id(&self, path: Path<'_>, at: usize) -> Found<&'a Step<'a>> {
        let provider = &self.list.providers[at];
        let step = provider.step;
        let output = path.second().map(std::borrow::Cow::into_owned);
        match (&output, provider.outputs) {
            (_, None) if path.is_dead() => Found::Nothing,
            (_, None) => Found::Unknown,
            (None, _) => Found::Output { step, output },
            (Some(name), _) if !provider.gives(name) => Found::NoSuchOutput {
                step,
                output: name.to_string(),
            },
            _ if provider.has_below(path, 2) => Found::Output { step, output },
            _ => Found::NoSuchOutput {
                step,
                output: path.keys().skip(1).collect::<Vec<_>>().join("."),
            },
        }
    }
}
