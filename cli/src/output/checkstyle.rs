//! The report of Checkstyle, which many viewers of other linters read.

use std::io::{self, Write};

use prefect_lint_core::diagnostic::{Diagnostic, Severity};
use prefect_lint_core::text::Source;
use quick_xml::Writer;

use super::{Findings, Report, sentence, xml};

/// The version of the form, not of this program: what others write, too.
const VERSION: &str = "4.3";

/// Writes all findings.
pub(super) fn write(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let mut writer = xml::writer()?;
    let root = writer
        .create_element("checkstyle")
        .with_attribute(("version", VERSION));
    match report.with_findings().next() {
        None => root.write_empty()?,
        Some(_) => root.write_inner_content(|w| {
            report
                .with_findings()
                .try_for_each(|file| write_file(w, file))
        })?,
    };
    xml::finish(writer, out)
}

fn write_file(writer: &mut Writer<Vec<u8>>, file: &Findings) -> io::Result<()> {
    let name = xml::text(file.source.path());
    writer
        .create_element("file")
        .with_attribute(("name", name.as_str()))
        .write_inner_content(|w| {
            (file.diagnostics.iter()).try_for_each(|d| write_error(w, &file.source, d))
        })?;
    Ok(())
}

fn write_error(
    writer: &mut Writer<Vec<u8>>,
    source: &Source,
    diagnostic: &Diagnostic,
) -> io::Result<()> {
    let at = source.position(diagnostic.range.start());
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "info",
    };
    writer
        .create_element("error")
        .with_attributes([
            ("line", at.line.to_string().as_str()),
            ("column", at.column.to_string().as_str()),
            ("severity", severity),
            ("message", xml::text(&sentence::line(diagnostic)).as_str()),
            (
                "source",
                format!("prefect-lint.{}", diagnostic.rule).as_str(),
            ),
        ])
        .write_empty()?;
    Ok(())
}
