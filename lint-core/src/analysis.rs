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
    let problems = cause::problems(&tree);
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
    let foreign = schema::is_foreign(&findings);
    let rules = RuleSet::new(&settings.selection);
    // Of a file that is something else altogether, only that is said.
    for rule in (rules.rules()).filter(|rule| !foreign || rule.meta() == &NotAPrefectFile::META) {
        rule.check(&context, &mut Report::new(rule.meta(), &mut diagnostics));
    }
    diagnostics.sort_by_key(|d| (d.range.start(), d.code, d.range.end()));
    Analysis { diagnostics }
}
