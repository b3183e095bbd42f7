//! Block scalars: `|` and `>`.

use super::{Scan, Scanner};
use crate::yaml::chars;
use crate::yaml::error::ErrorKind;
use crate::yaml::token::TokenKind;
use crate::yaml::tree::Style;

/// What becomes of the line breaks at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chomping {
    /// `-`: all go.
    Strip,
    /// Nothing said: one stays.
    Clip,
    /// `+`: all stay.
    Keep,
}

impl Scanner<'_> {
    pub(super) fn block_scalar(&mut self, style: Style) -> Scan<()> {
        self.simple_key_allowed = true;
        self.remove_simple_key()?;
        let start = self.pos;
        self.pos += 1;
        let (chomping, increment) = self.block_header(start)?;
        let mut end = self.pos;
        self.header_rest(start)?;

        let least = (self.indent().column + 1).max(1);
        let mut breaks = String::new();
        let indent = match increment {
            Some(increment) => {
                let indent = least + increment - 1;
                self.block_breaks(indent, &mut breaks, &mut end);
                indent
            }
            None => least.max(self.block_indentation(&mut breaks, &mut end)),
        };
        let mut text = String::new();
        let mut line_break = "";
        while self.column() == indent && !self.at_end() {
            text.push_str(&breaks);
            let starts_blank = matches!(self.byte(0), b' ' | b'\t');
            let line_end = chars::line_end(self.bytes, self.pos);
            text.push_str(self.slice(self.pos, line_end));
            self.pos = line_end;
            end = line_end;
            line_break = self.skip_break().unwrap_or("");
            breaks.clear();
            self.block_breaks(indent, &mut breaks, &mut end);
            if self.column() != indent || self.at_end() {
                break;
            }
            let folds = style == Style::Folded && line_break == "\n" && !starts_blank;
            if !folds || matches!(self.byte(0), b' ' | b'\t') {
                text.push_str(line_break);
            } else if breaks.is_empty() {
                text.push(' ');
            }
        }
        if chomping != Chomping::Strip {
            text.push_str(line_break);
        }
        if chomping == Chomping::Keep {
            text.push_str(&breaks);
        }
        let data = self.keep(text);
        self.push(TokenKind::Scalar(style), start, data);
        if let Some(token) = self.tokens.back_mut() {
            token.end = end as u32;
        }
        Ok(())
    }

    /// `+`, `-` and an indentation from 1 to 9, in any order.
    fn block_header(&mut self, start: usize) -> Scan<(Chomping, Option<i64>)> {
        let mut chomping = None;
        let mut increment = None;
        loop {
            match self.byte(0) {
                b'+' if chomping.is_none() => chomping = Some(Chomping::Keep),
                b'-' if chomping.is_none() => chomping = Some(Chomping::Strip),
                digit @ b'1'..=b'9' if increment.is_none() => {
                    increment = Some(i64::from(digit - b'0'));
                }
                b' ' => break,
                _ if self.is_break(0) => break,
                _ => return Err(self.error(ErrorKind::InvalidBlockHeader, start)),
            }
            self.pos += 1;
        }
        Ok((chomping.unwrap_or(Chomping::Clip), increment))
    }

    /// Nothing but a comment may follow the header.
    fn header_rest(&mut self, start: usize) -> Scan<()> {
        self.skip_spaces();
        self.skip_comment();
        if !self.is_break(0) {
            return Err(self.error(ErrorKind::InvalidBlockHeader, start));
        }
        self.skip_break();
        Ok(())
    }

    /// The deepest indentation among the empty lines at the start and the first line that is not empty.
    fn block_indentation(&mut self, breaks: &mut String, end: &mut usize) -> i64 {
        let mut deepest = 0;
        loop {
            self.skip_spaces();
            deepest = deepest.max(self.column());
            match self.skip_break() {
                Some(text) => {
                    breaks.push_str(text);
                    *end = self.pos;
                }
                None => return deepest,
            }
        }
    }

    /// Empty lines, and the indentation of the next one.
    fn block_breaks(&mut self, indent: i64, breaks: &mut String, end: &mut usize) {
        loop {
            while self.column() < indent && self.byte(0) == b' ' {
                self.pos += 1;
            }
            match self.skip_break() {
                Some(text) => {
                    breaks.push_str(text);
                    *end = self.pos;
                }
                None => return,
            }
        }
    }
}
