//! Values that want quotes.

use std::ops::Range;

use super::classify::{Case, Found};
use super::line::Line;
use super::{Cause, mend};
use crate::diagnostic::{Fix, Safety};
use crate::text::{TextRange, range};
use crate::yaml::quote::single_quoted;
use crate::yaml::{ErrorKind, NodeKind};

/// `{{ x }}` without quotes, near the error.
pub(super) fn placeholder(case: &Case<'_>) -> Option<Found> {
    if case.error.kind == ErrorKind::UnhashableKey {
        return unhashable_placeholder(case);
    }
    let line = Line::of(case.text, case.mark);
    let open = case.text[line.start..line.end].find("{{")? + line.start;
    let at_value = open == line.value.start || open == line.entry;
    let in_flow = case.text[line.start..open]
        .trim_end()
        .ends_with(['[', ',', '{', ':']);
    let involved = case.start <= case.mark && open <= case.mark && (at_value || in_flow);
    if !involved || case.text[open..line.end].starts_with("{{%") {
        return None;
    }
    let close = case.text[open..line.end].find("}}").map(|n| open + n + 2)?;
    let end = match at_value {
        true => line.end_of_value(open),
        false => end_of_item(case.text, close, line.end),
    };
    Some(found(case, open..end.max(close)))
}

/// Braces in braces make a mapping with a mapping for its key.
fn unhashable_placeholder(case: &Case<'_>) -> Option<Found> {
    let outer = case.start.checked_sub(1)?;
    if case.text.get(outer..case.start + 1) != Some("{{") {
        return None;
    }
    let node = case
        .nodes_from(outer)
        .find(|node| node.kind() == NodeKind::Mapping)
        .filter(|node| usize::from(node.range().start()) == outer)?;
    let place: Range<usize> = node.range().into();
    let line = Line::of(case.text, place.start);
    // Text may follow where the braces were read for themselves.
    let end = match place.start == line.value.start && place.end <= line.end {
        true => line.end_of_value(place.start).max(place.end),
        false => place.end,
    };
    Some(found(case, place.start..end))
}

fn end_of_item(text: &str, close: usize, line_end: usize) -> usize {
    let rest = &text[close..line_end];
    close + rest.find([',', ']', '}']).unwrap_or(rest.len())
}

fn found(case: &Case<'_>, place: Range<usize>) -> Found {
    let one_line = !case.text[place.clone()].contains('\n');
    let fix = mend::quote(case.text, place.clone(), Safety::Safe).filter(|_| one_line);
    Found::new(Cause::UnquotedPlaceholder, mend::text_range(&place)).fix(fix)
}

/// A value that begins with a character of YAML's own: `*`, `&`, `@`, `` ` ``, `%`, `|`, `>`.
pub(super) fn reserved(case: &Case<'_>) -> Found {
    let at = match case.error.kind {
        ErrorKind::ReservedCharacter(_) => case.mark,
        _ => case.start,
    };
    let character = case.text[at..].chars().next().unwrap_or(' ');
    if character == '%' && case.text[..at].ends_with('{') {
        let line = Line::of(case.text, at);
        let end = line.end_of_value(at);
        return Found::new(Cause::TemplateBlock, range(at - 1, end + 1 - at));
    }
    let line = Line::of(case.text, at);
    let place = at..line.end_of_value(at);
    let whole = at == line.value.start;
    let cause = match is_cron(line.key_text(), &case.text[place.clone()]) {
        true => Cause::UnquotedCron,
        false => Cause::ReservedCharacter { character },
    };
    let shown = match whole {
        true => mend::text_range(&place),
        false => range(at, character.len_utf8()),
    };
    let fix = mend::quote(case.text, place, Safety::Safe).filter(|_| whole);
    Found::new(cause, shown).fix(fix)
}

/// Whether a value under a key is meant for a cron expression.
fn is_cron(key: &str, value: &str) -> bool {
    let fields: Vec<&str> = value.split_whitespace().collect();
    let is_field = |field: &&str| {
        field
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "*/,-?#".contains(c))
    };
    let stars = (5..=7).contains(&fields.len()) && fields.iter().all(is_field);
    let alias = matches!(
        value,
        "@yearly" | "@annually" | "@monthly" | "@weekly" | "@daily" | "@midnight" | "@hourly"
    );
    stars || alias || key == "cron" && !value.is_empty()
}

/// A backslash in double quotes that begins no escape.
pub(super) fn escape(case: &Case<'_>) -> Found {
    let behind = case.text[case.start + 1..].chars().next();
    let shown = range(case.start, 1 + behind.map_or(0, char::len_utf8));
    let cause = Cause::UnknownEscape {
        character: behind.unwrap_or(' '),
        cut_short: case.error.kind == ErrorKind::InvalidEscape,
    };
    Found::new(cause, shown).fix(single_quotes(case))
}

/// The same text in single quotes, where a backslash is a backslash.
fn single_quotes(case: &Case<'_>) -> Option<Fix> {
    let line = Line::of(case.text, case.start);
    let open = line.value.start;
    let value = line.value_text();
    let inner = value.strip_prefix('"')?.strip_suffix('"')?;
    if open > case.start || inner.contains('"') {
        return None;
    }
    let new = single_quoted(inner);
    let place: TextRange = mend::text_range(&line.value);
    Some(Fix::risky(format!("write {new}"), place, new))
}
