//! Text from files and file names, made fit for a terminal.

use std::borrow::Cow;

/// A character that can be shown: control characters become their pictures, and what would reorder or hide text
/// becomes a replacement character. So no manifest can write to the terminal what is not there.
pub fn visible_char(c: char) -> char {
    match c {
        '\t' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(c),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => '\u{fffd}',
        _ => c,
    }
}

/// A text in which every character can be shown, in one line.
pub fn visible(text: &str) -> Cow<'_, str> {
    match text.chars().all(|c| visible_char(c) == c) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.chars().map(visible_char).collect()),
    }
}

/// `1 file`, `2 files`.
pub fn plural(count: usize, word: &str) -> String {
    match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_are_shown_not_sent() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}b\n"), "a␛[31m\u{fffd}b␊");
        assert_eq!(visible("größe\t😀"), "größe\t😀");
    }
}
