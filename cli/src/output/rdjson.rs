//! The Diagnostic Format of reviewdog, with fixes as suggestions.

use std::io::{self, Write};

use prefect_lint_core::diagnostic::{Diagnostic, Fix, Label, Severity};
use prefect_lint_core::rules;
use prefect_lint_core::text::{Source, TextRange, TextSize};
use serde::Serialize;

use super::{Report, json, sentence};

#[derive(Serialize)]
struct Document<'a> {
    source: Tool,
    diagnostics: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Finding<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

/// Counted from 1, the column in bytes.
#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

/// Writes all findings.
pub(super) fn write(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let findings = report.findings.iter().flat_map(|file| {
        let finding = |diagnostic| finding(&file.source, diagnostic);
        file.diagnostics.iter().map(finding)
    });
    let document = Document {
        source: Tool {
            name: "prefect-lint",
            url: env!("CARGO_PKG_REPOSITORY"),
        },
        diagnostics: findings.collect(),
    };
    json::pretty(out, &document)
}

fn finding<'a>(source: &'a Source, diagnostic: &'a Diagnostic) -> Finding<'a> {
    Finding {
        message: sentence::lines(diagnostic),
        location: location(source, diagnostic.range),
        severity: match diagnostic.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info | Severity::Hint => "INFO",
        },
        code: Code {
            value: diagnostic.rule,
            url: rules::find(diagnostic.code).map(|rule| rule.meta().url()),
        },
        suggestions: diagnostic
            .fixes
            .iter()
            .filter_map(|fix| suggestion(source, fix))
            .collect(),
        related_locations: diagnostic
            .labels
            .iter()
            .map(|l| related(source, l))
            .collect(),
    }
}

fn location(source: &Source, range: TextRange) -> Location<'_> {
    Location {
        path: source.path(),
        range: self::range(source, range),
    }
}

fn related<'a>(source: &'a Source, label: &'a Label) -> Related<'a> {
    Related {
        message: &label.message,
        location: location(source, label.range),
    }
}

/// A fix as one replacement: several suggestions would be taken for so many fixes.
fn suggestion(source: &Source, fix: &Fix) -> Option<Suggestion> {
    let cover = TextRange::new(
        fix.edits.first()?.range.start(),
        fix.edits.last()?.range.end(),
    );
    let mut text = String::new();
    let mut from = cover.start();
    for edit in &fix.edits {
        text += source.text().get(span(from, edit.range.start()))?;
        text += &edit.text;
        from = edit.range.end();
    }
    Some(Suggestion {
        range: range(source, cover),
        text,
    })
}

fn span(start: TextSize, end: TextSize) -> std::ops::Range<usize> {
    start.into()..end.into()
}

fn range(source: &Source, range: TextRange) -> Range {
    Range {
        start: position(source, range.start()),
        end: position(source, range.end()),
    }
}

fn position(source: &Source, offset: TextSize) -> Position {
    let at = source
        .line_index()
        .line_col(offset.min(TextSize::of(source.text())));
    Position {
        line: at.line + 1,
        column: at.col + 1,
    }
}
