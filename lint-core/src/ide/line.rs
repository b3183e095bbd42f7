//! Lines of block YAML, taken apart without a parser: for texts that are being written and are no YAML yet.

use std::ops::Range;

/// A line, without its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// Where it begins in the text; behind a byte order mark.
    pub(super) start: usize,
    /// Its text.
    pub(super) text: &'t str,
    /// Where its dashes stand, in bytes of the text.
    pub(super) dashes: Vec<usize>,
    /// Where something begins behind blanks and dashes.
    pub(super) content: usize,
    /// Its key, with quotes.
    pub(super) key: Option<Range<usize>>,
    /// Where the value begins; what stands behind the dashes, where there is no key.
    pub(super) value: usize,
    /// Where the value ends: at the end of the line, or before a comment.
    pub(super) end: usize,
    /// Where a comment begins.
    pub(super) comment: Option<usize>,
}

impl<'t> Line<'t> {
    /// The line around an offset.
    pub(super) fn around(text: &'t str, at: usize) -> Self {
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        Self::at(text, start)
    }

    /// The line that begins at an offset.
    pub(super) fn at(text: &'t str, start: usize) -> Self {
        let start = match start == 0 && text.starts_with('\u{FEFF}') {
            true => '\u{FEFF}'.len_utf8(),
            false => start,
        };
        let rest = &text[start..];
        let line = rest.split_once('\n').map_or(rest, |(line, _)| line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let mut new = Self {
            start,
            text: line,
            dashes: Vec::new(),
            content: start,
            key: None,
            value: start,
            end: start + line.trim_end_matches([' ', '\t']).len(),
            comment: None,
        };
        new.read();
        new
    }

    /// The line above.
    pub(super) fn above(&self, text: &'t str) -> Option<Self> {
        let end = text[..self.start].strip_suffix('\n')?.len();
        Some(Self::around(text, end))
    }

    /// The line below.
    pub(super) fn below(&self, text: &'t str) -> Option<Self> {
        let end = self.start + self.text.len();
        let line_end = text[end..].find('\n')?;
        Some(Self::at(text, end + line_end + 1))
    }

    /// How many blanks it begins with.
    pub(super) fn indent(&self) -> usize {
        blanks(self.text)
    }

    /// Whether there is nothing in it but blanks or a comment.
    pub(super) fn is_empty(&self) -> bool {
        self.dashes.is_empty() && self.content_is_empty()
    }

    /// Whether nothing stands behind its dashes.
    fn content_is_empty(&self) -> bool {
        self.key.is_none() && self.value_text().is_empty()
    }

    /// The column of a place in it, in bytes.
    pub(super) fn column(&self, at: usize) -> usize {
        at.saturating_sub(self.start)
    }

    /// The value, without blanks around it.
    pub(super) fn value_text(&self) -> &'t str {
        let range = self.value - self.start..self.end.max(self.value) - self.start;
        self.text[range].trim()
    }

    /// The value without the anchor and the tag in front of it.
    pub(super) fn bare_value(&self) -> &'t str {
        let mut value = self.value_text();
        while value.starts_with(['&', '!']) {
            value = value
                .split_once(' ')
                .map_or("", |(_, rest)| rest.trim_start());
        }
        value
    }

    /// Whether its value is a block of text on the lines below: `|` or `>`.
    pub(super) fn opens_text(&self) -> bool {
        let value = self.bare_value();
        let has_place = self.key.is_some() || !self.dashes.is_empty();
        let mut rest = value.chars();
        has_place
            && rest.next().is_some_and(|c| matches!(c, '|' | '>'))
            && rest.all(|c| matches!(c, '+' | '-' | '0'..='9'))
    }

    /// Whether the lines below may be its value: a key or a dash with nothing behind it.
    pub(super) fn is_open(&self) -> bool {
        (self.key.is_some() || !self.dashes.is_empty()) && self.bare_value().is_empty()
    }

    /// The columns of the blocks that it has an entry of, the innermost first.
    pub(super) fn blocks(&self) -> Vec<Block> {
        let key = self.key.as_ref().map(|key| Block {
            column: self.column(key.start),
            is_list: false,
        });
        let dashes = self.dashes.iter().rev().map(|dash| Block {
            column: self.column(*dash),
            is_list: true,
        });
        key.into_iter().chain(dashes).collect()
    }

    fn read(&mut self) {
        let line = self.text;
        let mut at = blanks(line);
        while line[at..].starts_with("- ") || &line[at..] == "-" {
            self.dashes.push(self.start + at);
            at += 1;
            at += blanks(&line[at..]);
        }
        self.content = self.start + at;
        self.value = self.content;
        let rest = &line[at..];
        if rest.starts_with('#') {
            return self.cut(at);
        }
        let quoted = quoted_len(rest);
        let from = at + quoted.unwrap_or(0);
        if let Some(colon) = colon(&line[from..], quoted.is_some()).filter(|_| !opens_flow(rest)) {
            let end = at + line[at..from + colon].trim_end().len();
            self.key = Some(self.start + at..self.start + end);
            let value = from + colon + 1;
            self.value = self.start + value + blanks(&line[value..]);
        }
        let value = self.value - self.start;
        let from = value + quoted_len(&line[value..]).unwrap_or(0);
        if let Some(comment) = comment(line, from) {
            self.cut(comment);
        }
    }

    fn cut(&mut self, comment: usize) {
        self.comment = Some(self.start + comment);
        self.end = self.start + self.text[..comment].trim_end().len();
    }
}

/// A block of YAML: a mapping or a list, by the column that its entries have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    /// The column of its keys or dashes.
    pub(super) column: usize,
    /// Whether it is a list.
    pub(super) is_list: bool,
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// Whether a value is in brackets or braces. Two braces are the beginning of a placeholder.
fn opens_flow(text: &str) -> bool {
    text.starts_with(['[', '{']) && !text.starts_with("{{")
}

/// How long a text in quotes is at the start; none without quotes there, or without their end.
fn quoted_len(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && quote == '"' {
            chars.next();
        } else if c == quote {
            let is_doubled = quote == '\'' && chars.next_if(|(_, c)| *c == quote).is_some();
            if !is_doubled {
                return Some(at + 1);
            }
        }
    }
    None
}

/// Where the colon behind a key stands. Behind a key in quotes there is nothing else.
fn colon(text: &str, is_behind_quotes: bool) -> Option<usize> {
    if text.starts_with(['"', '\'']) && !is_behind_quotes {
        return None;
    }
    let ends_key = |at: &usize| {
        let rest = &text[at + 1..];
        rest.is_empty() || rest.starts_with([' ', '\t'])
    };
    let end = comment(text, 0).unwrap_or(text.len());
    let mut colons = text.match_indices(':').map(|(at, _)| at);
    let found = colons.find(ends_key).filter(|at| *at < end)?;
    (!is_behind_quotes || text[..found].trim().is_empty()).then_some(found)
}

/// Where a comment begins, from a place on.
fn comment(line: &str, from: usize) -> Option<usize> {
    let hashes = line[from..].match_indices('#').map(|(at, _)| from + at);
    let is_comment = |at: &usize| *at == 0 || line[..*at].ends_with([' ', '\t']);
    hashes.into_iter().find(is_comment)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str) -> (usize, Option<&str>, &str) {
        let read = Line::at(line, 0);
        let key = read.key.clone().map(|key| &line[key]);
        (read.dashes.len(), key, read.value_text())
    }

    #[test]
    fn lines_have_dashes_a_key_and_a_value() {
        assert_eq!(parts("name: a"), (0, Some("name"), "a"));
        assert_eq!(parts("  - name: a # b"), (1, Some("name"), "a"));
        assert_eq!(parts("- - x"), (2, None, "x"));
        assert_eq!(parts("-"), (1, None, ""));
        assert_eq!(parts("a b: c: d"), (0, Some("a b"), "c: d"));
        assert_eq!(parts("\"a: b\": c"), (0, Some("\"a: b\""), "c"));
        assert_eq!(parts("'it''s': c"), (0, Some("'it''s'"), "c"));
        assert_eq!(parts("a: \"# b\" # c"), (0, Some("a"), "\"# b\""));
        assert_eq!(parts("# a: b"), (0, None, ""));
        assert_eq!(parts("{a: b}"), (0, None, "{a: b}"));
        assert_eq!(parts("http://x"), (0, None, "http://x"));
        assert_eq!(parts("\u{FEFF}名前: x"), (0, Some("名前"), "x"));
    }

    #[test]
    fn lines_may_leave_their_value_to_those_below() {
        for line in ["a:", "-", "- a: # b", "a: &b", "a: !!map &b"] {
            assert!(Line::at(line, 0).is_open(), "{line}");
        }
        for line in ["a", "a: b", "a: |", "", "# a:"] {
            assert!(!Line::at(line, 0).is_open(), "{line}");
        }
        for line in ["a: |", "- >-", "a: &b |+2 # c"] {
            assert!(Line::at(line, 0).opens_text(), "{line}");
        }
        assert!(!Line::at("a: |b", 0).opens_text());
    }
}
