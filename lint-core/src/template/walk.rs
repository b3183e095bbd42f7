//! Goes to every value that Prefect looks for placeholders in.
//!
//! What Prefect ignores is passed over: unknown keys, sections that no deployment runs, fields that can't hold text.
//! A value is visited once for each combination of steps under which it is read. What is written once and shared by
//! many combinations is visited as often as that is worth its length, then no more.

use hashbrown::{HashMap, HashSet};

use super::place::{Field, Place, Site};
use super::scope::{Scope, Scopes};
use super::values::{Context, Values};
use crate::manifest::step::is_reserved;
use crate::manifest::{
    Deployment, Effective, Form, ListId, Manifest, Section, Step, StepId, unfolded,
};
use crate::schema::schedule::SCHEDULE;
use crate::schema::trigger::TRIGGER;
use crate::yaml::{Node, NodeKind};

/// A scalar or a key, and how it is reached.
pub(super) struct Visit<'a> {
    pub(super) node: Node<'a>,
    pub(super) place: Place<'a>,
    pub(super) scope: Scope<'a>,
    pub(super) deployment: Option<&'a Deployment<'a>>,
}

/// Visits all values of a manifest.
pub(super) fn walk<'a>(
    manifest: &'a Manifest<'a>,
    scopes: &'a Scopes<'a>,
    visit: &mut dyn FnMut(Visit<'a>),
) {
    let mut walk = Walk {
        manifest,
        values: Values::new(manifest, visit),
        contexts: HashMap::new(),
        lists: HashSet::new(),
        known: HashSet::new(),
    };
    for deployment in manifest.deployments.iter().filter(|d| d.known) {
        walk.deployment(deployment, scopes.deployment(deployment));
    }
    if manifest.deployments.is_empty() {
        walk.file(scopes.file(manifest));
    }
}

/// What visiting a step costs besides its inputs.
const VISITS_PER_STEP: usize = 4;

/// The lists of steps that a deployment runs.
type Steps = [Option<ListId>; 3];

struct Walk<'a, 'v> {
    manifest: &'a Manifest<'a>,
    values: Values<'a, 'v>,
    /// What decides about a value: the steps that run, and what reads it.
    contexts: HashMap<(Steps, Reader), u32>,
    /// The lists of steps that have been visited, with the steps that run with them.
    lists: HashSet<(ListId, Steps)>,
    /// The lists of steps that have been visited at all.
    known: HashSet<ListId>,
}

/// What reads a value, as far as it matters for visiting it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Reader {
    Step(StepId, usize),
    Field(Field),
}

/// What is the same for all that a deployment reads.
#[derive(Clone, Copy)]
struct Here<'a> {
    steps: Steps,
    scope: Scope<'a>,
    deployment: Option<&'a Deployment<'a>>,
}

impl<'a> Walk<'a, '_> {
    fn file(&mut self, scope: Scope<'a>) {
        let mut steps = [None; 3];
        for id in self.manifest.file_lists() {
            steps[self.manifest.list(id).section as usize] = Some(id);
        }
        let here = Here {
            steps,
            scope,
            deployment: None,
        };
        for id in steps.into_iter().flatten() {
            self.list(id, here);
        }
    }

    fn deployment(&mut self, deployment: &'a Deployment<'a>, scope: Scope<'a>) {
        let here = Here {
            steps: Section::ALL.map(|section| deployment.section(section).list),
            scope,
            deployment: Some(deployment),
        };
        for section in Section::ALL {
            let Effective { list, .. } = deployment.section(section);
            if let Some(id) = *list {
                self.list(id, here);
            }
        }
        for entry in deployment.entries.iter() {
            let name = entry.key.as_str().unwrap_or_default();
            let is_shared = entry.merged_by.is_some();
            self.field(&name, entry.value, is_shared, here);
        }
    }

    /// Visits the steps of a list, once for each combination of sections.
    fn list(&mut self, id: ListId, here: Here<'a>) {
        if !self.lists.insert((id, here.steps)) {
            return;
        }
        // Keys and inputs are visited again with the steps.
        let is_known = !self.known.insert(id);
        let steps = &self.manifest.list(id).steps;
        if is_known && !self.values.may_visit(steps.len() * VISITS_PER_STEP) {
            return;
        }
        for (position, id) in steps.iter().enumerate() {
            let step = self.manifest.step(*id);
            if step.form == Form::One && step.inputs.known {
                let context = self.context(here, Reader::Step(*id, position));
                self.step(step, position, &context);
            }
        }
    }

    fn step(&mut self, step: &'a Step<'a>, position: usize, context: &Context<'a>) {
        let place = |is_reserved| {
            Place::at(Site::Input {
                step,
                section: step.section,
                position,
                is_reserved,
            })
        };
        for entry in step.keys.iter() {
            self.values.key(entry.key, place(false), context);
        }
        for entry in step.inputs.entries.iter() {
            let is_reserved = entry.key.as_str().is_some_and(|name| is_reserved(&name));
            self.values.entry(entry, place(is_reserved), context);
        }
    }

    fn field(&mut self, name: &str, value: Node<'a>, is_shared: bool, here: Here<'a>) {
        let field = match name {
            "name" => Field::Name,
            "entrypoint" => Field::Entrypoint,
            "version" | "version_type" => Field::Version,
            "tags" => Field::Tags,
            "description" => Field::Description,
            "parameters" => Field::Parameters,
            "schedule" => return self.known(value, is_shared, here, schedule_field),
            "schedules" => return self.items(value, is_shared, here, schedule_field),
            "triggers" => return self.items(value, is_shared, here, trigger_field),
            "work_pool" => return self.known(value, is_shared, here, pool_field),
            "concurrency_limit" => return self.known(value, is_shared, here, limit_field),
            "sla" => return self.items(value, is_shared, here, sla_field),
            _ => return,
        };
        self.top(value, field, None, is_shared, here);
    }

    /// The items of a list of mappings of which Prefect reads some keys.
    fn items(&mut self, list: Node<'a>, is_shared: bool, here: Here<'a>, field: Fields) {
        let is_shared = is_shared || list.kind() == NodeKind::Alias;
        for item in list.items() {
            self.known(item, is_shared, here, field);
        }
    }

    /// A mapping of which Prefect reads some keys.
    fn known(&mut self, node: Node<'a>, is_shared: bool, here: Here<'a>, field: Fields) {
        let is_shared = is_shared || node.kind() == NodeKind::Alias;
        for entry in unfolded(node).unwrap_or_default() {
            let name = entry.key.as_str().unwrap_or_default();
            if let Some(field) = field(&name) {
                let is_shared = is_shared || entry.merged_by.is_some();
                self.top(entry.value, field, Some(entry.key), is_shared, here);
            }
        }
    }

    /// The value of a field.
    fn top(
        &mut self,
        value: Node<'a>,
        field: Field,
        key: Option<Node<'a>>,
        is_shared: bool,
        here: Here<'a>,
    ) {
        let place = Place {
            key,
            ..Place::at(Site::Field(field))
        };
        let context = self.context(here, Reader::Field(field));
        self.values.value(value, place, is_shared, &context);
    }

    fn context(&mut self, here: Here<'a>, reader: Reader) -> Context<'a> {
        let next = self.contexts.len() as u32;
        Context {
            number: *self.contexts.entry((here.steps, reader)).or_insert(next),
            scope: here.scope,
            deployment: here.deployment,
        }
    }
}

/// Which keys of a mapping Prefect reads, and as what.
type Fields = fn(&str) -> Option<Field>;

fn pool_field(key: &str) -> Option<Field> {
    Some(match key {
        "name" => Field::PoolName,
        "work_queue_name" => Field::QueueName,
        "job_variables" => Field::JobVariables,
        _ => return None,
    })
}

fn schedule_field(key: &str) -> Option<Field> {
    match key {
        "parameters" => Some(Field::ScheduleParameters),
        "interval" => None,
        _ => SCHEDULE.field(key).map(|_| Field::Schedule),
    }
}

fn trigger_field(key: &str) -> Option<Field> {
    match key {
        "parameters" => Some(Field::TriggerParameters),
        _ => TRIGGER.field(key).map(|_| Field::Trigger),
    }
}

fn limit_field(key: &str) -> Option<Field> {
    (key == "collision_strategy").then_some(Field::Other)
}

fn sla_field(key: &str) -> Option<Field> {
    (key == "name").then_some(Field::Other)
}
