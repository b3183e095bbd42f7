//! Quotes and brackets that do not close, or close too early.

use super::classify::{Case, Found};
use super::line::Line;
use super::{Cause, mend};
use crate::diagnostic::Safety;
use crate::text::range;
use crate::yaml::quote::quoted;
use crate::yaml::{ErrorKind, Style};

/// A quote that opens at `at` and has no end on its line.
pub(super) fn unclosed_quote(case: &Case<'_>, at: usize) -> Found {
    let line = Line::of(case.text, at);
    let quote = case.text[at..].chars().next().unwrap_or('"');
    let behind = at + quote.len_utf8();
    let end = line.end_of_value(at).max(behind);
    let inner = &case.text[behind..end];
    let fix = (!inner.is_empty() && !inner.contains(quote)).then(|| {
        let new = format!("{quote}{inner}{quote}");
        crate::diagnostic::Fix::risky(format!("write {new}"), range(at, end - at), new)
    });
    Found::new(Cause::UnclosedQuote { quote }, range(at, end - at)).fix(fix)
}

/// Something in brackets that is neither an item nor a comma nor the end.
pub(super) fn flow(case: &Case<'_>) -> Found {
    let bracket = case.text[case.start..].chars().next().unwrap_or('[');
    let opening = Line::of(case.text, case.start);
    let found = case.text[case.mark..].chars().next();
    // What follows belongs to another line: the bracket was never closed.
    if case.mark >= opening.end {
        let end = opening
            .end_of_value(case.start)
            .max(case.start + bracket.len_utf8());
        let place = range(case.start, end - case.start);
        return Found::new(Cause::UnclosedBracket { bracket }, place);
    }
    match found {
        Some(wrong @ (']' | '}')) => {
            Found::new(Cause::StrayBracket { bracket: wrong }, range(case.mark, 1))
        }
        Some(',') => Found::new(Cause::MissingItem, range(case.mark, 1)),
        _ => missing_comma(case, &opening),
    }
}

fn missing_comma(case: &Case<'_>, opening: &Line<'_>) -> Found {
    let is_expected = matches!(case.error.kind, ErrorKind::ExpectedFlowEnd { .. });
    // `${A}`: a value of its own kind, which only quotes keep together.
    let dollar = case.text[..case.mark].ends_with('$');
    let whole = opening.value.start == case.start && dollar;
    if whole {
        let fix = mend::quote(case.text, opening.value.clone(), Safety::Unsafe);
        return Found::new(Cause::MissingComma, case.word()).fix(fix);
    }
    match is_expected {
        true => Found::new(Cause::MissingComma, case.word()),
        false => Found::new(Cause::Other, case.word()),
    }
}

/// Text right behind a closing quote or bracket, or a quote that closed by chance on a later line.
pub(super) fn text_behind(case: &Case<'_>) -> Option<Found> {
    let before = case.node_before(case.mark)?;
    let place = before.range();
    let (start, end) = (usize::from(place.start()), usize::from(place.end()));
    let opening = case.text[start..].chars().next()?;
    let quoted = matches!(before.style(), Style::SingleQuoted | Style::DoubleQuoted);
    if quoted && end <= case.mark && case.text[start..end].contains('\n') {
        return Some(unclosed_quote(case, start));
    }
    let line = Line::of(case.text, case.mark);
    if let Some(at) = triple_quote(case.text, &line) {
        return Some(Found::new(Cause::TripleQuote, range(at, 3)));
    }
    let value = line.value.clone();
    let first = case.text[value.clone()].chars().next()?;
    if opening_of(first).is_none() || value.start >= case.mark || value.start < line.start {
        return None;
    }
    let behind = case.mark..line.end_of_value(case.mark).max(case.mark);
    let fix = apostrophe(case, &line).or_else(|| mend::quote(case.text, value, Safety::Unsafe));
    let opening = match quoted {
        true => opening,
        false => first,
    };
    Some(Found::new(Cause::TextBehind { opening }, mend::text_range(&behind)).fix(fix))
}

fn triple_quote(text: &str, line: &Line<'_>) -> Option<usize> {
    ["\"\"\"", "'''"]
        .iter()
        .any(|quote| line.value_text().starts_with(quote) && text[line.start..].len() > 2)
        .then_some(line.value.start)
}

fn opening_of(c: char) -> Option<char> {
    matches!(c, '"' | '\'' | '[' | '{').then_some(c)
}

/// `'it's'`: the quotes around are meant, the one inside is not.
fn apostrophe(case: &Case<'_>, line: &Line<'_>) -> Option<crate::diagnostic::Fix> {
    let value = line.value_text();
    let inner = value.strip_prefix('\'')?.strip_suffix('\'')?;
    let apostrophes = inner.matches('\'').count();
    let new = quoted(inner);
    let place = mend::text_range(&line.value);
    (apostrophes > 0 && case.mark > line.value.start)
        .then(|| crate::diagnostic::Fix::safe(format!("write {new}"), place, new))
}
