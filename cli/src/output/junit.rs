//! A report of tests as JUnit has it, for CI that shows nothing else.
//!
//! A file is a suite. Each finding is a test; it has failed if findings of its severity make the run fail. A file
//! without findings is a test that has passed, and a file that could not be checked is an error.

use std::collections::HashSet;
use std::io::{self, Write};

use prefect_lint_core::diagnostic::Diagnostic;
use prefect_lint_core::text::Source;
use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::{Findings, Report, sentence, xml};

const NAME: &str = "prefect-lint";

type Xml = Writer<Vec<u8>>;

/// Writes all files.
pub(super) fn write(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let mut writer = xml::writer()?;
    let failures: usize = report.findings.iter().map(failures).sum();
    let tests = report.diagnostics().count() + clean(report).count() + report.failures.len();
    writer
        .create_element("testsuites")
        .with_attributes([
            ("name", NAME),
            ("tests", tests.to_string().as_str()),
            ("failures", failures.to_string().as_str()),
            ("errors", report.failures.len().to_string().as_str()),
        ])
        .write_inner_content(|w| {
            report
                .with_findings()
                .try_for_each(|file| write_file(w, file))?;
            clean(report).try_for_each(|path| write_clean(w, path))?;
            (report.failures.iter()).try_for_each(|failure| write_failure(w, failure))
        })?;
    xml::finish(writer, out)
}

/// The files without findings.
fn clean(report: &Report) -> impl Iterator<Item = &str> {
    let found = report.with_findings().map(|file| file.source.path());
    let found: HashSet<&str> = found.collect();
    let checked = report.checked.iter().map(String::as_str);
    checked.filter(move |path| !found.contains(path))
}

fn write_suite(
    writer: &mut Xml,
    name: &str,
    [tests, failures, errors]: [usize; 3],
    content: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    writer
        .create_element("testsuite")
        .with_attributes([
            ("name", xml::text(name).as_str()),
            ("tests", tests.to_string().as_str()),
            ("failures", failures.to_string().as_str()),
            ("errors", errors.to_string().as_str()),
            ("package", NAME),
        ])
        .write_inner_content(content)?;
    Ok(())
}

/// How many findings of a file make the run fail.
fn failures(file: &Findings) -> usize {
    let fails = |d: &&Diagnostic| file.is_failure(d);
    file.diagnostics.iter().filter(fails).count()
}

fn write_file(writer: &mut Xml, file: &Findings) -> io::Result<()> {
    let counts = [file.diagnostics.len(), failures(file), 0];
    write_suite(writer, file.source.path(), counts, |w| {
        let write = |d| write_finding(w, &file.source, d, file.is_failure(d));
        file.diagnostics.iter().try_for_each(write)
    })
}

fn write_finding(
    writer: &mut Xml,
    source: &Source,
    diagnostic: &Diagnostic,
    fails: bool,
) -> io::Result<()> {
    let at = source.position(diagnostic.range.start());
    let place = format!("{}:{}:{}", source.path(), at.line, at.column);
    let text = format!(
        "{place}: {}[{}]\n{}",
        diagnostic.severity.as_str(),
        diagnostic.code,
        sentence::lines(diagnostic)
    );
    let text = xml::text(&text);
    let name = format!("{} at {}:{}", diagnostic.rule, at.line, at.column);
    write_case(writer, &name, source.path(), |w| {
        let element = match fails {
            false => w.create_element("system-out"),
            true => w.create_element("failure").with_attributes([
                ("type", diagnostic.severity.as_str()),
                ("message", xml::text(&diagnostic.message).as_str()),
            ]),
        };
        element.write_text_content(BytesText::new(&text)).map(drop)
    })
}

fn write_clean(writer: &mut Xml, path: &str) -> io::Result<()> {
    write_suite(writer, path, [1, 0, 0], |w| {
        w.create_element("testcase")
            .with_attributes([
                ("name", "no findings"),
                ("classname", xml::text(path).as_str()),
            ])
            .write_empty()
            .map(drop)
    })
}

fn write_failure(writer: &mut Xml, failure: &str) -> io::Result<()> {
    write_suite(writer, NAME, [1, 0, 1], |w| {
        write_case(w, "a file that could not be checked", NAME, |w| {
            w.create_element("error")
                .with_attribute(("message", xml::text(failure).as_str()))
                .write_empty()
                .map(drop)
        })
    })
}

fn write_case(
    writer: &mut Xml,
    name: &str,
    class: &str,
    content: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    writer
        .create_element("testcase")
        .with_attributes([("name", name), ("classname", xml::text(class).as_str())])
        .write_inner_content(content)?;
    Ok(())
}
