//! The flow of a deployment, and the parameters against its signature.

use super::value::Value;
use crate::manifest::Deployment;
use crate::project::{Lookup, Signature, Target};
use crate::rules::Context;

/// The flow.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FlowPlan {
    /// The entrypoint, as far as it is known; none where there is none.
    pub entrypoint: Option<String>,
    /// What it leads to.
    pub found: Found,
}

/// What an entrypoint leads to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Found {
    /// A flow.
    Flow {
        /// Its name in Prefect; none: not known.
        name: Option<String>,
        /// The file that its function is in, as people see it from where they deploy.
        path: Option<String>,
    },
    /// Something else, or nothing: why, in a few words.
    Wrong(String),
    /// It can't be told.
    #[default]
    Unknown,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Where its value comes from.
    pub state: State,
}

/// Where the value of a parameter comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// The deployment gives it, and the flow takes it.
    Given(Value),
    /// The deployment gives it; whether the flow takes it can't be told.
    Unchecked(Value),
    /// The deployment gives it, and the flow does not have it: each run fails.
    Unknown(Value),
    /// The flow's own default, as it is written there.
    Default(String),
    /// Nobody: who starts a run must give it.
    Missing,
}

/// The flow and its parameters.
pub(super) fn flow(
    cx: &Context<'_>,
    place: usize,
    deployment: &Deployment<'_>,
    fields: &[(String, Value)],
) -> (FlowPlan, Vec<Parameter>) {
    let field = |key: &str| fields.iter().find(|(name, _)| name == key);
    let entrypoint = field("entrypoint").and_then(|(_, value)| value.text());
    let target = deployment
        .known_entrypoint()
        .and_then(|_| cx.flows.target(place));
    let given = match field("parameters") {
        Some((_, Value::Mapping(entries))) => entries.as_slice(),
        _ => &[],
    };
    let flow = FlowPlan {
        entrypoint: entrypoint.filter(|text| !text.is_empty()),
        found: target.map_or(Found::Unknown, |target| found(cx, target)),
    };
    let signature = target.and_then(|target| target.signature.as_ref());
    (flow, parameters(signature, given))
}

fn found(cx: &Context<'_>, target: &Target) -> Found {
    if let Some(broken) = &target.broken {
        return Found::Wrong(format!("line {} is not valid Python", broken.error.line));
    }
    match &target.lookup {
        Lookup::Flow(flow) => Found::Flow {
            name: flow.name.clone(),
            path: flow.path().map(|path| cx.flows.shown(path).to_owned()),
        },
        Lookup::NotFlow(thing) => Found::Wrong(format!("it is {}", thing.what)),
        Lookup::NoSuchName { path, .. } => {
            Found::Wrong(format!("`{}` has no such flow", cx.flows.shown(path)))
        }
        Lookup::NoSuchFile { .. } => Found::Wrong("there is no such file".to_owned()),
        Lookup::Unknown => Found::Unknown,
    }
}

fn parameters(signature: Option<&Signature>, given: &[(String, Value)]) -> Vec<Parameter> {
    let find = |name: &str| given.iter().find(|(key, _)| key == name);
    let of_flow = signature.into_iter().flat_map(|it| &it.parameters);
    let mut found: Vec<Parameter> = of_flow
        .map(|parameter| Parameter {
            name: parameter.name.clone(),
            state: match (find(&parameter.name), &parameter.default) {
                (Some((_, value)), _) => State::Given(value.clone()),
                (None, Some(source)) => State::Default(source.clone()),
                (None, None) => State::Missing,
            },
        })
        .collect();
    let others = given
        .iter()
        .filter(|(name, _)| signature.is_none_or(|it| it.get(name).is_none()));
    found.extend(others.map(|(name, value)| Parameter {
        name: name.clone(),
        state: match signature {
            None => State::Unchecked(value.clone()),
            Some(signature) if signature.is_open => State::Given(value.clone()),
            Some(_) => State::Unknown(value.clone()),
        },
    }));
    found
}
