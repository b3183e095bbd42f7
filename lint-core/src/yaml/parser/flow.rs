//! Collections in brackets and braces.

use super::{Frame, FrameKind, Parser, State};
use crate::yaml::error::ErrorKind;
use crate::yaml::scanner::Scan;
use crate::yaml::token::{Token, TokenKind};
use crate::yaml::tree::{NodeKind, Style};

impl Parser<'_> {
    pub(super) fn flow_sequence(&mut self, frame: Frame) -> Scan<()> {
        let end = TokenKind::FlowSequenceEnd;
        if !self.next_is(&[end])? {
            self.flow_separator(frame, false)?;
            let next = self.scanner.peek()?;
            self.set_state(State::Key);
            if next.kind == TokenKind::Key {
                let pair = self
                    .builder
                    .add(NodeKind::Mapping, Style::Flow, next.start, next.end);
                self.place(pair);
                self.push_frame(pair, FrameKind::FlowPair, 0);
                return Ok(());
            }
            if next.kind != end {
                return self.node(false, false);
            }
        }
        self.end_flow(end)
    }

    pub(super) fn flow_pair(&mut self, frame: Frame) -> Scan<()> {
        match frame.state {
            State::First | State::Key => {
                let key = self.scanner.next()?;
                self.set_state(State::Value);
                let empty = [
                    TokenKind::Value,
                    TokenKind::FlowEntry,
                    TokenKind::FlowSequenceEnd,
                ];
                self.flow_value(key, &empty)
            }
            State::Value => {
                let value = self.take(TokenKind::Value)?;
                self.set_state(State::End);
                match value {
                    Some(colon) => {
                        self.flow_value(colon, &[TokenKind::FlowEntry, TokenKind::FlowSequenceEnd])
                    }
                    None => self.no_value(),
                }
            }
            State::EmptyValue | State::End => {
                self.close_frame(None);
                Ok(())
            }
        }
    }

    pub(super) fn flow_mapping(&mut self, frame: Frame) -> Scan<()> {
        match frame.state {
            State::Value => {
                let value = self.take(TokenKind::Value)?;
                self.set_state(State::Key);
                return match value {
                    Some(colon) => {
                        self.flow_value(colon, &[TokenKind::FlowEntry, TokenKind::FlowMappingEnd])
                    }
                    None => self.no_value(),
                };
            }
            State::EmptyValue => {
                self.set_state(State::Key);
                return self.no_value();
            }
            State::First | State::Key | State::End => {}
        }
        let end = TokenKind::FlowMappingEnd;
        if !self.next_is(&[end])? {
            self.flow_separator(frame, true)?;
            if let Some(key) = self.take(TokenKind::Key)? {
                self.set_state(State::Value);
                let empty = [
                    TokenKind::Value,
                    TokenKind::FlowEntry,
                    TokenKind::FlowMappingEnd,
                ];
                return self.flow_value(key, &empty);
            }
            if !self.next_is(&[end])? {
                self.set_state(State::EmptyValue);
                return self.node(false, false);
            }
        }
        self.end_flow(end)
    }

    /// The comma before all entries but the first.
    fn flow_separator(&mut self, frame: Frame, mapping: bool) -> Scan<()> {
        if frame.state == State::First || self.take(TokenKind::FlowEntry)?.is_some() {
            return Ok(());
        }
        let found = self.scanner.peek()?;
        let kind = ErrorKind::ExpectedFlowEnd {
            mapping,
            found: found.kind.name(),
        };
        Err(self.error(kind, found.start, self.start_of(frame.node)))
    }

    fn flow_value(&mut self, indicator: Token, empty: &[TokenKind]) -> Scan<()> {
        if self.next_is(empty)? {
            self.empty_scalar(indicator.end);
            return Ok(());
        }
        self.node(false, false)
    }

    fn no_value(&mut self) -> Scan<()> {
        let next = self.scanner.peek()?;
        self.empty_scalar(next.start);
        Ok(())
    }

    fn end_flow(&mut self, kind: TokenKind) -> Scan<()> {
        if let Some(token) = self.take(kind)? {
            self.close_frame(Some(token.end));
        }
        Ok(())
    }
}
