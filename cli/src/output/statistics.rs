//! How often each rule has something to say.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::full::color_of;
use super::{Look, Report, best_fix};
use anstyle::Style;
use prefect_lint_core::diagnostic::{Safety, Severity};

/// Writes a line for each rule with findings, the most frequent first.
pub(crate) fn write(out: &mut dyn Write, report: &Report, look: Look) -> io::Result<()> {
    let mut counts: BTreeMap<(&str, &str, Severity), (usize, usize)> = BTreeMap::new();
    for d in report.diagnostics() {
        let (all, fixable) = counts.entry((d.code, d.rule, d.severity)).or_default();
        *all += 1;
        *fixable += usize::from(best_fix(d) == Some(Safety::Safe));
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(_, (all, _))| std::cmp::Reverse(*all));
    for ((code, rule, severity), (all, fixable)) in rows {
        let style = match look.color {
            true => color_of(severity),
            false => Style::new(),
        };
        let word = severity.as_str();
        let fixable = match fixable {
            0 => String::new(),
            _ => format!("  ({fixable} fixable)"),
        };
        writeln!(
            out,
            "{all:>6}  {style}{word:<7}{style:#}  {code}  {rule}{fixable}"
        )?;
    }
    Ok(())
}
