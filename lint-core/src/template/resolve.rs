//! Where the value of a placeholder comes from, or what happens without one.
//!
//! The order in which Prefect looks, for a deployment'a field: blocks, variables, the environment (for `$NAME` and for
//! plain names), then what the build and push steps gave. For a step'a input: the steps before it, then blocks,
//! variables and the environment, for `$NAME` only. What is left in a pull step is filled in by the worker.

use super::name::{self, Kind, Path, looks_like_environment};
use super::place::{Field, Place, Site};
use super::scope::{Found, Scope, Until};
use crate::manifest::{Section, Step};

/// What is to be known about a placeholder.
#[derive(Debug, Clone)]
pub struct Resolution<'a> {
    /// Where its value comes from.
    pub given: Given<'a>,
    /// The environment variable that comes before that, where `prefect deploy` runs with one of this name.
    pub environment: Option<String>,
    /// What becomes of the placeholder if no value is found.
    pub otherwise: Fate,
}

/// Where a value comes from.
#[derive(Debug, Clone)]
pub enum Given<'a> {
    /// A block on the server.
    Block,
    /// A variable on the server; an empty text where there is none.
    Variable,
    /// The environment: of `prefect deploy`, and for pull steps also of the worker.
    Environment,
    /// A step.
    Step {
        /// The step.
        step: &'a Step<'a>,
        /// The output; none for all outputs of the step together.
        output: Option<String>,
    },
    /// The flow run: the placeholder is left for it.
    FlowRun,
    /// The event that sets off a trigger: the placeholder is left for it.
    Event,
    /// Nobody: Prefect does not look for placeholders here.
    Literal,
    /// It can't be known from the file.
    Unknown,
    /// Nobody.
    Nothing(Why<'a>),
}

/// Why a placeholder gets no value.
#[derive(Debug, Clone)]
pub enum Why<'a> {
    /// Nothing has this name.
    Undefined,
    /// The step has no such output.
    NoSuchOutput {
        /// The step.
        step: &'a Step<'a>,
        /// The output that it does not have.
        output: String,
    },
    /// The step runs later, or is the one that asks.
    Later(&'a Step<'a>),
    /// The step runs on the worker, when all that is here has long been used.
    OnWorker(&'a Step<'a>),
    /// The value is used before any step has run; the step that would give it, if it is known.
    TooLate(Option<&'a Step<'a>>),
    /// It is all there is in an item of a list, and such items are dropped before the steps run.
    ListItem,
    /// It is left for the flow run where nothing fills it in.
    Runtime,
}

/// What becomes of a placeholder without a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stays as it is written.
    Kept,
    /// It leaves nothing behind in its text.
    Emptied,
    /// The key is dropped with it.
    Dropped,
    /// The item of the list is dropped with it.
    ItemDropped,
    /// Prefect stops.
    Refused,
}

/// What becomes of a placeholder at a place. `whole` says that there is nothing else in the value.
pub fn resolve<'a>(
    name: &str,
    whole: bool,
    place: &Place<'a>,
    scope: &Scope<'a>,
) -> Resolution<'a> {
    if place.is_literal() {
        let asker = Asker {
            whole,
            place,
            scope,
        };
        return asker.literal(name);
    }
    match name::kind(name) {
        Kind::Block(_) => plain(Given::Block, Fate::Refused),
        Kind::Variable(_) => plain(Given::Variable, Fate::Emptied),
        Kind::Environment(_) => plain(Given::Environment, without_environment(place)),
        Kind::Context | Kind::Output(_) => Asker {
            whole,
            place,
            scope,
        }
        .standard(name),
    }
}

fn plain<'a>(given: Given<'a>, otherwise: Fate) -> Resolution<'a> {
    Resolution {
        given,
        environment: None,
        otherwise,
    }
}

/// What `$NAME` becomes where the environment has no such variable.
fn without_environment(place: &Place<'_>) -> Fate {
    match place.field() {
        Some(Field::TriggerParameters) => Fate::Kept,
        Some(field) if field.is_early() => Fate::Kept,
        _ => Fate::Emptied,
    }
}

/// A placeholder that asks for an output, in its place.
struct Asker<'b, 'a> {
    whole: bool,
    place: &'b Place<'a>,
    scope: &'b Scope<'a>,
}

impl<'a> Asker<'_, 'a> {
    fn standard(&self, name: &str) -> Resolution<'a> {
        let path = Path::new(name);
        match self.place.site {
            Site::Field(field) => self.field(path, field),
            Site::Input {
                section, position, ..
            } => self.input(path, section, position),
        }
    }

    /// Where Prefect takes things as they are. Yet a whole pull section is filled in with what build and push gave
    /// before it is stored, `id` and `requires` not excepted.
    fn literal(&self, name: &str) -> Resolution<'a> {
        let is_stored = self.place.section() == Some(Section::Pull) && !self.place.is_key;
        let is_output = matches!(name::kind(name), Kind::Output(_) | Kind::Context);
        if !is_stored {
            return plain(Given::Literal, Fate::Kept);
        }
        let is_item = self.whole && self.place.is_item && is_output;
        let otherwise = match is_item {
            true => Fate::ItemDropped,
            false => Fate::Kept,
        };
        let given = match is_output {
            true => self.found(Path::new(name), Until::Deployed),
            // The environment of the deploying process counts here as well.
            false if matches!(name::kind(name), Kind::Environment(_)) => Some(Given::Environment),
            false => None,
        };
        match given {
            Some(given @ (Given::Step { .. } | Given::Unknown | Given::Environment)) => {
                plain(given, otherwise)
            }
            _ if is_item => plain(Given::Nothing(Why::ListItem), otherwise),
            _ => plain(Given::Literal, otherwise),
        }
    }

    /// A value without which the place becomes what places without values become.
    fn unfilled(&self) -> Fate {
        match (self.whole, self.place.is_item) {
            (true, true) => Fate::ItemDropped,
            (true, false) => Fate::Dropped,
            (false, _) => Fate::Emptied,
        }
    }

    fn field(&self, path: Path, field: Field) -> Resolution<'a> {
        let environment = path
            .is_indexed_from(1)
            .then(|| path.first().into_owned())
            .filter(|first| !first.is_empty() && !name::is_index(first));
        let (given, otherwise) = self.without_shadow(path, field);
        // A name in capitals that no step has is meant for the environment.
        let is_meant = environment.as_deref().is_some_and(looks_like_environment);
        let given = match given {
            Given::Nothing(Why::Undefined) if is_meant => Given::Unknown,
            given => given,
        };
        Resolution {
            given,
            environment,
            otherwise,
        }
    }

    fn without_shadow(&self, path: Path<'_>, field: Field) -> (Given<'a>, Fate) {
        if self.whole && self.place.is_item {
            return (Given::Nothing(Why::ListItem), Fate::ItemDropped);
        }
        if path.is_context() && field.keeps_context() {
            return (Given::FlowRun, Fate::Kept);
        }
        match field {
            Field::TriggerParameters => (Given::Event, Fate::Kept),
            _ if field.is_early() => (self.early(path), Fate::Kept),
            _ => (self.deployed(path), self.unfilled()),
        }
    }

    /// A field that is used before any step runs.
    fn early(&self, path: Path<'_>) -> Given<'a> {
        match self.scope.find(path, Until::Deployed) {
            Found::Output { step, .. } | Found::NoSuchOutput { step, .. } => {
                Given::Nothing(Why::TooLate(Some(step)))
            }
            Found::Unknown => Given::Nothing(Why::TooLate(None)),
            Found::Nothing => self.missing(path),
        }
    }

    /// A field that is filled in once all build and push steps have run.
    fn deployed(&self, path: Path<'_>) -> Given<'a> {
        self.found(path, Until::Deployed)
            .unwrap_or_else(|| self.missing(path))
    }

    fn found(&self, path: Path<'_>, until: Until) -> Option<Given<'a>> {
        Some(match self.scope.find(path, until) {
            Found::Output { step, output } => Given::Step { step, output },
            Found::NoSuchOutput { step, output } => {
                Given::Nothing(Why::NoSuchOutput { step, output })
            }
            Found::Unknown => Given::Unknown,
            Found::Nothing => return None,
        })
    }

    /// Why a field or a step of build and push finds nothing that has run.
    fn missing(&self, path: Path<'_>) -> Given<'a> {
        if path.is_context() {
            return Given::Nothing(Why::Runtime);
        }
        let on_worker = self.scope.later(path, Section::Pull, 0);
        Given::Nothing(on_worker.map_or(Why::Undefined, Why::OnWorker))
    }

    fn input(&self, path: Path, section: Section, position: usize) -> Resolution<'a> {
        match section {
            Section::Pull => self.pull(path, position),
            _ => plain(self.step(path, section, position), self.unfilled()),
        }
    }

    /// An input of a build or push step.
    fn step(&self, path: Path<'_>, section: Section, position: usize) -> Given<'a> {
        let until = match section {
            Section::Build => Until::Build(position),
            _ => Until::Push(position),
        };
        if let Some(given) = self.found(path, until) {
            return given;
        }
        let pushed_later = || match section {
            Section::Build => self.scope.later(path, Section::Push, 0),
            _ => None,
        };
        let later = self.scope.later(path, section, position);
        match later.or_else(pushed_later) {
            Some(step) => Given::Nothing(Why::Later(step)),
            None => self.missing(path),
        }
    }

    /// An input of a pull step: filled in when deploying with what build and push gave, and on the worker with what
    /// the pull steps before it gave.
    fn pull(&self, path: Path<'_>, position: usize) -> Resolution<'a> {
        let deployed = self.scope.find(path, Until::Deployed);
        if let Found::Output { step, output } = deployed {
            return plain(Given::Step { step, output }, self.unfilled());
        }
        let is_item = self.whole && self.place.is_item;
        let given = match (self.found(path, Until::Pull(position)), deployed) {
            (Some(Given::Step { .. } | Given::Unknown) | None, Found::Unknown) => Given::Unknown,
            (Some(Given::Step { .. } | Given::Unknown), _) if is_item => {
                Given::Nothing(Why::ListItem)
            }
            (Some(given), _) => given,
            (None, Found::NoSuchOutput { step, output }) => {
                Given::Nothing(Why::NoSuchOutput { step, output })
            }
            (None, _) => match self.scope.later(path, Section::Pull, position) {
                Some(step) => Given::Nothing(Why::Later(step)),
                None if path.is_context() => Given::Nothing(Why::Runtime),
                None => Given::Nothing(Why::Undefined),
            },
        };
        plain(given, self.unfilled())
    }
}
