//! What is wrong with a rule.

use std::fmt;
use std::ops::Range;

use crate::near::nearest;

/// The keys of a rule.
pub(super) const KEYS: [&str; 15] = [
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "WKST",
    "BYSETPOS",
    "BYMONTH",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYEASTER",
    "BYWEEKNO",
    "BYHOUR",
    "BYMINUTE",
    "BYSECOND",
    "BYDAY",
];
/// How often, from the rarest.
pub const FREQUENCIES: [&str; 7] = [
    "YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY",
];
const PROPERTIES: [&str; 5] = ["RRULE", "DTSTART", "RDATE", "EXRULE", "EXDATE"];

/// A mistake in a rule, where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// What is wrong.
    pub kind: ErrorKind,
    /// Where, in bytes of the text.
    pub range: Range<usize>,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorKind {
    /// Nothing is written.
    Empty,
    /// More characters than Prefect takes: how many there are.
    TooLong(usize),
    /// Not `KEY=VALUE`.
    NotAPair(String),
    /// A key that rules do not have.
    UnknownKey(String),
    /// A value that the key does not take.
    InvalidValue {
        /// The key.
        key: String,
        /// The value, or its part that is wrong.
        value: String,
    },
    /// An hour, minute or second that no clock has.
    NoSuchTime {
        /// The key.
        key: &'static str,
        /// The value.
        value: i64,
    },
    /// A line that begins with what is no property of a rule.
    UnknownProperty(String),
    /// A parameter that the property does not take.
    UnknownParameter {
        /// The property.
        property: String,
        /// The parameter.
        parameter: String,
    },
    /// No date.
    InvalidDate(String),
    /// A number or a date that Python cannot hold.
    Overflow,
    /// A backslash with an `n`, where a line break is meant.
    WrittenBreak,
    /// Several dates behind one `DTSTART`.
    SeveralStarts,
    /// A time zone both in `TZID` and in the date.
    TwoZones,
    /// `UNTIL` has a time zone and `DTSTART` has none, or the other way round.
    ZoneMismatch {
        /// Whether it is `UNTIL` that has one.
        until: bool,
    },
    /// The hours, minutes or seconds that the interval steps on are none of those that are listed.
    EmptySet(&'static str),
    /// An interval of 0 of a rule by minutes or seconds, which Prefect divides by.
    ZeroInterval,
    /// No `FREQ`.
    MissingFrequency,
    /// There is a `DTSTART`, but no rule.
    MissingRule,
    /// JSON that is no mapping.
    JsonScalar,
    /// JSON without the right keys.
    InvalidJson(String),
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "this rule is empty"),
            Self::TooLong(length) => write!(
                f,
                "this rule has {length} characters, and 6500 is the limit"
            ),
            Self::NotAPair(part) if part.is_empty() => {
                write!(f, "there is nothing between two `;`, or at an end")
            }
            Self::NotAPair(part) => write!(f, "`{part}` is not `KEY=VALUE`"),
            Self::UnknownKey(key) => write!(f, "rules have no key `{key}`"),
            Self::InvalidValue { key, value } if value.is_empty() => {
                write!(f, "`{key}` has an empty value")
            }
            Self::InvalidValue { key, value } => write!(f, "`{value}` is no value for `{key}`"),
            Self::NoSuchTime { key, value } => write!(f, "`{key}` cannot be {value}"),
            Self::UnknownProperty(name) => write!(f, "`{name}` is no line of a rule"),
            Self::UnknownParameter {
                property,
                parameter,
            } => {
                write!(f, "`{property}` does not take `{parameter}` here")
            }
            Self::InvalidDate(text) if text.is_empty() => write!(f, "a date is missing"),
            Self::InvalidDate(text) => write!(f, "`{text}` is no date"),
            Self::Overflow => write!(f, "this number is too large"),
            Self::WrittenBreak => {
                write!(f, "`\\n` is no line break here, but a backslash and an `n`")
            }
            Self::SeveralStarts => write!(f, "`DTSTART` can be one date only"),
            Self::TwoZones => write!(f, "this date has a time zone besides `TZID`"),
            Self::ZoneMismatch { until: true } => {
                write!(f, "`UNTIL` has a time zone, and `DTSTART` has none")
            }
            Self::ZoneMismatch { until: false } => {
                write!(f, "`DTSTART` has a time zone, and `UNTIL` has none")
            }
            Self::EmptySet(key) => write!(f, "the interval never meets the values of `{key}`"),
            Self::ZeroInterval => write!(f, "`INTERVAL` cannot be 0"),
            Self::MissingFrequency => write!(f, "this rule has no `FREQ`"),
            Self::MissingRule => write!(f, "there is a `DTSTART`, but no rule"),
            Self::JsonScalar => write!(f, "this is JSON, and not a mapping"),
            Self::InvalidJson(what) => write!(f, "{what}"),
        }
    }
}

impl ErrorKind {
    /// What to write instead.
    pub fn help(&self) -> String {
        let near = |word: &str, words: &'static [&'static str], other: String| match nearest(
            word,
            words.iter().copied(),
        ) {
            Some(word) => format!("did you mean `{word}`?"),
            None => other,
        };
        match self {
            Self::Empty => "write a rule such as `FREQ=DAILY;BYHOUR=9;BYMINUTE=0`".into(),
            Self::TooLong(_) => "write several schedules, or the dates as a rule".into(),
            Self::NotAPair(_) => "write `KEY=VALUE` pairs with one `;` between them, and no blanks".into(),
            Self::UnknownKey(key) => near(key, &KEYS, "see RFC 5545 for the keys of a rule".into()),
            Self::InvalidValue { key, value } if key == "FREQ" => {
                near(value, &FREQUENCIES, format!("write one of {}", FREQUENCIES.join(", ")))
            }
            Self::InvalidValue { key, .. } => match key.as_str() {
                "WKST" => "write one of MO, TU, WE, TH, FR, SA, SU".into(),
                "BYDAY" | "BYWEEKDAY" => "write days such as `MO,WE` or `1MO,-1FR`".into(),
                "BYSETPOS" => "write a number from 1 to 366, or from -366 to -1".into(),
                _ => "write whole numbers, with commas between".into(),
            },
            Self::NoSuchTime { key: "BYHOUR", .. } => "hours are 0 to 23".into(),
            Self::NoSuchTime { .. } => "minutes and seconds are 0 to 59".into(),
            Self::UnknownProperty(name) => near(
                name,
                &PROPERTIES,
                "a rule has lines that begin with `DTSTART:`, `RRULE:`, `RDATE:`, `EXRULE:` or `EXDATE:`".into(),
            ),
            Self::UnknownParameter { .. } => "leave it out".into(),
            Self::InvalidDate(_) | Self::Overflow => "write dates such as `20300101T090000`".into(),
            Self::WrittenBreak => "write a blank between the lines; YAML reads `\\n` as a line break in double quotes only".into(),
            Self::SeveralStarts => "write further dates as `RDATE`".into(),
            Self::TwoZones => "leave out one of them; Prefect looks at the schedule's `timezone` only".into(),
            Self::ZoneMismatch { .. } => {
                "leave out the `Z` and the `TZID`: Prefect looks at the schedule's `timezone` only".into()
            }
            Self::EmptySet(_) => "choose values that the interval reaches from `DTSTART`".into(),
            Self::MissingFrequency => "begin with `FREQ=DAILY;`, or how often it is; with no blank inside the rule".into(),
            Self::ZeroInterval => "write 1 or more".into(),
            Self::MissingRule => "add a line such as `RRULE:FREQ=DAILY`".into(),
            Self::JsonScalar | Self::InvalidJson(_) => "write the rule itself, without JSON".into(),
        }
    }

    /// The word that was probably meant, for keys and words.
    pub fn near(&self) -> Option<&'static str> {
        match self {
            Self::UnknownKey(key) => nearest(key, KEYS),
            Self::InvalidValue { key, value } if key == "FREQ" => nearest(value, FREQUENCIES),
            Self::UnknownProperty(name) => nearest(name, PROPERTIES),
            _ => None,
        }
    }
}
