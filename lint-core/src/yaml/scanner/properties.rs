//! Anchors, aliases and tags.

use super::{Scan, Scanner};
use crate::yaml::chars;
use crate::yaml::error::ErrorKind;
use crate::yaml::token::{NO_DATA, TagToken, TokenKind};

impl Scanner<'_> {
    pub(super) fn anchor(&mut self, kind: TokenKind) -> Scan<()> {
        self.save_simple_key()?;
        self.simple_key_allowed = false;
        let start = self.pos;
        let alias = kind == TokenKind::Alias;
        self.pos += 1;
        self.skip_word();
        let named = self.pos > start + 1;
        let ends = self.is_space(0) || b"?:,]}%@`".contains(&self.byte(0));
        if !named || !ends {
            return Err(self.error(ErrorKind::InvalidAnchorName { alias }, start));
        }
        self.push(kind, start, NO_DATA);
        Ok(())
    }

    pub(super) fn tag(&mut self) -> Scan<()> {
        self.save_simple_key()?;
        self.simple_key_allowed = false;
        let start = self.pos;
        let tag = match self.byte(1) {
            b'<' => self.verbatim_tag(start)?,
            _ if self.is_space(1) => {
                self.pos += 1;
                TagToken {
                    handle: None,
                    suffix: "!".to_owned(),
                }
            }
            _ => self.shorthand_tag(start)?,
        };
        if self.byte(0) != b' ' && !self.is_break(0) {
            return Err(self.error(ErrorKind::InvalidTag, start));
        }
        self.tags.push(tag);
        let data = (self.tags.len() - 1) as u32;
        self.push(TokenKind::Tag, start, data);
        Ok(())
    }

    fn verbatim_tag(&mut self, start: usize) -> Scan<TagToken> {
        self.pos += 2;
        let suffix = self.tag_uri(start)?;
        if self.byte(0) != b'>' {
            return Err(self.error(ErrorKind::InvalidTag, start));
        }
        self.pos += 1;
        Ok(TagToken {
            handle: None,
            suffix,
        })
    }

    fn shorthand_tag(&mut self, start: usize) -> Scan<TagToken> {
        let mut ahead = 1;
        while self.byte(ahead) != b'!' && self.byte(ahead) != b' ' && !self.is_break(ahead) {
            ahead += 1;
        }
        let handle = match self.byte(ahead) {
            b'!' => self.tag_handle(start)?,
            _ => {
                self.pos += 1;
                "!".to_owned()
            }
        };
        let suffix = self.tag_uri(start)?;
        Ok(TagToken {
            handle: Some(handle),
            suffix,
        })
    }

    /// `!`, `!!` or `!name!`. A lone `!` must have a blank behind it.
    pub(super) fn tag_handle(&mut self, start: usize) -> Scan<String> {
        let from = self.pos;
        if self.byte(0) != b'!' {
            return Err(self.error(ErrorKind::InvalidTag, start));
        }
        self.pos += 1;
        if self.byte(0) != b' ' {
            self.skip_word();
            if self.byte(0) != b'!' {
                return Err(self.error(ErrorKind::InvalidTag, start));
            }
            self.pos += 1;
        }
        Ok(self.slice(from, self.pos).to_owned())
    }

    pub(super) fn tag_uri(&mut self, start: usize) -> Scan<String> {
        let mut uri = String::new();
        loop {
            let from = self.pos;
            while chars::is_uri(self.byte(0)) && self.byte(0) != b'%' {
                self.pos += 1;
            }
            uri.push_str(self.slice(from, self.pos));
            if self.byte(0) != b'%' {
                break;
            }
            uri.push_str(&self.uri_escapes(start)?);
        }
        match uri.is_empty() {
            true => Err(self.error(ErrorKind::InvalidTag, start)),
            false => Ok(uri),
        }
    }

    /// `%41%C3%A9`: bytes of UTF-8.
    fn uri_escapes(&mut self, start: usize) -> Scan<String> {
        let mark = self.pos;
        let mut bytes = Vec::new();
        while self.byte(0) == b'%' {
            self.pos += 1;
            let digits = self.slice(self.pos, self.pos + 2);
            match u8::from_str_radix(digits, 16) {
                Ok(byte) if digits.bytes().all(|b| b.is_ascii_hexdigit()) => bytes.push(byte),
                _ => return Err(self.error(ErrorKind::InvalidTag, start)),
            }
            self.pos += 2;
        }
        String::from_utf8(bytes).map_err(|_| self.error_at(ErrorKind::InvalidTag, mark, start))
    }

    pub(super) fn skip_word(&mut self) {
        while chars::is_word(self.byte(0)) {
            self.pos += 1;
        }
    }
}
