//! The report that GitLab shows as Code Quality.

use std::io::{self, Write};

use prefect_lint_core::diagnostic::{Diagnostic, Severity};
use prefect_lint_core::text::Source;
use serde::Serialize;

use super::fingerprint::hashes;
use super::{Report, json};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'a str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// Writes all findings.
pub(super) fn write(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let paths: Vec<String> = (report.findings.iter())
        .map(|file| report.base.in_repository(file.source.path()))
        .collect();
    let issues = report.findings.iter().zip(&paths).flat_map(|(file, path)| {
        let each = file.diagnostics.iter().zip(hashes(path, file));
        each.map(|(d, fingerprint)| issue(path, &file.source, d, fingerprint))
    });
    let issues: Vec<Issue> = issues.collect();
    json::pretty(out, &issues)
}

fn issue<'a>(
    path: &'a str,
    source: &Source,
    diagnostic: &'a Diagnostic,
    fingerprint: String,
) -> Issue<'a> {
    Issue {
        description: format!("{}: {}", diagnostic.code, diagnostic.message),
        check_name: diagnostic.rule,
        fingerprint,
        severity: match diagnostic.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info | Severity::Hint => "info",
        },
        location: Location {
            path,
            lines: Lines {
                begin: source.position(diagnostic.range.start()).line,
                end: source.position(diagnostic.range.end()).line,
            },
        },
    }
}
