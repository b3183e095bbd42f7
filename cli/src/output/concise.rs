//! Findings in one line each: `prefect.yaml:3:5: error[PF005] duplicate-key: …`.

use std::io::{self, Write};

use anstyle::Style;

use super::full::{color_of, linked};
use super::text::visible;
use super::{Look, Report};

/// Writes all findings.
pub(super) fn write(out: &mut dyn Write, report: &Report, look: Look) -> io::Result<()> {
    for file in &report.findings {
        let path = visible(file.source.path());
        for diagnostic in &file.diagnostics {
            let at = file.source.position(diagnostic.range.start());
            let (bold, style) = match look.color {
                true => (Style::new().bold(), color_of(diagnostic.severity)),
                false => (Style::new(), Style::new()),
            };
            writeln!(
                out,
                "{bold}{path}{bold:#}:{}:{}: {style}{}[{}]{style:#} {}: {}",
                at.line,
                at.column,
                diagnostic.severity.as_str(),
                linked(diagnostic, look),
                diagnostic.rule,
                visible(&diagnostic.message),
            )?;
        }
    }
    Ok(())
}
