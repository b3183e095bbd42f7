//! Dates as python-dateutil's parser takes them: in rules everywhere, in `anchor_date` on Python 3.13 and later.
//!
//! It takes nearly anything. The forms of RFC 5545 and ISO 8601 and the usual ones with slashes are read here to the
//! letter. Of the rest, what holds a word or a sign that the parser knows nothing to do with is refused.

use chrono::{NaiveDate, NaiveDateTime};

use super::token::{Token, micros, number, tokens};
use super::{Moment, Reading};

/// Words and signs that the parser passes over.
const PASSED: [&str; 12] = [
    "at", "on", "and", "ad", "m", "t", "of", "st", "nd", "rd", "th", "",
];
const PASSED_SIGNS: [char; 7] = [' ', '.', ',', ';', '-', '/', '\''];
/// How the names of days and months begin; the longer spellings are words of their own.
const NAMES: [&str; 19] = [
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "may", "jun",
    "jul", "aug", "sep", "oct", "nov", "dec",
];
/// Words behind a number or a time: parts of the day, and units.
const UNITS: [&str; 12] = [
    "am", "pm", "a", "p", "h", "hour", "hours", "minute", "minutes", "s", "second", "seconds",
];
/// Signs that the parser has no use for, wherever they stand.
const NEVER_READ: &str = "\\=_@#*&%$\"!?<>|~^`[]{}";
/// With longer numbers it may fail before it comes to such a sign.
const LONGEST_NUMBER: usize = 14;
/// No zone is further from UTC.
const DAY: i64 = 86_400;

/// What the parser makes of a text.
pub fn read(text: &str) -> Reading {
    if !text.is_ascii() || text.contains('\0') {
        return Reading::Unknown;
    }
    let tokens = tokens(text);
    if let Some(refused) = before_digits(&tokens) {
        return refused;
    }
    if is_never_read(&tokens) {
        return Reading::Refused;
    }
    let (date, rest) = match tokens.as_slice() {
        [Token::Digits(digits), rest @ ..] if matches!(digits.len(), 8 | 12 | 14) => {
            return compact(digits, rest);
        }
        [Token::Digits(digits)] => return alone(digits),
        [
            Token::Digits(a),
            Token::Sign(x @ ('-' | '/')),
            Token::Digits(b),
            rest @ ..,
        ] => match rest {
            [Token::Sign(y), Token::Digits(c), rest @ ..] if x == y => match three(a, b, c) {
                Some(date) => (date, rest),
                None => return Reading::Unknown,
            },
            [] => return year_month(a, b),
            _ => return Reading::Unknown,
        },
        _ => return Reading::Unknown,
    };
    match date {
        Some(date) => after_date(date, rest),
        None => match after_date(NaiveDate::MIN, rest) {
            Reading::Date(_) => Reading::Refused,
            other => other,
        },
    }
}

/// A refusal for the sake of what stands in front of the first digits; none if nothing there is refused.
fn before_digits(tokens: &[Token<'_>]) -> Option<Reading> {
    for token in tokens {
        match token {
            Token::Digits(_) => return None,
            Token::Sign(sign) if PASSED_SIGNS.contains(sign) => {}
            Token::Sign(sign) if sign.is_ascii_whitespace() => {}
            Token::Word(word) if is_passed(word) => {}
            Token::Word(word) if is_name(word) => return Some(Reading::Unknown),
            _ => return Some(Reading::Refused),
        }
    }
    Some(Reading::Refused)
}

/// Whether there is a word or a sign that the parser stops at, whatever stands around it.
fn is_never_read(tokens: &[Token<'_>]) -> bool {
    let is_short = |token: &Token<'_>| match token {
        Token::Digits(digits) => digits.len() <= LONGEST_NUMBER,
        _ => true,
    };
    let stops = |token: &Token<'_>| match token {
        Token::Digits(_) => false,
        Token::Sign(sign) => NEVER_READ.contains(*sign),
        Token::Word(word) => !is_passed(word) && !is_name(word) && !is_unit(word) && !is_zone(word),
    };
    tokens.iter().all(is_short) && tokens.iter().any(stops)
}

fn is_unit(word: &str) -> bool {
    UNITS.iter().any(|unit| word.eq_ignore_ascii_case(unit))
}

/// Whether it could be the name of a zone: up to five capitals.
fn is_zone(word: &str) -> bool {
    let is_capital = |byte: u8| byte.is_ascii_uppercase();
    (word.len() <= 5 && word.bytes().all(is_capital)) || word == "z"
}

fn is_passed(word: &str) -> bool {
    PASSED
        .iter()
        .any(|passed| word.eq_ignore_ascii_case(passed))
}

fn is_name(word: &str) -> bool {
    let head = word.get(..3).unwrap_or(word);
    NAMES.iter().any(|name| head.eq_ignore_ascii_case(name))
}

/// `YYYYMMDD`, possibly with `HHMM` or `HHMMSS` in one run of digits.
fn compact(digits: &str, rest: &[Token<'_>]) -> Reading {
    let part = |from: usize, to: usize| digits.get(from..to).and_then(number).unwrap_or(0);
    let date = ymd(part(0, 4), part(4, 6), part(6, 8));
    let clock = match digits.len() {
        8 => {
            return match date {
                Some(date) => after_date(date, rest),
                None => refused_if_read(after_date(NaiveDate::MIN, rest)),
            };
        }
        _ => (part(8, 10), part(10, 12), part(12, 14)),
    };
    zone(date, clock, 0, rest)
}

/// Digits with nothing around: a year, if they can't be anything else.
fn alone(digits: &str) -> Reading {
    let is_year = |year: u32| (32..=9_999).contains(&year);
    match (digits.len(), number(digits)) {
        (1 | 2 | 6, _) => Reading::Unknown,
        (_, Some(0)) => Reading::Refused,
        (_, Some(year)) if is_year(year) => Reading::Date(undated()),
        (_, Some(1..=31)) => Reading::Unknown,
        (_, Some(_)) => Reading::Refused,
        (_, None) => match digits.parse::<u64>() {
            Ok(0..=31) => Reading::Unknown,
            Ok(32..=9_999) => Reading::Date(undated()),
            Ok(10_000..=2_147_483_647) => Reading::Refused,
            _ => Reading::Crashes,
        },
    }
}

/// `YYYY-MM`, with the day of the day it is read.
fn year_month(year: &str, month: &str) -> Reading {
    let (Some(year), Some(month)) = (number(year), number(month).filter(|_| month.len() <= 2))
    else {
        return Reading::Unknown;
    };
    match (year, month) {
        (32..=9_999, 1..=12) => Reading::Date(undated()),
        (32..=9_999, 0 | 13..=31) => Reading::Refused,
        _ => Reading::Unknown,
    }
}

fn undated() -> Moment {
    Moment {
        wall: None,
        offset: None,
    }
}

/// Year first, or the month first with the year at the end; the day comes first where the month can't. The inner
/// `None` is a date that does not exist.
fn three(a: &str, b: &str, c: &str) -> Option<Option<NaiveDate>> {
    let short = |text: &str| text.len() <= 2;
    let (x, y, z) = (number(a)?, number(b)?, number(c)?);
    match (a.len(), c.len()) {
        (4, 1 | 2) if short(b) => Some(ymd(x, y, z)),
        (1 | 2, 4) if short(b) && x > 12 => Some(ymd(z, y, x)),
        (1 | 2, 4) if short(b) => Some(ymd(z, x, y)),
        _ => None,
    }
}

fn ymd(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year)
        .ok()
        .filter(|year| (1..=9_999).contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Whatever would be read is refused, for the date does not exist.
fn refused_if_read(reading: Reading) -> Reading {
    match reading {
        Reading::Date(_) => Reading::Refused,
        other => other,
    }
}

/// What follows a date: nothing, or a time.
fn after_date(date: NaiveDate, rest: &[Token<'_>]) -> Reading {
    match rest {
        [] | [Token::Word("T" | "t")] => zone(Some(date), (0, 0, 0), 0, &[]),
        [Token::Word("T" | "t") | Token::Sign(' '), rest @ ..] => time(date, rest),
        [Token::Word(word), ..] if !is_passed(word) && !is_name(word) => Reading::Refused,
        [Token::Sign('+'), ..] => Reading::Refused,
        _ => Reading::Unknown,
    }
}

fn time(date: NaiveDate, rest: &[Token<'_>]) -> Reading {
    let part = |digits: &str, from: usize| digits.get(from..from + 2).and_then(number).unwrap_or(0);
    match rest {
        [
            Token::Digits(d),
            Token::Sign('.'),
            Token::Digits(fraction),
            rest @ ..,
        ] if d.len() == 6 => zone(
            Some(date),
            (part(d, 0), part(d, 2), part(d, 4)),
            micros(fraction),
            rest,
        ),
        [Token::Digits(d), rest @ ..] if d.len() == 6 => {
            zone(Some(date), (part(d, 0), part(d, 2), part(d, 4)), 0, rest)
        }
        [
            Token::Digits(hour),
            Token::Sign(':'),
            Token::Digits(minute),
            rest @ ..,
        ] if hour.len() <= 2 && minute.len() <= 2 => {
            let (Some(hour), Some(minute)) = (number(hour), number(minute)) else {
                return Reading::Unknown;
            };
            seconds(date, hour, minute, rest)
        }
        [Token::Digits(_), Token::Sign(':' | '.' | ','), ..] => Reading::Unknown,
        [Token::Digits(d), rest @ ..] if matches!(d.len(), 2 | 4) => {
            zone(Some(date), (part(d, 0), part(d, 2), 0), 0, rest)
        }
        _ => Reading::Unknown,
    }
}

fn seconds(date: NaiveDate, hour: u32, minute: u32, rest: &[Token<'_>]) -> Reading {
    match rest {
        [Token::Sign(':'), Token::Digits(second), rest @ ..] if second.len() <= 2 => {
            let clock = (hour, minute, number(second).unwrap_or(0));
            match rest {
                [Token::Sign('.'), Token::Digits(fraction), rest @ ..] => {
                    zone(Some(date), clock, micros(fraction), rest)
                }
                _ => zone(Some(date), clock, 0, rest),
            }
        }
        [Token::Sign(':' | '.'), ..] => Reading::Unknown,
        _ => zone(Some(date), (hour, minute, 0), 0, rest),
    }
}

/// What follows a time: nothing, or a zone.
fn zone(
    date: Option<NaiveDate>,
    (hour, minute, second): (u32, u32, u32),
    micros: u32,
    rest: &[Token<'_>],
) -> Reading {
    let rest = match rest {
        [Token::Sign(' '), rest @ ..] => rest,
        // Passed over at the end.
        [rest @ .., Token::Sign(';')] => rest,
        rest => rest,
    };
    let offset = match rest {
        [] => None,
        [Token::Word("Z" | "z" | "UTC" | "GMT")] => Some(0),
        [Token::Sign(sign @ ('+' | '-')), rest @ ..] => match offset(*sign, rest) {
            Some(offset) => Some(offset),
            None => return Reading::Unknown,
        },
        _ => return Reading::Unknown,
    };
    let wall = date.and_then(|date| date.and_hms_micro_opt(hour, minute, second, micros));
    match wall {
        // Leap seconds are none of Python's.
        Some(wall) if second < 60 => Reading::Date(Moment {
            wall: Some(wall),
            offset,
        }),
        _ => Reading::Refused,
    }
}

/// `0130`, `01:30` or `1`, in seconds.
fn offset(sign: char, rest: &[Token<'_>]) -> Option<i32> {
    let (hours, minutes) = match rest {
        [Token::Digits(d)] if d.len() == 4 => (number(d.get(..2)?)?, number(d.get(2..)?)?),
        [Token::Digits(d)] if d.len() <= 2 => (number(d)?, 0),
        [Token::Digits(h), Token::Sign(':'), Token::Digits(m)] if h.len() <= 2 && m.len() == 2 => {
            (number(h)?, number(m)?)
        }
        _ => return None,
    };
    let seconds = i64::from(hours) * 3_600 + i64::from(minutes) * 60;
    let seconds = if sign == '-' { -seconds } else { seconds };
    (seconds.abs() < DAY).then(|| i32::try_from(seconds).ok())?
}

/// The moment in UTC of a time on the wall with its offset; without one, UTC is meant.
pub fn utc(moment: Moment) -> Option<NaiveDateTime> {
    let ahead = chrono::TimeDelta::seconds(i64::from(moment.offset.unwrap_or(0)));
    moment.wall?.checked_sub_signed(ahead)
}
