//! Taking entries and items out.

use super::{Span, begins_line, delete, has_plain_lines, line_start, next_line, replace, span};
use crate::diagnostic::Edit;
use crate::schema::Spot;
use crate::yaml::{Node, Style};

/// Takes an entry out of a mapping that has others, with the comment behind it.
pub(in crate::rules) fn remove_entry(spot: &Spot<'_>) -> Option<Edit> {
    let key = spot.key.filter(|_| !spot.merged)?;
    let text = key.tree().text();
    let home = spot.home();
    let whole = span(key).start..span(spot.value).end.max(span(key).end);
    // An anchor in there may be needed elsewhere.
    if text[whole.clone()].contains('&') || home.pairs().nth(1).is_none() {
        return None;
    }
    match home.style() {
        Style::Flow => remove_between_commas(text, home, key, whole),
        _ => remove_lines(text, home, key, whole),
    }
}

fn remove_lines(text: &str, home: Node<'_>, key: Node<'_>, whole: Span) -> Option<Edit> {
    let end = next_line(text, whole.end);
    let behind = text[whole.end..end].trim();
    let lines = &text[line_start(text, whole.start)..end];
    let alone = behind.is_empty() || behind.starts_with('#') || behind == ":";
    if !alone || !has_plain_lines(lines) {
        return None;
    }
    if begins_line(text, whole.start) {
        return Some(delete(line_start(text, whole.start)..end));
    }
    // Behind a dash: the next key takes the place.
    let next = span(following(home, key)?).start;
    let plain = text[whole.end..next]
        .trim_matches([' ', '\n', '\r', ':'])
        .is_empty();
    (plain && begins_line(text, next)).then(|| delete(whole.start..next))
}

fn remove_between_commas(text: &str, home: Node<'_>, key: Node<'_>, whole: Span) -> Option<Edit> {
    let cut = match following(home, key) {
        Some(next) => whole.start..span(next).start,
        None => {
            let before = home.pairs().take_while(|(other, _)| *other != key).last()?;
            span(before.1).end.max(span(before.0).end)..whole.end
        }
    };
    (!text[cut.clone()].contains('#')).then(|| delete(cut))
}

/// The key behind a key.
fn following<'t>(home: Node<'t>, key: Node<'t>) -> Option<Node<'t>> {
    let mut keys = home
        .pairs()
        .map(|(key, _)| key)
        .skip_while(|other| *other != key);
    keys.nth(1)
}

/// Takes an item out of a list; a list that has no other becomes `[]`.
pub(in crate::rules) fn remove_item(list: Node<'_>, item: Node<'_>) -> Option<Edit> {
    let text = item.tree().text();
    let list = list.resolve();
    let whole = span(item);
    // An anchor in there may be needed elsewhere.
    if text[whole.clone()].contains('&')
        || list.full_range() != list.range() && list.items().nth(1).is_none()
    {
        return None;
    }
    let next = list.items().skip_while(|other| *other != item).nth(1);
    let before = list.items().take_while(|other| *other != item).last();
    match (list.style(), next, before) {
        (Style::Flow, None, None) => Some(replace(span(list), "[]")),
        (Style::Flow, Some(next), _) => Some(delete(whole.start..span(next).start)),
        (Style::Flow, None, Some(before)) => Some(delete(span(before).end..whole.end)),
        (_, None, None) => {
            let start = span(list).start;
            let colon = text[..start].trim_end();
            let plain = colon.ends_with(':') && begins_line(text, start);
            plain.then(|| replace(colon.len()..whole.end, " []"))
        }
        _ => {
            let start = line_start(text, whole.start);
            let alone = text[start..whole.start].trim() == "-";
            let end = next_line(text, whole.end);
            (alone && text[whole.end..end].trim().is_empty()).then(|| delete(start..end))
        }
    }
}
