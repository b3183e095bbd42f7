//! `prefect-lint rules`: the list of all rules.

use std::fmt::Write;

use prefect_lint_core::rules::page::Page;
use prefect_lint_core::rules::{FixAvailability, Meta, RULES};
use serde::Serialize;

use crate::args::{ListFormat, RulesArgs};
use crate::exit::Exit;
use crate::terminal;

/// A rule, for machines.
#[derive(Serialize)]
struct Entry {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    fix: &'static str,
    pedantic: bool,
    since: &'static str,
    summary: String,
    url: String,
}

/// Runs the command.
pub(crate) fn run(args: &RulesArgs) -> Exit {
    let metas = RULES.iter().map(|rule| rule.meta());
    let text = match args.output_format {
        ListFormat::Text => Ok(table(metas)),
        ListFormat::Json => json(metas),
    };
    match text {
        Ok(text) => terminal::print(text.as_bytes())
            .err()
            .unwrap_or(Exit::Clean),
        Err(error) => {
            terminal::complain(&format!("cannot write the list: {error}"));
            Exit::Trouble
        }
    }
}

fn json(metas: impl Iterator<Item = &'static Meta>) -> serde_json::Result<String> {
    let entries: Vec<Entry> = metas.map(entry).collect();
    serde_json::to_string_pretty(&entries).map(|text| text + "\n")
}

fn entry(meta: &'static Meta) -> Entry {
    Entry {
        code: meta.code,
        name: meta.name,
        severity: meta.severity.as_str(),
        fix: fix(meta),
        pedantic: meta.pedantic,
        since: meta.since,
        summary: Page::of(meta).summary().replace('\n', " "),
        url: meta.url(),
    }
}

fn fix(meta: &Meta) -> &'static str {
    match meta.fix {
        FixAvailability::None => "none",
        FixAvailability::Sometimes => "safe",
        FixAvailability::Unsafe => "unsafe",
    }
}

fn table(metas: impl Iterator<Item = &'static Meta>) -> String {
    let metas: Vec<_> = metas.collect();
    let width = metas.iter().map(|meta| meta.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for meta in metas {
        let fix = match meta.fix {
            FixAvailability::None => "",
            FixAvailability::Sometimes => "fix",
            FixAvailability::Unsafe => "unsafe fix",
        };
        let pedantic = match meta.pedantic {
            true => "off unless selected",
            false => "",
        };
        let row = format!(
            "{}  {:width$}  {:<7}  {fix:<10}  {pedantic}",
            meta.code,
            meta.name,
            meta.severity.as_str()
        );
        // Writing to memory cannot fail.
        let _ = writeln!(text, "{}", row.trim_end());
    }
    text
}
