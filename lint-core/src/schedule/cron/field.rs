//! The fields of a cron expression: their names and what they count.

/// A field, in the order in which Prefect reads them: seconds come sixth, not first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// 0 to 59
    Minute,
    /// 0 to 23
    Hour,
    /// 1 to 31
    Day,
    /// 1 to 12, or `jan` to `dec`
    Month,
    /// 0 to 6, or `sun` to `sat`; 7 is Sunday too where there are five fields
    Weekday,
    /// 0 to 59
    Second,
    /// 1970 to 2099
    Year,
}

/// The months, as they are written in an expression.
pub(super) const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The days of the week, as they are written in an expression.
pub(super) const WEEKDAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

impl Field {
    /// All of them, in their order.
    pub const ALL: [Self; 7] = [
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Month,
        Self::Weekday,
        Self::Second,
        Self::Year,
    ];

    /// What it is called in a message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day of the month",
            Self::Month => "month",
            Self::Weekday => "day of the week",
            Self::Second => "second",
            Self::Year => "year",
        }
    }

    /// The least number.
    pub fn min(self) -> u16 {
        match self {
            Self::Day | Self::Month => 1,
            Self::Year => 1970,
            _ => 0,
        }
    }

    /// The greatest number.
    pub fn max(self) -> u16 {
        match self {
            Self::Minute | Self::Second => 59,
            Self::Hour => 23,
            Self::Day => 31,
            Self::Month => 12,
            Self::Weekday => 6,
            Self::Year => 2099,
        }
    }

    /// How many numbers there are.
    pub(super) fn len(self) -> u16 {
        self.max() - self.min() + 1
    }

    /// The words that stand for numbers, from the least on.
    pub(super) fn words(self) -> &'static [&'static str] {
        match self {
            Self::Month => &MONTHS,
            Self::Weekday => &WEEKDAYS,
            _ => &[],
        }
    }

    /// The number that a word stands for, in any case of its letters.
    pub(super) fn word(self, word: &str) -> Option<u16> {
        let words = self.words();
        let at = words.iter().position(|w| w.eq_ignore_ascii_case(word))?;
        Some(self.min() + at as u16)
    }
}
