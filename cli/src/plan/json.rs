//! A plan for machines: version 1, as `schemas/plan.schema.json` describes it.

use chrono::SecondsFormat;
use prefect_lint_core::diagnostic::Diagnostic;
use prefect_lint_core::manifest::Origin;
use prefect_lint_core::plan::flow::Found;
use prefect_lint_core::plan::{
    DeploymentPlan, Lost, Parameter, Plan, SchedulePlan, SectionPlan, Source as From, Spot, State,
    StepPlan, TriggerPlan, Use, Value, fields,
};
use prefect_lint_core::schedule::reading::Verdict;
use prefect_lint_core::template::Fate;
use prefect_lint_core::text::Source;
use serde_json::{Map, Value as Json, json};

/// The document.
pub(super) fn show(source: &Source, plan: &Plan) -> serde_json::Result<String> {
    let notes = plan.notes.iter();
    let notes = notes.map(|note| json!({"message": note.message, "error": note.is_error}));
    let document = json!({
        "version": 1,
        "path": source.path(),
        "deployable": super::can_be_deployed(plan),
        "deployments": plan.deployments.iter().map(|it| deployment(source, it)).collect::<Vec<_>>(),
        "notes": notes.collect::<Vec<_>>(),
        "errors": plan.errors.iter().map(|it| error(source, it)).collect::<Vec<_>>(),
    });
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

fn error(source: &Source, error: &Diagnostic) -> Json {
    let place = source.position(error.range.start());
    json!({
        "code": error.code,
        "rule": error.rule,
        "message": error.message,
        "note": error.note,
        "help": error.help,
        "line": place.line,
        "column": place.column,
    })
}

fn deployment(source: &Source, plan: &DeploymentPlan) -> Json {
    let others = plan.fields.iter().filter(|(name, _)| {
        let apart = ["name", "entrypoint", "work_pool", "parameters", "tags"];
        !apart.contains(&name.as_str())
    });
    let pool = |key: &str| plan.field(&["work_pool", key]).map(value);
    json!({
        "name": plan.name,
        "line": source.position(plan.range.start()).line,
        "flow": flow(plan),
        "work_pool": pool("name"),
        "work_queue": pool("work_queue_name"),
        "job_variables": pool("job_variables").unwrap_or_else(|| json!({})),
        "parameters": plan.parameters.iter().map(parameter).collect::<Vec<_>>(),
        "tags": plan.field(&["tags"]).and_then(fields::tags),
        "fields": others.map(|(name, it)| (name.clone(), value(it))).collect::<Map<_, _>>(),
        "sections": plan.sections.iter().map(section).collect::<Vec<_>>(),
        "schedules": plan.schedules.iter().map(schedule).collect::<Vec<_>>(),
        "triggers": plan.triggers.iter().map(trigger).collect::<Vec<_>>(),
        "references": plan.uses.iter().map(reference).collect::<Vec<_>>(),
        "lost": plan.lost.iter().map(lost).collect::<Vec<_>>(),
        "errors": plan.errors,
        "warnings": plan.warnings,
        "complete": plan.is_whole && plan.sections.iter().all(|it| !it.is_cut),
    })
}

fn flow(plan: &DeploymentPlan) -> Json {
    let (name, path, problem) = match &plan.flow.found {
        Found::Flow { name, path } => (name.as_deref(), path.as_deref(), None),
        Found::Wrong(why) => (None, None, Some(why)),
        Found::Unknown => (None, None, None),
    };
    json!({
        "entrypoint": plan.flow.entrypoint,
        "name": name,
        "path": path,
        "problem": problem,
    })
}

fn parameter(parameter: &Parameter) -> Json {
    let (state, given) = match &parameter.state {
        State::Given(given) => ("given", value(given)),
        State::Unchecked(given) => ("unchecked", value(given)),
        State::Unknown(given) => ("unknown", value(given)),
        State::Default(source) => ("default", json!(source)),
        State::Missing => ("missing", Json::Null),
    };
    json!({"name": parameter.name, "state": state, "value": given})
}

fn section(plan: &SectionPlan) -> Json {
    let origin = match plan.origin {
        Origin::Own => "deployment",
        Origin::File => "file",
        Origin::Default(_) => "default",
        Origin::Off => "off",
        Origin::Unknown => "unknown",
    };
    json!({
        "section": plan.section.key(),
        "origin": origin,
        "steps": plan.steps.iter().map(step).collect::<Vec<_>>(),
    })
}

fn step(step: &StepPlan) -> Json {
    json!({
        "position": step.position,
        "id": step.id,
        "function": step.function,
        "inputs": mapping(&step.inputs),
        "requires": step.requires,
        "outputs": step.outputs,
        "made_up": step.is_made_up,
    })
}

fn schedule(plan: &SchedulePlan) -> Json {
    let reading = plan.reading.as_ref();
    let runs = reading.and_then(|reading| reading.runs.as_ref());
    let runs = runs.map(|runs| {
        let runs = runs.iter();
        let at = runs.map(|run| run.at.to_rfc3339_opts(SecondsFormat::Secs, false));
        at.collect::<Vec<_>>()
    });
    let refused = reading.and_then(|reading| match &reading.verdict {
        Verdict::Refused(trouble) => Some(&trouble.message),
        _ => None,
    });
    json!({
        "kind": plan.kind.map(|kind| kind.key()),
        "fields": mapping(&plan.fields),
        "timezone": plan.zone.map(|zone| zone.name()),
        "active": plan.is_active,
        "words": reading.and_then(|reading| reading.words.as_ref()),
        "runs": runs,
        "notes": reading.map_or(&[][..], |reading| &reading.notes),
        "refused": refused,
    })
}

fn trigger(plan: &TriggerPlan) -> Json {
    json!({
        "name": plan.name,
        "type": plan.kind.map(|kind| kind.word()),
        "words": plan.words,
        "fields": mapping(&plan.fields),
    })
}

fn reference(it: &Use) -> Json {
    let (from, step) = match &it.source {
        From::Step {
            section,
            position,
            output,
        } => {
            let step = json!({"section": section.key(), "position": position, "output": output});
            ("step", step)
        }
        From::Block => ("block", Json::Null),
        From::Variable => ("variable", Json::Null),
        From::Environment => ("environment", Json::Null),
        From::WorkerEnvironment => ("worker-environment", Json::Null),
        From::FlowRun => ("flow-run", Json::Null),
        From::Event => ("event", Json::Null),
        From::Unknown => ("unknown", Json::Null),
    };
    let when = match it.is_at_run_time() {
        true => "run",
        false => "deploy",
    };
    json!({"to": spot(&it.spot), "placeholder": it.name, "from": from, "step": step, "when": when})
}

fn lost(lost: &Lost) -> Json {
    let fate = match lost.fate {
        Fate::Kept => "kept",
        Fate::Emptied => "emptied",
        Fate::Dropped => "dropped",
        Fate::ItemDropped => "item-dropped",
        Fate::Refused => "refused",
    };
    json!({"at": spot(&lost.spot), "placeholder": lost.name, "outcome": fate, "why": lost.why})
}

fn spot(spot: &Spot) -> Json {
    let (section, position) = spot.step.unzip();
    json!({
        "section": section.map(|section| section.key()),
        "position": position,
        "path": spot.path,
    })
}

fn mapping(entries: &[(String, Value)]) -> Json {
    let entries = entries.iter().map(|(name, it)| (name.clone(), value(it)));
    Json::Object(entries.collect())
}

/// A value, known ones filled in and the others as their placeholders. What could not be read is null.
fn value(it: &Value) -> Json {
    match it.known() {
        Value::Null | Value::Unknown => Json::Null,
        Value::Bool(value) => json!(value),
        // A number that no machine word holds is text.
        Value::Number(number) => serde_json::from_str(number).unwrap_or_else(|_| json!(number)),
        Value::Text(_) => json!(it.text()),
        Value::List(items) => items.iter().map(value).collect(),
        Value::Mapping(entries) => mapping(entries),
    }
}
