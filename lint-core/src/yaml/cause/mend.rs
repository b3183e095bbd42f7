//! Edits that mend the usual mistakes.

use std::ops::Range;

use crate::diagnostic::{Fix, Safety};
use crate::text::{TextRange, range};
use crate::yaml::quote::quoted;

/// Puts a place in quotes.
pub(super) fn quote(text: &str, place: Range<usize>, safety: Safety) -> Option<Fix> {
    let value = text.get(place.clone())?;
    let new = quoted(value);
    let fix = match safety {
        Safety::Safe => Fix::safe,
        Safety::Unsafe => Fix::risky,
    };
    (!value.is_empty()).then(|| fix(format!("write {new}"), text_range(&place), new))
}

pub(super) fn text_range(place: &Range<usize>) -> TextRange {
    range(place.start, place.end.saturating_sub(place.start))
}
