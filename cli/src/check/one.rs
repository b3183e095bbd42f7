//! One file, from its bytes to its findings.

use prefect_lint_core::diagnostic::{Diagnostic, Severity};
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;
use prefect_lint_core::{Analysis, analyze, fix};

use super::discover::Target;
use super::{Failure, fixes, read};
use crate::args::CheckArgs;
use crate::output::Findings;

/// What is done with files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// They are checked.
    Report,
    /// They are mended; what is left is reported, or not.
    Fix { risky: bool, only: bool },
    /// What mending would change is shown.
    Diff { risky: bool },
}

impl Mode {
    pub(super) fn of(args: &CheckArgs) -> Self {
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
    /// What is to be said about it, if anything.
    pub(super) findings: Option<Findings>,
    /// How many fixes were applied, or would be.
    pub(super) fixes: usize,
    /// What they would change.
    pub(super) patch: Option<String>,
    /// The mended text from stdin, which goes to stdout.
    pub(super) stdin: Option<String>,
    /// Why it was not mended, although it should be.
    pub(super) trouble: Option<Failure>,
}

/// Checks a file, and mends it if that is asked for.
pub(super) fn check(target: &Target, settings: &Settings, mode: Mode) -> Result<Checked, Failure> {
    let source = read::source(target)?;
    Ok(match mode {
        Mode::Report => report(source, settings),
        Mode::Fix { risky, .. } => mend(target, source, settings, risky),
        Mode::Diff { risky } => compare(source, settings, risky),
    })
}

fn report(source: Source, settings: &Settings) -> Checked {
    let analysis = analyze(&source, settings);
    Checked {
        findings: findings(source, analysis),
        ..Checked::default()
    }
}

fn mend(target: &Target, source: Source, settings: &Settings, risky: bool) -> Checked {
    let fixed = fix::fix_all(source.clone(), settings, risky);
    let mut checked = Checked::default();
    match &target.path {
        None => checked.stdin = Some(fixed.source.text().to_owned()),
        Some(path) => {
            if let Err(trouble) = fixes::write(path, &source, &fixed.source) {
                checked = report(source, settings);
                checked.trouble = Some(trouble);
                return checked;
            }
        }
    }
    checked.fixes = fixed.count;
    checked.findings = findings(fixed.source, fixed.analysis);
    checked
}

fn compare(source: Source, settings: &Settings, risky: bool) -> Checked {
    let fixed = fix::fix_all(source.clone(), settings, risky);
    Checked {
        fixes: fixed.count,
        patch: Some(fixes::patch(&source, &fixed.source)),
        ..Checked::default()
    }
}

/// The findings that a terminal shows: hints are for editors.
fn findings(source: Source, analysis: Analysis) -> Option<Findings> {
    let shown = |d: &Diagnostic| d.severity > Severity::Hint;
    let diagnostics: Vec<_> = analysis.diagnostics.into_iter().filter(shown).collect();
    (!diagnostics.is_empty()).then_some(Findings {
        source,
        diagnostics,
    })
}
