//! How often each rule has something to say.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::full::color_of;
use super::{Look, Report, best_fix, json};
use anstyle::Style;
use prefect_lint_core::diagnostic::{Safety, Severity};
use serde::Serialize;

#[derive(Serialize)]
struct Document {
    version: u32,
    statistics: Vec<Row>,
    summary: json::Summary,
}

/// What a rule has found of one severity.
#[derive(Serialize)]
struct Row {
    code: &'static str,
    rule: &'static str,
    #[serde(serialize_with = "word")]
    severity: Severity,
    count: usize,
    fixable: usize,
}

fn word<S: serde::Serializer>(severity: &Severity, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(severity.as_str())
}

/// The rules with findings, the most frequent first.
fn rows(report: &Report) -> Vec<Row> {
    let mut rows: BTreeMap<(&str, Severity), Row> = BTreeMap::new();
    for d in report.diagnostics() {
        let row = rows.entry((d.code, d.severity)).or_insert(Row {
            code: d.code,
            rule: d.rule,
            severity: d.severity,
            count: 0,
            fixable: 0,
        });
        row.count += 1;
        row.fixable += usize::from(best_fix(d) == Some(Safety::Safe));
    }
    let mut rows: Vec<Row> = rows.into_values().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    rows
}

/// Writes the table as one document for machines.
pub(crate) fn write_json(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let document = Document {
        version: 1,
        statistics: rows(report),
        summary: json::summary(report),
    };
    json::pretty(out, &document)
}

/// Writes a line for each rule with findings.
pub(crate) fn write(out: &mut dyn Write, report: &Report, look: Look) -> io::Result<()> {
    for row in rows(report) {
        let style = match look.color {
            true => color_of(row.severity),
            false => Style::new(),
        };
        let word = row.severity.as_str();
        let fixable = match row.fixable {
            0 => String::new(),
            fixable => format!("  ({fixable} fixable)"),
        };
        let Row {
            code, rule, count, ..
        } = row;
        writeln!(
            out,
            "{count:>6}  {style}{word:<7}{style:#}  {code}  {rule}{fixable}"
        )?;
    }
    Ok(())
}
