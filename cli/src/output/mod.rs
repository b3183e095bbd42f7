//! What the program writes about findings: one file for each format.

mod concise;
mod excerpt;
pub mod full;
mod json;
mod statistics;
mod summary;
pub mod text;

use std::io::{self, Write};

use prefect_lint_core::diagnostic::{Diagnostic, Safety, Severity};
use prefect_lint_core::text::Source;

pub(crate) use statistics::write as write_statistics;
pub use summary::line as summary_line;
pub(crate) use summary::{after_fixes, would_fix};

use crate::args::Format;

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
}

/// What a run has found.
#[derive(Debug, Default)]
pub struct Report {
    /// The files with findings, by path.
    pub findings: Vec<Findings>,
    /// How many files were checked.
    pub files: usize,
    /// How many could not be.
    pub failures: usize,
}

impl Report {
    /// All findings, in order.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().flat_map(|file| &file.diagnostics)
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
        Format::Json => json::write(out, report),
    }
}
