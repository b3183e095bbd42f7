//! `prefect-lint schedule`: whether Prefect takes a cron, an interval or a rule, what it says, and when it runs next.

mod json;
mod moment;
mod text;

use std::io::Read;
use std::path::Path;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use prefect_lint_core::schedule::anchor::{self, Anchor};
use prefect_lint_core::schedule::clock::Policy;
use prefect_lint_core::schedule::date::dateutil;
use prefect_lint_core::schedule::interval;
use prefect_lint_core::schedule::reading::{Kind, Question, Reading, Verdict};
use prefect_lint_core::schedule::timezone::suggest;
use prefect_lint_core::settings::Version;

use crate::args::{RuleArgs, ScheduleArgs, ScheduleFormat, ScheduleKind};
use crate::clock;
use crate::exit::Exit;
use crate::settings;
use crate::terminal;

/// The Prefect that has the clocks skip forward on every Python.
const ONE_POLICY: Version = Version(3, 9, 0);
/// The most that is read from stdin.
const MOST_BYTES: u64 = 16 << 20;

/// An expression with its answer.
struct Answer<'a> {
    text: &'a str,
    kind: Kind,
    reading: Reading,
}

/// What all expressions of a run have in common.
struct Common<'a> {
    args: &'a ScheduleArgs,
    target_version: Option<Version>,
    zone: Tz,
    anchor: Option<DateTime<Utc>>,
    from: DateTime<Utc>,
}

/// Runs the command.
pub(crate) fn run(args: &ScheduleArgs) -> Exit {
    let target_version = match target_version(args) {
        Ok(version) => version,
        Err(exit) => return exit,
    };
    match try_run(args, target_version) {
        Ok(exit) => exit,
        Err(message) => {
            terminal::complain(&message);
            Exit::Trouble
        }
    }
}

/// The Prefect of the server: that of the option, or that of the settings of this directory.
fn target_version(args: &ScheduleArgs) -> Result<Option<Version>, Exit> {
    let rules = RuleArgs {
        target_version: args.target_version,
        ..RuleArgs::default()
    };
    let finder = settings::finder(&args.settings, &rules, &[])?;
    let found = finder.of_folder(Path::new("."));
    settings::report(&finder)?;
    Ok(found.ok().and_then(|settings| settings.target_version()))
}

fn try_run(args: &ScheduleArgs, target_version: Option<Version>) -> Result<Exit, String> {
    let zone = zone(args.timezone.as_deref())?;
    let from = match &args.from {
        Some(text) => moment::parse(text, zone)?,
        None => clock::now(),
    };
    let anchor = args.anchor_date.as_deref().map(anchor).transpose()?;
    let common = Common {
        args,
        target_version,
        zone,
        anchor,
        from,
    };
    let is_stdin = args.expression == "-";
    let lines = match is_stdin {
        true => stdin()?,
        false => args.expression.clone(),
    };
    let answers: Vec<Answer<'_>> = match is_stdin {
        true => (lines.lines().filter(|line| !line.trim().is_empty()))
            .map(|line| common.answer(line))
            .collect(),
        false => vec![common.answer(&lines)],
    };
    let shown = match args.format {
        ScheduleFormat::Text => text::show(&common, &answers),
        ScheduleFormat::Json => json::show(&common, &answers, is_stdin)
            .map_err(|error| format!("cannot write the answer: {error}"))?,
    };
    let is_refused = |answer: &Answer<'_>| matches!(answer.reading.verdict, Verdict::Refused(_));
    let exit = match answers.iter().any(is_refused) {
        true => Exit::Findings,
        false => Exit::Clean,
    };
    Ok(terminal::print(shown.as_bytes()).err().unwrap_or(exit))
}

impl Common<'_> {
    fn answer<'t>(&self, text: &'t str) -> Answer<'t> {
        let kind = match self.args.kind {
            Some(ScheduleKind::Cron) => Kind::Cron,
            Some(ScheduleKind::Interval) => Kind::Interval,
            Some(ScheduleKind::Rrule) => Kind::Rrule,
            None => Kind::of(text),
        };
        let policy = match self.target_version {
            Some(version) if version < ONE_POLICY => Policy::Backward,
            _ => Policy::Forward,
        };
        let reading = Reading::of(&Question {
            text,
            kind,
            zone: self.zone,
            day_or: self.args.day_or,
            anchor: self.anchor,
            from: self.from,
            count: self.args.count,
            policy,
        });
        Answer {
            text,
            kind,
            reading,
        }
    }
}

/// The time zone of a name; an empty one is UTC, as it is to Prefect.
fn zone(name: Option<&str>) -> Result<Tz, String> {
    interval::zone(name).ok_or_else(|| {
        let name = name.unwrap_or_default();
        match suggest(name).words() {
            Some(advice) => format!("there is no time zone `{name}`; {advice}"),
            None => format!("there is no time zone `{name}`, such as `Europe/Paris`"),
        }
    })
}

/// The moment of an anchor date, as it is written in a manifest.
fn anchor(text: &str) -> Result<DateTime<Utc>, String> {
    let moment = match anchor::read(text) {
        Anchor::Date(moment) => dateutil::utc(moment),
        _ => None,
    };
    moment.map(|moment| moment.and_utc()).ok_or_else(|| {
        format!("`{text}` is no anchor date that Prefect takes, such as `2026-01-01T00:00:00Z`")
    })
}

/// What is on stdin, one expression a line.
fn stdin() -> Result<String, String> {
    let mut text = String::new();
    let stdin = std::io::stdin().lock().take(MOST_BYTES);
    let read = std::io::BufReader::new(stdin).read_to_string(&mut text);
    read.map_err(|error| format!("stdin can't be read: {error}"))?;
    Ok(text)
}
