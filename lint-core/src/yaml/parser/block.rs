//! Collections by indentation.

use super::{Frame, Parser, State};
use crate::yaml::error::ErrorKind;
use crate::yaml::scanner::Scan;
use crate::yaml::token::{Token, TokenKind};

impl Parser<'_> {
    pub(super) fn block_sequence(&mut self, frame: Frame) -> Scan<()> {
        if let Some(dash) = self.take(TokenKind::BlockEntry)? {
            return self.block_value(dash, &[TokenKind::BlockEntry, TokenKind::BlockEnd], false);
        }
        self.end_block(frame, false)
    }

    pub(super) fn indentless_sequence(&mut self) -> Scan<()> {
        if let Some(dash) = self.take(TokenKind::BlockEntry)? {
            let empty = [
                TokenKind::BlockEntry,
                TokenKind::Key,
                TokenKind::Value,
                TokenKind::BlockEnd,
            ];
            return self.block_value(dash, &empty, false);
        }
        self.close_frame(None);
        Ok(())
    }

    pub(super) fn block_mapping(&mut self, frame: Frame) -> Scan<()> {
        let empty = [TokenKind::Key, TokenKind::Value, TokenKind::BlockEnd];
        if frame.state == State::Value {
            let value = self.take(TokenKind::Value)?;
            self.set_state(State::Key);
            return match value {
                Some(colon) => self.block_value(colon, &empty, true),
                None => {
                    let next = self.scanner.peek()?;
                    self.empty_scalar(next.start);
                    Ok(())
                }
            };
        }
        if let Some(key) = self.take(TokenKind::Key)? {
            self.set_state(State::Value);
            return self.block_value(key, &empty, true);
        }
        self.end_block(frame, true)
    }

    /// The node behind an indicator, or nothing where one of `empty` follows.
    fn block_value(&mut self, indicator: Token, empty: &[TokenKind], indentless: bool) -> Scan<()> {
        if self.next_is(empty)? {
            self.empty_scalar(indicator.end);
            return Ok(());
        }
        self.node(true, indentless)
    }

    fn end_block(&mut self, frame: Frame, mapping: bool) -> Scan<()> {
        let found = self.scanner.peek()?;
        if self.take(TokenKind::BlockEnd)?.is_none() {
            let kind = ErrorKind::ExpectedBlockEnd {
                mapping,
                found: found.kind.name(),
            };
            return Err(self.error(kind, found.start, self.start_of(frame.node)));
        }
        self.close_frame(None);
        Ok(())
    }
}
