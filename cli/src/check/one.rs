//! One file, from its bytes to its findings.

use prefect_lint_core::diagnostic::{Diagnostic, Severity};
use prefect_lint_core::project::{Modules, Project, Root};
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;
use prefect_lint_core::{Analysis, analyze_in, fix, suppression};
use prefect_lint_host::roots;

use super::discover::Target;
use super::{Failure, fixes, read};
use crate::args::CheckArgs;
use crate::output::Findings;
use crate::settings::{Finder, absolute};

/// What is done with files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode<'a> {
    /// They are checked.
    Report,
    /// They are mended; what is left is reported, or not.
    Fix { risky: bool, only: bool },
    /// What mending would change is shown.
    Diff { risky: bool },
    /// What is found is silenced by comments.
    Suppress { reason: &'a str },
}

impl<'a> Mode<'a> {
    pub(super) fn of(args: &'a CheckArgs) -> Self {
        if let Some(reason) = &args.add_suppressions {
            return Self::Suppress {
                reason: reason.trim(),
            };
        }
        let risky = args.unsafe_fixes;
        match (args.diff, args.fix || args.fix_only) {
            (true, _) => Self::Diff { risky },
            (false, true) => Self::Fix {
                risky,
                only: args.fix_only,
            },
            (false, false) => Self::Report,
        }
    }
}

/// A file that has been checked.
#[derive(Debug, Default)]
pub(super) struct Checked {
    /// What reports call it.
    pub(super) name: String,
    /// What is to be said about it, if anything.
    pub(super) findings: Option<Box<Findings>>,
    /// How many fixes were applied, or would be; how many findings were silenced.
    pub(super) fixes: usize,
    /// How many were left out, for they would do harm.
    pub(super) left_out: usize,
    /// What else is to be said about fixes.
    pub(super) notes: Vec<String>,
    /// What they would change.
    pub(super) patch: Option<String>,
    /// The mended text from stdin, which goes to stdout.
    pub(super) stdin: Option<String>,
    /// Why it was not mended, although it should be.
    pub(super) trouble: Option<Failure>,
}

/// What all files of a run have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run<'r> {
    pub(super) settings: &'r Finder,
    pub(super) modules: &'r Modules<'r>,
    pub(super) mode: Mode<'r>,
}

/// What counts for one file.
#[derive(Debug, Clone, Copy)]
struct Around<'r> {
    settings: &'r Settings,
    /// The least severity that makes the run fail.
    fail_on: Option<Severity>,
    project: Option<Project<'r>>,
}

/// Checks a file, and mends it if that is asked for.
pub(super) fn check(target: &Target, run: Run<'_>) -> Result<Checked, Failure> {
    let source = read::source(target)?;
    let place = &target.place;
    let effective = run.settings.of_file(place);
    let effective = effective.map_err(|failure| Failure(failure.0.clone()))?;
    // What stands around a text from stdin is not known.
    let roots: Option<Vec<Root>> =
        (!target.is_stdin).then(|| roots(place, run.settings, &effective.roots));
    let around = Around {
        settings: &effective.for_file(&absolute(place)),
        fail_on: effective.fail_on,
        project: roots.as_deref().map(|roots| Project {
            modules: run.modules,
            roots,
        }),
    };
    let checked = match run.mode {
        Mode::Report => report(source, around),
        Mode::Fix { risky, only } => {
            let fixed = fix::fix_all(source.clone(), around.settings, around.project, risky);
            let (left_out, notes) = (fixed.left_out.len(), fixes::notes(&fixed, !only));
            let new = (fixed.source, fixed.analysis, fixed.count);
            Checked {
                left_out,
                notes,
                ..mend(target, source, around, new)
            }
        }
        Mode::Suppress { reason } => {
            let added = suppression::add(source.clone(), around.settings, around.project, reason);
            let new = (added.source, added.analysis, added.count);
            mend(target, source, around, new)
        }
        Mode::Diff { risky } => compare(source, around, risky),
    };
    Ok(Checked {
        name: target.name.clone(),
        ..checked
    })
}

fn report(source: Source, around: Around<'_>) -> Checked {
    let analysis = analyze_in(&source, around.settings, around.project);
    judged(source, analysis, around)
}

/// Puts the new text in the place of the old one.
fn mend(
    target: &Target,
    old: Source,
    around: Around<'_>,
    (new, analysis, count): (Source, Analysis, usize),
) -> Checked {
    let mut stdin = None;
    if target.is_stdin {
        stdin = Some(new.text().to_owned());
    } else if let Err(trouble) = fixes::write(&target.place, &old, &new) {
        return Checked {
            trouble: Some(trouble),
            ..report(old, around)
        };
    }
    Checked {
        fixes: count,
        stdin,
        ..judged(new, analysis, around)
    }
}

fn compare(source: Source, around: Around<'_>, risky: bool) -> Checked {
    let fixed = fix::fix_all(source.clone(), around.settings, around.project, risky);
    Checked {
        fixes: fixed.count,
        left_out: fixed.left_out.len(),
        notes: fixes::notes(&fixed, false),
        patch: Some(fixes::patch(&source, &fixed.source)),
        ..Checked::default()
    }
}

/// A file with the findings that a terminal shows: hints are for editors.
fn judged(source: Source, analysis: Analysis, around: Around<'_>) -> Checked {
    let shown = |d: &Diagnostic| d.severity > Severity::Hint;
    let diagnostics: Vec<_> = analysis.diagnostics.into_iter().filter(shown).collect();
    let suppressed: Vec<_> = (analysis.suppressed.into_iter())
        .filter(|suppressed| shown(&suppressed.diagnostic))
        .collect();
    Checked {
        // Most files of a large run have none, so all that is kept of them is small.
        findings: (!diagnostics.is_empty() || !suppressed.is_empty()).then(|| {
            Box::new(Findings {
                source,
                diagnostics,
                suppressed,
                fail_on: around.fail_on,
            })
        }),
        ..Checked::default()
    }
}
