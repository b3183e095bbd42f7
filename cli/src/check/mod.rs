//! `prefect-lint check`: finds files, checks them side by side, mends them if asked to, and reports.

mod baseline;
pub(crate) mod discover;
mod emit;
pub(crate) mod fixes;
mod one;
mod parallel;
mod progress;
pub(crate) mod read;
mod verbose;
mod watch;

use std::path::Path;

use prefect_lint_core::project::Modules;
pub(crate) use prefect_lint_host::Failure;

use crate::args::CheckArgs;
use crate::disk::{self, Disk};
use crate::exit::Exit;
use crate::output::{self, Mended, Report};
use crate::settings::{self, Finder};
use crate::terminal;

use baseline::Baseline;
use emit::{Way, emit};
use one::{Checked, Mode};
use progress::Progress;
use verbose::Stopwatch;

/// Runs the command.
pub(crate) fn run(args: &CheckArgs) -> Exit {
    let once = || match try_run(args) {
        Ok(exit) | Err(exit) => exit,
    };
    match args.watch {
        true => watch::run(args, once),
        false => once(),
    }
}

fn try_run(args: &CheckArgs) -> Result<Exit, Exit> {
    let settings = settings::finder(&args.settings, &args.rules, &args.root)?;
    let baseline = args.output.baseline.as_deref().map(Baseline::read);
    let baseline = baseline.transpose()?;
    let mode = Mode::of(args);
    let stopwatch = Stopwatch::start(args);
    let disk = Disk::default();
    let found = discover::targets(args, &settings, &disk);
    settings::report(&settings)?;
    stopwatch.tell_settings(&settings);
    let run = one::Run {
        settings: &settings,
        modules: &Modules::new(&disk),
        mode,
    };
    let progress = Progress::new(found.targets.len());
    let check = |target: &discover::Target| {
        let checked = stopwatch.time(target, || one::check(target, run));
        progress.advance();
        checked
    };
    let (checked, failed) = split(parallel::map(&found.targets, args.jobs, check));
    progress.finish();
    stopwatch.stop();
    let failures: Vec<Failure> = found.failures.into_iter().chain(failed).collect();
    let troubles = checked.iter().filter_map(|file| file.trouble.as_ref());
    let all = failures.iter().chain(troubles);
    let notes = checked.iter().flat_map(|file| &file.notes);
    notes
        .filter(|_| !args.output.quiet)
        .for_each(|note| terminal::note(note));
    let is_complete = all.map(|Failure(why)| terminal::complain(why)).count() == 0;
    let exit = conclude(args, mode, checked, failures, &settings, baseline.as_ref())?;
    Ok(match is_complete {
        true => exit,
        false => Exit::Trouble,
    })
}

fn split(results: Vec<Result<Checked, Failure>>) -> (Vec<Checked>, Vec<Failure>) {
    let (mut checked, mut failed) = (Vec::with_capacity(results.len()), Vec::new());
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
    mode: Mode<'_>,
    checked: Vec<Checked>,
    failures: Vec<Failure>,
    settings: &Finder,
    baseline: Option<&Baseline>,
) -> Result<Exit, Exit> {
    let mended = Mended {
        fixes: checked.iter().map(|file| file.fixes).sum(),
        files: checked.iter().filter(|file| file.fixes > 0).count(),
        left_out: checked.iter().map(|file| file.left_out).sum(),
    };
    let done = match mode {
        Mode::Fix { .. } if mended.fixes + mended.left_out > 0 => Some(output::after_fixes(mended)),
        Mode::Suppress { .. } => Some(output::after_suppressions(mended.fixes, mended.files)),
        _ => None,
    };
    match mode {
        Mode::Diff { .. } => {
            fixes::print_patches(&checked)?;
            say_unless_quiet(args, &output::would_fix(mended));
            Ok(match mended.fixes {
                0 => Exit::Clean,
                _ => Exit::Findings,
            })
        }
        Mode::Fix { only: true, .. } => {
            fixes::print_stdin(&checked)?;
            say_unless_quiet(args, &output::after_fixes(mended));
            Ok(Exit::Clean)
        }
        Mode::Fix { .. } | Mode::Suppress { .. } | Mode::Report => {
            let way = match checked.iter().any(|file| file.stdin.is_some()) {
                true => Way::Stderr,
                false => Way::Stdout,
            };
            fixes::print_stdin(&checked)?;
            let report = report(checked, failures);
            match &args.output.write_baseline {
                Some(file) => put_off(args, file, &report, done),
                None => show(args, report, done, way, settings, baseline),
            }
        }
    }
}

/// Shows what is not in the baseline, and judges by that.
fn show(
    args: &CheckArgs,
    mut report: Report,
    done: Option<String>,
    way: Way,
    settings: &Finder,
    baseline: Option<&Baseline>,
) -> Result<Exit, Exit> {
    let left = baseline.map(|baseline| baseline.hide(&mut report));
    emit(args, &report, done, way)?;
    let has_run = |file: &Path, rule: &str| settings.runs(file, rule);
    match left.map_or(0, |left| left.fixed(&report, has_run)) {
        0 => {}
        gone => say_unless_quiet(args, &output::fixed_in_baseline(gone)),
    }
    Ok(verdict(&report))
}

/// Writes the baseline, unless something could not be checked: it would be known as free of findings.
fn put_off(
    args: &CheckArgs,
    file: &Path,
    report: &Report,
    done: Option<String>,
) -> Result<Exit, Exit> {
    if !report.failures.is_empty() {
        terminal::complain("the baseline is not written, since not everything could be checked");
        return Err(Exit::Trouble);
    }
    let said = baseline::write(file, report)?;
    done.iter()
        .chain([&said])
        .for_each(|line| say_unless_quiet(args, line));
    Ok(Exit::Clean)
}

fn say_unless_quiet(args: &CheckArgs, line: &str) {
    if !args.output.quiet {
        terminal::tell(line);
    }
}

fn report(checked: Vec<Checked>, failures: Vec<Failure>) -> Report {
    let mut findings = Vec::new();
    let name = |file: Checked| {
        findings.extend(file.findings.map(|it| *it));
        file.name
    };
    Report {
        checked: checked.into_iter().map(name).collect(),
        findings,
        failures: failures.into_iter().map(|Failure(why)| why).collect(),
        hidden: 0,
        base: disk::base(),
    }
}

fn verdict(report: &Report) -> Exit {
    match report.fails() {
        true => Exit::Findings,
        false => Exit::Clean,
    }
}
