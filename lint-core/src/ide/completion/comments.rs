//! Comments that silence rules.

use super::above::Above;
use super::slot::plain_item;
use super::snippet::Snippet;
use super::{Item, ItemKind};
use crate::ide::describe;
use crate::ide::line::Line;
use crate::rules::RULES;
use crate::text::{TextRange, size};

/// What such comments begin with.
const MARK: &str = "prefect-lint:";

/// What is offered in a comment.
pub(super) fn offer(text: &str, at: usize) -> Vec<Item> {
    let line = Line::around(text, at);
    let Some(comment) = line.comment.filter(|comment| at > *comment) else {
        return Vec::new();
    };
    if Above::of(text, &line, line.indent()).is_text {
        return Vec::new();
    }
    let before = &text[comment + 1..at];
    match before.trim_start().strip_prefix(MARK) {
        Some(rest) => match rest.rsplit_once('[') {
            Some((_, rules)) if !rules.contains(']') => names(text, at, rules),
            Some(_) => Vec::new(),
            None => directives(text, at - rest.trim_start().len(), at, ""),
        },
        None => match is_begun(before) {
            true => directives(text, at - before.trim_start().len(), at, MARK),
            false => Vec::new(),
        },
    }
}

/// Whether the text so far may become the mark.
fn is_begun(before: &str) -> bool {
    MARK.starts_with(before.trim_start())
}

fn directives(text: &str, start: usize, at: usize, mark: &str) -> Vec<Item> {
    let range = TextRange::new(size(start), size(at));
    let blank = match (mark.is_empty(), text[..start].ends_with([' ', '\t'])) {
        (false, true) => format!("{mark} "),
        (false, false) => format!(" {mark} "),
        (true, true) => String::new(),
        (true, false) => " ".to_owned(),
    };
    let each = [
        (
            "ignore",
            "silences rules for this line, or for what follows",
        ),
        ("ignore-file", "silences rules for the whole file"),
    ];
    each.into_iter()
        .map(|(word, what)| {
            let snippet = Snippet::plain(format!("{blank}{word}["))
                .stop("rule")
                .text("] ")
                .stop("reason");
            let label = format!("{mark} {word}[…]");
            let item = plain_item(label.trim(), ItemKind::Rule, range, &snippet);
            item.detail(what)
        })
        .collect()
}

/// The rules, but for those that are in the brackets already.
fn names(text: &str, at: usize, before: &str) -> Vec<Item> {
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    let typed = before.len() - before.trim_end_matches(is_part).len();
    let rest = &text[at..];
    let behind = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let range = TextRange::new(size(at - typed), size(at + behind));
    let there: Vec<&str> = before.split(',').map(str::trim).collect();
    RULES
        .iter()
        .map(|rule| rule.meta())
        .filter(|meta| !there.contains(&meta.name) && !there.contains(&meta.code))
        .map(|meta| {
            plain_item(meta.name, ItemKind::Rule, range, &Snippet::plain(meta.name))
                .detail(meta.code)
                .docs(describe::rule(meta))
                .filter_by(&format!("{} {}", meta.name, meta.code))
        })
        .collect()
}
