//! Lines that do not fit where they stand: colons, dashes and columns.

use super::classify::{Case, Found};
use super::line::Line;
use super::{Cause, brackets, mend};
use crate::diagnostic::{Fix, Safety};
use crate::text::{TextRange, range};
use crate::yaml::{ErrorKind, Style};

/// A line that must be `key: value`, and is not.
pub(super) fn missing_colon(case: &Case<'_>) -> Found {
    let line = Line::of(case.text, case.start);
    missing_space(case, &line)
        .or_else(|| missing_dash_space(case, &line))
        .unwrap_or_else(|| no_colon(case, &line))
}

fn no_colon(case: &Case<'_>, line: &Line<'_>) -> Found {
    let end = line.end_of_value(case.start).max(case.start);
    let text = &case.text[case.start..end];
    let is_word = !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c == ':');
    let cause = Cause::MissingColon {
        text: text.to_owned(),
    };
    let fix = Fix::risky(format!("write `{text}:`"), range(end, 0), ":");
    Found::new(cause, range(case.start, end - case.start)).fix(is_word.then_some(fix))
}

/// `name:p`: what looks like a key and a value is one word to YAML.
fn missing_space(case: &Case<'_>, line: &Line<'_>) -> Option<Found> {
    let text = &case.text[line.entry..line.end_of_value(line.entry)];
    let colon = text.find(':')?;
    let (key, value) = (&text[..colon], &text[colon + 1..]);
    let is_key = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let is_value = !value.is_empty() && !value.starts_with([' ', '/', ':']);
    if !is_key || !is_value {
        return None;
    }
    let at = line.entry + colon;
    let cause = Cause::MissingSpaceAfterColon {
        key: key.to_owned(),
    };
    let fix = Fix::safe(format!("write `{key}: …`"), range(at + 1, 0), " ");
    Some(Found::new(cause, range(at, 1)).fix(Some(fix)))
}

/// `-item` below `- item`.
fn missing_dash_space(case: &Case<'_>, line: &Line<'_>) -> Option<Found> {
    let above = previous(case.text, line)?;
    let is_item = |line: &Line<'_>, dash: &str| {
        case.text[line.start + line.indentation()..].starts_with(dash)
    };
    let below = above.indentation() == line.indentation();
    (below && is_item(&above, "- ") && is_item(line, "-")).then(|| {
        let at = line.start + line.indentation();
        let fix = Fix::safe("put a blank behind the dash", range(at + 1, 0), " ");
        Found::new(Cause::MissingSpaceAfterDash, range(at, 1)).fix(Some(fix))
    })
}

/// A `: ` where no value can be.
pub(super) fn value_not_allowed(case: &Case<'_>) -> Found {
    let line = Line::of(case.text, case.mark);
    if let Some(found) = multi_line(case, &line).or_else(|| brackets::text_behind(case)) {
        return found;
    }
    if let (Some(key), Some(_)) = (&line.key, case.text[line.entry..case.mark].find(": ")) {
        let value = line.value.clone();
        let cause = Cause::NestedColon {
            key: case.text[key.clone()].to_owned(),
        };
        let fix = mend::quote(case.text, value.clone(), Safety::Safe);
        let sure = value.start < case.mark && !line.value_text().starts_with(['"', '\'']);
        return Found::new(cause, mend::text_range(&value)).fix(fix.filter(|_| sure));
    }
    Found::new(Cause::Other, range(case.mark, 1))
}

/// The `:` ends a text that began in a line above: that line lacks something, or this one stands too deep.
fn multi_line(case: &Case<'_>, line: &Line<'_>) -> Option<Found> {
    let above = previous(case.text, line)?;
    let deeper = line.indentation() > column(&above, above.entry);
    if let Some(found) = missing_space(case, &above).filter(|_| above.key.is_none()) {
        return Some(found);
    }
    match &above.key {
        Some(_) if !above.value_text().is_empty() && deeper && line.key.is_some() => {
            indented_too_far(&above, line)
        }
        Some(_) => None,
        None if above.value_text().starts_with(['"', '\'', '[', '{', '#']) => None,
        None => {
            let start = above.entry;
            let end = above.end_of_value(start);
            (end > start).then(|| {
                let text = &case.text[start..end];
                let cause = Cause::MissingColon {
                    text: text.to_owned(),
                };
                let is_word = !text.contains(char::is_whitespace);
                let fix = Fix::risky(format!("write `{text}:`"), range(end, 0), ":");
                Found::new(cause, range(start, end - start)).fix(is_word.then_some(fix))
            })
        }
    }
}

/// The line above that has something in it.
fn previous<'t>(text: &'t str, line: &Line<'_>) -> Option<Line<'t>> {
    let mut start = line.start;
    while start > 0 {
        let above = Line::of(text, start - 1);
        let content = text[above.start..above.end].trim();
        if !content.is_empty() && !content.starts_with('#') {
            return Some(above);
        }
        start = above.start;
    }
    None
}

/// Something that the block it stands under has no place for.
pub(super) fn unexpected(case: &Case<'_>) -> Found {
    let line = Line::of(case.text, case.mark);
    let first_in_line = line.start + line.indentation() == case.mark;
    if case.text[case.mark..].starts_with([']', '}']) {
        return stray(case);
    }
    if !first_in_line {
        return brackets::text_behind(case).unwrap_or_else(|| stray(case));
    }
    if case.text[case.mark..].starts_with(": ") {
        return Found::new(Cause::EmptyKey, range(case.mark, 1));
    }
    if let Some(found) = multi_line_quote(case) {
        return found;
    }
    let ErrorKind::ExpectedBlockEnd { mapping, .. } = case.error.kind else {
        return stray(case);
    };
    misplaced(case, &line, mapping)
}

fn misplaced(case: &Case<'_>, line: &Line<'_>, mapping: bool) -> Found {
    if let Some(found) = too_deep(case, line) {
        return found;
    }
    let block = Line::of(case.text, case.start);
    let block_column = column(&block, case.start);
    let is_item = case.text[case.mark..].starts_with("- ");
    if let Some(found) = missing_dash_space(case, line) {
        return found;
    }
    if line.key.is_none() && !is_item && mapping {
        return missing_space(case, line).unwrap_or_else(|| {
            no_colon(
                &Case {
                    start: case.mark,
                    ..*case
                },
                line,
            )
        });
    }
    let shown = match (&line.key, is_item) {
        (Some(key), false) => mend::text_range(key),
        _ => case.character(),
    };
    match sibling_column(case, line, is_item, block_column) {
        Some(expected) if expected != line.indentation() => {
            let cause = Cause::IndentedUnlikeSiblings {
                blanks: line.indentation(),
                expected,
            };
            let indent = range(line.start, line.indentation());
            let title = format!("indent by {expected} blanks");
            Found::new(cause, shown).fix(Some(Fix::risky(title, indent, " ".repeat(expected))))
        }
        _ => Found::new(
            Cause::MixedBlock {
                item_in_mapping: mapping,
            },
            shown,
        ),
    }
}

/// The line above has a value already, so nothing can stand under it.
fn too_deep(case: &Case<'_>, line: &Line<'_>) -> Option<Found> {
    let above = previous(case.text, line)?;
    let key = above.key.clone()?;
    let has_value =
        !above.value_text().is_empty() && !above.value_text().starts_with(['|', '>', '&', '!']);
    let deeper = line.indentation() > column(&above, key.start) && line.key.is_some();
    (has_value && deeper)
        .then(|| indented_too_far(&above, line))
        .flatten()
}

fn indented_too_far(above: &Line<'_>, line: &Line<'_>) -> Option<Found> {
    let cause = Cause::IndentedTooFar {
        above: above.key_text().to_owned(),
    };
    let key = above.key.clone()?;
    let expected = column(above, key.start);
    let indent = range(line.start, line.indentation());
    let title = format!("indent by {expected} blanks");
    let fix = Fix::risky(title, indent, " ".repeat(expected));
    Some(
        Found::new(cause, mend::text_range(&line.key.clone()?))
            .label(
                range(key.start, above.value.end - key.start),
                "this entry has its value already",
            )
            .fix(Some(fix)),
    )
}

/// The column that the entries above have, to which this line was probably meant to belong: the nearest line above
/// of the same kind that is not shallower than the block.
fn sibling_column(
    case: &Case<'_>,
    line: &Line<'_>,
    is_item: bool,
    block_column: usize,
) -> Option<usize> {
    let mut above = previous(case.text, line)?;
    let mut best: Option<usize> = None;
    // Far above there is nothing that a person would compare the line with.
    for _ in 0..50 {
        let dash = case.text[above.start + above.indentation()..].starts_with("- ");
        let columns = match is_item {
            true if dash => Some(above.indentation()),
            true => None,
            false => above.key.as_ref().map(|key| key.start - above.start),
        };
        if let Some(column) = columns.filter(|column| *column >= block_column) {
            let distance = |c: usize| c.abs_diff(line.indentation());
            if best.is_none_or(|old| distance(column) < distance(old)) {
                best = Some(column);
            }
        }
        if above.start <= case.start {
            break;
        }
        above = previous(case.text, &above)?;
    }
    best
}

/// A quoted text of several lines right before the error: its quote closed by chance, at the next one that opens.
fn multi_line_quote(case: &Case<'_>) -> Option<Found> {
    let before = case.node_before(case.mark)?;
    let quoted = matches!(before.style(), Style::SingleQuoted | Style::DoubleQuoted);
    let spans_lines = before.source().contains('\n');
    (quoted && spans_lines && usize::from(before.range().end()) == case.mark)
        .then(|| brackets::unclosed_quote(case, usize::from(before.range().start())))
}

fn stray(case: &Case<'_>) -> Found {
    let found = case.text[case.mark..].chars().next();
    match found {
        Some(bracket @ (']' | '}')) => {
            let place = range(case.mark, 1);
            Found::new(Cause::StrayBracket { bracket }, place).fix(Some(Fix::risky(
                format!("remove the `{bracket}`"),
                with_blanks_before(case, place),
                "",
            )))
        }
        Some('-') => Found::new(Cause::ItemBehindKey, range(case.mark, 1)),
        _ => Found::new(Cause::Other, case.word()),
    }
}

/// A place with the blanks before it, if nothing stands behind it: none stay at the end of the line.
fn with_blanks_before(case: &Case<'_>, place: TextRange) -> TextRange {
    let line = Line::of(case.text, case.mark);
    let before = &case.text[line.start..usize::from(place.start())];
    let is_last = case.text[usize::from(place.end())..line.end]
        .trim()
        .is_empty();
    match is_last {
        true => range(
            line.start + before.trim_end().len(),
            line.end - line.start - before.trim_end().len(),
        ),
        false => place,
    }
}

fn column(line: &Line<'_>, at: usize) -> usize {
    at.saturating_sub(line.start)
}
