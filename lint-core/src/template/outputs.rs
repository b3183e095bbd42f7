//! What the steps of one list give, in the order in which they run.

use hashbrown::{HashMap, HashSet};

use super::name::Path;
use crate::catalog::Steps;
use crate::manifest::{Form, Id, Manifest, Step, StepList};

/// How many steps are looked at when a name is compared with all there are.
const MOST_COMPARED: usize = 100;

/// What a function is known to give back.
#[derive(Debug, Default)]
pub(super) struct Returned {
    pub(super) names: Vec<String>,
    /// Whether it is known that the values have no fields: they are texts, or lists of texts.
    pub(super) are_texts: bool,
}

/// What functions give back, by name; none for those that may give anything.
pub(super) type Functions<'a> = HashMap<&'a str, Option<Returned>>;

/// Looks every function of a manifest up, each once.
pub(super) fn functions<'a>(manifest: &'a Manifest<'a>, steps: &Steps<'_>) -> Functions<'a> {
    let mut functions = HashMap::new();
    for step in &manifest.steps {
        functions.entry(step.name()).or_insert_with(|| {
            let lookup = steps.lookup(step.name());
            let names = lookup.outputs()?.iter().map(|output| output.name.clone());
            Some(Returned {
                names: names.collect(),
                are_texts: steps.is_shipped(step.name()),
            })
        });
    }
    functions
}

static NOTHING: Returned = Returned {
    names: Vec::new(),
    are_texts: true,
};

/// What a step gives back; none where it may give anything.
pub(super) fn outputs_of<'a>(
    step: &Step<'_>,
    functions: &'a Functions<'_>,
) -> Option<&'a Returned> {
    match step.form {
        Form::Empty => Some(&NOTHING),
        Form::One if step.inputs.known => functions.get(step.name())?.as_ref(),
        _ => None,
    }
}

/// A step that runs, and what it gives.
#[derive(Debug)]
pub(super) struct Provider<'a> {
    pub(super) step: &'a Step<'a>,
    /// What it gives back; none where it may give anything.
    pub(super) outputs: Option<&'a Returned>,
}

impl Provider<'_> {
    pub(super) fn gives(&self, output: &str) -> bool {
        self.outputs
            .is_some_and(|outputs| outputs.names.iter().any(|name| name == output))
    }

    /// Whether a path may go on below an output, from its `n`th key on.
    pub(super) fn has_below(&self, path: Path<'_>, n: usize) -> bool {
        let are_texts = self.outputs.is_some_and(|outputs| outputs.are_texts);
        !are_texts || path.is_indexed_from(n)
    }
}

/// The steps of a list with all that they give, by name.
#[derive(Debug)]
pub(super) struct ListOutputs<'a> {
    pub(super) providers: Vec<Provider<'a>>,
    /// Which steps have an id, ascending.
    ids: HashMap<&'a str, Vec<usize>>,
    /// Which steps give an output of a name, ascending.
    names: HashMap<&'a str, Vec<usize>>,
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
    pub(super) fn new(
        manifest: &'a Manifest<'a>,
        list: &StepList<'a>,
        functions: &'a Functions<'a>,
    ) -> Self {
        let mut new = Self::default();
        for (at, id) in list.steps.iter().enumerate() {
            new.add(at, manifest.step(*id), functions);
        }
        new
    }

    fn add(&mut self, at: usize, step: &'a Step<'a>, functions: &'a Functions<'a>) {
        let outputs = outputs_of(step, functions);
        if let Some(Id { text, .. }) = &step.id {
            self.ids.entry(text).or_default().push(at);
        }
        match outputs {
            Some(outputs) => {
                for name in &outputs.names {
                    self.names.entry(name).or_default().push(at);
                }
            }
            None => self.first_unknown = self.first_unknown.min(at),
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

    /// The last steps before `end`, the latest first. So many are enough to find one that was meant.
    pub(super) fn latest(&self, end: usize) -> impl Iterator<Item = &Provider<'a>> {
        let end = end.min(self.providers.len());
        self.providers[..end].iter().rev().take(MOST_COMPARED)
    }

    /// The ids among the last steps before `end`, each once.
    pub(super) fn with_ids(&self, end: usize) -> impl Iterator<Item = (&'a str, &'a Step<'a>)> {
        let mut seen = HashSet::new();
        self.latest(end)
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
