//! One text, analysed: the door to everything else.

use crate::diagnostic::Diagnostic;
use crate::manifest::Manifest;
use crate::rules::selection::RuleSet;
use crate::rules::structure::NotAPrefectFile;
use crate::rules::{Context, Report};
use crate::schema;
use crate::settings::Settings;
use crate::template::{Known, References, Scopes};
use crate::text::Source;
use crate::yaml::{self, cause};

/// What is known about one manifest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Analysis {
    /// The findings, by place, then by code.
    pub diagnostics: Vec<Diagnostic>,
}

/// Analyses one text. A pure function of its arguments, linear in the length of the text, for any text at all.
pub fn analyze(source: &Source, settings: &Settings) -> Analysis {
    let tree = yaml::parse(source.text());
    // Where the text is cut short by a bad byte, what is not closed may well be closed behind it.
    let problems = match source.encoding_error() {
        None => cause::problems(&tree),
        Some(_) => Vec::new(),
    };
    let findings = schema::check(&tree, settings);
    let manifest = Manifest::of(&tree, settings);
    let known = Known::of(&manifest, settings);
    let scopes = Scopes::of(&manifest, &known);
    let references = References::of(&manifest, &scopes);
    let context = Context {
        source,
        tree: &tree,
        problems: &problems,
        findings: &findings,
        manifest: &manifest,
        references: &references,
        settings,
    };
    let mut diagnostics = Vec::new();
    for rule in RuleSet::new(&settings.selection).rules() {
        rule.check(&context, &mut Report::new(rule.meta(), &mut diagnostics));
    }
    if schema::is_foreign(&findings) {
        // Of a file that is something else altogether, only that is said, and why Prefect can't even read it.
        let unreadable = |d: &Diagnostic| problems.iter().any(|problem| problem.range == d.range);
        diagnostics.retain(|d| d.code == NotAPrefectFile::META.code || unreadable(d));
    }
    diagnostics.sort_by_key(|d| (d.range.start(), d.code, d.range.end()));
    Analysis { diagnostics }
}
