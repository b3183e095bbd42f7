//! Dates as pendulum's strict parser takes them: in `anchor_date` on Python before 3.13.
//!
//! It takes ISO 8601 and little else. The common forms are read here to the letter; what has letters that no form of
//! ISO 8601 has is refused.

use chrono::NaiveDate;

use super::token::{Token, micros, number, tokens};
use super::{Moment, Reading};

/// What the parser makes of a text.
pub fn read(text: &str) -> Reading {
    if text == "now" {
        return undated();
    }
    let tokens = tokens(text);
    match tokens.as_slice() {
        [Token::Digits(y)] if y.len() == 4 => date(y, "01", "01", &[]),
        // A compact date goes with a compact time only.
        [Token::Digits(d), rest @ ..] if d.len() == 8 && rest.contains(&Token::Sign(':')) => {
            Reading::Unknown
        }
        [Token::Digits(d), rest @ ..] if d.len() == 8 => {
            match (d.get(..4), d.get(4..6), d.get(6..)) {
                (Some(y), Some(m), Some(d)) => date(y, m, d, rest),
                _ => Reading::Unknown,
            }
        }
        [Token::Digits(y), Token::Sign('-'), Token::Digits(m)] if y.len() == 4 && m.len() == 2 => {
            date(y, m, "01", &[])
        }
        [
            Token::Digits(y),
            Token::Sign('-'),
            Token::Digits(m),
            Token::Sign('-'),
            Token::Digits(d),
            rest @ ..,
        ] if y.len() == 4 && m.len() == 2 && d.len() == 2 => date(y, m, d, rest),
        _ if is_beyond_iso(text) => Reading::Refused,
        _ => Reading::Unknown,
    }
}

fn undated() -> Reading {
    Reading::Date(Moment {
        wall: None,
        offset: None,
    })
}

/// Whether it has a letter or a sign that is in no form that the parser takes, or begins with one that none begins
/// with; or whether it is numbers with slashes and the year at the end.
fn is_beyond_iso(text: &str) -> bool {
    let is_known = |c: char| c.is_ascii_digit() || "TZWPYMDHS-+:.,/ ".contains(c);
    let slashes: Vec<&str> = text.split('/').collect();
    let year_last = matches!(slashes.as_slice(), [a, _, c] if a.len() <= 2 && c.len() >= 4);
    !text.chars().all(is_known) || text.is_empty() || year_last
}

fn date(year: &str, month: &str, day: &str, rest: &[Token<'_>]) -> Reading {
    let (Some(year), Some(month), Some(day)) = (number(year), number(month), number(day)) else {
        return Reading::Unknown;
    };
    let year = i32::try_from(year).unwrap_or(0);
    let date = NaiveDate::from_ymd_opt(year, month, day).filter(|_| year > 0);
    let Some(date) = date else {
        return Reading::Refused;
    };
    match rest {
        [] => moment(date, (0, 0, 0), "", &[]),
        [Token::Word("T") | Token::Sign(' '), rest @ ..] => time(date, rest),
        _ => Reading::Unknown,
    }
}

fn time(date: NaiveDate, rest: &[Token<'_>]) -> Reading {
    let two = |text: &str| text.len() == 2;
    match rest {
        [Token::Digits(h), rest @ ..] if two(h) && !matches!(rest, [Token::Sign(':'), ..]) => {
            moment(date, (value(h), 0, 0), "", rest)
        }
        [
            Token::Digits(h),
            Token::Sign(':'),
            Token::Digits(m),
            rest @ ..,
        ] if two(h) && two(m) => match rest {
            [
                Token::Sign(':'),
                Token::Digits(s),
                Token::Sign('.' | ','),
                Token::Digits(f),
                rest @ ..,
            ] if two(s) && f.len() <= 9 => moment(date, (value(h), value(m), value(s)), f, rest),
            [Token::Sign(':'), Token::Digits(s), rest @ ..] if two(s) => {
                moment(date, (value(h), value(m), value(s)), "", rest)
            }
            _ => moment(date, (value(h), value(m), 0), "", rest),
        },
        _ => Reading::Unknown,
    }
}

fn value(digits: &str) -> u32 {
    number(digits).unwrap_or(u32::MAX)
}

fn moment(
    date: NaiveDate,
    (h, m, s): (u32, u32, u32),
    fraction: &str,
    zone: &[Token<'_>],
) -> Reading {
    let offset = match zone {
        [] => None,
        [Token::Word("Z")] => Some(0),
        [Token::Sign(sign @ ('+' | '-')), rest @ ..] => match offset(*sign, rest) {
            Some(offset) => Some(offset),
            None => return Reading::Unknown,
        },
        _ => return Reading::Unknown,
    };
    match date.and_hms_micro_opt(h, m, s, micros(fraction)) {
        Some(wall) if s < 60 => Reading::Date(Moment {
            wall: Some(wall),
            offset,
        }),
        _ => Reading::Refused,
    }
}

/// `0130`, `01:30` or `01`, in seconds.
fn offset(sign: char, rest: &[Token<'_>]) -> Option<i32> {
    let (hours, minutes) = match rest {
        [Token::Digits(d)] if d.len() == 4 => (number(d.get(..2)?)?, number(d.get(2..)?)?),
        [Token::Digits(d)] if d.len() == 2 => (number(d)?, 0),
        [Token::Digits(h), Token::Sign(':'), Token::Digits(m)] if h.len() == 2 && m.len() == 2 => {
            (number(h)?, number(m)?)
        }
        _ => return None,
    };
    let seconds = i32::try_from(hours * 3_600 + minutes * 60).ok()?;
    let fits = hours < 24 && minutes < 60;
    fits.then_some(if sign == '-' { -seconds } else { seconds })
}
