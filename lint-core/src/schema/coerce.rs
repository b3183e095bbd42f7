//! Whether Prefect takes a scalar for a field of some type.
//!
//! The loader gives Python values; pydantic converts them in its lax mode. Text is never made of a number, but a
//! number may be made of text.

use num_bigint::BigInt;

use super::duration::{self, Duration};
use crate::yaml::Value;

/// Python refuses to make a number of more digits than this.
const MAX_DIGITS: usize = 4_300;
/// Numbers above are taken for milliseconds when they stand for a moment.
const MILLISECONDS_FROM: f64 = 2e10;
/// The moments that Python can hold, in seconds from 1970.
const MOMENTS: std::ops::Range<f64> = -62_135_596_800.0..253_402_300_800.0;

/// Text, also from `!!binary`.
pub fn text<'v>(value: &'v Value<'_>) -> Option<&'v str> {
    match value {
        Value::Str(text) => Some(text),
        Value::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
        _ => None,
    }
}

/// Whether it is text to Prefect.
pub fn is_text(value: &Value<'_>) -> bool {
    text(value).is_some()
}

/// The truth value that Prefect makes of it.
pub fn boolean(value: &Value<'_>) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(*value),
        Value::Int(number) if *number == BigInt::ZERO => Some(false),
        Value::Int(number) if *number == BigInt::from(1) => Some(true),
        Value::Float(0.0) => Some(false),
        Value::Float(1.0) => Some(true),
        _ => word(text(value)?),
    }
}

fn word(text: &str) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is(&["true", "t", "yes", "y", "on", "1"]) {
        return Some(true);
    }
    is(&["false", "f", "no", "n", "off", "0"]).then_some(false)
}

/// The whole number that Prefect makes of it.
pub fn integer(value: &Value<'_>) -> Option<BigInt> {
    match value {
        Value::Bool(value) => Some(BigInt::from(u8::from(*value))),
        Value::Int(number) => Some(number.clone()),
        Value::Float(number) => whole(*number),
        _ => integer_text(text(value)?),
    }
}

/// A number with a point that is whole, and fits a machine word.
fn whole(number: f64) -> Option<BigInt> {
    let fits = number > i64::MIN as f64 && number < i64::MAX as f64;
    (fits && number.fract() == 0.0).then(|| BigInt::from(number as i64))
}

/// Digits with a sign, blanks around, single `_` between, or nothing but zeros behind a point.
fn integer_text(text: &str) -> Option<BigInt> {
    let text = text.trim_matches(|c: char| c.is_whitespace());
    let (negative, digits) = match text.as_bytes() {
        [b'+', ..] => (false, &text[1..]),
        [b'-', ..] => (true, &text[1..]),
        _ => (false, text),
    };
    let digits = match digits.split_once('.') {
        Some((digits, zeros)) if !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') => digits,
        Some(_) => return None,
        None => digits,
    };
    let plain: String = digits.split('_').collect();
    let shape = !digits.split('_').any(str::is_empty) && plain.bytes().all(|b| b.is_ascii_digit());
    if !shape || plain.trim_start_matches('0').len() > MAX_DIGITS {
        return None;
    }
    let number: BigInt = plain.parse().ok()?;
    Some(if negative { -number } else { number })
}

/// Whether Prefect makes a number of it.
pub fn is_number(value: &Value<'_>) -> bool {
    match value {
        Value::Bool(_) | Value::Int(_) | Value::Float(_) => true,
        _ => text(value).is_some_and(float_text),
    }
}

fn float_text(text: &str) -> bool {
    let text = match text.contains('_') {
        true => text,
        false => text.trim(),
    };
    let plain: String = text.chars().filter(|c| *c != '_').collect();
    let stray = text.starts_with('_') || text.ends_with('_') || text.contains("__");
    !stray && plain.parse::<f64>().is_ok()
}

/// The length of time that Prefect makes of it.
pub fn duration(value: &Value<'_>) -> Option<Duration> {
    match value {
        Value::Bool(value) => Duration::from_seconds(f64::from(u8::from(*value))),
        Value::Int(number) => Duration::from_seconds(small(number)?),
        Value::Float(number) => Duration::from_seconds(*number),
        _ => duration::parse(text(value)?),
    }
}

/// A number as a float, if it is not far too large for any length of time.
fn small(number: &BigInt) -> Option<f64> {
    match number.bits() {
        0..=63 => number.to_string().parse().ok(),
        _ => None,
    }
}

/// Whether Prefect makes a moment of what is no text: a date, or seconds or milliseconds from 1970.
pub fn is_moment(value: &Value<'_>) -> bool {
    let number = match value {
        Value::Date(_) | Value::DateTime(_) => return true,
        Value::Int(number) => small(number).unwrap_or(f64::NAN),
        Value::Float(number) => *number,
        _ => return false,
    };
    let seconds = match number.abs() > MILLISECONDS_FROM {
        true => number / 1_000.0,
        false => number,
    };
    MOMENTS.contains(&seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn str(text: &str) -> Value<'_> {
        Value::Str(Cow::Borrowed(text))
    }

    #[test]
    fn whole_numbers() {
        for (text, number) in [
            ("3", 3),
            (" 3 ", 3),
            ("+3", 3),
            ("-3", -3),
            ("3_0", 30),
            ("3.0", 3),
            ("03", 3),
        ] {
            assert_eq!(integer(&str(text)), Some(BigInt::from(number)), "{text}");
        }
        for text in [
            "", "+", "3.", "3.5", "0x10", "1e3", "3__0", "_3", "3_", "³", "٣", "++3", "3 0", "3.0_",
        ] {
            assert_eq!(integer(&str(text)), None, "{text}");
        }
        assert!(integer(&Value::Float(3.0)).is_some());
        assert!(integer(&Value::Float(3.5)).is_none());
        assert!(integer(&Value::Float(f64::INFINITY)).is_none());
    }

    #[test]
    fn truth_values() {
        assert_eq!(boolean(&str("YES")), Some(true));
        assert_eq!(boolean(&str("n")), Some(false));
        assert_eq!(boolean(&Value::Float(1.0)), Some(true));
        for text in ["", " true", "1.0", "maybe", "01"] {
            assert_eq!(boolean(&str(text)), None, "{text}");
        }
        assert_eq!(boolean(&Value::Int(BigInt::from(2))), None);
    }

    #[test]
    fn numbers_are_no_text() {
        assert!(!is_text(&Value::Float(1.0)));
        assert!(is_text(&str("1.0")));
        assert!(is_text(&Value::Bytes(b"x".to_vec())));
        assert!(!is_text(&Value::Bytes(vec![0xff])));
    }
}
