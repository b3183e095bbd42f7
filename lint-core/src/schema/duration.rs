//! Lengths of time, as pydantic reads them.
//!
//! Two notations: ISO 8601 (`P1DT2H`), and days with a clock time (`1 day 02:00:00`). A bare number in quotes is
//! neither.

/// The most hours that a clock time has, and the most digits that may say so.
const MAX_HOURS: u64 = 2_400_000_000;
const HOUR_DIGITS: usize = 10;
/// A length of time has less than this many days.
const MAX_DAYS: u64 = 1_000_000_000;
const DAY: u64 = 86_400;

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration {
    /// Whether it is below zero.
    pub negative: bool,
    /// Whole seconds, without the sign.
    pub seconds: u64,
    /// What is left, in millionths of a second.
    pub micros: u32,
}

impl Duration {
    /// Whether it is longer than nothing.
    pub fn is_positive(self) -> bool {
        !self.negative && (self.seconds > 0 || self.micros > 0)
    }

    /// A length in seconds, if it is one that Python can hold.
    pub fn from_seconds(seconds: f64) -> Option<Self> {
        let size = seconds.abs();
        // The sign is asked for so that NaN is refused as well.
        if !(size < (MAX_DAYS * DAY) as f64) {
            return None;
        }
        let whole = size.trunc();
        Self::new(
            seconds < 0.0,
            whole as u64,
            ((size - whole) * 1e6).round() as u32,
        )
    }

    /// Puts the parts together, if the result is a length that Python can hold.
    fn new(negative: bool, seconds: u64, micros: u32) -> Option<Self> {
        let seconds = seconds.checked_add(u64::from(micros / 1_000_000))?;
        let micros = micros % 1_000_000;
        // Python's lowest length is a whole number of days, its highest is one microsecond below a whole number.
        let (days, rest) = (seconds / DAY, seconds % DAY);
        let lowest = days == MAX_DAYS - 1 && (rest > 0 || micros > 0);
        (days < MAX_DAYS && !(negative && lowest)).then_some(Self {
            negative,
            seconds,
            micros,
        })
    }
}

/// Reads a length of time.
pub fn parse(text: &str) -> Option<Duration> {
    let (negative, rest) = match text.as_bytes() {
        [b'+', rest @ ..] => (false, rest),
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let (seconds, micros) = match rest {
        [b'P', parts @ ..] => iso(parts)?,
        // A text with a `d` in it, or too short for a clock time, is taken for days.
        _ if text.len() < 5 || rest.iter().any(|b| b.eq_ignore_ascii_case(&b'd')) => days(rest)?,
        _ => clock(rest)?,
    };
    Duration::new(negative, seconds, micros)
}

/// What follows a `P`: numbers with units, first of days, then, behind a `T`, of the clock.
fn iso(mut text: &[u8]) -> Option<(u64, u32)> {
    let (mut seconds, mut clock, mut micros) = (0u64, 0u64, 0u32);
    let (mut time, mut fraction_seen, mut parts) = (false, false, 0);
    while let [first, rest @ ..] = text {
        if *first == b'T' && !time {
            time = true;
            text = rest;
            continue;
        }
        let (value, fraction, unit, rest) = quantity(text)?;
        let unit = unit_seconds(unit, time)?;
        // Only the last part may have a fraction.
        if fraction_seen {
            return None;
        }
        fraction_seen = fraction.is_some();
        let extra = fraction.unwrap_or(0.0) * unit as f64;
        let part = value.checked_mul(unit)?.checked_add(extra as u64)?;
        let sum = if time { &mut clock } else { &mut seconds };
        *sum = sum.checked_add(part)?;
        micros += (extra.fract() * 1e6).round() as u32;
        parts += 1;
        text = rest;
    }
    // pydantic counts the seconds behind the `T` in 32 bits.
    let fits = clock.saturating_add(u64::from(micros / 1_000_000)) <= u64::from(u32::MAX);
    if parts == 0 || !fits {
        return None;
    }
    Some((seconds.checked_add(clock)?, micros))
}

/// A number, the part behind its point, the letter behind it, and the rest.
fn quantity(text: &[u8]) -> Option<(u64, Option<f64>, u8, &[u8])> {
    let (digits, rest) = split_digits(text);
    let value = number(digits, u64::from(u32::MAX))?;
    match rest {
        [b'.' | b',', rest @ ..] => {
            let (digits, rest) = split_digits(rest);
            let fraction = format!("0.{}", std::str::from_utf8(digits).ok()?);
            let (unit, rest) = rest.split_first()?;
            Some((value, Some(fraction.parse().unwrap_or(0.0)), *unit, rest))
        }
        [unit, rest @ ..] => Some((value, None, *unit, rest)),
        [] => None,
    }
}

fn unit_seconds(unit: u8, time: bool) -> Option<u64> {
    match (time, unit) {
        (true, b'H') => Some(3_600),
        (true, b'M') => Some(60),
        (true, b'S') => Some(1),
        (false, b'Y') => Some(365 * DAY),
        (false, b'M') => Some(30 * DAY),
        (false, b'W') => Some(7 * DAY),
        (false, b'D') => Some(DAY),
        _ => None,
    }
}

/// Days, and possibly a clock time within a day.
fn days(text: &[u8]) -> Option<(u64, u32)> {
    let (digits, rest) = split_digits(text);
    let seconds = number(digits, u64::from(u32::MAX))?.checked_mul(DAY)?;
    let rest = skip(rest, b" ");
    let rest = rest
        .strip_prefix(b"d")
        .or_else(|| rest.strip_prefix(b"D"))?;
    let rest = match rest {
        [b'a' | b'A', ..] => day_word(rest)?,
        _ => rest,
    };
    let rest = skip(skip(rest, b","), b" ");
    if rest.is_empty() {
        return Some((seconds, 0));
    }
    let (time, micros) = clock(rest)?;
    (time < DAY).then_some((seconds + time, micros))
}

/// What is behind `ay` or `ays`, in one case.
fn day_word(text: &[u8]) -> Option<&[u8]> {
    let (word, plural): (&[u8], &[u8]) = match text {
        [b'a', ..] => (b"ay", b"s"),
        _ => (b"AY", b"S"),
    };
    Some(skip(text.strip_prefix(word)?, plural))
}

/// `HH:MM`, `HH:MM:SS`, `HH:MM:SS.ffffff`, where the hours may have any number of digits.
fn clock(text: &[u8]) -> Option<(u64, u32)> {
    if text.len() < 5 {
        return None;
    }
    let (digits, rest) = split_digits(text);
    if digits.len() > HOUR_DIGITS {
        return None;
    }
    // No digits at all are taken for zero.
    let hours = match digits {
        [] => 0,
        _ => number(digits, MAX_HOURS)?,
    };
    let (minutes, rest) = sixty(rest.strip_prefix(b":")?)?;
    let seconds = hours * 3_600 + minutes * 60;
    let Some(rest) = rest.strip_prefix(b":") else {
        return rest.is_empty().then_some((seconds, 0));
    };
    let (last, rest) = sixty(rest)?;
    Some((seconds + last, microseconds(rest)?))
}

/// Two digits below sixty.
fn sixty(text: &[u8]) -> Option<(u64, &[u8])> {
    let (digits, rest) = text.split_at_checked(2)?;
    let (own, others) = split_digits(digits);
    (others.is_empty()).then_some(())?;
    Some((number(own, 59)?, rest))
}

/// Nothing, or a point with digits, of which six count; pydantic does not look at what follows those.
fn microseconds(text: &[u8]) -> Option<u32> {
    let [b'.' | b',', digits @ ..] = text else {
        return text.is_empty().then_some(0);
    };
    let (digits, rest) = split_digits(digits);
    if digits.is_empty() || !(rest.is_empty() || digits.len() >= 6) {
        return None;
    }
    let six = (0..6).map(|at| digits.get(at).map_or(0, |digit| u32::from(digit - b'0')));
    Some(six.fold(0, |sum, digit| sum * 10 + digit))
}

/// The value of some digits, at least one, if it is not above `max`.
fn number(digits: &[u8], max: u64) -> Option<u64> {
    (!digits.is_empty()).then_some(())?;
    digits.iter().try_fold(0u64, |sum, digit| {
        let sum = sum.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
        (sum <= max).then_some(sum)
    })
}

fn split_digits(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|b| !b.is_ascii_digit());
    text.split_at(end.unwrap_or(text.len()))
}

fn skip<'t>(text: &'t [u8], prefix: &[u8]) -> &'t [u8] {
    text.strip_prefix(prefix).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> Option<i64> {
        parse(text).map(|d| {
            if d.negative {
                -(d.seconds as i64)
            } else {
                d.seconds as i64
            }
        })
    }

    #[test]
    fn iso_durations() {
        assert_eq!(seconds("PT10M"), Some(600));
        assert_eq!(seconds("P1Y2M3W4D"), Some(450 * 86_400));
        assert_eq!(seconds("P1DT"), Some(86_400));
        assert_eq!(seconds("P1,5D"), Some(129_600));
        assert_eq!(seconds("-PT5M"), Some(-300));
        for wrong in [
            "P",
            "PT",
            "p1d",
            "PT-5M",
            "P1.5DT1H",
            "PTT1H",
            "PT1",
            "P.5D",
            " PT1H",
            "PT4294967296S",
        ] {
            assert_eq!(seconds(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn clock_times_and_days() {
        assert_eq!(seconds("01:00"), Some(3_600));
        assert_eq!(seconds("1:00:00"), Some(3_600));
        assert_eq!(seconds("1 day, 01:00:00"), Some(90_000));
        assert_eq!(seconds("1d9:00:00"), Some(118_800));
        assert_eq!(seconds("1 DAYS"), Some(86_400));
        for wrong in [
            "1:00",
            "60",
            "5m",
            "1h",
            "1 hour",
            "1 00:00:00",
            "00:60:00",
            "1DaY",
            "1 day 24:00",
            "00:00:01.",
        ] {
            assert_eq!(seconds(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_longest_and_the_lowest() {
        assert!(parse("999999999 days 23:59:59").is_some());
        assert!(parse("1000000000 days").is_none());
        assert!(parse("-999999999 days").is_some());
        assert!(parse("-999999999 days 00:00:01").is_none());
        assert!(Duration::from_seconds(f64::NAN).is_none());
        assert!(Duration::from_seconds(0.5).is_some_and(Duration::is_positive));
    }
}
