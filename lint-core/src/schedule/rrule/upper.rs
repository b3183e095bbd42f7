//! A rule in capitals, as it is read, with the way back to what is written.

use std::ops::Range;

use crate::schedule::python::is_blank;

/// A text in capitals.
#[derive(Debug)]
pub(super) struct Upper {
    text: String,
    /// Where in the written text each byte comes from; empty if nothing has moved.
    origin: Vec<usize>,
    written: usize,
}

/// A piece of such a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    /// Where it begins.
    at: usize,
    upper: &'t Upper,
}

impl Upper {
    pub(super) fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self {
                text: text.to_ascii_uppercase(),
                origin: Vec::new(),
                written: text.len(),
            };
        }
        let mut upper = String::with_capacity(text.len());
        let mut origin = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            upper.extend(c.to_uppercase());
            origin.resize(upper.len(), at);
        }
        Self {
            text: upper,
            origin,
            written: text.len(),
        }
    }

    /// All of it.
    pub(super) fn piece(&self) -> Piece<'_> {
        Piece {
            text: &self.text,
            at: 0,
            upper: self,
        }
    }

    /// The byte of the written text that a byte comes from.
    fn origin(&self, at: usize) -> usize {
        match self.origin.is_empty() {
            true => at.min(self.written),
            false => self.origin.get(at).copied().unwrap_or(self.written),
        }
    }
}

impl<'t> Piece<'t> {
    /// Where it is written.
    pub(super) fn range(self) -> Range<usize> {
        self.upper.origin(self.at)..self.upper.origin(self.at + self.text.len())
    }

    /// A part of it, by bytes; nothing where there is no such part.
    pub(super) fn part(self, range: Range<usize>) -> Self {
        let start = range.start.min(self.text.len());
        Self {
            text: self.text.get(range).unwrap_or_default(),
            at: self.at + start,
            upper: self.upper,
        }
    }

    /// What is between the separators.
    pub(super) fn split(self, separator: char) -> impl Iterator<Item = Self> {
        let mut at = 0;
        self.text.split(separator).map(move |text| {
            let piece = self.part(at..at + text.len());
            at += text.len() + separator.len_utf8();
            piece
        })
    }

    /// What is before and behind the first separator.
    pub(super) fn split_once(self, separator: char) -> Option<(Self, Self)> {
        let at = self.text.find(separator)?;
        let behind = at + separator.len_utf8();
        Some((self.part(0..at), self.part(behind..self.text.len())))
    }

    /// What is between blanks, as Python's `split` has it.
    pub(super) fn words(self) -> impl Iterator<Item = Self> {
        let mut at = 0;
        self.text
            .split(is_blank)
            .map(move |text| {
                let piece = self.part(at..at + text.len());
                let blank = self.text[piece.at - self.at + text.len()..].chars().next();
                at += text.len() + blank.map_or(0, char::len_utf8);
                piece
            })
            .filter(|piece| !piece.text.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_know_where_they_are_written() {
        let written = "ß ab\u{2003}cd";
        let upper = Upper::new(written);
        let words: Vec<_> = upper.piece().words().collect();
        let texts: Vec<_> = words.iter().map(|word| word.text).collect();
        assert_eq!(texts, ["SS", "AB", "CD"]);
        assert_eq!(&written[words[0].range()], "ß");
        assert_eq!(&written[words[2].range()], "cd");
    }
}
