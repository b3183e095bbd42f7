//! One rule: `KEY=VALUE` pairs with `;` between.

use chrono::Weekday;

use super::Stop;
use super::error::{Error, ErrorKind};
use super::model::{By, Dated, Day, Frequency, Number, Rule};
use super::upper::Piece;
use crate::schedule::date::{Reading, dateutil};
use crate::schedule::python::int;

/// The keys that have been read.
#[derive(Debug, Default)]
struct Parts {
    frequency: Option<(Frequency, std::ops::Range<usize>)>,
    interval: Option<Number>,
    count: Option<Number>,
    until: Option<Dated>,
    week_start: Option<Weekday>,
    days: Option<Vec<Day>>,
    lists: [Option<Vec<Number>>; 9],
}

/// Reads a rule, with or without `RRULE:` in front; of a key that is there twice the last counts.
pub(super) fn read(line: Piece<'_>) -> Result<Rule, Stop> {
    let body = match line.split_once(':') {
        None => line,
        Some((name, body)) if name.text == "RRULE" && !body.text.contains(':') => body,
        Some((name, _)) => return refuse(name, ErrorKind::UnknownProperty(name.text.into())),
    };
    let mut parts = Parts::default();
    for pair in body.split(';') {
        let (key, value) = match pair.split_once('=') {
            Some((key, value)) if !value.text.contains('=') => (key, value),
            _ => return refuse(pair, ErrorKind::NotAPair(pair.text.into())),
        };
        parts.take(key, value)?;
    }
    let Some((frequency, frequency_range)) = parts.frequency else {
        return Err(Stop::Crashes(error(body, ErrorKind::MissingFrequency)));
    };
    Ok(Rule {
        frequency,
        frequency_range,
        interval: parts.interval,
        count: parts.count,
        until: parts.until,
        week_start: parts.week_start,
        days: parts.days,
        lists: parts.lists,
        range: body.range(),
    })
}

impl Parts {
    fn take(&mut self, key: Piece<'_>, value: Piece<'_>) -> Result<(), Stop> {
        let one = |piece| number(key, piece);
        match key.text {
            "FREQ" => {
                let word = Frequency::of(value.text).ok_or_else(|| invalid(key, value))?;
                self.frequency = Some((word, value.range()));
            }
            "INTERVAL" => self.interval = Some(one(value)?),
            "COUNT" => self.count = Some(one(value)?),
            "UNTIL" => self.until = Some(until(value)?),
            "WKST" => {
                self.week_start = Some(weekday(value.text).ok_or_else(|| invalid(key, value))?);
            }
            "BYDAY" | "BYWEEKDAY" => {
                let days = value.split(',').map(|item| day(key, item));
                self.days = Some(days.collect::<Result<_, Stop>>()?);
            }
            text => match By::ALL.into_iter().find(|by| by.key() == text) {
                Some(by) => {
                    let numbers = value.split(',').map(one);
                    self.lists[by as usize] = Some(numbers.collect::<Result<_, Stop>>()?);
                }
                None => return refuse(key, ErrorKind::UnknownKey(text.into())),
            },
        }
        Ok(())
    }
}

fn number(key: Piece<'_>, piece: Piece<'_>) -> Result<Number, Stop> {
    let value = int(piece.text).ok_or_else(|| invalid(key, piece))?;
    Ok(Number {
        value,
        range: piece.range(),
    })
}

fn until(value: Piece<'_>) -> Result<Dated, Stop> {
    let moment = date(value)?;
    Ok(Dated {
        moment,
        range: value.range(),
        zone: None,
        aware: moment.offset.is_some(),
    })
}

/// Reads a date.
pub(super) fn date(piece: Piece<'_>) -> Result<crate::schedule::date::Moment, Stop> {
    match dateutil::read(piece.text) {
        Reading::Date(moment) => Ok(moment),
        Reading::Refused => refuse(piece, ErrorKind::InvalidDate(piece.text.into())),
        Reading::Crashes => Err(Stop::Crashes(error(piece, ErrorKind::Overflow))),
        Reading::Unknown => Err(Stop::Unknown),
    }
}

/// `MO`, `+1MO` or `MO(+1)`.
fn day(key: Piece<'_>, item: Piece<'_>) -> Result<Day, Stop> {
    let wrong = || invalid(key, item);
    let (nth, name) = match item.text.split_once('(') {
        // What closes the bracket is not looked at, nor is what follows another one.
        Some((name, nth)) => {
            let nth = nth.split('(').next().unwrap_or_default();
            let inner = nth
                .char_indices()
                .next_back()
                .map_or("", |(end, _)| &nth[..end]);
            (Some(inner), name)
        }
        None => {
            let is_sign = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-');
            let at = item.text.find(|c| !is_sign(c)).ok_or_else(wrong)?;
            let (nth, name) = item.text.split_at(at);
            ((!nth.is_empty()).then_some(nth), name)
        }
    };
    let day = weekday(name).ok_or_else(wrong)?;
    let nth = match nth {
        Some(text) => Some(int(text).filter(|n| *n != 0).ok_or_else(wrong)?),
        None => None,
    };
    Ok(Day {
        nth,
        day,
        range: item.range(),
    })
}

fn weekday(name: &str) -> Option<Weekday> {
    Some(match name {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}

pub(super) fn error(piece: Piece<'_>, kind: ErrorKind) -> Error {
    Error {
        kind,
        range: piece.range(),
    }
}

pub(super) fn refuse<T>(piece: Piece<'_>, kind: ErrorKind) -> Result<T, Stop> {
    Err(Stop::Refused(error(piece, kind)))
}

fn invalid(key: Piece<'_>, value: Piece<'_>) -> Stop {
    let range = match value.text.is_empty() {
        true => key.range(),
        false => value.range(),
    };
    let kind = ErrorKind::InvalidValue {
        key: key.text.into(),
        value: value.text.into(),
    };
    Stop::Refused(Error { kind, range })
}
