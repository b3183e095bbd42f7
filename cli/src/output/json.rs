//! Findings for machines: version 1 of the report, as `schemas/report.schema.json` describes it.

use std::io::{self, Write};

use prefect_lint_core::diagnostic::{Diagnostic, Safety, Severity};
use prefect_lint_core::rules;
use prefect_lint_core::text::{Source, TextRange, TextSize};
use serde::Serialize;

use super::Report;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    diagnostics: Vec<Finding<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Finding<'a> {
    path: &'a str,
    rule: &'a str,
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    range: Range,
    labels: Vec<Label<'a>>,
    fixes: Vec<Fix<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deployment: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
    offset: u32,
}

#[derive(Serialize)]
struct Label<'a> {
    path: &'a str,
    range: Range,
    message: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    safety: &'a str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    path: &'a str,
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
pub(super) struct Summary {
    files: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    suppressed: usize,
    baselined: usize,
    fixable: usize,
}

/// Writes the report.
pub(super) fn write(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let document = Document {
        version: 1,
        diagnostics: findings(report).collect(),
        summary: summary(report),
    };
    pretty(out, &document)
}

/// Writes the findings, each in a line of its own.
pub(super) fn write_lines(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    findings(report).try_for_each(|finding| {
        serde_json::to_writer(&mut *out, &finding).map_err(io::Error::from)?;
        writeln!(out)
    })
}

fn findings(report: &Report) -> impl Iterator<Item = Finding<'_>> {
    report.findings.iter().flat_map(|file| {
        let finding = |diagnostic| finding(&file.source, diagnostic);
        file.diagnostics.iter().map(finding)
    })
}

/// The numbers at the end of a document.
pub(super) fn summary(report: &Report) -> Summary {
    Summary {
        files: report.checked.len(),
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        infos: report.count(Severity::Info),
        suppressed: report.suppressed(),
        baselined: report.hidden,
        fixable: report.fixable(Safety::Safe),
    }
}

fn finding<'a>(source: &'a Source, diagnostic: &'a Diagnostic) -> Finding<'a> {
    Finding {
        path: source.path(),
        rule: diagnostic.rule,
        code: diagnostic.code,
        severity: diagnostic.severity.as_str(),
        message: &diagnostic.message,
        note: diagnostic.note.as_deref(),
        help: diagnostic.help.as_deref(),
        range: range(source, diagnostic.range),
        labels: diagnostic.labels.iter().map(|l| label(source, l)).collect(),
        fixes: diagnostic.fixes.iter().map(|f| fix(source, f)).collect(),
        deployment: diagnostic.deployment.as_deref(),
        url: rules::find(diagnostic.code).map(|rule| rule.meta().url()),
    }
}

fn label<'a>(source: &'a Source, label: &'a prefect_lint_core::diagnostic::Label) -> Label<'a> {
    Label {
        path: source.path(),
        range: range(source, label.range),
        message: &label.message,
    }
}

fn fix<'a>(source: &'a Source, fix: &'a prefect_lint_core::diagnostic::Fix) -> Fix<'a> {
    let edits = fix.edits.iter().map(|edit| Edit {
        path: source.path(),
        range: range(source, edit.range),
        text: &edit.text,
    });
    Fix {
        title: &fix.title,
        safety: fix.safety.as_str(),
        edits: edits.collect(),
    }
}

fn range(source: &Source, range: TextRange) -> Range {
    Range {
        start: place(source, range.start()),
        end: place(source, range.end()),
    }
}

fn place(source: &Source, offset: TextSize) -> Place {
    let position = source.position(offset);
    Place {
        line: position.line,
        column: position.column,
        offset: offset.into(),
    }
}

/// Writes a document, made to be read, and ends its last line.
pub(super) fn pretty(out: &mut dyn Write, document: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, document).map_err(io::Error::from)?;
    writeln!(out)
}
