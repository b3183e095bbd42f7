//! Scalars in quotes.

use super::plain::push_folded;
use super::{Scan, Scanner};
use crate::yaml::chars;
use crate::yaml::error::{ErrorClass, ErrorKind};
use crate::yaml::token::{NO_DATA, TokenKind};
use crate::yaml::tree::Style;

impl Scanner<'_> {
    pub(super) fn quoted_scalar(&mut self, style: Style) -> Scan<()> {
        self.save_simple_key()?;
        self.simple_key_allowed = false;
        let start = self.pos;
        let quote = self.byte(0);
        self.pos += 1;
        if let Some(end) = self.verbatim_end(quote) {
            self.pos = end + 1;
            self.push(TokenKind::Scalar(style), start, NO_DATA);
            return Ok(());
        }
        let mut text = String::new();
        loop {
            self.quoted_run(quote, start, &mut text)?;
            if self.byte(0) == quote {
                break;
            }
            self.quoted_space(start, &mut text)?;
        }
        self.pos += 1;
        let data = self.keep(text);
        self.push(TokenKind::Scalar(style), start, data);
        Ok(())
    }

    /// The closing quote, when everything up to it stands for itself.
    fn verbatim_end(&self, quote: u8) -> Option<usize> {
        let rest = &self.bytes[self.pos..];
        let end = self.pos + memchr::memchr3(quote, b'\\', b'\n', rest)?;
        let doubled = quote == b'\'' && self.bytes.get(end + 1) == Some(&b'\'');
        let ends = self.bytes[end] == quote && !doubled;
        // Tabs and blanks before a break are dropped, and other breaks fold: leave those to the slow way.
        let plain = !self.bytes[self.pos..end]
            .iter()
            .any(|byte| matches!(byte, b'\r' | 0xC2 | 0xE2));
        (ends && plain).then_some(end)
    }

    /// Text without blanks and breaks.
    fn quoted_run(&mut self, quote: u8, start: usize, text: &mut String) -> Scan<()> {
        loop {
            let from = self.pos;
            while !self.is_space(0) && self.byte(0) != b'\\' && self.byte(0) != quote {
                self.pos += 1;
            }
            text.push_str(self.slice(from, self.pos));
            match self.byte(0) {
                b'\'' if quote == b'\'' && self.byte(1) == b'\'' => {
                    text.push('\'');
                    self.pos += 2;
                }
                b'\\' if quote == b'\'' => {
                    text.push('\\');
                    self.pos += 1;
                }
                b'\\' => self.escape(start, text)?,
                _ => return Ok(()),
            }
        }
    }

    /// Blanks, or folded line breaks with the blanks around them.
    fn quoted_space(&mut self, start: usize, text: &mut String) -> Scan<()> {
        let from = self.pos;
        self.skip_blanks();
        if self.at_end() {
            return Err(self.error(ErrorKind::UnclosedQuote, start));
        }
        match self.skip_break() {
            None => text.push_str(self.slice(from, self.pos)),
            Some(first) => {
                let more = self.quoted_breaks(start)?;
                push_folded(text, first, &more);
            }
        }
        Ok(())
    }

    /// Empty lines, and the blanks that begin the next one.
    fn quoted_breaks(&mut self, start: usize) -> Scan<String> {
        let mut breaks = String::new();
        loop {
            if self.at_document_marker() {
                return Err(self.error(ErrorKind::DocumentMarkerInQuotes, start));
            }
            self.skip_blanks();
            match self.skip_break() {
                Some(text) => breaks.push_str(text),
                None => return Ok(breaks),
            }
        }
    }

    fn skip_blanks(&mut self) {
        while matches!(self.byte(0), b' ' | b'\t') {
            self.pos += 1;
        }
    }

    fn escape(&mut self, start: usize, text: &mut String) -> Scan<()> {
        self.pos += 1;
        let plain = match self.byte(0) {
            b'0' => '\0',
            b'a' => '\x07',
            b'b' => '\x08',
            b't' | b'\t' => '\t',
            b'n' => '\n',
            b'v' => '\x0B',
            b'f' => '\x0C',
            b'r' => '\r',
            b'e' => '\x1B',
            b' ' => ' ',
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'N' => '\u{85}',
            b'_' => '\u{A0}',
            b'L' => '\u{2028}',
            b'P' => '\u{2029}',
            b'x' => return self.hex_escape(2, text),
            b'u' => return self.hex_escape(4, text),
            b'U' => return self.hex_escape(8, text),
            _ if chars::break_len(self.bytes, self.pos) > 0 => {
                self.skip_break();
                text.push_str(&self.quoted_breaks(start)?);
                return Ok(());
            }
            _ => {
                let unknown = ErrorKind::UnknownEscape(self.character());
                return Err(self.error(unknown, self.pos.saturating_sub(1)));
            }
        };
        text.push(plain);
        self.pos += 1;
        Ok(())
    }

    fn hex_escape(&mut self, len: usize, text: &mut String) -> Scan<()> {
        let backslash = self.pos - 1;
        self.pos += 1;
        let digits = self.slice(self.pos, self.pos + len);
        let code = match digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            true => u32::from_str_radix(digits, 16).ok(),
            false => None,
        };
        let Some(code) = code else {
            return Err(self.error(ErrorKind::InvalidEscape, backslash));
        };
        if code > u32::from(char::MAX) {
            return Err(self.too_large(code, backslash));
        }
        // Halves of a surrogate pair are kept by Python as they are; no Rust text can hold them.
        text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
        self.pos += len;
        Ok(())
    }

    /// Python's `chr` refuses the number, which the loader does not expect.
    fn too_large(&self, code: u32, backslash: usize) -> Box<crate::yaml::YamlError> {
        let mut error = self.error(ErrorKind::InvalidEscape, backslash);
        error.mark = None;
        error.class = ErrorClass::Python(match i32::try_from(code) {
            Ok(_) => "ValueError",
            Err(_) => "OverflowError",
        });
        error
    }
}
