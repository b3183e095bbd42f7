//! Dates and times as YAML 1.1 writes them.

use std::fmt;

use super::scalar::{Date, DateTime, Value};

/// Whether a plain scalar is a date or a time. It need not exist: `2024-13-01` is one too.
pub(super) fn is_timestamp(text: &[u8]) -> bool {
    match Parts::read(text) {
        None => false,
        Some(parts) => parts.time.is_some() || parts.is_short_date(text),
    }
}

/// The value of a timestamp.
///
/// # Errors
///
/// The exception that Python raises: `AttributeError` for what is no timestamp, `ValueError` for one that does not
/// exist.
pub(super) fn construct(text: &str) -> Result<Value<'static>, &'static str> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let parts = Parts::read(text.as_bytes()).ok_or("AttributeError")?;
    let date = Date::new(parts.year, parts.month, parts.day).ok_or("ValueError")?;
    let Some(time) = parts.time else {
        return Ok(Value::Date(date));
    };
    let offset = time.offset.map(|seconds| match seconds.abs() < 86_400 {
        true => Ok(seconds),
        false => Err("ValueError"),
    });
    if time.hour > 23 || time.minute > 59 || time.second > 59 {
        return Err("ValueError");
    }
    Ok(Value::DateTime(DateTime {
        date,
        hour: time.hour,
        minute: time.minute,
        second: time.second,
        microsecond: time.microsecond,
        offset: offset.transpose()?,
    }))
}

struct Parts {
    year: u16,
    month: u8,
    day: u8,
    time: Option<Time>,
}

struct Time {
    hour: u8,
    minute: u8,
    second: u8,
    microsecond: u32,
    offset: Option<i32>,
}

impl Parts {
    fn read(text: &[u8]) -> Option<Self> {
        let mut cursor = Cursor(text);
        let year = cursor.digits(4, 4)?;
        cursor.expect(b'-')?;
        let month = cursor.digits(1, 2)?;
        cursor.expect(b'-')?;
        let day = cursor.digits(1, 2)?;
        let time = match cursor.0 {
            [] => None,
            _ => Some(Time::read(&mut cursor)?),
        };
        Some(Self {
            year: u16::try_from(year).ok()?,
            month: month as u8,
            day: day as u8,
            time,
        })
    }

    /// A date without a time is one by itself only with two digits for month and day.
    fn is_short_date(&self, text: &[u8]) -> bool {
        text.len() == 10
    }
}

impl Time {
    fn read(cursor: &mut Cursor<'_>) -> Option<Self> {
        match cursor.0 {
            [b'T' | b't', rest @ ..] => cursor.0 = rest,
            [b' ' | b'\t', ..] => cursor.skip_blanks(),
            _ => return None,
        }
        let hour = cursor.digits(1, 2)? as u8;
        cursor.expect(b':')?;
        let minute = cursor.digits(2, 2)? as u8;
        cursor.expect(b':')?;
        let second = cursor.digits(2, 2)? as u8;
        let microsecond = cursor.fraction();
        let mark = cursor.0;
        cursor.skip_blanks();
        let offset = match cursor.0 {
            [] if mark.is_empty() => None,
            [b'Z'] => Some(0),
            [sign @ (b'-' | b'+'), rest @ ..] => {
                let negative = *sign == b'-';
                cursor.0 = rest;
                Some(cursor.offset()? * if negative { -1 } else { 1 })
            }
            _ => return None,
        };
        Some(Self {
            hour,
            minute,
            second,
            microsecond,
            offset,
        })
    }
}

struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    /// At least `least` and at most `most` digits.
    fn digits(&mut self, least: usize, most: usize) -> Option<u32> {
        let len = self
            .0
            .iter()
            .take(most)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let (digits, rest) = self.0.split_at(len);
        self.0 = rest;
        (len >= least).then(|| digits.iter().fold(0, |n, d| n * 10 + u32::from(d - b'0')))
    }

    fn expect(&mut self, wanted: u8) -> Option<()> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        (*first == wanted).then_some(())
    }

    fn skip_blanks(&mut self) {
        while let [b' ' | b'\t', rest @ ..] = self.0 {
            self.0 = rest;
        }
    }

    /// A fraction of a second in microseconds; further digits are cut.
    fn fraction(&mut self) -> u32 {
        let [b'.', rest @ ..] = self.0 else {
            return 0;
        };
        let len = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.0 = &rest[len..];
        (0..6).fold(0, |value, i| {
            let digit = rest[..len].get(i).map_or(0, |d| u32::from(d - b'0'));
            value * 10 + digit
        })
    }

    /// `5`, `05` or `05:30` up to the end, in seconds.
    fn offset(&mut self) -> Option<i32> {
        let hours = self.digits(1, 2)? as i32;
        let minutes = match self.0 {
            [] => 0,
            _ => {
                self.expect(b':')?;
                self.digits(2, 2)? as i32
            }
        };
        self.0.is_empty().then_some(hours * 3600 + minutes * 60)
    }
}

impl Date {
    /// A day that exists in Python's calendar, the years 1 to 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        ((1..=9999).contains(&year) && (1..=days).contains(&day)).then_some(Self {
            year,
            month,
            day,
        })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Date and time of day to the microsecond, without the zone.
impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            date,
            hour,
            minute,
            second,
            microsecond,
            ..
        } = self;
        write!(
            f,
            "{date}T{hour:02}:{minute:02}:{second:02}.{microsecond:06}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_do_not_exist_are_told() {
        assert!(matches!(construct("2024-02-29"), Ok(Value::Date(_))));
        assert_eq!(construct("2023-02-29"), Err("ValueError"));
        assert_eq!(construct("0000-01-01"), Err("ValueError"));
        assert_eq!(construct("2024-01-01T24:00:00Z"), Err("ValueError"));
        assert_eq!(construct("soon"), Err("AttributeError"));
    }

    #[test]
    fn fractions_and_zones_are_read() {
        let Ok(Value::DateTime(time)) = construct("2024-01-31 1:02:03.5 -5:30") else {
            panic!("no time");
        };
        assert_eq!(time.microsecond, 500_000);
        assert_eq!(time.offset, Some(-(5 * 3600 + 30 * 60)));
    }
}
