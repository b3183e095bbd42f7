//! Baselines: files of findings that are known and put off.
//!
//! A finding is known by its file, its rule and its fingerprint, and by how many there are that have all this in
//! common. Paths start at the folder of the baseline, so that it does not matter where it is used from.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use prefect_lint_core::fingerprint;
use serde::{Deserialize, Serialize};

use crate::atomic;
use crate::disk;
use crate::exit::Exit;
use crate::output::paths::{self, Base};
use crate::output::text::plural;
use crate::output::{Findings, Report};
use crate::terminal;

/// The version of the form.
const VERSION: u32 = 1;

/// What findings have in common that are counted together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
struct Known {
    path: String,
    #[serde(rename = "where")]
    place: String,
    rule: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    #[serde(flatten)]
    known: Known,
    count: usize,
}

#[derive(Debug, Deserialize)]
struct Document {
    findings: Vec<Entry>,
}

/// What all versions have in common.
#[derive(Debug, Deserialize)]
struct Versioned {
    version: u32,
}

/// The findings that are known.
#[derive(Debug)]
pub(super) struct Baseline {
    folder: String,
    counts: HashMap<Known, usize>,
}

impl Baseline {
    /// Reads a file; one that is missing or broken ends the run.
    pub(super) fn read(file: &Path) -> Result<Self, Exit> {
        let text = std::fs::read_to_string(file).map_err(|error| {
            let hint = match error.kind() {
                std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
                _ => error.to_string(),
            };
            fail(file, &hint)
        })?;
        let document = parse(&text).map_err(|why| fail(file, &why))?;
        let mut counts = HashMap::new();
        for Entry { known, count } in document.findings {
            *counts.entry(known).or_default() += count;
        }
        Ok(Self {
            folder: folder(file),
            counts,
        })
    }

    /// Takes the findings that are known out of a report.
    pub(super) fn hide(&self, report: &mut Report) -> Left {
        let mut left = self.counts.clone();
        for file in &mut report.findings {
            let known = known(&self.folder, &report.base, file);
            let mut known = known.iter();
            let before = file.diagnostics.len();
            file.diagnostics.retain(|_| {
                let count = known.next().and_then(|known| left.get_mut(known));
                count.is_none_or(|count| match count.checked_sub(1) {
                    Some(fewer) => {
                        *count = fewer;
                        false
                    }
                    None => true,
                })
            });
            report.hidden += before - file.diagnostics.len();
        }
        report
            .findings
            .retain(|file| !file.diagnostics.is_empty() || !file.suppressed.is_empty());
        left.retain(|_, count| *count > 0);
        Left {
            folder: self.folder.clone(),
            counts: left,
        }
    }
}

fn parse(text: &str) -> Result<Document, String> {
    let broken = |error: serde_json::Error| format!("it is no baseline: {error}");
    match serde_json::from_str(text).map_err(broken)? {
        Versioned { version: VERSION } => serde_json::from_str(text).map_err(broken),
        Versioned { version } => Err(format!(
            "its version is {version}, and this prefect-lint knows version {VERSION}"
        )),
    }
}

fn fail(file: &Path, why: &str) -> Exit {
    let file = file.display();
    terminal::complain(&format!("cannot use the baseline `{file}`: {why}"));
    Exit::Trouble
}

/// What a baseline knows and a run has not found.
#[derive(Debug)]
pub(super) struct Left {
    folder: String,
    counts: HashMap<Known, usize>,
}

impl Left {
    /// How many findings are gone: their files were checked or are no more, and their rules have run.
    pub(super) fn fixed(&self, report: &Report, has_run: impl Fn(&Path, &str) -> bool) -> usize {
        let checked: HashSet<String> = (report.checked.iter())
            .map(|path| paths::relative(&self.folder, &report.base.absolute(path)))
            .collect();
        let is_gone = |known: &Known| {
            let file = format!("{}/{}", self.folder, known.path);
            let file = Path::new(&file);
            let is_known = checked.contains(&known.path) || !file.exists();
            is_known && has_run(file, &known.rule)
        };
        let gone = self.counts.iter();
        gone.filter(|(known, _)| is_gone(known))
            .map(|(_, count)| count)
            .sum()
    }
}

/// Writes all findings of a report to a file, and says what to say about that.
pub(super) fn write(file: &Path, report: &Report) -> Result<String, Exit> {
    let folder = folder(file);
    let mut counts: BTreeMap<Known, usize> = BTreeMap::new();
    for findings in &report.findings {
        for known in known(&folder, &report.base, findings) {
            *counts.entry(known).or_default() += 1;
        }
    }
    let text = text(counts).map_err(|error| error.to_string());
    let written = text
        .and_then(|text| atomic::write(file, text.as_bytes()).map_err(|error| error.to_string()));
    written.map_err(|error| {
        let file = file.display();
        terminal::complain(&format!("cannot write the baseline `{file}`: {error}"));
        Exit::Trouble
    })?;
    Ok(format!(
        "Wrote {} in {} to `{}`.",
        plural(report.diagnostics().count(), "finding"),
        plural(report.with_findings().count(), "file"),
        file.display()
    ))
}

/// A line for each entry, so that changes are easy to read in a review.
fn text(counts: BTreeMap<Known, usize>) -> serde_json::Result<String> {
    let lines: Vec<String> = (counts.into_iter())
        .map(|(known, count)| serde_json::to_string(&Entry { known, count }))
        .collect::<Result<_, _>>()?;
    let lines = match lines.is_empty() {
        true => String::new(),
        false => format!("\n    {}\n  ", lines.join(",\n    ")),
    };
    Ok(format!(
        "{{\n  \"version\": {VERSION},\n  \"findings\": [{lines}]\n}}\n"
    ))
}

/// The findings of a file, as a baseline knows them.
fn known(folder: &str, base: &Base, file: &Findings) -> Vec<Known> {
    let path = paths::relative(folder, &base.absolute(file.source.path()));
    let fingerprints = fingerprint::of(&file.source, &file.diagnostics);
    (file.diagnostics.iter().zip(fingerprints))
        .map(|(diagnostic, fingerprint)| Known {
            path: path.clone(),
            place: fingerprint.place,
            rule: diagnostic.rule.to_owned(),
            text: fingerprint.text,
        })
        .collect()
}

/// The folder that a file is in, absolute.
fn folder(file: &Path) -> String {
    let file = disk::plain(file).unwrap_or_default();
    let absolute = Base::default().absolute(&file);
    let folder = absolute.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.to_owned()
}
