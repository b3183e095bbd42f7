//! Placeholders that are being written: `{{ bui`, closed or not, in quotes or not.

use std::ops::Range;

use super::cursor::{Cursor, Kind};
use super::flow::Bracket;
use crate::ide::line::Line;
use crate::template::grammar::is_name;

/// A placeholder around the cursor.
struct Hole {
    /// Where its braces begin.
    open: usize,
    /// Its name so far.
    name: Range<usize>,
    /// Where the braces behind it end.
    close: Option<usize>,
}

impl Hole {
    /// The placeholder around an offset that begins behind `base`; none also where it is no name that is being written.
    fn find(text: &str, base: usize, at: usize) -> Option<Self> {
        let before = text.get(base..at)?;
        let open = base + before.rfind("{{")?;
        let inside = &text[open + 2..at];
        let name = inside.trim_start();
        if !name.chars().all(is_name) {
            return None;
        }
        let rest = text[at..].lines().next().unwrap_or_default();
        let end = at + rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        let behind = &rest[end - at..];
        let blanks = behind.len() - behind.trim_start().len();
        let is_closed = behind[blanks..].starts_with("}}");
        Some(Self {
            open,
            name: at - name.len()..end,
            close: is_closed.then_some(end + blanks + 2),
        })
    }

    /// A blank in front of the name, where there is none.
    fn lead(&self) -> &'static str {
        match self.name.start == self.open + 2 {
            true => " ",
            false => "",
        }
    }

    /// The braces behind the name, and a blank before them, as far as they are missing.
    fn tail(&self) -> &'static str {
        match self.close {
            None => " }}",
            Some(close) if close == self.name.end + 2 => " ",
            Some(_) => "",
        }
    }

    fn cursor(&self, tail: &str, quote: Option<char>) -> Cursor {
        Cursor {
            lead: self.lead().to_owned(),
            tail: format!("{}{tail}", self.tail()),
            quote,
            ..Cursor::new(Kind::Hole, self.name.clone(), 0)
        }
    }

    /// The whole value in quotes, since without them its braces would be YAML's.
    fn wrapped(&self, text: &str, value: Range<usize>) -> Cursor {
        let end = self.close.unwrap_or(self.name.end);
        let rest = text.get(end..value.end).unwrap_or_default();
        Cursor {
            lead: format!("\"{}{{{{ ", &text[value.start..self.open]),
            tail: format!(" }}}}{rest}\""),
            ..Cursor::new(Kind::Hole, value.start..value.end.max(end), 0)
        }
    }
}

/// In a block of text.
pub(super) fn in_text(text: &str, at: usize, line: &Line<'_>) -> Option<Cursor> {
    Some(Hole::find(text, line.start, at)?.cursor("", None))
}

/// In a text without quotes.
pub(super) fn in_plain(text: &str, at: usize, start: usize, end: usize) -> Option<Cursor> {
    let hole = Hole::find(text, start, at)?;
    Some(match hole.open == start {
        true => hole.wrapped(text, start..end),
        false => hole.cursor("", None),
    })
}

/// In a text in quotes.
pub(super) fn in_quotes(
    text: &str,
    at: usize,
    inner: Range<usize>,
    quote: char,
    is_closed: bool,
) -> Option<Cursor> {
    let hole = Hole::find(text, inner.start, at)?;
    let tail = match is_closed {
        true => String::new(),
        false => quote.to_string(),
    };
    Some(hole.cursor(&tail, Some(quote)))
}

/// Among brackets, without quotes: there the braces seem to be mappings.
pub(super) fn in_flow(
    text: &str,
    at: usize,
    line_end: usize,
    brackets: &[Bracket],
) -> Option<Cursor> {
    let hole = Hole::find(text, brackets.first()?.at, at)?;
    let real: Vec<&Bracket> = brackets.iter().take_while(|it| it.at < hole.open).collect();
    let start = real.last()?.token_start().unwrap_or(hole.open);
    let end = hole.close.unwrap_or(hole.name.end).min(line_end);
    Some(Cursor {
        brackets: real.iter().map(|bracket| bracket.open).collect(),
        ..hole.wrapped(text, start.min(hole.open)..end)
    })
}
