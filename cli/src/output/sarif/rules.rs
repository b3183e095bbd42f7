//! The rules that have found something, described for viewers.

use std::collections::BTreeMap;

use prefect_lint_core::diagnostic::{Diagnostic, Severity};
use prefect_lint_core::rules::page::{Page, Part, WHAT, WHY};
use prefect_lint_core::rules::{self, Meta};

use super::super::Report;
use super::model::{Configuration, Help, Message, Rule, Tags};
use crate::page;

/// The rules of a report by their codes, each with its place in the list.
pub(super) struct Rules(BTreeMap<&'static str, usize>);

impl Rules {
    pub(super) fn of(report: &Report) -> Self {
        let mut places: BTreeMap<_, _> = report.with_silent().map(|d| (d.code, 0)).collect();
        places
            .values_mut()
            .zip(0..)
            .for_each(|(place, i)| *place = i);
        Self(places)
    }

    pub(super) fn index(&self, diagnostic: &Diagnostic) -> usize {
        self.0.get(diagnostic.code).copied().unwrap_or(0)
    }

    pub(super) fn described(&self) -> Vec<Rule> {
        let found = self.0.keys().filter_map(|code| rules::find(code));
        found.map(|rule| describe(rule.meta())).collect()
    }
}

fn describe(meta: &'static Meta) -> Rule {
    let page = Page::of(meta);
    let what = prose(&page, WHAT);
    let full = [what.clone(), prose(&page, WHY)].join(" ");
    Rule {
        id: meta.code,
        name: meta.name,
        short_description: Message { text: what },
        full_description: Message { text: full.clone() },
        help_uri: meta.url(),
        help: Help {
            text: full,
            markdown: page::markdown(meta),
        },
        default_configuration: Configuration {
            enabled: !meta.pedantic,
            level: level(meta.severity),
        },
        properties: Tags {
            tags: vec!["prefect".to_owned(), meta.family().to_lowercase()],
        },
    }
}

/// The paragraphs of a section in one line.
fn prose(page: &Page, title: &str) -> String {
    let parts = page
        .section(title)
        .map_or(&[][..], |section| &section.parts);
    let prose = parts.iter().filter_map(|part| match part {
        Part::Prose(prose) => Some(prose.split_whitespace()),
        Part::Code(_) => None,
    });
    prose.flatten().collect::<Vec<_>>().join(" ")
}

/// A severity in the words of SARIF.
pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
        Severity::Hint => "none",
    }
}
