//! Findings as the protocol has them.

use std::collections::BTreeMap;
use std::hash::Hasher;
use std::path::Path;

use prefect_lint_core::Analysis;
use prefect_lint_core::diagnostic::{self as core, Severity};
use prefect_lint_core::rules::{self, Tag};
use prefect_lint_core::text::Source;
use prefect_lint_host::Layer;
use prefect_lint_host::paths::absolute;
use serde_json::json;
use siphasher::sip::SipHasher;
use tower_lsp_server::ls_types::*;

use crate::edits;
use crate::session::{Session, lock};
use crate::text::{Encoding, Text};
use crate::uris;
use crate::work::Manifest;

/// What is shown as the origin of a diagnostic.
const SOURCE: &str = "prefect-lint";

/// The findings of a manifest, hints among them.
pub(crate) fn of(manifest: &Manifest<'_>, analysis: &Analysis) -> Vec<Diagnostic> {
    let found = analysis.diagnostics.iter();
    found.map(|finding| one(manifest, finding)).collect()
}

fn one(manifest: &Manifest<'_>, finding: &core::Diagnostic) -> Diagnostic {
    let abilities = manifest.job.abilities;
    let rule = rules::find(finding.code).map(|rule| rule.meta());
    let url = rule.and_then(|rule| rule.url().parse().ok());
    let tag = rule.and_then(|rule| rule.tag()).map(|tag| match tag {
        Tag::Unnecessary => DiagnosticTag::UNNECESSARY,
        Tag::Deprecated => DiagnosticTag::DEPRECATED,
    });
    let related = |label: &core::Label| DiagnosticRelatedInformation {
        location: Location::new(manifest.job.uri.clone(), manifest.range(label.range)),
        message: label.message.clone(),
    };
    let labels: Vec<_> = finding.labels.iter().map(related).collect();
    Diagnostic {
        range: manifest.range(finding.range),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.code.to_owned())),
        code_description: url
            .filter(|_| abilities.links)
            .map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: message(finding),
        related_information: (abilities.related && !labels.is_empty()).then_some(labels),
        tags: tag.filter(|_| abilities.tags).map(|tag| vec![tag]),
        data: (abilities.data && !finding.fixes.is_empty()).then(|| fixes(manifest, finding)),
    }
}

/// What is wrong, what happens, what to write: a line each.
fn message(finding: &core::Diagnostic) -> String {
    let help = finding.help.as_ref().map(|help| format!("help: {help}"));
    let lines = [Some(&finding.message), finding.note.as_ref(), help.as_ref()];
    let lines: Vec<&str> = lines.into_iter().flatten().map(String::as_str).collect();
    lines.join("\n")
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

/// The ways to mend it, for clients that have menus of their own.
fn fixes(manifest: &Manifest<'_>, finding: &core::Diagnostic) -> serde_json::Value {
    let fixes = finding.fixes.iter().map(|fix| {
        json!({
            "title": fix.title,
            "safety": fix.safety.as_str(),
            "edits": edits::of(manifest, &fix.edits),
        })
    });
    json!({ "rule": finding.rule, "fixes": fixes.collect::<Vec<_>>() })
}

/// A name for some diagnostics: equal if they are.
pub(crate) fn result_id(diagnostics: &[Diagnostic]) -> String {
    let mut hasher = SipHasher::new();
    hasher.write(&serde_json::to_vec(diagnostics).unwrap_or_default());
    format!("{:016x}", hasher.finish())
}

impl Session {
    /// Publishes what is wrong with the settings files that were read, and takes back what is not any more.
    pub(crate) async fn show_faulty_settings(&self) {
        let settings = self.state().settings();
        let encoding = self.abilities().encoding;
        let faulty = settings.faulty();
        let now: BTreeMap<Uri, Vec<Diagnostic>> = faulty
            .iter()
            .filter_map(|layer| of_settings(layer, encoding))
            .collect();
        let before = std::mem::replace(&mut *lock(&self.faulty), now.clone());
        for uri in before.keys().filter(|uri| !now.contains_key(*uri)) {
            self.client
                .publish_diagnostics(uri.clone(), Vec::new(), None)
                .await;
        }
        for (uri, found) in now {
            if before.get(&uri) != Some(&found) {
                self.client.publish_diagnostics(uri, found, None).await;
            }
        }
    }
}

fn of_settings(layer: &Layer, encoding: Encoding) -> Option<(Uri, Vec<Diagnostic>)> {
    let source: &Source = layer.source.as_ref()?;
    let text = Text::new(source.clone());
    let diagnostic = |problem: &core::Diagnostic| Diagnostic {
        range: text.range(problem.range, encoding),
        severity: Some(severity(problem.severity)),
        code: (!problem.code.is_empty()).then(|| NumberOrString::String(problem.code.to_owned())),
        source: Some(SOURCE.to_owned()),
        message: message(problem),
        ..Diagnostic::default()
    };
    let uri = uris::uri(&absolute(Path::new(source.path())))?;
    Some((uri, layer.problems.iter().map(diagnostic).collect()))
}
