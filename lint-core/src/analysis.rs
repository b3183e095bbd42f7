//! One text, analysed: the door to everything else.

use std::collections::HashSet;

use crate::catalog::Steps;
use crate::diagnostic::Diagnostic;
use crate::manifest::Manifest;
use crate::plan::{Plan, Request};
use crate::project::{Flows, Project};
use crate::rules::schedules::crons;
use crate::rules::selection::{RuleSet, Selected};
use crate::rules::structure::NotAPrefectFile;
use crate::rules::suppressions::UnusedSuppression;
use crate::rules::syntax::InvalidEncoding;
use crate::rules::{Context, Report};
use crate::schema::{self, target::Target};
use crate::settings::Settings;
use crate::suppression::{Suppressed, Suppressions};
use crate::template::{Known, References, Scopes};
use crate::text::{Source, TextRange};
use crate::trigger::Triggers;
use crate::yaml::{self, Tree, cause};

/// What is known about one manifest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Analysis {
    /// The findings, by place, then by code.
    pub diagnostics: Vec<Diagnostic>,
    /// The findings that a comment silences, in the same order.
    pub suppressed: Vec<Suppressed>,
}

/// Analyses one text and nothing around it.
pub fn analyze(source: &Source, settings: &Settings) -> Analysis {
    analyze_in(source, settings, None)
}

/// Analyses one text, with what stands around it. A pure function of its arguments, linear in the length of the text,
/// for any text at all.
pub fn analyze_in(source: &Source, settings: &Settings, project: Option<Project<'_>>) -> Analysis {
    know(source, settings, project, |context, _| {
        examine(context, judge)
    })
}

/// Analyses one text, with what stands around it, and says what `prefect deploy` would do with it. A pure function of
/// its arguments, linear in the length of the text, for any text at all.
pub fn plan_in(
    source: &Source,
    settings: &Settings,
    project: Option<Project<'_>>,
    request: &Request,
) -> Plan {
    know(source, settings, project, |context, scopes| {
        examine(context, |context| {
            Plan::of(context, scopes, &judge(context).diagnostics, request)
        })
    })
}

/// Finds out what a text is made of, and hands it on: all that editors ask about.
pub(crate) fn know<T>(
    source: &Source,
    settings: &Settings,
    project: Option<Project<'_>>,
    then: impl for<'a> FnOnce(&Context<'a>, &'a Scopes<'a>) -> T,
) -> T {
    know_of(source, &yaml::parse(source.text()), settings, project, then)
}

/// The same, of a text and its tree.
pub(crate) fn know_of<T>(
    source: &Source,
    tree: &Tree<'_>,
    settings: &Settings,
    project: Option<Project<'_>>,
    then: impl for<'a> FnOnce(&Context<'a>, &'a Scopes<'a>) -> T,
) -> T {
    let target = Target::new(tree, settings);
    let manifest = Manifest::of(tree, target);
    let steps = Steps::of(&manifest, settings, project);
    let known = Known::of(&manifest, &steps);
    let scopes = Scopes::of(&manifest, &known);
    let references = References::of(&manifest, &scopes);
    let flows = Flows::of(&manifest, project);
    let suppressions = Suppressions::of(tree);
    let context = Context {
        source,
        tree,
        problems: &[],
        findings: &[],
        manifest: &manifest,
        references: &references,
        steps: &steps,
        flows: &flows,
        project,
        triggers: &Triggers::default(),
        crons: &[],
        target: &target,
        suppressions: &suppressions,
        unused: &[],
        settings,
    };
    then(&context, &scopes)
}

/// Finds out what is wrong with the YAML and with its types, which rules and plans ask, and hands it on.
fn examine<T>(context: &Context<'_>, then: impl FnOnce(&Context<'_>) -> T) -> T {
    // Where the text is cut short by a bad byte, what is not closed may well be closed behind it.
    let problems = match context.source.encoding_error() {
        None => cause::problems(context.tree),
        Some(_) => Vec::new(),
    };
    let findings = schema::check(context.tree, *context.target);
    let triggers = Triggers::of(context.tree, context.manifest, *context.target);
    let crons = crons::all(context.manifest);
    then(&Context {
        problems: &problems,
        findings: &findings,
        triggers: &triggers,
        crons: &crons,
        ..*context
    })
}

/// Runs the rules, and takes out what comments silence.
fn judge(context: &Context<'_>) -> Analysis {
    let has_files = context.project.is_some();
    let rules = RuleSet::new(context.settings);
    // What the last one says depends on what all others say.
    let (last, others) = rules.apart(UnusedSuppression::META.code);
    let mut diagnostics = run(context, others);
    let is_foreign = schema::is_foreign(context.findings);
    let unreadable: HashSet<TextRange> = context.problems.iter().map(|p| p.range).collect();
    let is_unreadable =
        |d: &Diagnostic| unreadable.contains(&d.range) || d.code == InvalidEncoding::META.code;
    if is_foreign {
        // Of a file that is something else altogether, only that is said, and why Prefect can't even read it.
        diagnostics.retain(|d| d.code == NotAPrefectFile::META.code || is_unreadable(d));
    }
    let text = context.source.text();
    // What Prefect can't read has no comments to it.
    let silence = |diagnostics| {
        context
            .suppressions
            .silence(text, diagnostics, is_unreadable)
    };
    let mut silenced = silence(diagnostics);
    if !is_foreign && is_sound(context) {
        let counts = |code: &str| {
            rules.has(code)
                && code != UnusedSuppression::META.code
                && (has_files || !asks_files(code))
        };
        let context = Context {
            unused: &context.suppressions.unused(&silenced, counts),
            ..*context
        };
        let last = silence(run(&context, last.into_iter()));
        silenced.kept.extend(last.kept);
        silenced.suppressed.extend(last.suppressed);
    }
    let key = |d: &Diagnostic| (d.range.start(), d.code, d.range.end());
    silenced.kept.sort_by_key(key);
    silenced.suppressed.sort_by_key(|s| key(&s.diagnostic));
    Analysis {
        diagnostics: silenced.kept,
        suppressed: silenced.suppressed,
    }
}

fn run(context: &Context<'_>, rules: impl Iterator<Item = Selected>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for Selected { rule, severity } in rules {
        let before = diagnostics.len();
        rule.check(context, &mut Report::new(rule.meta(), &mut diagnostics));
        if let Some(severity) = severity {
            for diagnostic in &mut diagnostics[before..] {
                diagnostic.severity = severity;
            }
        }
    }
    diagnostics
}

/// Whether all of the text could be read, so that a rule that is silent has nothing to say.
fn is_sound(context: &Context<'_>) -> bool {
    context.source.encoding_error().is_none() && context.tree.errors().is_empty()
}

/// Whether rules of this code may have more to say where there are files around the manifest: about deployments, steps
/// and what steps give.
fn asks_files(code: &str) -> bool {
    ["PF2", "PF3", "PF4"]
        .iter()
        .any(|family| code.starts_with(family))
}
