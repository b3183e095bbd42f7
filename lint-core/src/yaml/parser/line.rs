//! Lines as recovery sees them: where they begin, and whether an entry does.

use super::Parser;
use crate::yaml::chars;

/// A line that reading can go on at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) start: usize,
    pub(super) number: u32,
    pub(super) column: i64,
    pub(super) is_item: bool,
}

impl Parser<'_> {
    /// The line that `at` stands in.
    pub(super) fn line_of(&self, at: usize) -> Line {
        let bytes = self.text.as_bytes();
        let start = memchr::memrchr2(b'\n', b'\r', &bytes[..at]).map_or(0, |found| found + 1);
        let number = self.line_number(start);
        self.line_at(start, number)
    }

    /// Lines count like the scanner's, but only relative to where it is: it compares them for being the same.
    pub(super) fn line_number(&self, start: usize) -> u32 {
        let bytes = self.text.as_bytes();
        let here = self.scanner.position();
        let (low, high) = (start.min(here), start.max(here));
        let between = memchr::memchr_iter(b'\n', &bytes[low..high]).count() as u32;
        match start <= here {
            true => self.scanner.line().saturating_sub(between),
            false => self.scanner.line() + between,
        }
    }

    pub(super) fn line_at(&self, start: usize, number: u32) -> Line {
        let bytes = self.text.as_bytes();
        let mut at = start;
        if at == 0 && self.text.starts_with('\u{FEFF}') {
            at = 3;
        }
        let text_start = at;
        while bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        Line {
            start: text_start,
            number,
            column: (at - text_start) as i64,
            is_item: bytes.get(at) == Some(&b'-')
                && matches!(bytes.get(at + 1), None | Some(b' ' | b'\n' | b'\r')),
        }
    }

    pub(super) fn next_line(&self, line: Line) -> Option<Line> {
        let bytes = self.text.as_bytes();
        let end = memchr::memchr2(b'\n', b'\r', &bytes[line.start..])? + line.start;
        let next = end + chars::break_len(bytes, end);
        (next < bytes.len()).then(|| self.line_at(next, line.number + 1))
    }

    pub(super) fn is_blank(&self, line: Line) -> bool {
        let at = line.start + line.column as usize;
        matches!(
            self.text.as_bytes().get(at),
            None | Some(b'#' | b'\n' | b'\r')
        )
    }

    pub(super) fn at_marker(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        matches!(bytes.get(at..at + 3), Some(b"---" | b"..."))
            && matches!(bytes.get(at + 3), None | Some(b' ' | b'\n' | b'\r'))
    }

    /// Whether `text:` begins the line.
    pub(super) fn looks_like_key(&self, line: Line) -> bool {
        let bytes = self.text.as_bytes();
        let from = line.start + line.column as usize;
        let end = memchr::memchr2(b'\n', b'\r', &bytes[from..]).map_or(bytes.len(), |n| from + n);
        let text = &self.text[from..end];
        text.starts_with("? ")
            || text
                .find(": ")
                .or_else(|| text.trim_end().ends_with(':').then_some(text.len()))
                .is_some_and(|colon| !text[..colon].contains(" #"))
    }

    /// Whether only dashes and blanks stand between the line's start and `from`.
    pub(super) fn after_dash(&self, line: Line, from: usize) -> bool {
        self.text[line.start..from]
            .bytes()
            .all(|byte| matches!(byte, b' ' | b'-'))
    }
}
