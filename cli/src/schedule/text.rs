//! Answers for people.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use chrono::{DateTime, TimeDelta, Timelike, Utc};
use prefect_lint_core::schedule::clock::{Change, Run};
use prefect_lint_core::schedule::reading::{Trouble, Verdict};

use super::{Answer, Common};
use crate::output::text::visible;
use crate::terminal::RED;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const YELLOW: Style = AnsiColor::Yellow.on_default();

/// All answers, with an empty line between two.
pub(super) fn show(common: &Common<'_>, answers: &[Answer<'_>]) -> String {
    let shown: Vec<String> = answers.iter().map(|answer| one(common, answer)).collect();
    shown.join("\n")
}

fn one(common: &Common<'_>, answer: &Answer<'_>) -> String {
    let mut text = String::new();
    // Writing to memory cannot fail.
    let _ = match &answer.reading.verdict {
        Verdict::Refused(trouble) => refused(&mut text, answer, trouble),
        Verdict::Unknown => writeln!(
            text,
            "{BOLD}{}{BOLD:#}\nwhether Prefect takes this {} can't be told without Python's free reading of dates",
            visible(answer.text),
            answer.kind.key(),
        ),
        Verdict::Accepted => accepted(&mut text, common, answer),
    };
    for note in &answer.reading.notes {
        let _ = writeln!(text, "  {YELLOW}={YELLOW:#} {}", visible(note));
    }
    text
}

/// The expression with a mark under what is wrong in it.
fn refused(text: &mut String, answer: &Answer<'_>, trouble: &Trouble) -> std::fmt::Result {
    writeln!(text, "{RED}error{RED:#}: {}", visible(&trouble.message))?;
    writeln!(text, "  {}", visible(answer.text))?;
    let before = answer.text.get(..trouble.range.start).unwrap_or_default();
    let marked = answer.text.get(trouble.range.clone()).unwrap_or_default();
    let width = visible(marked).chars().count().max(1);
    let blanks = " ".repeat(visible(before).chars().count());
    writeln!(text, "  {blanks}{RED}{}{RED:#}", "^".repeat(width))?;
    if let Some(help) = &trouble.help {
        writeln!(text, "  = help: {}", visible(help))?;
    }
    Ok(())
}

fn accepted(text: &mut String, common: &Common<'_>, answer: &Answer<'_>) -> std::fmt::Result {
    let reading = &answer.reading;
    writeln!(text, "{BOLD}{}{BOLD:#}", visible(answer.text))?;
    if let Some(words) = &reading.words {
        writeln!(text, "{words}, {}", common.zone.name())?;
    }
    match &reading.runs {
        None => writeln!(text, "the next runs can't be told")?,
        Some(runs) => {
            if !runs.is_empty() {
                writeln!(text)?;
            }
            let with_seconds = runs.iter().any(|run| run.at.second() != 0);
            for run in runs {
                let line = row(run, common.from, with_seconds);
                writeln!(text, "  {line}")?;
            }
        }
    }
    Ok(())
}

/// `Mon 30 Nov 2026  09:00  +01:00  in 3 days`
fn row(run: &Run, from: DateTime<Utc>, with_seconds: bool) -> String {
    let form = match with_seconds {
        true => "%a %e %b %Y  %H:%M:%S  %:z",
        false => "%a %e %b %Y  %H:%M  %:z",
    };
    let away = away(run.at.with_timezone(&Utc) - from);
    let change = match run.change {
        None => "",
        Some(Change::Skipped) => "the clocks skip the time that is written",
        Some(Change::Doubled) => "the clocks show this time twice; it runs the first time",
    };
    let at = run.at.format(form);
    match change {
        "" => format!("{at}  {DIM}{away}{DIM:#}"),
        change => format!("{at}  {DIM}{away:<13}{DIM:#}  {YELLOW}{change}{YELLOW:#}"),
    }
}

/// How far away a moment is, in the largest unit that it has at least two of.
fn away(time: TimeDelta) -> String {
    let seconds = time.num_seconds();
    let units = [
        ("year", 31_556_952),
        ("month", 2_629_746),
        ("day", 86_400),
        ("hour", 3_600),
        ("minute", 60),
    ];
    let unit = units.into_iter().find(|(_, length)| seconds >= 2 * length);
    match unit {
        Some((name, length)) => format!("in {} {name}s", seconds / length),
        None if seconds >= 60 => "in 1 minute".to_owned(),
        None => "now".to_owned(),
    }
}
