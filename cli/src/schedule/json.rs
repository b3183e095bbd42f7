//! Answers for machines.

use chrono::{SecondsFormat, Utc};
use prefect_lint_core::schedule::clock::{Change, Run};
use prefect_lint_core::schedule::reading::Verdict;
use serde::Serialize;

use super::{Answer, Common};

/// One answer.
#[derive(Serialize)]
struct Json<'a> {
    expression: &'a str,
    kind: &'static str,
    /// Null where it can't be told.
    valid: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<JsonError<'a>>,
    words: Option<&'a str>,
    timezone: &'static str,
    day_or: bool,
    /// Null where they can't be told.
    runs: Option<Vec<JsonRun>>,
    /// What it means with the seconds first, as Quartz has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds_first: Option<JsonSecondsFirst<'a>>,
    notes: &'a [String],
}

/// Another reading, and the same in five fields where there is one.
#[derive(Serialize)]
struct JsonSecondsFirst<'a> {
    words: &'a str,
    without_seconds: Option<&'a str>,
    likelier: bool,
}

/// What is wrong. Offsets are bytes of the expression, from 0, the end excluded.
#[derive(Serialize)]
struct JsonError<'a> {
    message: &'a str,
    help: Option<&'a str>,
    start: usize,
    end: usize,
}

/// A run.
#[derive(Serialize)]
struct JsonRun {
    local: String,
    utc: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    clocks: Option<&'static str>,
}

/// All answers: one document, or one line each.
pub(super) fn show(
    common: &Common<'_>,
    answers: &[Answer<'_>],
    in_lines: bool,
) -> serde_json::Result<String> {
    let mut text = String::new();
    for answer in answers {
        let json = one(common, answer);
        text += &match in_lines {
            true => serde_json::to_string(&json)?,
            false => serde_json::to_string_pretty(&json)?,
        };
        text.push('\n');
    }
    Ok(text)
}

fn one<'a>(common: &Common<'_>, answer: &'a Answer<'a>) -> Json<'a> {
    let reading = &answer.reading;
    let (valid, error) = match &reading.verdict {
        Verdict::Accepted => (Some(true), None),
        Verdict::Unknown => (None, None),
        Verdict::Refused(trouble) => {
            let error = JsonError {
                message: &trouble.message,
                help: trouble.help.as_deref(),
                start: trouble.range.start,
                end: trouble.range.end,
            };
            (Some(false), Some(error))
        }
    };
    Json {
        expression: answer.text,
        kind: answer.kind.key(),
        valid,
        error,
        words: reading.words.as_deref(),
        timezone: common.zone.name(),
        day_or: common.args.day_or,
        runs: reading
            .runs
            .as_ref()
            .map(|runs| runs.iter().map(run).collect()),
        seconds_first: reading
            .seconds_first
            .as_ref()
            .map(|other| JsonSecondsFirst {
                words: &other.words,
                without_seconds: other.without_seconds.as_deref(),
                likelier: other.is_likelier,
            }),
        notes: &reading.notes,
    }
}

fn run(run: &Run) -> JsonRun {
    JsonRun {
        local: run.at.to_rfc3339_opts(SecondsFormat::Secs, false),
        utc: run
            .at
            .with_timezone(&Utc)
            .to_rfc3339_opts(SecondsFormat::Secs, true),
        clocks: run.change.map(|change| match change {
            Change::Skipped => "skipped",
            Change::Doubled => "doubled",
        }),
    }
}
