//! A date's text in pieces: runs of digits, runs of letters, and single characters.

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// ASCII digits.
    Digits(&'t str),
    /// ASCII letters.
    Word(&'t str),
    /// Anything else.
    Sign(char),
}

/// The pieces of a text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_same = |c: char| match first {
            '0'..='9' => c.is_ascii_digit(),
            _ => c.is_ascii_alphabetic(),
        };
        let end = match first.is_ascii_alphanumeric() {
            true => rest.find(|c| !is_same(c)).unwrap_or(rest.len()),
            false => first.len_utf8(),
        };
        let (piece, others) = rest.split_at(end);
        found.push(match first {
            '0'..='9' => Token::Digits(piece),
            _ if first.is_ascii_alphabetic() => Token::Word(piece),
            _ => Token::Sign(first),
        });
        rest = others;
    }
    found
}

/// The number that at most nine digits are.
pub(super) fn number(digits: &str) -> Option<u32> {
    (digits.len() <= 9).then(|| digits.parse().ok())?
}

/// The microseconds that the digits behind a point are; only the first six count.
pub(super) fn micros(fraction: &str) -> u32 {
    let six = fraction.bytes().chain(std::iter::repeat(b'0')).take(6);
    six.fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'))
}
