//! Scalars without quotes.

use super::{Scan, Scanner};
use crate::yaml::chars;
use crate::yaml::token::{NO_DATA, TokenKind};
use crate::yaml::tree::Style;

/// Bytes that may end a run of plain text, or need a look: blanks, breaks and what begins them, `:`, the end.
const STOPS: [bool; 256] = stops(b" \t\r\n:\0\xC2\xE2");
/// The same inside brackets.
const FLOW_STOPS: [bool; 256] = stops(b" \t\r\n:\0\xC2\xE2,?[]{}");

const fn stops(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
}

impl Scanner<'_> {
    pub(super) fn plain_scalar(&mut self) -> Scan<()> {
        self.save_simple_key()?;
        self.simple_key_allowed = false;
        let start = self.pos;
        let least_column = self.indent().column + 1;
        let mut end = self.plain_run(start);
        let mut text: Option<String> = None;
        self.pos = end;
        while let Some(space) = self.plain_space() {
            let at_comment = self.byte(0) == b'#';
            if at_comment || self.flow_level == 0 && self.column() < least_column {
                break;
            }
            let next = self.plain_run(self.pos);
            if next == self.pos {
                break;
            }
            self.simple_key_allowed = false;
            if space.folds || text.is_some() {
                let folded = text.get_or_insert_with(|| self.slice(start, end).to_owned());
                space.append_to(folded, self.text, end);
                folded.push_str(self.slice(self.pos, next));
            }
            end = next;
            self.pos = next;
        }
        let data = match text {
            None => NO_DATA,
            Some(text) => self.keep(text),
        };
        self.push(TokenKind::Scalar(Style::Plain), start, data);
        if let Some(token) = self.tokens.back_mut() {
            token.end = end as u32;
        }
        Ok(())
    }

    /// The end of the plain text that begins at `from` and has no blanks in it.
    fn plain_run(&self, from: usize) -> usize {
        let stops = if self.flow_level > 0 {
            &FLOW_STOPS
        } else {
            &STOPS
        };
        let mut at = from;
        loop {
            while let Some(&byte) = self.bytes.get(at) {
                if stops[byte as usize] {
                    break;
                }
                at += 1;
            }
            let ahead = at - self.pos;
            let goes_on = match self.byte(ahead) {
                b':' => {
                    !(self.is_space(ahead + 1)
                        || self.flow_level > 0 && b",[]{}".contains(&self.byte(ahead + 1)))
                }
                0xC2 | 0xE2 => !self.is_break(ahead),
                _ => false,
            };
            if !goes_on {
                return at;
            }
            at += 1;
        }
    }

    /// Steps over the blanks and line breaks behind a run of plain text. None where there are none, or where a
    /// document marker stands behind them: the scalar ends there.
    fn plain_space(&mut self) -> Option<Space> {
        let start = self.pos;
        self.skip_spaces();
        if !self.is_break(0) || self.at_end() {
            return (self.pos > start).then_some(Space { folds: false });
        }
        self.skip_break();
        self.simple_key_allowed = true;
        loop {
            if self.column() == 0 && self.at_document_marker() {
                return None;
            }
            self.skip_spaces();
            if self.skip_break().is_none() {
                return Some(Space { folds: true });
            }
        }
    }
}

/// Blanks between two runs of plain text.
struct Space {
    /// There is a line break among them.
    folds: bool,
}

impl Space {
    /// Appends what the blanks, which begin at `end`, are worth: themselves, a blank for one break, or the breaks
    /// but the first.
    fn append_to(&self, text: &mut String, source: &str, end: usize) {
        let bytes = source.as_bytes();
        let mut at = end;
        while bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        if !self.folds {
            text.push_str(&source[end..at]);
            return;
        }
        let first = chars::break_text(bytes, at);
        at += chars::break_len(bytes, at);
        let mut more = String::new();
        loop {
            while bytes.get(at) == Some(&b' ') {
                at += 1;
            }
            match chars::break_len(bytes, at) {
                0 => break,
                len => {
                    more.push_str(chars::break_text(bytes, at));
                    at += len;
                }
            }
        }
        push_folded(text, first, &more);
    }
}

/// Appends a folded line break: the first break is a blank, or nothing where others follow.
pub(super) fn push_folded(text: &mut String, first: &str, more: &str) {
    match (first, more) {
        ("\n", "") => text.push(' '),
        ("\n", _) => {}
        _ => text.push_str(first),
    }
    text.push_str(more);
}
