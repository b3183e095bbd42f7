//! The recorded answers of the real loader: `tests/oracle/recorded/yaml_*.jsonl`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

/// What PyYAML made of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Loaded; the digest of the canonical value.
    Loaded(String),
    /// Refused.
    Refused {
        /// The exception.
        class: String,
        /// Line and column from 1, where it has a place.
        place: Option<(u32, u32)>,
        /// Its words.
        problem: String,
    },
}

/// A text with PyYAML's verdict.
#[derive(Debug, Clone)]
pub struct Record {
    /// Where the text comes from: a base file, or a text of its own.
    pub name: String,
    /// The text.
    pub text: String,
    /// What PyYAML made of it.
    pub verdict: Verdict,
}

/// The folder of the oracle's scripts and records.
pub fn oracle_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("oracle")
}

/// The records of a file.
///
/// # Errors
///
/// What is wrong with the file, in words.
pub fn read(path: &Path) -> Result<Vec<Record>, String> {
    let mut bases = HashMap::new();
    let content = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    content
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| {
            let json = serde_json::from_str(line).map_err(|e| format!("{e}: {line}"))?;
            record(&json, &mut bases).ok_or_else(|| format!("not a record: {line}"))
        })
        .collect()
}

fn record(json: &Json, bases: &mut HashMap<String, String>) -> Option<Record> {
    let [source, edits, verdict] = json.as_array()?.as_slice() else {
        return None;
    };
    let (name, mut text) = match source {
        Json::String(name) => (name.clone(), base(name, bases)?),
        _ => ("text".to_owned(), source.get("text")?.as_str()?.to_owned()),
    };
    for edit in edits.as_array()? {
        let [at, len, inserted] = edit.as_array()?.as_slice() else {
            return None;
        };
        let start = offset(&text, at.as_u64()? as usize);
        let end = start + offset(&text[start..], len.as_u64()? as usize);
        text.replace_range(start..end, inserted.as_str()?);
    }
    Some(Record {
        name,
        text,
        verdict: verdict_of(verdict.as_array()?)?,
    })
}

/// Reads a verdict: `["ok", digest]` or `[class, line, column, problem]`.
pub fn verdict_of(parts: &[Json]) -> Option<Verdict> {
    Some(match parts {
        [ok, digest] if ok == "ok" => Verdict::Loaded(digest.as_str()?.to_owned()),
        [class, line, column, problem] => Verdict::Refused {
            class: class.as_str()?.to_owned(),
            place: line
                .as_u64()
                .zip(column.as_u64())
                .map(|(line, column)| (line as u32, column as u32)),
            problem: problem.as_str()?.to_owned(),
        },
        _ => return None,
    })
}

fn base(name: &str, bases: &mut HashMap<String, String>) -> Option<String> {
    if !bases.contains_key(name) {
        let path = oracle_dir().join("bases").join(name);
        bases.insert(name.to_owned(), std::fs::read_to_string(path).ok()?);
    }
    bases.get(name).cloned()
}

/// The byte offset of the character at `index`; the end where there are fewer.
fn offset(text: &str, index: usize) -> usize {
    text.char_indices()
        .nth(index)
        .map_or(text.len(), |(at, _)| at)
}
