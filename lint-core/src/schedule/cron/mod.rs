//! Cron expressions, as the croniter inside of Prefect reads them: verdict, next runs, and plain words.

mod digits;
mod error;
mod field;
mod item;
mod never;
mod next;
mod parse;
#[cfg(test)]
mod proofs;
pub mod quartz;
mod random;
mod runs;
mod surprise;
mod values;
mod words;

use std::ops::Range;

pub use error::{CronError, CronErrorKind};
pub use field::Field;
pub use never::Never;
pub use next::WallTimes;
pub use runs::Runs;
pub use surprise::{Surprise, SurpriseKind};

use values::Values;

/// An expression that Prefect takes.
#[derive(Debug, Clone)]
pub struct Cron {
    /// What each field allows; those that are not written allow second 0 and every year.
    fields: [Values; 7],
    /// How many fields are written: five, six or seven.
    count: usize,
    /// Where each field is in the text; the whole text for a word such as `@daily`.
    places: [Range<usize>; 7],
    /// For each day of the week the bits of the weeks it is allowed in: 0 to 4 for `#1` to `#5`, 5 for the last.
    nth: [u8; 7],
    /// Which fields are drawn anew whenever Prefect looks.
    random: [bool; 7],
}

impl Cron {
    /// Reads a text as Prefect does when it deploys.
    ///
    /// # Errors
    /// The likely cause, where Prefect refuses the text.
    pub fn parse(text: &str) -> Result<Self, CronError> {
        parse::parse(text)
    }

    /// How many fields are written: five, six or seven.
    pub fn field_count(&self) -> usize {
        self.count
    }

    /// Where a field is in the text, in bytes; none if it is not written. Of a word such as `@daily` the whole word.
    pub fn place(&self, field: Field) -> Option<Range<usize>> {
        let at = field as usize;
        (at < self.count).then(|| self.places[at].clone())
    }

    /// The fields with `R(…)` or `R/…`, whose numbers Prefect draws anew whenever it looks at the schedule.
    pub fn random_fields(&self) -> impl Iterator<Item = Field> + '_ {
        Field::ALL
            .into_iter()
            .filter(|field| self.random[*field as usize])
    }

    /// Whether the schedule runs where the day of the month or the day of the week fits, not only where both do.
    pub fn days_are_ored(&self, day_or: bool) -> bool {
        day_or && !self.values(Field::Day).star && !self.values(Field::Weekday).star
    }

    /// Whether a field leaves anything out. Days of the week with their number in the month do.
    pub fn is_limited(&self, field: Field) -> bool {
        let is_nth = field == Field::Weekday && self.has_nth();
        is_nth || !self.values(field).is_full()
    }

    /// Whether it runs in every hour of its days.
    pub fn is_hourly(&self) -> bool {
        self.values(Field::Hour).is_full()
    }

    /// Whether a day of the week has its number in the month.
    fn has_nth(&self) -> bool {
        self.nth.iter().any(|weeks| *weeks != 0)
    }

    fn values(&self, field: Field) -> &Values {
        &self.fields[field as usize]
    }
}
