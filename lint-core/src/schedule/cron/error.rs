//! What is wrong with a cron expression, in words.

use std::fmt;
use std::ops::Range;

use super::field::Field;
use super::item::is_longer;

/// Why Prefect refuses an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CronError {
    /// The bytes of the text that are wrong; empty where something is missing.
    pub range: Range<usize>,
    /// What is wrong with them.
    pub kind: CronErrorKind,
    /// The field they are in, if they are in one.
    pub field: Option<Field>,
    /// The text itself, of a sane length.
    pub found: String,
}

/// What is wrong with an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CronErrorKind {
    /// There is nothing but blanks.
    Empty,
    /// It has so many fields, and not five, six or seven.
    FieldCount(usize),
    /// It begins with `@` and is no word that Prefect knows; maybe this one is meant.
    UnknownAlias(Option<&'static str>),
    /// There are blanks around a word such as `@daily`, which must stand alone.
    BlanksAroundAlias(&'static str),
    /// `@reboot`: there is nothing that starts.
    Reboot,
    /// `@every 5m`, which other programs know.
    Every,
    /// It has quotes inside of the text.
    Quotes,
    /// It begins with the time zone, as other programs have it.
    TimeZone,
    /// It is a whole line of a crontab, with the command.
    Command,
    /// A number is outside of what the field counts.
    OutOfRange,
    /// A word that is no name of the field; maybe this one is meant.
    UnknownWord(Option<&'static str>),
    /// A step of zero.
    ZeroStep,
    /// A step that is no number.
    InvalidStep,
    /// A range without one of its ends, or with more than two.
    InvalidRange,
    /// Nothing between two commas, or before or behind one.
    EmptyItem,
    /// A blank behind a comma, which begins a new field.
    BlankAfterComma,
    /// A number below zero.
    Negative,
    /// `?` where it may not be: in another field, or not alone.
    QuestionMark,
    /// `L` in a place or a form that Prefect has not.
    Last,
    /// `W`, the nearest weekday.
    NearestWeekday,
    /// `#` in a form that Prefect has not.
    Nth,
    /// Days of the week with `#` or `l` beside such without.
    MixedNth,
    /// `H`, a hashed value.
    Hashed,
    /// `R` alone, a random value.
    Random,
    /// Anything else.
    Unreadable,
}

/// The longest piece of an expression that a message repeats.
const LONGEST: usize = 40;

/// A piece that fits into a message.
pub(super) fn short(text: &str) -> String {
    match text.chars().count() > LONGEST {
        true => text.chars().take(LONGEST - 1).chain(['…']).collect(),
        false => text.to_owned(),
    }
}

impl CronError {
    /// An error in a piece of a text.
    pub(super) fn new(
        kind: CronErrorKind,
        field: Option<Field>,
        text: &str,
        range: Range<usize>,
    ) -> Self {
        let found = text.get(range.clone()).map(short).unwrap_or_default();
        Self {
            range,
            kind,
            field,
            found,
        }
    }

    /// Whether what is wrong is a longer form of a name: `sunday`, `sept`.
    pub fn is_longer_name(&self) -> bool {
        match (self.kind, self.field) {
            (CronErrorKind::UnknownWord(Some(word)), Some(field)) => {
                is_longer(field, word, &self.found.to_lowercase())
            }
            _ => false,
        }
    }

    /// What to write instead, if something is to be said.
    pub fn help(&self) -> Option<String> {
        use CronErrorKind as K;
        let words = match self.kind {
            K::Empty => {
                "write five fields, such as `0 9 * * *`, or leave the schedule out".to_owned()
            }
            K::FieldCount(count) if count < 5 => {
                "write minute, hour, day of the month, month and day of the week; `*` is any"
                    .to_owned()
            }
            K::FieldCount(_) => {
                "write five fields: minute, hour, day of the month, month, day of the week"
                    .to_owned()
            }
            K::UnknownAlias(Some(word))
            | K::BlanksAroundAlias(word)
            | K::UnknownWord(Some(word)) => {
                format!("write `{word}`")
            }
            K::UnknownAlias(None) => {
                "write `@hourly`, `@daily`, `@weekly`, `@monthly` or `@yearly`".to_owned()
            }
            K::Reboot => {
                "run the flow where the system starts; a schedule has only times".to_owned()
            }
            K::Every => "write `interval` with the seconds instead of `cron`".to_owned(),
            K::Quotes => "leave out the inner quotes".to_owned(),
            K::TimeZone => "write the zone in `timezone`, beside `cron`".to_owned(),
            K::Command => "leave out what follows the five fields".to_owned(),
            K::OutOfRange => return self.help_for_range(),
            K::UnknownWord(None) | K::Unreadable => return self.field.map(what_is_allowed),
            K::ZeroStep => "leave out the step, or write a number from 1".to_owned(),
            K::InvalidStep => "write a number behind `/`, such as `*/5`".to_owned(),
            K::InvalidRange => "write a range as `1-5`".to_owned(),
            K::EmptyItem => "take out the comma, or write what is missing".to_owned(),
            K::BlankAfterComma => "write the list without blanks".to_owned(),
            K::Negative => return self.field.map(what_is_allowed),
            K::QuestionMark => "write `*`".to_owned(),
            K::Last => match self.field {
                Some(Field::Weekday) => "write `l5` for the last Friday of the month".to_owned(),
                _ => "write `l` alone in the day of the month for the last day".to_owned(),
            },
            K::NearestWeekday => "name days, or let the flow see whether it has to run".to_owned(),
            K::Nth => {
                "write `5#2` or `fri#2` for the second Friday of the month, from `#1` to `#5`"
                    .to_owned()
            }
            K::MixedNth => "give each day of the week its `#`, or write two schedules".to_owned(),
            K::Hashed | K::Random => "write a number".to_owned(),
        };
        Some(words)
    }

    fn help_for_range(&self) -> Option<String> {
        let field = self.field?;
        match (field, self.found.as_str()) {
            (Field::Hour, "24") => Some("write `0` for midnight".to_owned()),
            (Field::Weekday, "7") => Some("write `0` or `sun` for Sunday".to_owned()),
            _ => None,
        }
    }
}

/// What a field may hold.
fn what_is_allowed(field: Field) -> String {
    let (min, max) = (field.min(), field.max());
    match field.words() {
        [first, .., last] => format!("write `{first}` to `{last}`, or {min} to {max}"),
        _ => format!("write a number from {min} to {max}, or `*`"),
    }
}

impl fmt::Display for CronError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use CronErrorKind as K;
        let found = &self.found;
        let name = self.field.map_or("field", Field::name);
        match self.kind {
            K::Empty => write!(f, "the cron expression is empty"),
            K::FieldCount(1) => write!(f, "`{found}` is one field, and a cron expression has five"),
            K::FieldCount(count) => {
                write!(
                    f,
                    "`{found}` has {count} fields, and a cron expression has five"
                )
            }
            K::UnknownAlias(_) => write!(f, "Prefect does not know `{found}`"),
            K::BlanksAroundAlias(word) => write!(f, "there is a blank beside `{word}`"),
            K::Reboot => write!(f, "Prefect has no `{found}`"),
            K::Every => write!(f, "Prefect does not know `{found}`"),
            K::Quotes => write!(f, "the cron expression has quotes inside"),
            K::TimeZone => write!(f, "a cron expression has no time zone in it: `{found}`"),
            K::Command => write!(
                f,
                "a cron expression has nothing behind its fields, and here is `{found}`"
            ),
            K::OutOfRange => {
                let (min, max) = self
                    .field
                    .map_or((0, 0), |field| (field.min(), field.max()));
                let ends = match self.field {
                    Some(Field::Weekday) => ", Sunday to Saturday",
                    _ => "",
                };
                write!(
                    f,
                    "`{found}` is out of range: the {name} goes from {min} to {max}{ends}"
                )
            }
            K::UnknownWord(_) => write!(f, "`{found}` is no {name}"),
            K::ZeroStep => write!(f, "the step of the {name} is zero"),
            K::InvalidStep => write!(f, "`{found}` in the {name} has no step that is a number"),
            K::InvalidRange => write!(f, "`{found}` in the {name} is no range"),
            K::EmptyItem => write!(f, "something is missing beside a comma in the {name}"),
            K::BlankAfterComma => write!(f, "a blank beside a comma begins a new field"),
            K::Negative => write!(f, "`{found}` in the {name} is below zero"),
            K::QuestionMark => match self.field {
                Some(Field::Day | Field::Weekday) => {
                    write!(f, "`?` in the {name} must stand alone: `{found}`")
                }
                _ => write!(f, "`?` is for days only, not for the {name}"),
            },
            K::Last => write!(f, "Prefect has no `{found}` in the {name}"),
            K::NearestWeekday => {
                write!(f, "Prefect has no `{found}`, the weekday nearest to a day")
            }
            K::Nth => write!(
                f,
                "`{found}` is no day of the week with its number in the month"
            ),
            K::MixedNth => write!(
                f,
                "`{found}` has days of the week with `#` or `l` and others without"
            ),
            K::Hashed => write!(
                f,
                "`{found}` is a hashed value, which Prefect does not have"
            ),
            K::Random => write!(f, "`{found}` is a random value, which Prefect refuses"),
            K::Unreadable => write!(f, "`{found}` is no {name}"),
        }
    }
}

impl std::error::Error for CronError {}
