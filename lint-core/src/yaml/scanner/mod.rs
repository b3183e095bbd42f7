//! Characters to tokens, with PyYAML's rules for indentation and for keys that turn out to be keys only at their `:`.
//!
//! The scanner runs only as far ahead of the parser as it must, so errors come up in PyYAML's order. One error ends
//! its run; the parser then [restarts](Scanner::restart) it at a line of its choice.

mod block_scalar;
mod directive;
mod fetch;
mod plain;
mod properties;
mod quoted;
mod simple_key;
mod tabs;

use std::collections::VecDeque;

use super::chars;
use super::error::{ErrorClass, ErrorKind, YamlError};
use super::token::{Directive, TagToken, Token, TokenKind};
use crate::text::{TextRange, TextSize, range, size};
use simple_key::SimpleKey;
use tabs::Tabs;

/// Errors are rare and large, so they are boxed: results stay small.
pub(super) type Scan<T> = Result<T, Box<YamlError>>;

/// The column of an open block collection. After a line with a wrong indentation has been taken for one of its
/// entries, `low` is that line's column, and all columns between the two are taken for the collection's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Indent {
    pub(super) column: i64,
    pub(super) low: i64,
    pub(super) is_sequence: bool,
}

impl Indent {
    /// Outside of all blocks.
    pub(super) const NONE: Self = Self {
        column: -1,
        low: -1,
        is_sequence: false,
    };

    pub(super) fn at(column: i64, is_sequence: bool) -> Self {
        Self {
            column,
            low: column,
            is_sequence,
        }
    }

    /// Whether a line that starts at `column` belongs to the collection.
    pub(super) fn has(self, column: i64) -> bool {
        (self.low..=self.column).contains(&column)
    }
}

/// The state of scanning.
#[derive(Debug)]
pub(super) struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    pos: usize,
    line: u32,
    line_start: usize,
    tokens: VecDeque<Token>,
    /// The first of them, once nothing can come before it any more.
    ready: Option<Token>,
    /// How many tokens the parser has taken.
    taken: usize,
    /// The open block collections, outermost first, without [`Indent::NONE`] at the bottom.
    indents: Vec<Indent>,
    flow_level: usize,
    simple_key_allowed: bool,
    /// Tokens that may turn out to be keys, at most one for each flow level, in the order of the text.
    simple_keys: VecDeque<SimpleKey>,
    done: bool,
    tabs: Tabs<'t>,
    pub(super) decoded: Vec<String>,
    pub(super) tags: Vec<TagToken>,
    pub(super) directives: Vec<Directive>,
    pub(super) comments: Vec<TextRange>,
    /// Errors that do not stop the scanner.
    pub(super) minor_errors: Vec<YamlError>,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let pos = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
        Self {
            text,
            bytes: text.as_bytes(),
            pos,
            line: 0,
            line_start: pos,
            tokens: VecDeque::with_capacity(16),
            ready: None,
            taken: 0,
            indents: Vec::new(),
            flow_level: 0,
            simple_key_allowed: true,
            simple_keys: VecDeque::new(),
            done: false,
            tabs: Tabs::default(),
            decoded: Vec::new(),
            tags: Vec::new(),
            directives: Vec::new(),
            comments: Vec::new(),
            minor_errors: Vec::new(),
        }
    }

    /// How far the scanner has come.
    pub(super) fn position(&self) -> usize {
        self.pos
    }

    /// The place of the last tab that was reported.
    pub(super) fn last_tab(&self) -> Option<usize> {
        self.tabs.last
    }

    /// The start of the last token, if it is a scalar that the parser has not taken yet.
    pub(super) fn waiting_scalar(&self) -> Option<usize> {
        let last = self.tokens.back()?;
        matches!(last.kind, TokenKind::Scalar(_)).then_some(last.start as usize)
    }

    /// The line the scanner is in, counted from 0.
    pub(super) fn line(&self) -> u32 {
        self.line
    }

    /// The next token.
    #[inline]
    pub(super) fn peek(&mut self) -> Scan<Token> {
        match self.ready {
            Some(token) => Ok(token),
            None => self.scan_next(),
        }
    }

    fn scan_next(&mut self) -> Scan<Token> {
        while self.needs_more()? {
            self.fetch()?;
        }
        let end = Self::mark(TokenKind::StreamEnd, self.pos, 0);
        let token = self.tokens.front().copied().unwrap_or(end);
        self.ready = Some(token);
        Ok(token)
    }

    /// Takes the next token.
    pub(super) fn next(&mut self) -> Scan<Token> {
        let token = self.peek()?;
        self.advance();
        Ok(token)
    }

    /// Steps over the token that was looked at.
    pub(super) fn advance(&mut self) {
        self.ready = None;
        self.tokens.pop_front();
        self.taken += 1;
    }

    fn needs_more(&mut self) -> Scan<bool> {
        if self.done {
            return Ok(false);
        }
        if self.tokens.is_empty() {
            return Ok(true);
        }
        self.drop_stale_keys()?;
        Ok(self
            .simple_keys
            .front()
            .is_some_and(|key| key.token == self.taken))
    }

    /// Goes on at the start of a line, in block context, with these collections open.
    pub(super) fn restart(&mut self, pos: usize, line: u32, indents: Vec<Indent>) {
        self.taken += self.tokens.len();
        self.tokens.clear();
        self.ready = None;
        self.simple_keys.clear();
        self.pos = pos;
        self.line = line;
        self.line_start = pos;
        self.tabs.shift = 0;
        self.indents = indents;
        self.flow_level = 0;
        self.simple_key_allowed = true;
        self.done = false;
        let end = size(pos);
        let kept = self.comments.partition_point(|c| c.start() < end);
        self.comments.truncate(kept);
    }

    /// Makes the parser find a `:` next, as if it were written at `at`.
    pub(super) fn assume_value(&mut self, at: usize) {
        self.push_at(TokenKind::Value, at);
    }

    // Characters.

    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.pos + ahead).copied().unwrap_or(0)
    }

    fn at_end(&self) -> bool {
        self.pos >= self.bytes.len()
    }

    fn column(&self) -> i64 {
        (self.pos - self.line_start) as i64 + self.tabs.shift
    }

    /// Whether a blank, a tab, a line break or the end stands `ahead`.
    fn is_space(&self, ahead: usize) -> bool {
        match self.byte(ahead) {
            b' ' | b'\t' | b'\n' | b'\r' | 0 => true,
            0xC2 | 0xE2 => chars::break_len(self.bytes, self.pos + ahead) > 0,
            _ => false,
        }
    }

    /// Whether a line break or the end stands `ahead`.
    fn is_break(&self, ahead: usize) -> bool {
        match self.byte(ahead) {
            b'\n' | b'\r' | 0 => true,
            0xC2 | 0xE2 => chars::break_len(self.bytes, self.pos + ahead) > 0,
            _ => false,
        }
    }

    /// Steps over a line break, if there is one, and says what it becomes in a value.
    fn skip_break(&mut self) -> Option<&'static str> {
        let len = chars::break_len(self.bytes, self.pos);
        if len == 0 {
            return None;
        }
        let text = chars::break_text(self.bytes, self.pos);
        self.pos += len;
        self.line += 1;
        self.line_start = self.pos;
        self.tabs.shift = 0;
        Some(text)
    }

    fn skip_spaces(&mut self) {
        while self.byte(0) == b' ' {
            self.pos += 1;
        }
    }

    /// Steps over a comment, if there is one.
    fn skip_comment(&mut self) {
        if self.byte(0) == b'#' {
            let end = chars::line_end(self.bytes, self.pos);
            self.comments.push(range(self.pos, end - self.pos));
            self.pos = end;
        }
    }

    /// Whether `---` or `...` stands here, with nothing behind it.
    fn at_document_marker(&self) -> bool {
        matches!(
            self.bytes.get(self.pos..self.pos + 3),
            Some(b"---" | b"...")
        ) && self.is_space(3)
    }

    /// The character here, for a message; a zero character at the end.
    fn character(&self) -> char {
        self.slice(self.pos, self.bytes.len())
            .chars()
            .next()
            .unwrap_or('\0')
    }

    fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or("")
    }

    /// Keeps a text that is not there to the letter, and says where.
    fn keep(&mut self, text: String) -> u32 {
        self.decoded.push(text);
        (self.decoded.len() - 1) as u32
    }

    // Tokens and errors.

    fn push(&mut self, kind: TokenKind, start: usize, data: u32) {
        self.tokens.push_back(Token {
            kind,
            start: start as u32,
            end: self.pos as u32,
            data,
        });
    }

    /// Adds a token without text.
    fn push_at(&mut self, kind: TokenKind, at: usize) {
        self.tokens.push_back(Self::mark(kind, at, 0));
    }

    fn mark(kind: TokenKind, at: usize, column: i64) -> Token {
        Token {
            kind,
            start: at as u32,
            end: at as u32,
            data: column as u32,
        }
    }

    /// An error here, in something that begins at `start`.
    fn error(&self, kind: ErrorKind, start: usize) -> Box<YamlError> {
        self.error_at(kind, self.pos, start)
    }

    fn error_at(&self, kind: ErrorKind, mark: usize, start: usize) -> Box<YamlError> {
        Box::new(YamlError {
            kind,
            class: ErrorClass::Scanner,
            mark: Some(size(mark)),
            start: TextSize::new(start as u32),
        })
    }
}
