//! `build`, `push`, `pull`: lists of steps, and which of them a deployment gets.

use super::step::StepId;
use crate::yaml::Node;

/// A section of steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Runs before deploying.
    Build,
    /// Runs after the build.
    Push,
    /// Runs on the worker, before each flow run.
    Pull,
}

impl Section {
    /// All of them, in the order in which they run.
    pub const ALL: [Self; 3] = [Self::Build, Self::Push, Self::Pull];

    /// Its key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::Push => "push",
            Self::Pull => "pull",
        }
    }
}

/// The number of a list of steps in [`Manifest::lists`](super::Manifest::lists).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListId(pub(super) usize);

/// A list of steps as it is written, however many deployments reach it.
#[derive(Debug, Clone)]
pub struct StepList<'t> {
    /// The list, or the one step that stands in its place.
    pub node: Node<'t>,
    /// The section.
    pub section: Section,
    /// Whether it is the whole file's.
    pub of_file: bool,
    /// Its steps in the order in which they run. What is no mapping is left out.
    pub steps: Vec<StepId>,
}

/// A section key as it is written.
#[derive(Debug, Clone, Copy)]
pub struct Written<'t> {
    /// The key.
    pub key: Node<'t>,
    /// The value, not resolved.
    pub value: Node<'t>,
    /// The value of the merge key that brings it.
    pub merged_by: Option<Node<'t>>,
    /// What stands there.
    pub content: Content,
}

/// What stands behind a section key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    Null,
    /// `[]`
    EmptyList,
    /// `{}`
    EmptyMapping,
    /// Steps.
    Steps(ListId),
    /// Something that Prefect refuses, or that could not be read.
    Other,
}

/// Where the steps of a deployment's section come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The deployment's own.
    Own,
    /// The whole file's.
    File,
    /// Nothing is written that counts: no build and no push, and the pull that Prefect makes up.
    Default(DefaultPull),
    /// Switched off: no step runs.
    Off,
    /// It can't be told.
    Unknown,
}

/// The pull that Prefect makes up where none is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefaultPull {
    /// It is not the pull, or nothing is pulled.
    None,
    /// `/opt/prefect/` and the name of the directory: where `dockerfile: auto` puts the code.
    ImageFolder,
    /// `/opt/prefect`, as there is an image among the job variables.
    Image,
    /// The directory that `prefect deploy` runs in.
    Here,
}

/// What a deployment runs in one section.
#[derive(Debug, Clone, Copy)]
pub struct Effective<'t> {
    /// Where it comes from.
    pub origin: Origin,
    /// The key that decides, if one does: the deployment's, or the file's.
    pub written: Option<Written<'t>>,
    /// The deployment's own key, also where it does not decide.
    pub own: Option<Written<'t>>,
    /// The steps, if there are any.
    pub list: Option<ListId>,
}
