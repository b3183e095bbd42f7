//! The static dry run: what `prefect deploy` would do with each deployment, as plain data.
//!
//! | file | what |
//! | --- | --- |
//! | [`pick`] | which deployments a command would deploy |
//! | [`value`] | values with placeholders filled in |
//! | `fill` | fills them in |
//! | `known` | outputs that are known before a step has run |
//! | [`steps`] | the steps in their order |
//! | [`fields`] | the fields of a deployment |
//! | [`flow`] | the flow, and the parameters against its signature |
//! | [`schedules`] | schedules in words, with their next runs |
//! | [`triggers`] | triggers in words |
//! | `belongs` | which findings concern a deployment |
//! | `budget` | how much is shown |

mod belongs;
mod budget;
pub mod fields;
mod fill;
pub mod flow;
mod known;
pub mod pick;
pub mod schedules;
pub mod steps;
pub mod triggers;
pub mod value;

use budget::Budget;
use fill::Filler;
pub use fill::short_name;
pub use flow::{FlowPlan, Parameter, State};
pub use pick::{Note, Pick};
use schedules::Readings;
pub use schedules::SchedulePlan;
pub use steps::{SectionPlan, StepPlan};
pub use triggers::TriggerPlan;
pub use value::{Gift, Piece, Source, Value};

use crate::diagnostic::Diagnostic;
use crate::manifest::Section;
use crate::rules::Context;
use crate::template::{Fate, Scopes};
use crate::text::TextRange;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// The names as they would be given to `prefect deploy`; none: all deployments.
    pub names: Vec<String>,
    /// How many runs of each schedule are looked for.
    pub runs: usize,
}

/// What `prefect deploy` would do.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// The deployments, in the order in which they would be deployed.
    pub deployments: Vec<DeploymentPlan>,
    /// What is to be known about how they were picked.
    pub notes: Vec<Note>,
    /// The errors that keep them from being deployed as they are written, by place.
    pub errors: Vec<Diagnostic>,
}

/// What would become of one deployment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DeploymentPlan {
    /// Its place in the file's list, from 0.
    pub index: usize,
    /// Where it is written.
    pub range: TextRange,
    /// The name it would be stored under; none where it has none.
    pub name: Option<String>,
    /// The flow.
    pub flow: FlowPlan,
    /// The fields that Prefect reads, but for steps, schedules and triggers, in the order in which they are written.
    pub fields: Vec<(String, Value)>,
    /// The parameters: those of the flow, then others that are given.
    pub parameters: Vec<Parameter>,
    /// Build, push and pull.
    pub sections: Vec<SectionPlan>,
    /// When it runs.
    pub schedules: Vec<SchedulePlan>,
    /// What else sets it off.
    pub triggers: Vec<TriggerPlan>,
    /// The placeholders that get a value.
    pub uses: Vec<Use>,
    /// The placeholders that get none.
    pub lost: Vec<Lost>,
    /// How many errors concern it.
    pub errors: usize,
    /// How many warnings concern it.
    pub warnings: usize,
    /// Whether all of it could be read.
    pub is_whole: bool,
}

/// Where a value stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The step, if it is one's input: the section, and the place in it from 0.
    pub step: Option<(Section, usize)>,
    /// Keys and items: `work_pool.job_variables.env.SHA`, `tag`, `schedules[0].cron`.
    pub path: String,
}

/// A placeholder that gets a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Where it stands.
    pub spot: Spot,
    /// What stands between the braces.
    pub name: String,
    /// Where the value comes from.
    pub source: Source,
}

/// A placeholder that gets no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// Where its text is written.
    pub range: TextRange,
    /// Where it stands.
    pub spot: Spot,
    /// What stands between the braces.
    pub name: String,
    /// What becomes of it.
    pub fate: Fate,
    /// Why, in a few words.
    pub why: String,
}

impl Spot {
    /// A field of the deployment, or something in it.
    pub(crate) fn field(path: impl Into<String>) -> Self {
        Self {
            step: None,
            path: path.into(),
        }
    }

    /// The section, if it is a step's input.
    pub fn section(&self) -> Option<Section> {
        self.step.map(|(section, _)| section)
    }
}

impl Use {
    /// Whether the value is there only when the flow runs: on the worker, or by an event.
    pub fn is_at_run_time(&self) -> bool {
        match &self.source {
            Source::FlowRun | Source::Event | Source::WorkerEnvironment => true,
            Source::Step { section, .. } => *section == Section::Pull,
            Source::Block | Source::Variable | Source::Unknown => {
                self.spot.section() == Some(Section::Pull)
            }
            Source::Environment => false,
        }
    }
}

impl Plan {
    /// Makes the plan. Bounded by the length of the text, whatever its deployments share.
    pub(crate) fn of<'a>(
        cx: &Context<'a>,
        scopes: &'a Scopes<'a>,
        diagnostics: &[Diagnostic],
        request: &Request,
    ) -> Self {
        let Pick { picked, notes } = Pick::of(&cx.manifest.deployments, &request.names);
        let secrets = diagnostics.iter().filter(|diagnostic| diagnostic.secret);
        let secrets: Vec<TextRange> = secrets.map(|diagnostic| diagnostic.range).collect();
        let mut budget = Budget::of(cx.manifest);
        let mut findings = belongs::Findings::of(cx, diagnostics);
        let mut readings = Readings::new(cx.settings, request.runs);
        let deployments: Vec<DeploymentPlan> = (picked.iter())
            .filter_map(|picked| {
                let deployment = cx.manifest.deployments.get(picked.place)?;
                let filler = Filler::new(scopes.deployment(deployment), &mut budget, &secrets);
                let mut plan = DeploymentPlan::of(cx, picked.place, filler, &mut readings);
                if let Some(name) = &picked.renamed {
                    plan.name = Some(name.clone());
                }
                (plan.errors, plan.warnings) = findings.counted(cx, deployment, &plan.lost);
                Some(plan)
            })
            .collect();
        Self {
            errors: findings.errors(),
            deployments,
            notes,
        }
    }
}

impl DeploymentPlan {
    fn of<'a>(
        cx: &Context<'a>,
        place: usize,
        mut filler: Filler<'_, 'a>,
        readings: &mut Readings,
    ) -> Self {
        let deployment = &cx.manifest.deployments[place];
        let sections = steps::sections(cx.manifest, deployment, &mut filler);
        let fields = fields::fields(deployment, &mut filler);
        let schedules = schedules::schedules(cx, deployment, &mut filler, readings);
        let name = fields::name(&fields);
        let triggers = triggers::triggers(deployment, name.as_deref(), &mut filler);
        let (flow, parameters) = flow::flow(cx, place, deployment, &fields);
        Self {
            index: deployment.index,
            range: deployment.item.range(),
            name,
            flow,
            fields,
            parameters,
            sections,
            schedules,
            triggers,
            uses: filler.uses,
            lost: filler.lost,
            errors: 0,
            warnings: 0,
            is_whole: deployment.known,
        }
    }

    /// A field, by the keys that lead to it.
    pub fn field(&self, path: &[&str]) -> Option<&Value> {
        let (first, rest) = path.split_first()?;
        let (_, field) = self.fields.iter().find(|(name, _)| name == first)?;
        rest.iter().try_fold(field, |value, key| value.get(key))
    }

    /// The steps of a section.
    pub fn section(&self, section: Section) -> Option<&SectionPlan> {
        self.sections.iter().find(|plan| plan.section == section)
    }

    /// The step at a place in its section, from 0.
    pub fn step(&self, section: Section, position: usize) -> Option<&StepPlan> {
        let mut steps = self.section(section)?.steps.iter();
        steps.find(|step| step.position == position)
    }
}
