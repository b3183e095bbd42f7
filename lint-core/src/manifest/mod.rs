//! What the manifest means: the deployments, and the steps that each of them runs.
//!
//! Plain data with references into the tree. Lists of steps and steps are numbered and stored once, where they are
//! written, however many deployments share them through aliases, merge keys or the sections of the file: so the
//! manifest is never larger than the text, and what is said about a step is said once.

mod build;
pub mod deployment;
pub mod schedule;
pub mod section;
pub mod step;
mod unfold;

pub use deployment::Deployment;
pub use schedule::{Literal, Schedule, ScheduleId, Selector};
pub use section::{Content, DefaultPull, Effective, ListId, Origin, Section, StepList, Written};
pub use step::{Form, Function, Id, Inputs, Step, StepId};
pub(crate) use unfold::entries as unfolded;

use crate::schema::target::Target;
use crate::yaml::{Node, Tree};

/// A manifest, as Prefect understands it.
#[derive(Debug, Clone, Default)]
pub struct Manifest<'t> {
    /// The top-level mapping; none where there is none.
    pub root: Option<Node<'t>>,
    /// The file's own sections: build, push, pull.
    pub sections: [Option<Written<'t>>; 3],
    /// The deployments, in the order of the list. Items that are no mappings are left out.
    pub deployments: Vec<Deployment<'t>>,
    /// All lists of steps.
    pub lists: Vec<StepList<'t>>,
    /// All steps, those of the file first.
    pub steps: Vec<Step<'t>>,
    /// All schedules, each once, however many deployments share it.
    pub schedules: Vec<Schedule<'t>>,
    /// Whether it is a recipe of `prefect init`: a pattern for other manifests, with gaps to be filled in.
    pub is_recipe: bool,
}

impl<'t> Manifest<'t> {
    /// Reads a tree as the Prefect that it is for does. Linear in the length of the text, for any tree.
    pub fn of(tree: &'t Tree<'t>, target: Target) -> Self {
        build::manifest(tree, target)
    }

    /// The schedule of a number.
    pub fn schedule(&self, id: ScheduleId) -> &Schedule<'t> {
        &self.schedules[id.0]
    }

    /// The step of a number.
    pub fn step(&self, id: StepId) -> &Step<'t> {
        &self.steps[id.0]
    }

    /// The list of a number.
    pub fn list(&self, id: ListId) -> &StepList<'t> {
        &self.lists[id.0]
    }

    /// All lists with their numbers.
    pub fn lists(&self) -> impl Iterator<Item = (ListId, &StepList<'t>)> {
        let lists = self.lists.iter().enumerate();
        lists.map(|(place, list)| (ListId(place), list))
    }

    /// The steps that a deployment runs in a section, in the order in which they run.
    pub fn steps_of<'m>(&'m self, effective: &Effective<'t>) -> impl Iterator<Item = &'m Step<'t>> {
        let ids = effective.list.map_or(&[][..], |id| &self.list(id).steps);
        ids.iter().map(|id| self.step(*id))
    }

    /// A section of the whole file.
    pub fn section(&self, section: Section) -> Option<&Written<'t>> {
        self.sections[section as usize].as_ref()
    }

    /// Whether it is what `prefect init` writes, not yet filled in.
    pub fn is_untouched(&self) -> bool {
        self.is_recipe || self.deployments.iter().any(|d| d.is_skeleton)
    }

    /// The lists that no deployment runs: of a file without deployments, or that all of them override.
    pub fn file_lists(&self) -> impl Iterator<Item = ListId> {
        let written = self.sections.iter().flatten();
        written.filter_map(|written| match written.content {
            Content::Steps(id) => Some(id),
            _ => None,
        })
    }
}
