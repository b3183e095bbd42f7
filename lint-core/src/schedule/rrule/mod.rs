//! Recurrence rules as Prefect takes them: RFC 5545 in the reading of python-dateutil 2.9, and a little JSON.
//!
//! A rule that Prefect takes may still be one that never runs: see [`advance`].

pub mod advance;
mod check;
mod error;
mod json;
mod model;
mod part;
mod property;
pub mod reach;
mod runs;
mod upper;
mod words;

pub use error::{Error, ErrorKind, FREQUENCIES};
pub use model::{By, Dated, Day, Frequency, Number, Rrule, Rule};

use part::{date, error, refuse};
use property::{Lines, Zones};
use upper::{Piece, Upper};

/// Prefect takes no rule with more characters.
const MAX_LENGTH: usize = 6_500;
/// The line that Prefect puts in front of a rule without a `DTSTART`, before it looks at the length again.
const ADDED: usize = "DTSTART:20200101T000000\n".len();

/// A line break as it is spelled in double quotes; elsewhere it is these two characters.
pub const WRITTEN_BREAK: &str = "\\n";

/// What Prefect makes of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is taken.
    Valid(Rrule),
    /// It is taken at some moments and refused at others: without a `DTSTART` it begins at the moment of the deploy.
    ByTheClock(Rrule, Error),
    /// It is refused, with a message.
    Refused(Error),
    /// `prefect deploy` ends with a traceback.
    Crashes(Error),
    /// Not known: dateutil's reading of free dates decides.
    Unknown,
}

impl Verdict {
    /// The model of a rule that is taken, at some moments at least.
    pub fn rrule(&self) -> Option<&Rrule> {
        match self {
            Self::Valid(rrule) | Self::ByTheClock(rrule, _) => Some(rrule),
            _ => None,
        }
    }
}

/// Why there is no model.
#[derive(Debug)]
enum Stop {
    Refused(Error),
    Crashes(Error),
    Unknown,
}

impl Rrule {
    /// Reads the text behind `rrule`.
    pub fn parse(text: &str) -> Verdict {
        json::parse(text).unwrap_or_else(|| Self::parse_rule(text))
    }

    /// Reads a rule that is no JSON.
    fn parse_rule(text: &str) -> Verdict {
        let added = match text.to_uppercase().contains("DTSTART") {
            true => 0,
            false => ADDED,
        };
        let length = text.chars().count() + added;
        match read(text) {
            Ok(_) if length > MAX_LENGTH => Verdict::Refused(Error {
                kind: ErrorKind::TooLong(length),
                range: 0..text.len(),
            }),
            Ok((rrule, None)) => match divides_by_zero(&rrule).filter(|_| added > 0) {
                Some(error) => Verdict::Crashes(error),
                None => Verdict::Valid(rrule),
            },
            Ok((rrule, Some(error))) => Verdict::ByTheClock(rrule, error),
            Err(Stop::Refused(error)) => Verdict::Refused(written_break(text).unwrap_or(error)),
            Err(Stop::Crashes(error)) => Verdict::Crashes(written_break(text).unwrap_or(error)),
            Err(Stop::Unknown) => Verdict::Unknown,
        }
    }
}

/// The cause of whatever else is wrong: a line break that is spelled out.
fn written_break(text: &str) -> Option<Error> {
    let at = text.find(WRITTEN_BREAK)?;
    Some(Error {
        kind: ErrorKind::WrittenBreak,
        range: at..at + WRITTEN_BREAK.len(),
    })
}

/// Prefect moves the start of a rule by minutes or seconds near to now, by whole intervals.
fn divides_by_zero(rrule: &Rrule) -> Option<Error> {
    let [rule] = rrule.rules.as_slice() else {
        return None;
    };
    let is_alone = rrule.dates.is_empty() && rrule.exdates.is_empty() && rrule.exrules.is_empty();
    // An end with a time zone keeps it from reading the rule.
    let is_read = !rule.until.as_ref().is_some_and(|until| until.aware);
    let is_moved = rule.frequency >= Frequency::Minutely && rule.count.is_none() && is_alone;
    let interval = rule
        .interval
        .as_ref()
        .filter(|interval| is_moved && is_read && interval.value == 0)?;
    Some(Error {
        kind: ErrorKind::ZeroInterval,
        range: interval.range.clone(),
    })
}

/// Reads a text, and what holds at some moments only.
fn read(text: &str) -> Result<(Rrule, Option<Error>), Stop> {
    let upper = Upper::new(text);
    let all = upper.piece();
    let lines: Vec<Piece<'_>> = all.words().collect();
    if lines.is_empty() {
        return refuse(all, ErrorKind::Empty);
    }
    // A single rule, with or without its name, is read at once.
    let single = lines.len() == 1 && (!all.text.contains(':') || all.text.starts_with("RRULE:"));
    let found = match single {
        true => Lines {
            rules: lines,
            ..Lines::default()
        },
        false => Lines::read(&lines, &Zones::of(text))?,
    };
    let is_set = found.rules.len() > 1
        || !(found.dates.is_empty() && found.exrules.is_empty() && found.exdates.is_empty());
    if found.rules.is_empty() && !is_set {
        return Err(Stop::Crashes(error(all, ErrorKind::MissingRule)));
    }
    assemble(found)
}

/// Reads the rules and the dates, in dateutil's order: the first mistake decides.
fn assemble(found: Lines<'_>) -> Result<(Rrule, Option<Error>), Stop> {
    let mut doubt = None;
    let mut rules = |lines: &[Piece<'_>]| -> Result<Vec<Rule>, Stop> {
        let mut rules = Vec::new();
        for line in lines {
            let rule = part::read(*line)?;
            let by_clock = check::check(&rule, found.start.as_ref())?;
            doubt = doubt.take().or(by_clock);
            rules.push(rule);
        }
        Ok(rules)
    };
    let own = rules(&found.rules)?;
    let mut dates = Vec::new();
    for piece in found.dates.iter().flat_map(|line| line.split(',')) {
        let moment = date(piece)?;
        dates.push(Dated {
            moment,
            range: piece.range(),
            zone: None,
            aware: moment.offset.is_some(),
        });
    }
    let exrules = rules(&found.exrules)?;
    let rrule = Rrule {
        start: found.start,
        rules: own,
        dates,
        exrules,
        exdates: found.exdates,
    };
    Ok((rrule, doubt))
}
