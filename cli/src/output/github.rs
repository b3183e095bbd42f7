//! Annotations for GitHub Actions: workflow commands, which the runner reads from the log.
//!
//! Of each kind it shows the first ten that a step prints, so the worst come first.

use std::io::{self, Write};

use prefect_lint_core::diagnostic::{Diagnostic, Severity};
use prefect_lint_core::text::Source;

use super::text::visible;
use super::{Report, sentence};

/// Writes all findings, errors first.
pub(super) fn write(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        for file in &report.findings {
            let path = report.base.in_repository(file.source.path());
            for diagnostic in file.diagnostics.iter().filter(|d| d.severity == severity) {
                writeln!(out, "{}", command(&path, &file.source, diagnostic))?;
            }
        }
    }
    Ok(())
}

fn command(path: &str, source: &Source, diagnostic: &Diagnostic) -> String {
    let name = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "notice",
    };
    let start = source.position(diagnostic.range.start());
    let end = source.position(diagnostic.range.end());
    // Columns may only be given where the mark is in one line.
    let place = match start.line == end.line {
        true => format!(
            "line={},col={},endLine={},endColumn={}",
            start.line, start.column, end.line, end.column
        ),
        false => format!("line={},endLine={}", start.line, end.line),
    };
    format!(
        "::{name} file={},{place},title={}::{}",
        property(&visible(path)),
        property(&format!("{} {}", diagnostic.code, diagnostic.rule)),
        data(&sentence::lines(diagnostic)),
    )
}

/// A text behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property, which ends at a comma or a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
