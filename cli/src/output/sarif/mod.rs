//! SARIF 2.1.0, for code scanning and the viewers of editors.

mod model;
mod rules;

use std::io::{self, Write};

use prefect_lint_core::diagnostic::{Diagnostic, Edit, Fix, Label};
use prefect_lint_core::text::{Position, Source, TextRange};

use super::fingerprint::hashes;
use super::paths::{self, Base};
use super::{Findings, Report, json, sentence};
use model::{
    ArtifactChange, ArtifactLocation, BaseIds, Content, Driver, Fingerprints, FixSafety,
    Invocation, Location, Log, Message, Notification, PhysicalLocation, Region, Related,
    Replacement, Run, SarifFix, SarifResult, Suppression, Tool,
};
use rules::{Rules, level};

/// The root of the repository, as the file calls it.
const ROOT: &str = "%SRCROOT%";

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes the report.
pub(super) fn write(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let rules = Rules::of(report);
    let results = report
        .findings
        .iter()
        .flat_map(|file| results(report, &rules, file));
    let run = Run {
        results: results.collect(),
        tool: Tool {
            driver: Driver {
                name: "prefect-lint",
                semantic_version: env!("CARGO_PKG_VERSION"),
                information_uri: env!("CARGO_PKG_REPOSITORY"),
                rules: rules.described(),
            },
        },
        invocations: [invocation(&report.failures)],
        original_uri_base_ids: BaseIds {
            root: ArtifactLocation {
                uri: paths::file_uri(&format!("{}/", report.base.root)),
                uri_base_id: None,
            },
        },
        column_kind: "unicodeCodePoints",
    };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [run],
    };
    json::pretty(out, &log)
}

fn invocation(failures: &[String]) -> Invocation<'_> {
    let notification = |failure| Notification {
        level: "error",
        message: Message { text: failure },
    };
    Invocation {
        execution_successful: failures.is_empty(),
        tool_execution_notifications: failures.iter().map(notification).collect(),
    }
}

fn results<'a>(
    report: &'a Report,
    rules: &'a Rules,
    file: &'a Findings,
) -> impl Iterator<Item = SarifResult<'a>> {
    let path = report.base.in_repository(file.source.path());
    let artifact = artifact(&report.base, file.source.path());
    let place = Place {
        artifact,
        source: &file.source,
        characters: Characters::of(&file.source),
    };
    let mut found = hashes(&path, file);
    let silent = found.split_off(file.diagnostics.len());
    let found = file.diagnostics.iter().zip(found);
    let found = found.map(|(diagnostic, hash)| (diagnostic, hash, Vec::new()));
    let silent = file.suppressed.iter().zip(silent).map(|(it, hash)| {
        let comment = Suppression {
            kind: "inSource",
            justification: &it.reason,
        };
        (&it.diagnostic, hash, vec![comment])
    });
    found
        .chain(silent)
        .map(move |(diagnostic, hash, suppressions)| SarifResult {
            suppressions,
            ..place.result(diagnostic, rules.index(diagnostic), hash)
        })
}

/// A file from the root of the repository, or wherever it is.
fn artifact(base: &Base, path: &str) -> ArtifactLocation {
    let path = base.in_repository(path);
    match paths::is_absolute(&path) {
        true => ArtifactLocation {
            uri: paths::file_uri(&path),
            uri_base_id: None,
        },
        false => ArtifactLocation {
            uri: paths::encoded(&path),
            uri_base_id: Some(ROOT),
        },
    }
}

/// A file, to speak of places in it.
struct Place<'a> {
    artifact: ArtifactLocation,
    source: &'a Source,
    characters: Characters,
}

impl Place<'_> {
    fn result<'d>(
        &self,
        diagnostic: &'d Diagnostic,
        rule_index: usize,
        fingerprint: String,
    ) -> SarifResult<'d> {
        let labels = diagnostic.labels.iter().zip(1..);
        SarifResult {
            rule_id: diagnostic.code,
            rule_index,
            level: level(diagnostic.severity),
            message: Message {
                text: sentence::lines(diagnostic),
            },
            locations: [Location {
                physical_location: self.physical(diagnostic.range),
            }],
            related_locations: labels.map(|(label, id)| self.related(label, id)).collect(),
            partial_fingerprints: Fingerprints { place: fingerprint },
            fixes: diagnostic.fixes.iter().map(|fix| self.fix(fix)).collect(),
            suppressions: Vec::new(),
        }
    }

    fn physical(&self, range: TextRange) -> PhysicalLocation {
        PhysicalLocation {
            artifact_location: self.artifact.clone(),
            region: self.region(range),
        }
    }

    fn related<'d>(&self, label: &'d Label, id: usize) -> Related<'d> {
        Related {
            id,
            physical_location: self.physical(label.range),
            message: Message {
                text: &label.message,
            },
        }
    }

    fn fix<'d>(&self, fix: &'d Fix) -> SarifFix<'d> {
        let replacement = |edit: &'d Edit| Replacement {
            deleted_region: self.region(edit.range),
            inserted_content: Content { text: &edit.text },
        };
        SarifFix {
            description: Message { text: &fix.title },
            artifact_changes: [ArtifactChange {
                artifact_location: self.artifact.clone(),
                replacements: fix.edits.iter().map(replacement).collect(),
            }],
            properties: FixSafety {
                safety: fix.safety.as_str(),
            },
        }
    }

    fn region(&self, range: TextRange) -> Region {
        let start = self.source.position(range.start());
        let end = self.source.position(range.end());
        let (before, until) = (self.characters.before(start), self.characters.before(end));
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
            char_offset: before,
            char_length: until.saturating_sub(before),
            byte_offset: range.start().into(),
            byte_length: range.len().into(),
        }
    }
}

/// How many characters stand before each line of a text.
struct Characters(Vec<usize>);

impl Characters {
    fn of(source: &Source) -> Self {
        let lengths = source
            .text()
            .split_inclusive('\n')
            .map(|line| line.chars().count());
        let starts = lengths.scan(0, |sum, length| {
            *sum += length;
            Some(*sum)
        });
        Self(std::iter::once(0).chain(starts).collect())
    }

    fn before(&self, at: Position) -> usize {
        let line = self.0.get(at.line as usize - 1).or(self.0.last());
        line.copied().unwrap_or(0) + at.column as usize - 1
    }
}
