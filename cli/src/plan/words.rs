//! Values, places and sources in words.

use std::borrow::Cow;

use prefect_lint_core::manifest::Section;
use prefect_lint_core::plan::{DeploymentPlan, Piece, Source, Spot, State, StepPlan, Use, Value};
use prefect_lint_core::schedule::clock::Run;

use crate::output::text::visible;

/// The longest value that is shown, in characters.
const LONGEST: usize = 100;
/// Steps of these modules go by the names of their functions.
const SHIPPED: &str = ".deployments.steps";

/// A value in one line, not too long.
pub(super) fn value(value: &Value) -> String {
    clipped(&whole(value))
}

fn whole(value: &Value) -> String {
    match value.known() {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.clone(),
        Value::Text(pieces) => match &pieces[..] {
            // Whatever it will be, it need not be text.
            [Piece::Gift(gift)] => gift.text(),
            _ => quoted(&value.text().unwrap_or_default()),
        },
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(whole).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Mapping(entries) => {
            let entry = |(key, value): &(String, Value)| format!("{key}: {}", whole(value));
            let entries: Vec<String> = entries.iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Value::Unknown => "(not shown)".to_owned(),
    }
}

/// A text in quotes, with line ends as `\n`.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The beginning of a text, in one line that can be shown.
pub(super) fn clipped(text: &str) -> String {
    let text: Cow<'_, str> = match text.chars().nth(LONGEST).is_some() {
        true => text.chars().take(LONGEST - 1).chain(['…']).collect(),
        false => text.into(),
    };
    visible(&text).into_owned()
}

/// The entries of a mapping with those of the mappings in it, by dotted names.
pub(super) fn flat(entries: &[(String, Value)]) -> Vec<(String, &Value)> {
    let mut found = Vec::new();
    let mut stack: Vec<(String, &Value)> = Vec::new();
    stack.extend(
        entries
            .iter()
            .rev()
            .map(|(key, value)| (key.clone(), value)),
    );
    while let Some((name, value)) = stack.pop() {
        match value.known() {
            Value::Mapping(inner) if !inner.is_empty() => {
                let inner = inner.iter().rev();
                stack.extend(inner.map(|(key, value)| (format!("{name}.{key}"), value)));
            }
            _ => found.push((name, value)),
        }
    }
    found
}

/// The value of a parameter, and what is to be said of it.
pub(super) fn parameter(state: &State) -> (String, &'static str) {
    match state {
        State::Given(given) | State::Unchecked(given) => (value(given), ""),
        State::Unknown(given) => (
            value(given),
            "the flow has no such parameter: each run fails",
        ),
        State::Default(source) => (clipped(source), "the flow's default"),
        State::Missing => (
            "-".to_owned(),
            "must be given for each run: neither here nor a default",
        ),
    }
}

/// What a function goes by.
pub(super) fn function(step: &StepPlan) -> &str {
    match step.function.rsplit_once('.') {
        Some((module, function)) if module.ends_with(SHIPPED) => function,
        _ => &step.function,
    }
}

/// Where a value stands: `build › build-image › tag`, `job_variables.image`.
pub(super) fn spot(plan: &DeploymentPlan, spot: &Spot) -> String {
    match spot.step {
        None => {
            let path = spot.path.strip_prefix("work_pool.").unwrap_or(&spot.path);
            let path = match path {
                "name" if spot.path != path => "work pool",
                path => path,
            };
            clipped(path)
        }
        Some((section, position)) => {
            let step = step(plan, section, position);
            clipped(&format!("{} › {step} › {}", section.key(), spot.path))
        }
    }
}

/// What a step goes by.
pub(super) fn step(plan: &DeploymentPlan, section: Section, position: usize) -> String {
    match plan.step(section, position) {
        Some(step) => step.label().to_owned(),
        None => (position + 1).to_string(),
    }
}

/// An output: `build-image.image`.
pub(super) fn output(plan: &DeploymentPlan, source: &Source) -> Option<String> {
    let Source::Step {
        section,
        position,
        output,
    } = source
    else {
        return None;
    };
    let step = step(plan, *section, *position);
    Some(match output {
        Some(output) => format!("{step}.{output}"),
        None => step,
    })
}

/// Who gives a value, and when.
pub(super) fn source(found: &Use) -> &'static str {
    let is_stored = found.spot.step.is_none();
    match (&found.source, found.is_at_run_time()) {
        (Source::Block, false) if is_stored => {
            "a block on the server, read when deploying and stored as text"
        }
        (Source::Block, false) => "a block on the server, read when deploying",
        (Source::Block, true) => "a block on the server, read by the worker",
        (Source::Variable, false) => "a variable on the server, read when deploying",
        (Source::Variable, true) => "a variable on the server, read by the worker",
        (Source::Environment, _) => "the environment of the deploy",
        (Source::WorkerEnvironment, _) => "the environment of the deploy, or else of the worker",
        (Source::FlowRun, _) => "the flow run",
        (Source::Event, _) => "the event",
        (Source::Step { .. }, true) => "a pull step",
        (Source::Step { .. }, false) => "a step",
        (Source::Unknown, _) => "can't be told from here",
    }
}

/// A moment, short: `Fri 27 Nov 06:30`.
pub(super) fn moment(run: &Run) -> String {
    let at = run.at.format("%a %-d %b %H:%M");
    at.to_string()
}
