//! `prefect-lint plan`: what `prefect deploy` would do with each deployment, without doing it.

mod json;
mod markdown;
mod mermaid;
mod rows;
mod table;
mod text;
mod words;

use std::path::Path;

use prefect_lint_core::diagnostic::Diagnostic;
use prefect_lint_core::plan::{Plan, Request};
use prefect_lint_core::plan_in;
use prefect_lint_core::project::{Modules, Project};
use prefect_lint_core::text::Source;
use prefect_lint_host::roots;

use crate::args::{Format, PlanArgs, PlanFormat, RuleArgs};
use crate::check::discover::Target;
use crate::check::{Failure, read};
use crate::disk::Disk;
use crate::exit::Exit;
use crate::output::text::visible;
use crate::output::{self, Report};
use crate::settings::{self, absolute};
use crate::terminal;
pub(crate) use markdown::markdown;

/// So many runs of each schedule are foretold.
const RUNS: usize = 3;

/// Runs the command.
pub(crate) fn run(args: &PlanArgs) -> Exit {
    match try_run(args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn try_run(args: &PlanArgs) -> Result<Exit, Exit> {
    let target = target(args);
    let source = read::source(&target).map_err(|Failure(why)| {
        terminal::complain(&why);
        Exit::Trouble
    })?;
    let plan = plan(args, &target, &source)?;
    let shown = match args.format {
        PlanFormat::Text => frames(&source, &plan.errors)? + &text::show(&plan, args.quiet),
        PlanFormat::Json => json::show(&source, &plan).map_err(|error| unwritten(&error))?,
        PlanFormat::Mermaid => {
            // A picture has no room for them.
            let frames = frames(&source, &plan.errors)?;
            if !frames.is_empty() {
                terminal::tell(frames.trim_end());
            }
            mermaid::show(&plan)
        }
    };
    terminal::print(shown.as_bytes())?;
    say(args, &plan);
    Ok(match can_be_deployed(&plan) {
        true => Exit::Clean,
        false => Exit::Findings,
    })
}

/// Whether nothing is in the way of what is picked.
fn can_be_deployed(plan: &Plan) -> bool {
    plan.errors.is_empty() && !plan.notes.iter().any(|note| note.is_error)
}

fn target(args: &PlanArgs) -> Target {
    match args.file.as_os_str() == "-" {
        true => Target::stdin(Path::new("prefect.yaml")),
        false => Target::file(&args.file),
    }
}

fn plan(args: &PlanArgs, target: &Target, source: &Source) -> Result<Plan, Exit> {
    let rules = RuleArgs {
        target_version: args.target_version,
        ..RuleArgs::default()
    };
    let finder = settings::finder(&args.settings, &rules, &args.root)?;
    let found = finder.of_file(&target.place);
    settings::report(&finder)?;
    let Ok(effective) = found else {
        return Err(Exit::Trouble);
    };
    let request = Request {
        names: args.names.clone(),
        runs: RUNS,
    };
    let disk = Disk::default();
    let modules = Modules::new(&disk);
    let roots = (!target.is_stdin).then(|| roots(&target.place, &finder, &effective.roots));
    let project = roots.as_deref().map(|roots| Project {
        modules: &modules,
        roots,
    });
    let settings = effective.for_file(&absolute(&target.place));
    Ok(plan_in(source, &settings, project, &request))
}

/// The errors with their lines, and an empty line behind them.
fn frames(source: &Source, errors: &[Diagnostic]) -> Result<String, Exit> {
    if errors.is_empty() {
        return Ok(String::new());
    }
    let report = Report::of(source.clone(), errors.to_vec());
    let mut bytes = Vec::new();
    output::write(&mut bytes, &report, Format::Full, terminal::look())
        .map_err(|error| unwritten(&error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn unwritten(error: &dyn std::fmt::Display) -> Exit {
    terminal::complain(&format!("cannot write the plan: {error}"));
    Exit::Trouble
}

/// What is to be known about how deployments were picked.
fn say(args: &PlanArgs, plan: &Plan) {
    for note in &plan.notes {
        if note.is_error {
            terminal::complain(&note.message);
        } else if !args.quiet {
            terminal::tell(&format!("warning: {}", visible(&note.message)));
        }
    }
}
