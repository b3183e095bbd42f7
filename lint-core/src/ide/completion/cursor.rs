//! Where the cursor is, told from the text alone: what is being written there, and what of the text it replaces.
//!
//! The text may be no YAML at the moment, so its lines are asked, not its tree. What comes of it is tried out in
//! [`probe`](super::probe).

use std::ops::Range;

use super::above::{Above, Skeleton};
use super::flow::{Bracket, Inside};
use super::hole;
use crate::ide::line::Line;

/// What may be written at the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A key whose colon is there already.
    Key,
    /// A key of a mapping in braces.
    FlowKey,
    /// A key, or an item of a list: nothing but this word is on the line.
    Word,
    /// A value.
    Value,
    /// The name of an anchor, behind `*`.
    Alias,
    /// The name of a placeholder.
    Hole,
}

/// A way to read what is at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cursor {
    /// What may be written.
    pub(super) kind: Kind,
    /// What is replaced.
    pub(super) range: Range<usize>,
    /// What has to stand in front of it: blanks, a dash, a quote.
    pub(super) lead: String,
    /// What has to stand behind it.
    pub(super) tail: String,
    /// The quote around it.
    pub(super) quote: Option<char>,
    /// Where the line's colon ends, if it is an empty value behind one.
    pub(super) colon: Option<usize>,
    /// The column of keys here; of the line's keys, where it is a value.
    pub(super) column: usize,
    /// The brackets around it, the outermost first.
    pub(super) brackets: Vec<char>,
    /// Whether a dash in front of it says that it is an item.
    pub(super) is_item: bool,
}

impl Cursor {
    /// All ways to read what is at an offset, the likeliest first; none where nothing can be offered. Then the lines
    /// that the place hangs on.
    pub(super) fn read(text: &str, at: usize) -> (Vec<Self>, Skeleton) {
        let line = Line::around(text, at);
        if at < line.start {
            return (Vec::new(), Skeleton::default());
        }
        let own = line.is_empty().then(|| line.column(at));
        let column = own.unwrap_or(line.indent());
        let above = Above::of(text, &line, column);
        (Self::all(text, at, &line, &above), above.skeleton)
    }

    fn all(text: &str, at: usize, line: &Line<'_>, above: &Above) -> Vec<Self> {
        if above.is_text {
            return hole::in_text(text, at, line).into_iter().collect();
        }
        let starts = above.starts.iter().copied().chain([line.value]);
        let inside = starts
            .filter(|start| *start <= at)
            .map(|start| Inside::scan(text, start, at))
            .find(|inside| *inside != Inside::Nothing);
        match inside {
            Some(Inside::Comment) => Vec::new(),
            Some(Inside::Flow(brackets)) => in_flow(text, at, line, &brackets),
            Some(Inside::Quotes(start)) => in_quotes(text, at, line, start),
            Some(Inside::Nothing) | None => in_block(text, at, line, above),
        }
    }

    /// The same behind a dash of its own.
    pub(super) fn as_item(&self) -> Self {
        Self {
            lead: format!("{}- ", self.lead),
            column: self.column + 2,
            is_item: true,
            ..self.clone()
        }
    }

    pub(super) fn new(kind: Kind, range: Range<usize>, column: usize) -> Self {
        Self {
            kind,
            range,
            lead: String::new(),
            tail: String::new(),
            quote: None,
            colon: None,
            column,
            brackets: Vec::new(),
            is_item: false,
        }
    }
}

fn in_block(text: &str, at: usize, line: &Line<'_>, above: &Above) -> Vec<Cursor> {
    if line.comment.is_some_and(|comment| at > comment) {
        return Vec::new();
    }
    if let Some(key) = &line.key {
        return match at <= key.end {
            true if at >= key.start => vec![key_at(text, key.clone(), line.column(key.start))],
            true => Vec::new(),
            false => value(text, at, line).into_iter().collect(),
        };
    }
    if line.is_empty() {
        return above.places(line, at);
    }
    // Before the dashes, or between them and the word.
    if at < line.content && at < line.end {
        return Vec::new();
    }
    word(text, at, line).into_iter().collect()
}

/// A key in front of its colon.
fn key_at(text: &str, key: Range<usize>, column: usize) -> Cursor {
    let quote = text[key.clone()]
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\''));
    let range = match quote {
        Some(_) => key.start + 1..key.end.saturating_sub(1).max(key.start + 1),
        None => key,
    };
    Cursor {
        quote,
        ..Cursor::new(Kind::Key, range, column)
    }
}

/// A line without a key: a word alone, behind dashes or not.
fn word(text: &str, at: usize, line: &Line<'_>) -> Option<Cursor> {
    let start = line.content;
    let end = line.end.max(start);
    let column = line.column(start);
    let is_item = !line.dashes.is_empty();
    if let Some(hole) = hole::in_plain(text, at, start, end) {
        return Some(hole);
    }
    let content = &text[start..end];
    if content.is_empty() {
        let is_close = text[..at].ends_with('-');
        return Some(Cursor {
            lead: " ".repeat(usize::from(is_close)),
            column: line.column(at) + usize::from(is_close),
            is_item,
            ..Cursor::new(Kind::Word, at..at, column)
        });
    }
    if at < start || at > end {
        return None;
    }
    if content.starts_with('*') && at > start {
        return Some(Cursor::new(Kind::Alias, start + 1..end, column));
    }
    if content.starts_with(['&', '!', '|', '>', '%', '@', '`', '?']) {
        return None;
    }
    Some(Cursor {
        is_item,
        ..Cursor::new(Kind::Word, start..end, column)
    })
}

/// A value behind its key.
fn value(text: &str, at: usize, line: &Line<'_>) -> Option<Cursor> {
    let key = line.key.as_ref()?;
    let column = line.column(key.start);
    let colon = key.end + text[key.end..].find(':')? + 1;
    if at < colon {
        return None;
    }
    let (mut start, end) = (line.value, line.end.max(line.value));
    // Anchor and tag stay in front of what is written.
    while text[start..end].starts_with(['&', '!']) {
        let word = text[start..end].find(' ')?;
        start += word + 1;
    }
    if start < end && !(start..=end).contains(&at) {
        return None;
    }
    if start >= end {
        let is_close = at == colon;
        return (!has_value_below(text, line, column)).then(|| Cursor {
            lead: " ".repeat(usize::from(is_close)),
            colon: Some(colon),
            ..Cursor::new(Kind::Value, at..at, column)
        });
    }
    if let Some(hole) = hole::in_plain(text, at, start, end) {
        return Some(hole);
    }
    if text[start..end].starts_with('*') && !is_cron(&text[start..end]) {
        return (at > start).then(|| Cursor::new(Kind::Alias, start + 1..end, column));
    }
    if text[start..end].starts_with(['|', '>', '%']) {
        return None;
    }
    Some(Cursor::new(Kind::Value, start..end, column))
}

/// Whether a text begins with the star of a cron, and not with that of an alias.
fn is_cron(text: &str) -> bool {
    text.starts_with("* ") || text.starts_with("*/")
}

/// Whether the value of a key stands on the lines below.
fn has_value_below(text: &str, line: &Line<'_>, column: usize) -> bool {
    let mut next = line.below(text);
    while let Some(below) = next {
        if !below.is_empty() {
            let is_list = !below.dashes.is_empty() && line.dashes.is_empty();
            return below.indent() > column || is_list && below.indent() == column;
        }
        next = below.below(text);
    }
    false
}

/// In a text in quotes that begins at `start`.
fn in_quotes(text: &str, at: usize, line: &Line<'_>, start: usize) -> Vec<Cursor> {
    let quote = text[start..].chars().next().unwrap_or('"');
    let line_end = line.start + line.text.len();
    let rest = &text[at..line_end];
    let end = rest.find(quote).map(|end| at + end);
    let inner = start + 1..end.unwrap_or(line_end);
    if let Some(hole) = hole::in_quotes(text, at, inner.clone(), quote, end.is_some()) {
        return vec![hole];
    }
    // A text of several lines is prose.
    if start < line.start || text[inner.clone()].contains("{{") {
        return Vec::new();
    }
    let tail = match end {
        Some(_) => String::new(),
        None => quote.to_string(),
    };
    let column = line
        .key
        .as_ref()
        .map_or(line.content, |key| key.start.min(line.content));
    vec![Cursor {
        tail,
        quote: Some(quote),
        ..Cursor::new(Kind::Value, inner, line.column(column))
    }]
}

/// Between brackets.
fn in_flow(text: &str, at: usize, line: &Line<'_>, brackets: &[Bracket]) -> Vec<Cursor> {
    let Some(inner) = brackets.last() else {
        return Vec::new();
    };
    let closers: Vec<char> = brackets.iter().map(|bracket| bracket.open).collect();
    let line_end = line.start + line.text.len();
    let (start, end) = inner.token(text, at, line_end);
    let cursor = |kind, range| Cursor {
        brackets: closers.clone(),
        ..Cursor::new(kind, range, line.column(line.content))
    };
    if let Some(quote) = inner.quote {
        let end = text[at..line_end].find(quote).map(|end| at + end);
        let inner_range = start + 1..end.unwrap_or(line_end);
        let hole = hole::in_quotes(text, at, inner_range.clone(), quote, end.is_some());
        let tail = end.map_or(quote.to_string(), |_| String::new());
        let kind = match inner.is_key() {
            true => Kind::Key,
            false => Kind::Value,
        };
        let plain = Cursor {
            quote: Some(quote),
            tail,
            ..cursor(kind, inner_range)
        };
        let found = hole.map(|hole| Cursor {
            brackets: closers.clone(),
            ..hole
        });
        return vec![found.unwrap_or(plain)];
    }
    if let Some(hole) = hole::in_flow(text, at, line_end, brackets) {
        return vec![hole];
    }
    let token = &text[start..end];
    if token.starts_with('*') && at > start {
        return vec![cursor(Kind::Alias, start + 1..end)];
    }
    if token.starts_with(['&', '!', '"', '\'']) {
        return Vec::new();
    }
    let has_colon = text[end..line_end].trim_start().starts_with(':');
    let kind = match (inner.is_key(), has_colon) {
        (true, true) => Kind::Key,
        (true, false) => Kind::FlowKey,
        (false, _) => Kind::Value,
    };
    let is_close = token.is_empty() && text[..at].ends_with([':', ',']);
    vec![Cursor {
        lead: " ".repeat(usize::from(is_close)),
        ..cursor(kind, start..end)
    }]
}
