//! The lines of a text, as the YAML loader counts them.

use std::ops::Range;

use crate::yaml;

/// Where the lines of a text begin.
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self {
            text,
            starts: yaml::line_starts(text),
        }
    }

    /// The line of an offset, with its break.
    pub(super) fn at(&self, offset: usize) -> Range<usize> {
        let next = self.starts.partition_point(|start| *start <= offset);
        let end = self.starts.get(next).copied();
        let start = self.starts[..next].last().copied();
        start.unwrap_or(0)..end.unwrap_or(self.text.len())
    }

    /// The end of what is written in the line of an offset: without blanks and the break.
    pub(super) fn written_end(&self, offset: usize) -> usize {
        let line = self.at(offset);
        let is_blank = |c: char| {
            matches!(
                c,
                ' ' | '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}'
            )
        };
        line.start + self.text[line].trim_end_matches(is_blank).len()
    }

    /// Whether nothing but blanks stands before an offset in its line.
    pub(super) fn is_first(&self, offset: usize) -> bool {
        let before = &self.text[self.at(offset).start..offset];
        before
            .trim_start_matches('\u{feff}')
            .bytes()
            .all(|byte| matches!(byte, b' ' | b'\t'))
    }
}
