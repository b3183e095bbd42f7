//! What a rule is given, and what it gives back.

use super::Meta;
use super::schedules::crons::Written;
use crate::catalog::Steps;
use crate::diagnostic::{Diagnostic, Fix, Label, Severity};
use crate::manifest::Manifest;
use crate::project::{Flows, Project};
use crate::schema::Finding;
use crate::schema::target::Target;
use crate::settings::Settings;
use crate::suppression::{Suppressions, Unused};
use crate::template::References;
use crate::text::{Source, TextRange};
use crate::trigger::Triggers;
use crate::yaml::Tree;
use crate::yaml::cause::Problem;

/// Everything that is known about a manifest: what rules read.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The text with its name.
    pub source: &'a Source,
    /// The text as a tree.
    pub tree: &'a Tree<'a>,
    /// What the YAML loader refuses, with the likely cause of each.
    pub problems: &'a [Problem],
    /// Where the manifest departs from the shape that Prefect expects.
    pub findings: &'a [Finding<'a>],
    /// What the manifest means: deployments and steps.
    pub manifest: &'a Manifest<'a>,
    /// What becomes of the placeholders.
    pub references: &'a References<'a>,
    /// The functions that steps may name.
    pub steps: &'a Steps<'a>,
    /// What the entrypoints lead to.
    pub flows: &'a Flows,
    /// What stands around it, if that can be seen.
    pub project: Option<Project<'a>>,
    /// What its triggers mean.
    pub triggers: &'a Triggers<'a>,
    /// The cron expressions, each once.
    pub(crate) crons: &'a [Written<'a>],
    /// The Prefect that it is for.
    pub(crate) target: &'a Target,
    /// The comments that silence findings.
    pub suppressions: &'a Suppressions,
    /// Those that silence nothing; known once all other rules have run.
    pub unused: &'a [Unused],
    /// What the user chose.
    pub settings: &'a Settings,
}

/// Takes the findings of one rule.
#[derive(Debug)]
pub struct Report<'a> {
    meta: &'static Meta,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Report<'a> {
    /// Collects into `diagnostics` under the name of `meta`.
    pub fn new(meta: &'static Meta, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        Self { meta, diagnostics }
    }

    /// Adds a finding at `range`; the rest is added to what this returns.
    pub fn at(&mut self, range: TextRange, message: impl Into<String>) -> Finish<'_> {
        self.diagnostics.push(Diagnostic::new(
            (self.meta.code, self.meta.name),
            self.meta.severity,
            range,
            printable(message.into()),
        ));
        let last = self.diagnostics.len() - 1;
        Finish(&mut self.diagnostics[last])
    }

    /// Adds what the check of the shape has found. What holds for another Prefect only than the file is for is a
    /// warning at most.
    pub fn finding(&mut self, finding: &Finding<'_>, message: impl Into<String>) -> Finish<'_> {
        let own = self.meta.severity;
        let severity = match finding.holds {
            true => own,
            false => own.min(Severity::Warning),
        };
        self.at(finding.range(), message)
            .deployment(finding.deployment.clone())
            .severity(severity)
    }
}

/// A finding that has been added and may get more words.
#[derive(Debug)]
pub struct Finish<'a>(&'a mut Diagnostic);

impl Finish<'_> {
    /// A few words under the marked text.
    pub fn label(self, text: impl Into<String>) -> Self {
        self.0.label = printable(text.into());
        self
    }

    /// Says that what is marked must not be shown.
    pub fn secret(self) -> Self {
        self.0.secret = true;
        self
    }

    /// What Prefect will do.
    pub fn note(self, text: impl Into<String>) -> Self {
        self.0.note = Some(printable(text.into()));
        self
    }

    /// What to write instead.
    pub fn help(self, text: impl Into<String>) -> Self {
        self.0.help = Some(printable(text.into()));
        self
    }

    /// Another place that is involved.
    pub fn other(self, range: TextRange, message: impl Into<String>) -> Self {
        self.0.labels.push(Label {
            range,
            message: printable(message.into()),
        });
        self
    }

    /// A way to mend it.
    pub fn fix(self, fix: Fix) -> Self {
        self.0.fixes.push(fix);
        self
    }

    /// A way to mend it, if there is one.
    pub fn maybe_fix(self, fix: Option<Fix>) -> Self {
        self.0.fixes.extend(fix);
        self
    }

    /// The deployment that it belongs to.
    pub fn deployment(self, name: Option<String>) -> Self {
        self.0.deployment = name;
        self
    }

    /// Another severity than the rule's own.
    pub fn severity(self, severity: crate::diagnostic::Severity) -> Self {
        self.0.severity = severity;
        self
    }
}

/// One line that can be shown anywhere: what a manifest says ends up in messages, and it may hold anything.
fn printable(text: String) -> String {
    let is_odd = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}');
    match text.contains(is_odd) {
        false => text,
        true => text
            .chars()
            .map(|c| match c {
                '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
                c if is_odd(c) => char::REPLACEMENT_CHARACTER,
                c => c,
            })
            .collect(),
    }
}
