//! What the program writes about findings: one file for each format.

mod checkstyle;
mod concise;
mod excerpt;
mod fingerprint;
pub mod full;
mod github;
mod gitlab;
mod grouped;
mod json;
mod junit;
pub mod paths;
mod rdjson;
mod sarif;
mod sentence;
mod statistics;
mod summary;
pub mod text;
mod xml;

use std::io::{self, Write};

use prefect_lint_core::diagnostic::{Diagnostic, Safety, Severity};
use prefect_lint_core::suppression::Suppressed;
use prefect_lint_core::text::Source;

pub(crate) use statistics::{write as write_statistics, write_json as write_statistics_json};
pub use summary::line as summary_line;
pub(crate) use summary::{Mended, after_fixes, after_suppressions, fixed_in_baseline, would_fix};

use crate::args::Format;
use paths::Base;

/// What the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// Colour.
    pub color: bool,
    /// Words that lead to a page when they are clicked.
    pub links: bool,
}

/// A file with findings.
#[derive(Debug)]
pub struct Findings {
    /// The file.
    pub source: Source,
    /// What is to be said about it; hints are for editors, and not among them.
    pub diagnostics: Vec<Diagnostic>,
    /// What a comment silences.
    pub suppressed: Vec<Suppressed>,
    /// The least severity that makes the run fail; none: nothing does.
    pub fail_on: Option<Severity>,
}

impl Findings {
    /// Whether a finding makes the run fail.
    fn is_failure(&self, diagnostic: &Diagnostic) -> bool {
        self.fail_on
            .is_some_and(|least| diagnostic.severity >= least)
    }
}

/// What a run has found.
#[derive(Debug, Default)]
pub struct Report {
    /// The files with findings, silenced ones too, by path.
    pub findings: Vec<Findings>,
    /// The files that were checked, by path.
    pub checked: Vec<String>,
    /// What is to be said about those that could not be.
    pub failures: Vec<String>,
    /// How many findings the baseline hides.
    pub hidden: usize,
    /// Where the paths of the report start.
    pub base: Base,
}

impl Report {
    /// The findings of one text that was checked, none of which is silenced.
    pub fn of(source: Source, diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            checked: vec![source.path().to_owned()],
            findings: vec![Findings {
                source,
                diagnostics,
                suppressed: Vec::new(),
                fail_on: Some(Severity::Error),
            }],
            ..Self::default()
        }
    }

    /// All findings, in order.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().flat_map(|file| &file.diagnostics)
    }

    /// The files with findings that nothing silences.
    pub(crate) fn with_findings(&self) -> impl Iterator<Item = &Findings> {
        self.findings
            .iter()
            .filter(|file| !file.diagnostics.is_empty())
    }

    /// Whether a finding makes the run fail.
    pub(crate) fn fails(&self) -> bool {
        let fails = |file: &Findings| file.diagnostics.iter().any(|d| file.is_failure(d));
        self.findings.iter().any(fails)
    }

    /// All findings, those that comments silence behind the others of their file.
    fn with_silent(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().flat_map(|file| {
            let silent = file.suppressed.iter().map(|it| &it.diagnostic);
            file.diagnostics.iter().chain(silent)
        })
    }

    /// How many findings a comment silences.
    fn suppressed(&self) -> usize {
        self.findings.iter().map(|file| file.suppressed.len()).sum()
    }

    fn count(&self, severity: Severity) -> usize {
        self.diagnostics()
            .filter(|d| d.severity == severity)
            .count()
    }

    /// How many findings have a fix whose best is this safe.
    fn fixable(&self, safety: Safety) -> usize {
        self.diagnostics()
            .filter(|d| best_fix(d) == Some(safety))
            .count()
    }
}

/// How safe the safest fix of a finding is.
fn best_fix(diagnostic: &Diagnostic) -> Option<Safety> {
    diagnostic.fixes.iter().map(|fix| fix.safety).max()
}

/// Writes a report.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut dyn Write, report: &Report, format: Format, look: Look) -> io::Result<()> {
    match format {
        Format::Full => full::write(out, report, look),
        Format::Concise => concise::write(out, report, look),
        Format::Grouped => grouped::write(out, report, look),
        Format::Json => json::write(out, report),
        Format::Jsonl => json::write_lines(out, report),
        Format::Sarif => sarif::write(out, report),
        Format::Github => github::write(out, report),
        Format::Gitlab => gitlab::write(out, report),
        Format::Junit => junit::write(out, report),
        Format::Checkstyle => checkstyle::write(out, report),
        Format::Rdjson => rdjson::write(out, report),
    }
}
