//! Keys without `?`: a token may be one until its line ends, or 1024 characters have passed.

use super::{Scan, Scanner};
use crate::yaml::error::ErrorKind;

/// A token that may turn out to be a key.
#[derive(Debug, Clone, Copy)]
pub(super) struct SimpleKey {
    /// Its number among all tokens.
    pub(super) token: usize,
    pub(super) start: usize,
    pub(super) column: i64,
    line: u32,
    level: u32,
    /// It stands where its block has its keys, so nothing but a key is possible.
    required: bool,
}

/// How far behind its beginning the `:` of a key may stand, in characters.
const REACH: usize = 1024;

impl Scanner<'_> {
    /// Remembers that the next token may be a key.
    pub(super) fn save_simple_key(&mut self) -> Scan<()> {
        if !self.simple_key_allowed {
            return Ok(());
        }
        self.remove_simple_key()?;
        let column = self.column();
        let required = self.flow_level == 0 && self.indent().has(column);
        self.simple_keys.push_back(SimpleKey {
            token: self.taken + self.tokens.len(),
            start: self.pos,
            column,
            line: self.line,
            level: self.flow_level as u32,
            required,
        });
        Ok(())
    }

    /// Forgets the possible key of this flow level.
    pub(super) fn remove_simple_key(&mut self) -> Scan<()> {
        match self.take_simple_key() {
            Some(key) if key.required => Err(self.error(ErrorKind::MissingColon, key.start)),
            _ => Ok(()),
        }
    }

    /// Takes the possible key of this flow level: keys of deeper levels are gone by the time it is asked for.
    pub(super) fn take_simple_key(&mut self) -> Option<SimpleKey> {
        let last = *self.simple_keys.back()?;
        (last.level as usize == self.flow_level).then(|| self.simple_keys.pop_back())?
    }

    /// Forgets the keys that have come too far from their beginning.
    #[inline]
    pub(super) fn drop_stale_keys(&mut self) -> Scan<()> {
        match self.simple_keys.front() {
            Some(key) if key.line != self.line || self.pos - key.start > REACH => self.drop_stale(),
            _ => Ok(()),
        }
    }

    fn drop_stale(&mut self) -> Scan<()> {
        while let Some(key) = self.simple_keys.front().copied() {
            if !self.is_stale(key) {
                break;
            }
            self.simple_keys.pop_front();
            if key.required {
                return Err(self.error(ErrorKind::MissingColon, key.start));
            }
        }
        Ok(())
    }

    fn is_stale(&self, key: SimpleKey) -> bool {
        if key.line != self.line {
            return true;
        }
        // Bytes are at least as many as characters, so most keys need no counting.
        self.pos - key.start > REACH && self.slice(key.start, self.pos).chars().count() > REACH
    }
}
