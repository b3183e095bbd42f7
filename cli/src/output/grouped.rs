//! Findings under the files that they are in, in columns.

use std::io::{self, Write};

use anstyle::Style;

use super::full::{color_of, linked};
use super::text::visible;
use super::{Findings, Look, Report};

/// Writes all findings.
pub(super) fn write(out: &mut dyn Write, report: &Report, look: Look) -> io::Result<()> {
    for file in report.with_findings() {
        write_file(out, file, look)?;
    }
    Ok(())
}

fn write_file(out: &mut dyn Write, file: &Findings, look: Look) -> io::Result<()> {
    let heading = match look.color {
        true => Style::new().bold().underline(),
        false => Style::new(),
    };
    writeln!(out, "{heading}{}{heading:#}", visible(file.source.path()))?;
    let places: Vec<String> = (file.diagnostics.iter())
        .map(|d| file.source.position(d.range.start()))
        .map(|at| format!("{}:{}", at.line, at.column))
        .collect();
    let width = places.iter().map(String::len).max().unwrap_or(0);
    for (place, diagnostic) in places.iter().zip(&file.diagnostics) {
        let style = match look.color {
            true => color_of(diagnostic.severity),
            false => Style::new(),
        };
        writeln!(
            out,
            "  {place:>width$}  {style}{:<7}{style:#}  {}  {}  ({})",
            diagnostic.severity.as_str(),
            linked(diagnostic, look),
            visible(&diagnostic.message),
            diagnostic.rule,
        )?;
    }
    writeln!(out)
}
