//! Which token comes next.

use super::{Indent, Scan, Scanner};
use crate::yaml::error::ErrorKind;
use crate::yaml::token::{NO_DATA, TokenKind};
use crate::yaml::tree::Style;

impl Scanner<'_> {
    /// Scans at least one more token, or up to the end.
    pub(super) fn fetch(&mut self) -> Scan<()> {
        loop {
            let from = self.pos;
            self.skip_to_token();
            self.drop_stale_keys()?;
            if self.byte(0) != b'\t' {
                break;
            }
            self.skip_tabs(from <= self.line_start);
        }
        self.close_blocks(self.column());
        let in_flow = self.flow_level > 0;
        match self.byte(0) {
            0 if self.at_end() => self.end_stream(),
            b'%' if self.column() == 0 => self.directive(),
            b'-' | b'.' if self.column() == 0 && self.at_document_marker() => {
                self.document_marker()
            }
            b'[' => self.open_flow(TokenKind::FlowSequenceStart),
            b'{' => self.open_flow(TokenKind::FlowMappingStart),
            b']' => self.close_flow(TokenKind::FlowSequenceEnd),
            b'}' => self.close_flow(TokenKind::FlowMappingEnd),
            b',' => self.flow_entry(),
            b'-' if self.is_space(1) => self.block_entry(),
            b'?' if in_flow || self.is_space(1) => self.explicit_key(),
            b':' if in_flow || self.is_space(1) => self.value(),
            b'*' => self.anchor(TokenKind::Alias),
            b'&' => self.anchor(TokenKind::Anchor),
            b'!' => self.tag(),
            b'|' if !in_flow => self.block_scalar(Style::Literal),
            b'>' if !in_flow => self.block_scalar(Style::Folded),
            b'\'' => self.quoted_scalar(Style::SingleQuoted),
            b'"' => self.quoted_scalar(Style::DoubleQuoted),
            b'@' | b'`' | b'%' | b'|' | b'>' => {
                Err(self.error(ErrorKind::ReservedCharacter(self.character()), self.pos))
            }
            _ => self.plain_scalar(),
        }
    }

    fn skip_to_token(&mut self) {
        loop {
            self.skip_spaces();
            self.skip_comment();
            if self.skip_break().is_none() {
                return;
            }
            if self.flow_level == 0 {
                self.simple_key_allowed = true;
            }
        }
    }

    // Indentation.

    /// The innermost open block collection.
    pub(super) fn indent(&self) -> Indent {
        self.indents.last().copied().unwrap_or(Indent::NONE)
    }

    /// Ends the block collections that stand deeper than `column`.
    pub(super) fn close_blocks(&mut self, column: i64) {
        if self.flow_level > 0 {
            return;
        }
        while self.indent().low > column {
            self.indents.pop();
            self.push_at(TokenKind::BlockEnd, self.pos);
        }
    }

    /// Opens a block collection at `column` unless it is open; says whether it did.
    fn open_block(&mut self, column: i64, is_sequence: bool) -> bool {
        let opens = self.indent().column < column;
        if opens {
            self.indents.push(Indent::at(column, is_sequence));
        }
        opens
    }

    /// Opens a block collection here unless it is open.
    fn start_block(&mut self, kind: TokenKind) {
        let column = self.column();
        if self.open_block(column, matches!(kind, TokenKind::BlockSequenceStart)) {
            self.tokens.push_back(Self::mark(kind, self.pos, column));
        }
    }

    // Tokens.

    fn end_stream(&mut self) -> Scan<()> {
        self.close_blocks(-1);
        self.remove_simple_key()?;
        self.simple_keys.clear();
        self.push_at(TokenKind::StreamEnd, self.pos);
        self.done = true;
        Ok(())
    }

    fn document_marker(&mut self) -> Scan<()> {
        let kind = match self.byte(0) {
            b'-' => TokenKind::DocumentStart,
            _ => TokenKind::DocumentEnd,
        };
        self.close_blocks(-1);
        self.remove_simple_key()?;
        self.simple_key_allowed = false;
        self.single(kind, 3);
        Ok(())
    }

    fn open_flow(&mut self, kind: TokenKind) -> Scan<()> {
        self.save_simple_key()?;
        self.flow_level += 1;
        self.simple_key_allowed = true;
        self.single(kind, 1);
        Ok(())
    }

    fn close_flow(&mut self, kind: TokenKind) -> Scan<()> {
        self.remove_simple_key()?;
        self.flow_level = self.flow_level.saturating_sub(1);
        self.simple_key_allowed = false;
        self.single(kind, 1);
        Ok(())
    }

    fn flow_entry(&mut self) -> Scan<()> {
        self.simple_key_allowed = true;
        self.remove_simple_key()?;
        self.single(TokenKind::FlowEntry, 1);
        Ok(())
    }

    fn block_entry(&mut self) -> Scan<()> {
        if self.flow_level == 0 {
            if !self.simple_key_allowed {
                return Err(self.error(ErrorKind::SequenceEntryNotAllowed, self.pos));
            }
            self.start_block(TokenKind::BlockSequenceStart);
        }
        self.simple_key_allowed = true;
        self.remove_simple_key()?;
        self.single(TokenKind::BlockEntry, 1);
        Ok(())
    }

    fn explicit_key(&mut self) -> Scan<()> {
        if self.flow_level == 0 {
            if !self.simple_key_allowed {
                return Err(self.error(ErrorKind::KeyNotAllowed, self.pos));
            }
            self.start_block(TokenKind::BlockMappingStart);
        }
        self.simple_key_allowed = self.flow_level == 0;
        self.remove_simple_key()?;
        self.single(TokenKind::Key, 1);
        Ok(())
    }

    fn value(&mut self) -> Scan<()> {
        match self.take_simple_key() {
            Some(key) => {
                let at = key.token - self.taken;
                self.tokens
                    .insert(at, Self::mark(TokenKind::Key, key.start, 0));
                if self.flow_level == 0 && self.open_block(key.column, false) {
                    let kind = TokenKind::BlockMappingStart;
                    self.tokens
                        .insert(at, Self::mark(kind, key.start, key.column));
                }
                self.simple_key_allowed = false;
            }
            None => {
                if self.flow_level == 0 {
                    if !self.simple_key_allowed {
                        return Err(self.error(ErrorKind::ValueNotAllowed, self.pos));
                    }
                    self.start_block(TokenKind::BlockMappingStart);
                }
                self.simple_key_allowed = self.flow_level == 0;
            }
        }
        self.single(TokenKind::Value, 1);
        Ok(())
    }

    fn single(&mut self, kind: TokenKind, len: usize) {
        let start = self.pos;
        self.pos += len;
        self.push(kind, start, NO_DATA);
    }
}
