//! What is said about a deployment, in rows of cells.

use anstyle::{AnsiColor, Style};
use prefect_lint_core::manifest::{Origin, Section};
use prefect_lint_core::plan::{
    DeploymentPlan, Lost, Parameter, SchedulePlan, SectionPlan, Source, StepPlan, TriggerPlan, Use,
    Value, fields,
};
use prefect_lint_core::schedule::reading::Verdict;
use prefect_lint_core::template::Fate;

use super::table::Cell;
use super::words;
use crate::output::text::visible;
use crate::terminal::RED;

const BOLD: Style = Style::new().bold();
const CYAN: Style = AnsiColor::Cyan.on_default();
/// What is said beside the matter.
pub(super) const DIM: Style = Style::new().dimmed();
/// What wants a look.
pub(super) const YELLOW: Style = AnsiColor::Yellow.on_default();

/// Rows of cells.
pub(super) type Rows = Vec<Vec<Cell>>;

/// The work pool and its queue.
pub(super) fn pool(plan: &DeploymentPlan) -> Rows {
    let field = |key: &str| {
        let value = plan.field(&["work_pool", key]);
        value.filter(|value| !value.is_falsy())
    };
    let text = |value: &Value| words::clipped(&value.text().unwrap_or_default());
    let name = match field("name") {
        Some(name) => Cell::new(text(name)),
        None => Cell::styled("none: the setting for a default pool must name one", YELLOW),
    };
    let queue = match field("work_queue_name") {
        Some(queue) => format!("queue {}", text(queue)),
        None => "default queue".to_owned(),
    };
    vec![vec![name, Cell::styled(queue, DIM)]]
}

/// The parameters with their values.
pub(super) fn parameters(plan: &DeploymentPlan) -> Rows {
    let row = |parameter: &Parameter| {
        let (value, remark) = words::parameter(&parameter.state);
        let style = match remark.contains("run") {
            true => YELLOW,
            false => DIM,
        };
        vec![
            Cell::new(words::clipped(&parameter.name)),
            Cell::new(value),
            Cell::styled(remark, style),
        ]
    };
    plan.parameters.iter().map(row).collect()
}

/// The job variables, nested ones by dotted names.
pub(super) fn job_variables(plan: &DeploymentPlan) -> Rows {
    match plan.field(&["work_pool", "job_variables"]) {
        Some(Value::Mapping(entries)) => words::flat(entries).into_iter().map(entry).collect(),
        _ => Rows::new(),
    }
}

fn entry((name, value): (String, &Value)) -> Vec<Cell> {
    vec![
        Cell::new(words::clipped(&name)),
        Cell::new(words::value(value)),
    ]
}

/// The steps of a section with their inputs.
pub(super) fn steps(section: &SectionPlan) -> Rows {
    let remark = |text: &str| vec![vec![Cell::styled(text, DIM)]];
    let mut rows: Rows = section.steps.iter().flat_map(step).collect();
    match section.origin {
        Origin::Off => rows.extend(remark("none, switched off")),
        Origin::Unknown => rows.extend(remark("can't be told")),
        Origin::Default(_) if section.section == Section::Pull && rows.is_empty() => {
            rows.extend(remark("none: the image has the code"));
        }
        _ => {}
    }
    if section.is_cut {
        rows.extend(remark("… and more"));
    }
    rows
}

fn step(step: &StepPlan) -> Rows {
    let id = step.id.as_deref().unwrap_or("-");
    let remark = match (step.is_made_up, step.is_sound) {
        (true, _) => Cell::styled("made up by Prefect", YELLOW),
        (_, false) => Cell::styled("Prefect can't run this", RED),
        _ => Cell::default(),
    };
    let heading = vec![
        Cell::styled(words::clipped(id), BOLD),
        Cell::styled(words::clipped(words::function(step)), CYAN),
        remark,
    ];
    let inputs = words::flat(&step.inputs).into_iter().map(|(name, value)| {
        vec![
            Cell::new(format!("  {}", words::clipped(&name))),
            Cell::new(words::value(value)),
        ]
    });
    [heading].into_iter().chain(inputs).collect()
}

/// Each output that is used, and where it goes.
pub(super) fn outputs(plan: &DeploymentPlan) -> Rows {
    let mut found: Vec<(&Source, Vec<String>)> = Vec::new();
    let uses = plan.uses.iter();
    for it in uses.filter(|it| matches!(it.source, Source::Step { .. })) {
        let spot = words::spot(plan, &it.spot);
        match found.iter_mut().find(|(source, _)| **source == it.source) {
            Some((_, spots)) if spots.contains(&spot) => {}
            Some((_, spots)) => spots.push(spot),
            None => found.push((&it.source, vec![spot])),
        }
    }
    let rows = found.into_iter().flat_map(|(source, spots)| {
        let output = words::output(plan, source).unwrap_or_default();
        spots.into_iter().enumerate().map(move |(at, spot)| {
            let output = if at == 0 { output.as_str() } else { "" };
            vec![
                Cell::new(words::clipped(output)),
                Cell::new(format!("→ {spot}")),
            ]
        })
    });
    rows.collect()
}

/// The tags, in one row.
pub(super) fn tags(value: &Value) -> Vec<Cell> {
    let tags = fields::tags(value).map(|tags| tags.join(", "));
    vec![Cell::new(tags.map_or_else(
        || words::value(value),
        |tags| words::clipped(&tags),
    ))]
}

/// A schedule in words, with its next runs.
pub(super) fn schedule(plan: &SchedulePlan) -> Rows {
    let key = plan.kind.map_or("", |kind| kind.key());
    let expression = plan.field(key).map(words::value).unwrap_or_default();
    let zone = plan
        .zone
        .map_or("a time zone that can't be told", |zone| zone.name());
    let doubt = match plan.is_active {
        Some(_) => Cell::default(),
        None => Cell::styled("on or off can't be told", YELLOW),
    };
    let first =
        |text: String, cell: Cell| vec![Cell::new(words::clipped(&text)), cell, doubt.clone()];
    let Some(reading) = &plan.reading else {
        let remark = Cell::styled("can't be told from here", DIM);
        return vec![first(format!("{key} {expression}"), remark)];
    };
    let words = match (&reading.verdict, &reading.words) {
        (Verdict::Refused(trouble), _) => {
            let trouble = Cell::styled(visible(&trouble.message).into_owned(), RED);
            return vec![first(format!("{key} {expression}"), trouble)];
        }
        (_, Some(words)) => format!("{words}, {zone}"),
        (_, None) => format!("{key} {expression}, {zone}"),
    };
    let next = match reading.runs.as_deref() {
        Some([]) => "no runs".to_owned(),
        Some(runs) => {
            let runs: Vec<String> = runs.iter().map(words::moment).collect();
            format!("next {}", runs.join(", "))
        }
        None => "the next runs can't be told".to_owned(),
    };
    let next = match plan.is_active {
        Some(false) => Cell::styled("switched off", YELLOW),
        _ => Cell::styled(next, DIM),
    };
    let mut rows = vec![first(words, next)];
    // They are about the next runs.
    let notes = (reading.notes.iter()).filter(|_| plan.is_active != Some(false));
    rows.extend(notes.map(|note| vec![Cell::styled(format!("  {}", visible(note)), DIM)]));
    rows
}

/// The triggers in words.
pub(super) fn triggers(plan: &DeploymentPlan) -> Rows {
    let row = |trigger: &TriggerPlan| {
        let name = trigger.name.as_deref().unwrap_or("?");
        vec![
            Cell::new(words::clipped(&trigger.words)),
            Cell::styled(words::clipped(name), DIM),
        ]
    };
    plan.triggers.iter().map(row).collect()
}

/// What the server, the environment and the run give.
pub(super) fn from_elsewhere(plan: &DeploymentPlan, at_run_time: bool) -> Rows {
    let uses = plan.uses.iter().filter(|it| {
        it.is_at_run_time() == at_run_time && !matches!(it.source, Source::Step { .. })
    });
    let row = |it: &Use| {
        vec![
            Cell::styled(words::clipped(&format!("{{{{ {} }}}}", it.name)), CYAN),
            Cell::new(words::spot(plan, &it.spot)),
            Cell::styled(words::source(it), DIM),
        ]
    };
    uses.map(row).collect()
}

/// The placeholders that get no value, and what becomes of them.
pub(super) fn lost(plan: &DeploymentPlan) -> Rows {
    plan.lost.iter().map(|it| lost_one(plan, it)).collect()
}

fn lost_one(plan: &DeploymentPlan, lost: &Lost) -> Vec<Cell> {
    let fate = match lost.fate {
        Fate::Kept => "kept as it is written",
        Fate::Emptied => "left empty",
        Fate::Dropped => "dropped",
        Fate::ItemDropped => "the item is dropped",
        Fate::Refused => "Prefect stops",
    };
    vec![
        Cell::styled(words::clipped(&format!("{{{{ {} }}}}", lost.name)), YELLOW),
        Cell::new(words::spot(plan, &lost.spot)),
        Cell::styled(format!("{fate}: {}", visible(&lost.why)), YELLOW),
    ]
}
