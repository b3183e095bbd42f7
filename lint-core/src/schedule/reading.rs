//! One schedule, read on its own: whether Prefect takes it, what it says in words, and when it runs next.

use std::ops::Range;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::clock::{Policy, Run};
use super::cron::Cron;
use super::cron::quartz::SecondsFirst;
use super::interval::Interval;
use super::rrule::advance::obstacles;
use super::rrule::{self, Rrule};

/// How a schedule says when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Five to seven fields, or a word such as `@daily`.
    Cron,
    /// A length of time.
    Interval,
    /// A rule of iCalendar.
    Rrule,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'q> {
    /// The expression.
    pub text: &'q str,
    /// What kind it is.
    pub kind: Kind,
    /// The time zone that it is read in.
    pub zone: Tz,
    /// Of a cron with both kinds of days: whether one that fits is enough.
    pub day_or: bool,
    /// The moment that an interval counts from; none: the one from which runs are looked for.
    pub anchor: Option<DateTime<Utc>>,
    /// The moment from which runs are looked for.
    pub from: DateTime<Utc>,
    /// How many runs are looked for.
    pub count: usize,
    /// What becomes of times that the clocks skip.
    pub policy: Policy,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Whether Prefect takes it.
    pub verdict: Verdict,
    /// When it runs, in plain English.
    pub words: Option<String>,
    /// The next runs; none: they can't be told.
    pub runs: Option<Vec<Run>>,
    /// What a cron of six or seven fields means to programs that have the seconds first, as Quartz does.
    pub seconds_first: Option<SecondsFirst>,
    /// What else is to be known about it.
    pub notes: Vec<String>,
}

/// Whether Prefect takes a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Accepted,
    /// It does not.
    Refused(Trouble),
    /// It can't be told.
    Unknown,
}

/// Why Prefect refuses a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The bytes of the text that are wrong.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl Kind {
    /// The likely kind of a text: what has the `=` of a rule of iCalendar or begins like one, what begins like a length
    /// of time, and else a cron.
    pub fn of(text: &str) -> Self {
        let upper = text.trim().to_ascii_uppercase();
        let is_rule = ["RRULE", "DTSTART", "RDATE", "EXRULE", "EXDATE", "{"]
            .iter()
            .any(|start| upper.starts_with(start));
        let is_length = |text: &str| {
            let rest = text.trim_start_matches(['+', '-']);
            rest.starts_with('P') && !rest.contains(' ')
                || rest.starts_with(|c: char| c.is_ascii_digit())
                    && rest.split_whitespace().count() <= 3
        };
        if is_rule || upper.contains('=') {
            Self::Rrule
        } else if is_length(&upper) {
            Self::Interval
        } else {
            Self::Cron
        }
    }

    /// Its key in a schedule: `cron`, `interval`, `rrule`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Cron => "cron",
            Self::Interval => "interval",
            Self::Rrule => "rrule",
        }
    }
}

impl Reading {
    /// Reads a schedule.
    pub fn of(question: &Question<'_>) -> Self {
        match question.kind {
            Kind::Cron => cron(question),
            Kind::Interval => interval(question),
            Kind::Rrule => rrule(question),
        }
    }

    fn refused(trouble: Trouble) -> Self {
        Self {
            verdict: Verdict::Refused(trouble),
            ..Self::empty()
        }
    }

    /// Nothing is said.
    fn empty() -> Self {
        Self {
            verdict: Verdict::Unknown,
            words: None,
            runs: None,
            seconds_first: None,
            notes: Vec::new(),
        }
    }
}

fn cron(question: &Question<'_>) -> Reading {
    let Question { text, day_or, .. } = *question;
    let seconds_first = SecondsFirst::read(text);
    let mut notes = Vec::new();
    if let Some(other) = &seconds_first {
        notes.push(format!(
            "Prefect has the seconds last; programs that have them first would run it {}",
            other.words
        ));
        if let Some(five) = &other.without_seconds {
            notes.push(format!("if that is meant, write `{five}`"));
        }
    }
    let cron = match Cron::parse(text) {
        Ok(cron) => cron,
        Err(error) => {
            return Reading {
                seconds_first,
                notes,
                ..Reading::refused(Trouble {
                    range: error.range.clone(),
                    message: error.to_string(),
                    help: error.help(),
                })
            };
        }
    };
    if cron.days_are_ored(day_or) {
        notes.push(
            "it runs where the day of the month or the day of the week fits; `day_or: false` wants both"
                .to_owned(),
        );
    }
    let runs = cron.first_runs(
        question.count,
        question.from,
        question.zone,
        day_or,
        question.policy,
    );
    if cron
        .never(day_or, Some(question.from.naive_utc()))
        .is_some()
    {
        notes.push("it never runs".to_owned());
    }
    let is_random = cron.random_fields().next().is_some();
    if is_random {
        notes.push(
            "Prefect draws the random numbers anew whenever it looks at the schedule".to_owned(),
        );
    }
    Reading {
        verdict: Verdict::Accepted,
        words: Some(cron.words(day_or)),
        runs: (!is_random).then_some(runs),
        seconds_first,
        notes,
    }
}

fn interval(question: &Question<'_>) -> Reading {
    let Question { text, from, .. } = *question;
    let Some(interval) = Interval::parse(text) else {
        return Reading::refused(Trouble {
            range: 0..text.len(),
            message: format!("`{text}` is no interval that Prefect takes"),
            help: Some(
                "write seconds without quotes, `PT10M` or `\"00:10:00\"`, of more than nothing"
                    .to_owned(),
            ),
        });
    };
    let mut notes = Vec::new();
    let in_quotes = Interval::parse(&format!("\"{text}\""));
    if in_quotes.is_some_and(|other| other != interval) {
        notes.push(format!(
            "without quotes YAML reads it as {} seconds",
            interval.in_seconds()
        ));
    }
    if question.anchor.is_none() {
        notes.push(
            "without `anchor_date` it counts from the moment of the deploy, here the first run"
                .to_owned(),
        );
    }
    let anchor = question.anchor.unwrap_or(from);
    Reading {
        verdict: Verdict::Accepted,
        words: Some(interval.words()),
        runs: interval.runs(from, anchor, question.zone, question.count),
        notes,
        ..Reading::empty()
    }
}

fn rrule(question: &Question<'_>) -> Reading {
    let trouble = |error: rrule::Error| Trouble {
        range: error.range.clone(),
        message: error.kind.to_string(),
        help: Some(error.kind.help()),
    };
    let rrule = match Rrule::parse(question.text) {
        rrule::Verdict::Valid(rrule) | rrule::Verdict::ByTheClock(rrule, _) => rrule,
        rrule::Verdict::Refused(error) => return Reading::refused(trouble(error)),
        rrule::Verdict::Crashes(error) => {
            return Reading {
                notes: vec!["`prefect deploy` ends with a traceback".to_owned()],
                ..Reading::refused(trouble(error))
            };
        }
        rrule::Verdict::Unknown => {
            return Reading::empty();
        }
    };
    let obstacles = obstacles(&rrule);
    let mut notes: Vec<String> = obstacles.iter().map(|it| it.kind.to_string()).collect();
    let runs = match obstacles.iter().any(|obstacle| obstacle.is_fatal) {
        true => None,
        false => rrule.runs(question.from, question.zone, question.count),
    };
    if runs.as_ref().is_some_and(|runs| runs.is_over) {
        notes.push("there are no runs after these".to_owned());
    }
    Reading {
        verdict: Verdict::Accepted,
        words: rrule.words(),
        runs: runs.map(|runs| runs.runs),
        notes,
        ..Reading::empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_their_form() {
        for (text, kind) in [
            ("0 9 * * *", Kind::Cron),
            ("@daily", Kind::Cron),
            ("R R * * *", Kind::Cron),
            ("", Kind::Cron),
            ("3600", Kind::Interval),
            ("-5", Kind::Interval),
            ("PT10M", Kind::Interval),
            ("p1d", Kind::Interval),
            ("1 day, 02:00:00", Kind::Interval),
            ("10 minutes", Kind::Interval),
            ("FREQ=DAILY", Kind::Rrule),
            ("interval=2", Kind::Rrule),
            ("DTSTART:20240101T000000", Kind::Rrule),
            ("{\"rrule\": \"FREQ=DAILY\"}", Kind::Rrule),
        ] {
            assert_eq!(Kind::of(text), kind, "{text}");
        }
    }
}
