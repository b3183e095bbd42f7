//! Characters that YAML does not allow at all.

use std::borrow::Cow;

use super::chars;
use super::error::{ErrorClass, ErrorKind, YamlError};
use crate::text::size;

/// How many characters the loader reads and checks at a time.
const CHUNK: usize = 4096;
/// How many such characters are reported; a binary file is one mistake.
const MOST: usize = 20;

/// An unprintable character, and how far the loader gets before it meets it.
pub(super) struct Unprintable {
    pub(super) error: YamlError,
    /// The loader reads in chunks, so an error before this offset comes up first.
    pub(super) seen_from: usize,
}

/// The unprintable characters of a text.
pub(super) fn unprintable(text: &str) -> Vec<Unprintable> {
    // Nearly every text is free of them, and bytes tell so faster than characters.
    let is_suspect = |bytes: &[u8]| bytes.iter().fold(false, |found, b| found | is_suspect(*b));
    if !text.as_bytes().chunks(64).any(is_suspect) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut chunk_start = 0;
    let mut characters = 0;
    for (at, c) in text.char_indices() {
        // It has two chunks before it begins.
        if characters % CHUNK == 0 && characters != CHUNK {
            chunk_start = at;
        }
        // The loader's text has `\n` for each `\r\n`.
        if c != '\r' || text.as_bytes().get(at + 1) != Some(&b'\n') {
            characters += 1;
        }
        if !chars::is_printable(c) {
            found.push(Unprintable {
                error: YamlError {
                    kind: ErrorKind::UnprintableCharacter(c),
                    class: ErrorClass::Reader,
                    mark: Some(size(at)),
                    start: size(at),
                },
                seen_from: chunk_start,
            });
            if found.len() == MOST {
                break;
            }
        }
    }
    found
}

/// A control character, or the first byte of one, or of U+FFFE and U+FFFF.
fn is_suspect(byte: u8) -> bool {
    matches!(byte, 0..=8 | 11 | 12 | 14..=31 | 127 | 0xC2 | 0xEF)
}

/// The text without zero bytes, which the scanner takes for the end. Nothing moves.
pub(super) fn without_zeros(text: &str) -> Cow<'_, str> {
    match memchr::memchr(0, text.as_bytes()) {
        None => Cow::Borrowed(text),
        Some(_) => Cow::Owned(text.replace('\0', "\u{1}")),
    }
}
