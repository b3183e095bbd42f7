//! The steps of a deployment, in the order in which they run.

use super::fill::{Filler, key_name};
use super::known;
use super::value::Value;
use super::{Spot, short_name};
use crate::manifest::{DefaultPull, Deployment, Form, Manifest, Origin, Section, Step};
use crate::template::Site;

/// A section.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionPlan {
    /// Which one.
    pub section: Section,
    /// Where its steps come from.
    pub origin: Origin,
    /// Its steps. Those that Prefect passes over are left out, and counted all the same.
    pub steps: Vec<StepPlan>,
    /// Whether there are more steps than are shown.
    pub is_cut: bool,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StepPlan {
    /// Its place in its section, from 0.
    pub position: usize,
    /// The name for its outputs.
    pub id: Option<String>,
    /// The dotted name of its function.
    pub function: String,
    /// What the function is called with.
    pub inputs: Vec<(String, Value)>,
    /// The packages that it needs.
    pub requires: Vec<String>,
    /// The names of its outputs; none where they are not known.
    pub outputs: Option<Vec<String>>,
    /// Whether Prefect makes it up.
    pub is_made_up: bool,
    /// Whether Prefect can run it: one function with a mapping of inputs.
    pub is_sound: bool,
}

impl StepPlan {
    /// What people call it: its id, or else the last part of its function's name.
    pub fn label(&self) -> &str {
        self.id.as_deref().unwrap_or(short_name(&self.function))
    }
}

const SET_DIRECTORY: &str = "prefect.deployments.steps.set_working_directory";

pub(super) fn sections<'a>(
    manifest: &'a Manifest<'a>,
    deployment: &'a Deployment<'a>,
    filler: &mut Filler<'_, 'a>,
) -> Vec<SectionPlan> {
    let section = |section| one(manifest, deployment, section, filler);
    Section::ALL.into_iter().map(section).collect()
}

fn one<'a>(
    manifest: &'a Manifest<'a>,
    deployment: &'a Deployment<'a>,
    section: Section,
    filler: &mut Filler<'_, 'a>,
) -> SectionPlan {
    let effective = deployment.section(section);
    let mut plan = SectionPlan {
        section,
        origin: effective.origin,
        steps: made_up(effective.origin).into_iter().collect(),
        is_cut: false,
    };
    for (position, step) in manifest.steps_of(effective).enumerate() {
        if !filler.has_room(step.node.source().len()) {
            plan.is_cut = true;
            break;
        }
        if step.form != Form::Empty {
            plan.steps.push(planned(step, position, filler));
        }
    }
    plan
}

fn planned<'a>(step: &'a Step<'a>, position: usize, filler: &mut Filler<'_, 'a>) -> StepPlan {
    let site = Site::Input {
        step,
        section: step.section,
        position,
        is_reserved: false,
    };
    let mut inputs = Vec::new();
    for entry in step.inputs.passed() {
        let name = key_name(entry.key);
        let spot = Spot {
            step: Some((step.section, position)),
            path: name.clone(),
        };
        if let Some(value) = filler.field(entry.value, site, entry.key, &spot) {
            inputs.push((name, value));
        }
    }
    filler.ran(step, position, known::outputs(step.name(), &inputs));
    StepPlan {
        position,
        id: step.id.as_ref().map(|id| id.text.clone()),
        function: step.name().to_owned(),
        requires: requirements(step),
        outputs: filler.outputs_of(step),
        is_made_up: false,
        is_sound: step.is_sound(),
        inputs,
    }
}

/// What `requires` lists.
fn requirements(step: &Step<'_>) -> Vec<String> {
    let Some(entry) = &step.requires else {
        return Vec::new();
    };
    match entry.value.as_str() {
        Some(one) => vec![one.into_owned()],
        None => (entry.value.items())
            .filter_map(|item| Some(item.as_str()?.into_owned()))
            .collect(),
    }
}

/// The pull step of a deployment that has none.
fn made_up(origin: Origin) -> Option<StepPlan> {
    let Origin::Default(pull) = origin else {
        return None;
    };
    let directory = match pull {
        DefaultPull::None => return None,
        DefaultPull::Image => "/opt/prefect",
        DefaultPull::ImageFolder => "/opt/prefect/<name of the directory that the deploy runs in>",
        DefaultPull::Here => "<directory that the deploy runs in>",
    };
    Some(StepPlan {
        function: SET_DIRECTORY.to_owned(),
        inputs: vec![("directory".to_owned(), Value::literal(directory))],
        outputs: Some(vec!["directory".to_owned()]),
        is_made_up: true,
        is_sound: true,
        ..StepPlan::default()
    })
}
