//! Values that croniter draws: `R(0-30)`, `R/5`. A field is nothing else, or has none of it.

use std::ops::RangeInclusive;

use super::digits::number;
use super::error::{CronError, CronErrorKind as Kind};
use super::field::Field;
use super::parse::Part;

/// The numbers that a field may draw, if it draws any.
///
/// # Errors
/// If Prefect refuses it in any case. What is refused for some draws only is not refused here.
pub(super) fn read(part: Part<'_>) -> Result<Option<RangeInclusive<u16>>, CronError> {
    let Some(shape) = Shape::of(part.text) else {
        return Ok(None);
    };
    match shape.letter {
        'h' | 'H' => Err(part.whole_error(Kind::Hashed)),
        _ if shape.range.is_none() && shape.step.is_none() => Err(part.whole_error(Kind::Random)),
        _ => drawn(part, shape).map(Some),
    }
}

/// A letter, a range in parentheses, a step; `None` inside is a number that Python does not read.
#[derive(Debug, Clone, Copy)]
struct Shape {
    letter: char,
    range: Option<(u32, u32)>,
    step: Option<u32>,
}

impl Shape {
    fn of(text: &str) -> Option<Self> {
        let letter = text.chars().next()?;
        if !matches!(letter, 'h' | 'H' | 'r' | 'R') {
            return None;
        }
        let mut rest = &text[1..];
        let mut range = None;
        if let Some(inner) = rest.strip_prefix('(') {
            let (bounds, behind) = inner.split_once(')')?;
            let (low, high) = bounds.split_once('-')?;
            range = Some((number(low)?, number(high)?));
            rest = behind;
        }
        let step = match rest.strip_prefix('/') {
            Some(step) => Some(number(step)?),
            None if rest.is_empty() => None,
            None => return None,
        };
        Some(Self {
            letter,
            range,
            step,
        })
    }
}

fn drawn(part: Part<'_>, shape: Shape) -> Result<RangeInclusive<u16>, CronError> {
    let field = part.field;
    let (min, max) = (u32::from(field.min()), u32::from(field.max()));
    if shape.step == Some(0) {
        return Err(part.whole_error(Kind::ZeroStep));
    }
    let (low, high) = shape.range.unwrap_or((min, max));
    if shape.range.is_some() && low >= high {
        return Err(part.whole_error(Kind::InvalidRange));
    }
    // With a step the draw is the first number of a range, whose end must fit as well.
    let greatest = match shape.step {
        Some(step) => low.saturating_add(step - 1),
        None => high,
    };
    let end_fits = shape.step.is_none() || high <= top(part);
    let is_whole = shape.step.is_some() && (low..=greatest).contains(&high);
    let fits = low <= top(part) && (greatest >= bottom(part) || is_whole);
    match end_fits && fits {
        true => Ok(field.min()..=field.max()),
        false => Err(part.whole_error(Kind::OutOfRange)),
    }
}

/// The least number that a draw may be.
fn bottom(part: Part<'_>) -> u32 {
    match (part.field, part.count) {
        (Field::Day, 6) => 0,
        (field, _) => u32::from(field.min()),
    }
}

/// The greatest number that a draw may be.
fn top(part: Part<'_>) -> u32 {
    match (part.field, part.count) {
        (Field::Weekday, 5) => 7,
        (field, _) => u32::from(field.max()),
    }
}
