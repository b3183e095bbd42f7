//! A plan for people: short enough for a pull request.

use std::collections::HashMap;

use anstyle::Style;
use prefect_lint_core::plan::flow::Found;
use prefect_lint_core::plan::{DeploymentPlan, Plan, Value};

use super::rows::{self, DIM, Rows, YELLOW};
use super::table::{Cell, lines};
use super::words;
use crate::output::text::{plural, visible};
use crate::terminal::RED;

const BOLD: Style = Style::new().bold();

/// The width of the column of headings.
const HEADINGS: usize = 16;
/// So many lines are not shown again where another deployment has had the same.
const WORTH_A_REFERENCE: usize = 3;
/// Fields that have a place of their own.
const APART: &[&str] = &["name", "entrypoint", "work_pool", "parameters", "tags"];

/// The whole plan.
pub(super) fn show(plan: &Plan, is_quiet: bool) -> String {
    let mut page = Page::default();
    for deployment in &plan.deployments {
        page.deployment(deployment);
    }
    if !is_quiet {
        page.text += &summary(plan);
    }
    page.text
}

fn summary(plan: &Plan) -> String {
    let count = plural(plan.deployments.len(), "deployment");
    match (plan.errors.len(), super::can_be_deployed(plan)) {
        (0, true) => format!("{count} planned, nothing is in the way.\n"),
        (0, false) => format!("{count} planned.\n"),
        (errors, _) => {
            let errors = plural(errors, "error");
            format!("{count} planned, with {RED}{errors}{RED:#} in the way.\n")
        }
    }
}

/// What is written so far.
#[derive(Default)]
struct Page {
    text: String,
    /// Long blocks that have been shown, each with the deployment that had it first.
    seen: HashMap<(String, Vec<String>), String>,
}

impl Page {
    fn deployment(&mut self, plan: &DeploymentPlan) {
        self.text += &heading(plan);
        self.block(plan, "work pool", rows::pool(plan));
        self.block(plan, "parameters", rows::parameters(plan));
        self.block(plan, "job variables", rows::job_variables(plan));
        for section in &plan.sections {
            self.block(plan, section.section.key(), rows::steps(section));
        }
        self.block(plan, "outputs", rows::outputs(plan));
        let tags = plan.field(&["tags"]).map(rows::tags);
        self.block(plan, "tags", tags.into_iter().collect());
        for (name, value) in &plan.fields {
            if !APART.contains(&name.as_str()) {
                self.block(plan, called(name), vec![vec![field(value)]]);
            }
        }
        let schedules = plan.schedules.iter().flat_map(rows::schedule);
        self.block(plan, "schedules", schedules.collect());
        self.block(plan, "triggers", rows::triggers(plan));
        self.block(plan, "from elsewhere", rows::from_elsewhere(plan, false));
        self.block(plan, "at run time", rows::from_elsewhere(plan, true));
        self.block(plan, "lost", rows::lost(plan));
        if !plan.is_whole {
            let remark = Cell::styled("more is merged into it than can be read", YELLOW);
            self.block(plan, "", vec![vec![remark]]);
        }
        self.text.push('\n');
    }

    /// Some rows with a heading; the same rows as before only by a reference.
    fn block(&mut self, plan: &DeploymentPlan, heading: &str, rows: Rows) {
        let mut lines = lines(&rows);
        if lines.len() >= WORTH_A_REFERENCE {
            let key = (heading.to_owned(), lines.clone());
            match self.seen.get(&key) {
                Some(first) => lines = vec![format!("{DIM}as in {first}{DIM:#}")],
                None => drop(self.seen.insert(key, identity(plan))),
            }
        }
        for (at, line) in lines.into_iter().enumerate() {
            let heading = if at == 0 { heading } else { "" };
            let line = format!("  {DIM}{heading:<HEADINGS$}{DIM:#}{line}");
            self.text += line.trim_end();
            self.text.push('\n');
        }
    }
}

/// What a field is called.
fn called(name: &str) -> &str {
    match name {
        "concurrency_limit" => "concurrency",
        "enforce_parameter_schema" => "enforce schema",
        "version_type" => "version type",
        name => name,
    }
}

fn field(value: &Value) -> Cell {
    Cell::new(words::value(value))
}

/// `flow/name`, as Prefect calls a deployment.
fn identity(plan: &DeploymentPlan) -> String {
    let name = plan.name.as_deref().unwrap_or("(no name)");
    match &plan.flow.found {
        Found::Flow {
            name: Some(flow), ..
        } => words::clipped(&format!("{flow}/{name}")),
        _ => words::clipped(name),
    }
}

/// `flow/name  entrypoint  1 error`
fn heading(plan: &DeploymentPlan) -> String {
    let name = identity(plan);
    let entrypoint = plan.flow.entrypoint.as_deref();
    let entrypoint = words::clipped(entrypoint.unwrap_or("(no entrypoint)"));
    let mut text = format!("{BOLD}{name}{BOLD:#}  {entrypoint}");
    if let Found::Wrong(why) = &plan.flow.found {
        text += &format!("  {RED}{}{RED:#}", visible(why));
    }
    if plan.errors > 0 {
        text += &format!("  {RED}{}{RED:#}", plural(plan.errors, "error"));
    }
    if plan.warnings > 0 {
        text += &format!("  {YELLOW}{}{YELLOW:#}", plural(plan.warnings, "warning"));
    }
    text + "\n"
}
