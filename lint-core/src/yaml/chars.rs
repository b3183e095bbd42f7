//! The character classes of YAML 1.1, over bytes.
//!
//! Offset 0 past the end reads as a zero byte; a text never has one itself (see [`super::reader`]).

/// The length in bytes of the line break at `at`, or 0: `\n`, `\r`, `\r\n`, U+0085, U+2028 and U+2029.
pub(super) fn break_len(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b'\n') => 1,
        Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => 2,
        Some(b'\r') => 1,
        Some(0xC2) if bytes.get(at + 1) == Some(&0x85) => 2,
        Some(0xE2) if bytes.get(at + 1) == Some(&0x80) => match bytes.get(at + 2) {
            Some(0xA8 | 0xA9) => 3,
            _ => 0,
        },
        _ => 0,
    }
}

/// What the line break at `at` becomes in a value: U+2028 and U+2029 stay, the others are `\n`.
pub(super) fn break_text(bytes: &[u8], at: usize) -> &'static str {
    match bytes.get(at..at + 3) {
        Some([0xE2, 0x80, 0xA8]) => "\u{2028}",
        Some([0xE2, 0x80, 0xA9]) => "\u{2029}",
        _ => "\n",
    }
}

/// The end of the line that `at` stands in: the offset of its break, or of the end of the text.
pub(super) fn line_end(bytes: &[u8], at: usize) -> usize {
    let mut at = at;
    while let Some(found) = memchr::memchr3(b'\n', b'\r', 0xE2, &bytes[at..]) {
        match next_line_end(bytes, at, at + found) {
            Ok(end) => return end,
            Err(next) => at = next,
        }
    }
    next_line_end(bytes, at, bytes.len()).unwrap_or_else(|end| end)
}

/// The first break between `from` and `found`, or at `found`; else where to look on.
fn next_line_end(bytes: &[u8], from: usize, found: usize) -> Result<usize, usize> {
    let mut at = from;
    while let Some(lead) = memchr::memchr(0xC2, &bytes[at..found]) {
        if break_len(bytes, at + lead) > 0 {
            return Ok(at + lead);
        }
        at += lead + 1;
    }
    match found == bytes.len() || break_len(bytes, found) > 0 {
        true => Ok(found),
        false => Err(found + 1),
    }
}

/// Whether a letter or digit of ASCII, `-` or `_`: what names of anchors, directives and tag handles are made of.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// Whether a byte can stand in a tag.
pub(super) fn is_uri(byte: u8) -> bool {
    is_word(byte) || b";/?:@&=+$,.!~*'()[]%".contains(&byte)
}

/// Whether YAML allows a character at all.
pub(super) fn is_printable(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{A0}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_break_ends_a_line() {
        for (text, end) in [
            ("ab", 2),
            ("ab\ncd", 2),
            ("ab\r\ncd", 2),
            ("a\u{e9}\u{85}cd", 3),
            ("a\u{20ac}\u{2028}cd", 4),
            ("a\u{a9}\nb", 3),
            ("", 0),
        ] {
            assert_eq!(line_end(text.as_bytes(), 0), end, "{text:?}");
        }
    }
}
