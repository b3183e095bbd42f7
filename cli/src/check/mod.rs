//! `prefect-lint check`: finds files, checks them side by side, mends them if asked to, and reports.

mod discover;
mod fixes;
mod one;
mod parallel;
mod read;
mod settings;

use crate::args::{CheckArgs, Format};
use crate::exit::Exit;
use crate::output::{self, Findings, Report};
use crate::terminal;

use one::{Checked, Mode};

/// A file that could not be dealt with, and why.
#[derive(Debug)]
struct Failure(String);

impl Failure {
    /// A file and what the system says about it.
    fn of(name: &str, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        Self(match error.kind() {
            ErrorKind::NotFound => format!("there is no file or directory `{name}`"),
            ErrorKind::PermissionDenied => format!("`{name}` may not be read: permission denied"),
            _ => format!("`{name}` can't be read: {error}"),
        })
    }
}

/// Runs the command.
pub(crate) fn run(args: &CheckArgs) -> Exit {
    match try_run(args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn try_run(args: &CheckArgs) -> Result<Exit, Exit> {
    let settings = settings::of(args)?;
    let mode = Mode::of(args);
    let found = discover::targets(args);
    let check = |target: &discover::Target| one::check(target, &settings, mode);
    let (checked, failed) = split(parallel::map(&found.targets, args.jobs, check));
    let failures: Vec<&Failure> = found.failures.iter().chain(&failed).collect();
    let troubles = checked.iter().filter_map(|file| file.trouble.as_ref());
    let all = failures.iter().copied().chain(troubles);
    let is_complete = all.map(|Failure(why)| terminal::complain(why)).count() == 0;
    let exit = conclude(args, mode, checked, failures.len())?;
    Ok(match is_complete {
        true => exit,
        false => Exit::Trouble,
    })
}

fn split(results: Vec<Result<Checked, Failure>>) -> (Vec<Checked>, Vec<Failure>) {
    let (mut checked, mut failed) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(file) => checked.push(file),
            Err(failure) => failed.push(failure),
        }
    }
    (checked, failed)
}

/// Writes what the run has to say.
fn conclude(
    args: &CheckArgs,
    mode: Mode,
    checked: Vec<Checked>,
    failures: usize,
) -> Result<Exit, Exit> {
    let fixes: usize = checked.iter().map(|file| file.fixes).sum();
    let mended = checked.iter().filter(|file| file.fixes > 0).count();
    match mode {
        Mode::Diff { .. } => {
            fixes::print_patches(&checked)?;
            say_unless_quiet(args, &output::would_fix(fixes, mended));
            Ok(match fixes {
                0 => Exit::Clean,
                _ => Exit::Findings,
            })
        }
        Mode::Fix { only: true, .. } => {
            fixes::print_stdin(&checked)?;
            say_unless_quiet(args, &output::after_fixes(fixes, mended));
            Ok(Exit::Clean)
        }
        Mode::Fix { .. } if checked.iter().any(|file| file.stdin.is_some()) => {
            fixes::print_stdin(&checked)?;
            let report = report(checked, failures);
            let text = render(args, &report, (fixes, mended))?;
            terminal::tell(String::from_utf8_lossy(&text).trim_end());
            Ok(verdict(args, &report))
        }
        _ => {
            let report = report(checked, failures);
            terminal::print(&render(args, &report, (fixes, mended))?)?;
            Ok(verdict(args, &report))
        }
    }
}

fn say_unless_quiet(args: &CheckArgs, line: &str) {
    if !args.quiet {
        terminal::tell(line);
    }
}

fn report(checked: Vec<Checked>, failures: usize) -> Report {
    let files = checked.len();
    let findings = checked.into_iter().filter_map(|file| file.findings);
    Report {
        findings: findings.collect::<Vec<Findings>>(),
        files,
        failures,
    }
}

fn render(
    args: &CheckArgs,
    report: &Report,
    (fixes, files): (usize, usize),
) -> Result<Vec<u8>, Exit> {
    let look = terminal::look();
    let mut text = Vec::new();
    let written = match args.statistics {
        true => output::write_statistics(&mut text, report, look),
        false => output::write(&mut text, report, args.output_format, look),
    };
    written.map_err(|error| {
        terminal::complain(&format!("cannot write the report: {error}"));
        Exit::Trouble
    })?;
    if args.output_format != Format::Json && !args.quiet {
        if fixes > 0 {
            text.extend(output::after_fixes(fixes, files).bytes().chain([b'\n']));
        }
        text.extend(output::summary_line(report).bytes().chain([b'\n']));
    }
    Ok(text)
}

fn verdict(args: &CheckArgs, report: &Report) -> Exit {
    let fails = |severity| args.fail_on.fails(severity);
    match report.diagnostics().any(|d| fails(d.severity)) {
        true => Exit::Findings,
        false => Exit::Clean,
    }
}
