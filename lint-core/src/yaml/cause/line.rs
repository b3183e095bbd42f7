//! One line, as people see it: indentation, dashes, key, value.

use std::ops::Range;

/// The parts of a line, as byte offsets in the whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<'t> {
    text: &'t str,
    /// Where it begins.
    pub(super) start: usize,
    /// Where its break is, or the text ends.
    pub(super) end: usize,
    /// Where its first entry begins: behind blanks and dashes.
    pub(super) entry: usize,
    /// The key before the first `: `, without it.
    pub(super) key: Option<Range<usize>>,
    /// What stands behind the key, or behind the dashes where there is no key; without a comment.
    pub(super) value: Range<usize>,
}

/// How much of a line is looked at on either side of a place, in bytes: a line without end must not make many
/// errors slow.
const REACH: usize = 4096;

impl<'t> Line<'t> {
    /// The line that `at` stands in.
    pub(super) fn of(text: &'t str, at: usize) -> Self {
        let at = text.floor_char_boundary(at);
        let least = text.ceil_char_boundary(at.saturating_sub(REACH));
        let most = text.floor_char_boundary(at.saturating_add(REACH));
        let (before, behind) = (&text[least..at], &text[at..most]);
        let start = before.rfind(['\n', '\r']).map_or(least, |n| least + n + 1);
        let end = behind.find(['\n', '\r']).map_or(most, |n| at + n);
        let entry = start + skip_dashes(&text[start..end]);
        let (key, from) = match find_key(&text[entry..end]) {
            Some(len) => (Some(entry..entry + len), entry + len + 1),
            None => (None, entry),
        };
        let blanks = text[from..end].len() - text[from..end].trim_start().len();
        let mut line = Self {
            text,
            start,
            end,
            entry,
            key,
            value: from + blanks..end,
        };
        line.value.end = line.end_of_value(line.value.start);
        line
    }

    /// The column of the first character that is no blank, from 0.
    pub(super) fn indentation(&self) -> usize {
        let text = &self.text[self.start..self.end];
        text.len() - text.trim_start_matches(' ').len()
    }

    /// Where a value that begins at `from` ends on this line: before blanks and a comment.
    pub(super) fn end_of_value(&self, from: usize) -> usize {
        let from = from.min(self.end);
        let text = &self.text[from..self.end];
        let text = text.find(" #").map_or(text, |comment| &text[..comment]);
        from + text.trim_end().len()
    }

    /// The key as text, or nothing.
    pub(super) fn key_text(&self) -> &'t str {
        self.key.clone().map_or("", |key| &self.text[key])
    }

    /// The value as text.
    pub(super) fn value_text(&self) -> &'t str {
        self.text.get(self.value.clone()).unwrap_or("")
    }

    /// All of it but blanks around and a comment.
    pub(super) fn content(&self) -> Range<usize> {
        let start = self.start + self.indentation();
        start..self.end_of_value(start).max(start)
    }
}

fn skip_dashes(line: &str) -> usize {
    let mut at = 0;
    loop {
        at += line[at..].len() - line[at..].trim_start_matches([' ', '\t']).len();
        match line[at..].strip_prefix('-') {
            Some(rest) if rest.starts_with(' ') => at += 1,
            _ => return at,
        }
    }
}

/// The length of the key that a line begins with: a word, some words or a quoted text before `:`.
fn find_key(text: &str) -> Option<usize> {
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let end = text[1..].find(quote)? + 2;
        return text[end..].starts_with(':').then_some(end);
    }
    if text.starts_with(['{', '[', '*', '&', '!', '@', '`', '%', '|', '>', '#']) {
        return None;
    }
    let colon = text.find(": ").or_else(|| {
        text.trim_end()
            .ends_with(':')
            .then(|| text.trim_end().len() - 1)
    })?;
    (colon > 0 && !text[..colon].contains(" #")).then_some(colon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_dashes_a_key_and_a_value() {
        let text = "a: 1\n  - - key: some value  # why\n";
        let line = Line::of(text, 15);
        assert_eq!(line.indentation(), 2);
        assert_eq!(line.key_text(), "key");
        assert_eq!(line.value_text(), "some value");
        assert_eq!(&text[line.content()], "- - key: some value");
    }

    #[test]
    fn a_line_without_a_key_is_all_value() {
        let line = Line::of("- {{ x }}", 0);
        assert_eq!((line.key_text(), line.value_text()), ("", "{{ x }}"));
        let line = Line::of("\"a b\": c", 0);
        assert_eq!((line.key_text(), line.value_text()), ("\"a b\"", "c"));
        assert_eq!(Line::of("", 0).value_text(), "");
    }
}
