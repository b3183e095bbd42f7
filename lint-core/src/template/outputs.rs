//! What the steps of one list give, in the order in which they run.

use std::collections::{HashMap, HashSet};

use crate::manifest::{Form, Id, Manifest, Step, StepList};

/// What is known about what a step gives back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outputs {
    /// These and no others.
    Known(&'static [&'static str]),
    /// Anything, or nothing.
    Unknown,
}

/// What a step gives back.
pub(super) fn outputs_of(step: &Step<'_>) -> Outputs {
    const SHELL: Outputs = Outputs::Known(&["stdout", "stderr"]);
    const DIRECTORY: Outputs = Outputs::Known(&["directory"]);
    match step.name() {
        "prefect.deployments.steps.run_shell_script" => SHELL,
        "prefect.deployments.steps.pip_install_requirements" => SHELL,
        "prefect.deployments.steps.git_clone" => DIRECTORY,
        "prefect.deployments.steps.set_working_directory" => DIRECTORY,
        "prefect_docker.deployments.steps.build_docker_image" => {
            Outputs::Known(&["image_name", "tag", "image", "image_id", "additional_tags"])
        }
        "prefect_docker.deployments.steps.push_docker_image" => {
            Outputs::Known(&["image_name", "tag", "image", "additional_tags"])
        }
        _ => Outputs::Unknown,
    }
}

/// A step that runs, and what it gives.
#[derive(Debug)]
pub(super) struct Provider<'a> {
    pub(super) step: &'a Step<'a>,
    pub(super) outputs: Outputs,
}

impl Provider<'_> {
    pub(super) fn gives(&self, output: &str) -> bool {
        match self.outputs {
            Outputs::Known(names) => names.contains(&output),
            Outputs::Unknown => false,
        }
    }
}

/// The steps of a list with all that they give, by name.
#[derive(Debug)]
pub(super) struct ListOutputs<'a> {
    pub(super) providers: Vec<Provider<'a>>,
    /// Which steps have an id, ascending.
    ids: HashMap<&'a str, Vec<usize>>,
    /// Which steps give an output of a name, ascending.
    names: HashMap<&'static str, Vec<usize>>,
    /// The first step of which the outputs are not known.
    first_unknown: usize,
    /// The first step of which not even the id can be told.
    first_opaque: usize,
}

impl Default for ListOutputs<'_> {
    fn default() -> Self {
        Self {
            providers: Vec::new(),
            ids: HashMap::new(),
            names: HashMap::new(),
            first_unknown: usize::MAX,
            first_opaque: usize::MAX,
        }
    }
}

impl<'a> ListOutputs<'a> {
    pub(super) fn new(manifest: &'a Manifest<'a>, list: &StepList<'a>) -> Self {
        let mut new = Self::default();
        for (at, id) in list.steps.iter().enumerate() {
            new.add(at, manifest.step(*id));
        }
        new
    }

    fn add(&mut self, at: usize, step: &'a Step<'a>) {
        let outputs = match step.form {
            Form::Empty => Outputs::Known(&[]),
            Form::One if step.inputs.known => outputs_of(step),
            _ => Outputs::Unknown,
        };
        if let Some(Id { text, .. }) = &step.id {
            self.ids.entry(text).or_default().push(at);
        }
        match outputs {
            Outputs::Known(names) => {
                for name in names {
                    self.names.entry(name).or_default().push(at);
                }
            }
            Outputs::Unknown => self.first_unknown = self.first_unknown.min(at),
        }
        let is_opaque = !step.inputs.known && step.id.is_none();
        if is_opaque && step.form != Form::Empty {
            self.first_opaque = self.first_opaque.min(at);
        }
        self.providers.push(Provider { step, outputs });
    }

    /// The last step before `end` with this id.
    pub(super) fn id_before(&self, id: &str, end: usize) -> Option<usize> {
        last_before(self.ids.get(id)?, end)
    }

    /// The last step before `end` that gives an output of this name.
    pub(super) fn name_before(&self, name: &str, end: usize) -> Option<usize> {
        last_before(self.names.get(name)?, end)
    }

    /// The first step from `start` on with this id.
    pub(super) fn id_from(&self, id: &str, start: usize) -> Option<usize> {
        first_from(self.ids.get(id)?, start)
    }

    /// The first step from `start` on that gives an output of this name.
    pub(super) fn name_from(&self, name: &str, start: usize) -> Option<usize> {
        first_from(self.names.get(name)?, start)
    }

    /// Whether a step before `end` may give anything.
    pub(super) fn has_unknown_before(&self, end: usize) -> bool {
        self.first_unknown < end
    }

    /// Whether a step before `end` may have any id.
    pub(super) fn has_opaque_before(&self, end: usize) -> bool {
        self.first_opaque < end
    }

    /// The steps before `end` that have an id.
    pub(super) fn with_ids(&self, end: usize) -> impl Iterator<Item = (&'a str, &'a Step<'a>)> {
        let mut seen = HashSet::new();
        self.providers
            .iter()
            .take(end)
            .filter_map(|provider| Some((provider.step.id.as_ref()?.text.as_str(), provider.step)))
            .filter(move |(id, _)| seen.insert(*id))
    }
}

fn last_before(places: &[usize], end: usize) -> Option<usize> {
    let next = places.partition_point(|place| *place < end);
    places.get(next.checked_sub(1)?).copied()
}

fn first_from(places: &[usize], start: usize) -> Option<usize> {
    let next = places.partition_point(|place| *place < start);
    places.get(next).copied()
}

/// The outputs of a step; none where it may give anything.
pub fn known_outputs(step: &Step<'_>) -> Option<&'static [&'static str]> {
    match outputs_of(step) {
        Outputs::Known(names) => Some(names),
        Outputs::Unknown => None,
    }
}
