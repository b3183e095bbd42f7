//! One item of a field: `5`, `1-5`, `*/15`, `mon-fri#2`, `l5`.

use std::ops::Range;

use super::digits::number;
use super::error::{CronError, CronErrorKind as Kind};
use super::field::Field;
use super::parse::Part;
use super::values::Values;

/// The bit of [`Cron::nth`](super::Cron) for the last one in the month.
pub(super) const LAST: u8 = 1 << 5;

/// The greatest number of a day of the week in its month.
const MOST_WEEKS: u32 = 5;

/// An item with its place in the field.
#[derive(Debug, Clone, Copy)]
struct Item<'t> {
    part: Part<'t>,
    start: usize,
    text: &'t str,
}

/// Reads an item and adds what it allows.
pub(super) fn read(
    part: Part<'_>,
    start: usize,
    text: &str,
    values: &mut Values,
    nth: &mut [u8; 7],
) -> Result<(), CronError> {
    let item = Item { part, start, text };
    if part.field == Field::Weekday
        && let Some((days, weeks)) = item.weeks()?
    {
        return item.days(days).read(values, |day| {
            if let Some(place) = nth.get_mut(usize::from(day)) {
                *place |= weeks;
            }
        });
    }
    item.read(values, |_| ())
}

impl<'t> Item<'t> {
    /// The same item with only some of its bytes.
    fn days(self, bytes: Range<usize>) -> Self {
        Self {
            start: self.start + bytes.start,
            text: self.text.get(bytes).unwrap_or_default(),
            ..self
        }
    }

    fn error(&self, kind: Kind) -> CronError {
        self.error_in(kind, 0..self.text.len())
    }

    fn error_in(&self, kind: Kind, bytes: Range<usize>) -> CronError {
        let range = self.start + bytes.start..self.start + bytes.end;
        self.part.error(kind, range)
    }

    /// The days of `5#2`, `mon-fri#2` or `l5`, and the bits of their weeks.
    fn weeks(&self) -> Result<Option<(Range<usize>, u8)>, CronError> {
        if let Some(rest) = self.text.strip_prefix(['l', 'L'])
            && number(rest).is_some()
        {
            return Ok(Some((1..self.text.len(), LAST)));
        }
        let Some((days, week)) = self.text.split_once('#') else {
            return Ok(None);
        };
        let is_plain = match days.split_once('-') {
            // Numbers do not make a range here.
            Some((low, high)) => [low, high]
                .iter()
                .all(|day| Field::Weekday.word(day).is_some()),
            None => !days.contains('/'),
        };
        match number(week) {
            Some(week @ 1..=MOST_WEEKS) if is_plain && !days.is_empty() && days != "*" => {
                Ok(Some((0..days.len(), 1 << (week - 1))))
            }
            _ => Err(self.error(Kind::Nth)),
        }
    }

    /// Adds what the item allows; `each` sees every number of it.
    fn read(&self, values: &mut Values, mut each: impl FnMut(u16)) -> Result<(), CronError> {
        match self.text {
            "" => return Err(self.error(Kind::EmptyItem)),
            "*" => {
                values.star = true;
                return Ok(());
            }
            "l" | "L" if self.part.field == Field::Day => {
                values.last = true;
                return Ok(());
            }
            _ => {}
        }
        if self.text.starts_with('-') {
            return Err(self.error(Kind::Negative));
        }
        let (base, step) = match self.text.split_once('/') {
            Some((base, step)) => (base, Some(self.step(base.len() + 1, step)?)),
            None => (self.text, None),
        };
        let field = self.part.field;
        let span = self.span(base, step.is_some())?;
        for number in Numbers::new(field, span, step.unwrap_or(1)) {
            if number < field.min() {
                let end = base.find('-').unwrap_or(base.len());
                return Err(self.error_in(Kind::OutOfRange, 0..end));
            }
            values.insert(number);
            each(number);
        }
        Ok(())
    }

    fn step(&self, start: usize, text: &str) -> Result<u32, CronError> {
        match number(text) {
            Some(0) => Err(self.error_in(Kind::ZeroStep, start..start + text.len())),
            Some(step) => Ok(step),
            None => Err(self.error(Kind::InvalidStep)),
        }
    }

    /// What `5-10`, `*` or `5` stands for; one number with a step goes on to the end of the field.
    fn span(&self, base: &str, has_step: bool) -> Result<Span, CronError> {
        let field = self.part.field;
        if base == "*" {
            return Ok(Span::Between(field.min(), field.max()));
        }
        let Some((low, high)) = base.split_once('-') else {
            let low = self.number(0, base)?;
            return Ok(match has_step {
                true => Span::Between(low, field.max()),
                false => Span::One(low),
            });
        };
        if low.is_empty() || high.is_empty() || high.contains('-') {
            return Err(self.error_in(Kind::InvalidRange, 0..base.len()));
        }
        let first = self.number(0, low)?;
        let is_last = field == Field::Day && high.eq_ignore_ascii_case("l");
        let second = match is_last {
            true => field.max(),
            false => self.number(low.len() + 1, high)?,
        };
        Ok(Span::Between(first, second))
    }

    /// A number or a name, at most as great as the field goes.
    fn number(&self, start: usize, text: &str) -> Result<u16, CronError> {
        let Part { field, count, .. } = self.part;
        let bytes = start..start + text.len();
        let Some(number) = number(text) else {
            return match field.word(text) {
                Some(number) => Ok(number),
                None => Err(self.unreadable(text, bytes)),
            };
        };
        let number = match (field, number) {
            (Field::Weekday, 7) if count == 5 => 0,
            (Field::Day, 0) if count == 6 => 1,
            (_, number) => number,
        };
        match u16::try_from(number) {
            Ok(number) if number <= field.max() => Ok(number),
            _ => Err(self.error_in(Kind::OutOfRange, bytes)),
        }
    }

    /// What is probably wrong with something that is neither number nor name.
    fn unreadable(&self, text: &str, bytes: Range<usize>) -> CronError {
        let field = self.part.field;
        let lower = text.to_lowercase();
        let digits_and = |letters: &str| {
            let rest = lower.trim_matches(|c| letters.contains(c));
            rest.len() < lower.len() && (rest.is_empty() || number(rest).is_some())
        };
        let is_day = matches!(field, Field::Day | Field::Weekday);
        let is_last =
            is_day && digits_and("l") || field == Field::Weekday && self.is_last_weekday(&lower);
        if is_last {
            return self.error(Kind::Last);
        }
        let kind = match () {
            () if text.is_empty() => Kind::InvalidStep,
            () if text.contains(['"', '\'', '`']) => Kind::Quotes,
            () if field == Field::Day && lower.ends_with('w') && digits_and("lw") => {
                Kind::NearestWeekday
            }
            () if field == Field::Minute && lower.contains("tz=") => Kind::TimeZone,
            () if lower == "h" || lower.starts_with("h(") => Kind::Hashed,
            () if text == "*" => Kind::InvalidRange,
            () if field.words().is_empty() => Kind::Unreadable,
            () => Kind::UnknownWord(meant(field, &lower)),
        };
        self.error_in(kind, bytes)
    }

    /// `fril`, which other programs have for the last Friday.
    fn is_last_weekday(&self, lower: &str) -> bool {
        lower
            .strip_suffix('l')
            .is_some_and(|day| Field::Weekday.word(day).is_some())
    }
}

/// The word that was probably meant: the first three letters of a longer one, or the nearest.
fn meant(field: Field, lower: &str) -> Option<&'static str> {
    let words = field.words().iter().copied();
    let full = words.clone().find(|word| is_longer(field, word, lower));
    full.or_else(|| crate::near::nearest(lower, words))
}

/// Whether a text is a longer form of a name that is in use: `sunday`, `tues`, `sept`.
pub(super) fn is_longer(field: Field, word: &str, lower: &str) -> bool {
    const DAYS: [&str; 7] = [
        "sunday",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
    ];
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let full: &[&str] = match field {
        Field::Weekday => &DAYS,
        _ => &MONTHS,
    };
    let singular = lower.strip_suffix('s').filter(|rest| rest.ends_with("day"));
    let lower = singular.unwrap_or(lower);
    lower.len() > 3
        && full
            .iter()
            .any(|full| full.starts_with(word) && full.starts_with(lower))
}

/// One number, or those between two.
#[derive(Debug, Clone, Copy)]
enum Span {
    One(u16),
    Between(u16, u16),
}

/// The numbers of a span with its step.
#[derive(Debug)]
struct Numbers {
    next: u32,
    end: u32,
    step: u32,
    /// What follows behind the end of the field, where a range goes around it.
    rest: Option<(u32, u32)>,
}

impl Numbers {
    fn new(field: Field, span: Span, step: u32) -> Self {
        let (min, max) = (u32::from(field.min()), u32::from(field.max()));
        let numbers = |next, end, rest| Self {
            next,
            end,
            step,
            rest,
        };
        match span {
            Span::One(number) => numbers(number.into(), number.into(), None),
            // Both ends the same is the whole circle.
            Span::Between(low, high) if low == high => numbers(min, max, None),
            Span::Between(low, high) if low < high => numbers(low.into(), high.into(), None),
            Span::Between(low, high) => {
                let left = max.saturating_sub(low.into()) % step.max(1);
                // croniter begins again one later than the step would have it.
                let skipped = match step > left + 1 {
                    true => step - left,
                    false => 0,
                };
                numbers(
                    low.into(),
                    max,
                    Some((min.saturating_add(skipped), high.into())),
                )
            }
        }
    }
}

impl Iterator for Numbers {
    type Item = u16;

    fn next(&mut self) -> Option<u16> {
        if self.next > self.end {
            (self.next, self.end) = self.rest.take()?;
            if self.next > self.end {
                return None;
            }
        }
        let number = u16::try_from(self.next).ok();
        self.next = self.next.saturating_add(self.step);
        number
    }
}
