//! Directives: `%YAML`, `%TAG`.

use super::{Scan, Scanner};
use crate::yaml::chars;
use crate::yaml::error::ErrorKind;
use crate::yaml::token::{Directive, TokenKind};

impl Scanner<'_> {
    pub(super) fn directive(&mut self) -> Scan<()> {
        self.restart_blocks()?;
        let start = self.pos;
        self.pos += 1;
        let from = self.pos;
        self.skip_word();
        let name = self.slice(from, self.pos);
        self.require(!name.is_empty() && self.at_blank_or_break(), start)?;
        let directive = match name {
            "YAML" => self.yaml_directive(start)?,
            "TAG" => self.tag_directive(start)?,
            _ => {
                self.pos = chars::line_end(self.bytes, self.pos);
                Directive::Unknown
            }
        };
        self.directives.push(directive);
        let data = (self.directives.len() - 1) as u32;
        self.push(TokenKind::Directive, start, data);
        self.skip_spaces();
        self.skip_comment();
        self.require(self.is_break(0), start)?;
        self.skip_break();
        Ok(())
    }

    fn restart_blocks(&mut self) -> Scan<()> {
        self.close_blocks(-1);
        self.remove_simple_key()?;
        self.simple_key_allowed = false;
        Ok(())
    }

    fn yaml_directive(&mut self, start: usize) -> Scan<Directive> {
        self.skip_spaces();
        let major = self.directive_number(start)?;
        self.require(self.byte(0) == b'.', start)?;
        self.pos += 1;
        self.directive_number(start)?;
        self.require(self.at_blank_or_break(), start)?;
        Ok(Directive::Yaml { major })
    }

    fn directive_number(&mut self, start: usize) -> Scan<String> {
        let from = self.pos;
        while self.byte(0).is_ascii_digit() {
            self.pos += 1;
        }
        self.require(self.pos > from, start)?;
        Ok(self
            .slice(from, self.pos)
            .trim_start_matches('0')
            .to_owned())
    }

    fn tag_directive(&mut self, start: usize) -> Scan<Directive> {
        self.skip_spaces();
        let handle = self.tag_handle(start)?;
        self.require(self.byte(0) == b' ', start)?;
        self.skip_spaces();
        let prefix = self.tag_uri(start)?;
        self.require(self.at_blank_or_break(), start)?;
        Ok(Directive::Tag { handle, prefix })
    }

    fn at_blank_or_break(&self) -> bool {
        self.byte(0) == b' ' || self.is_break(0)
    }

    fn require(&self, holds: bool, start: usize) -> Scan<()> {
        match holds {
            true => Ok(()),
            false => Err(self.error(ErrorKind::InvalidDirective, start)),
        }
    }
}
