//! From bytes to text, by the encoding that a Python file names in its first two lines.

use std::borrow::Cow;

/// Names of the encoding in which each byte is the character of its number.
const LATIN_1: &[&str] = &["latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1"];

/// The text of a file. Bytes that are none in its encoding are replaced.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let is_latin = std::str::from_utf8(bytes).is_err()
        && declared(bytes).is_some_and(|name| LATIN_1.contains(&name.as_str()));
    match is_latin {
        true => bytes.iter().map(|byte| char::from(*byte)).collect(),
        false => String::from_utf8_lossy(bytes),
    }
}

/// The name behind `coding:` or `coding=` in a comment of the first two lines.
fn declared(bytes: &[u8]) -> Option<String> {
    let lines = bytes.split(|byte| *byte == b'\n').take(2);
    let comments = lines.filter(|line| line.trim_ascii_start().starts_with(b"#"));
    comments.into_iter().find_map(|line| {
        let line = String::from_utf8_lossy(line)
            .replace('_', "-")
            .to_ascii_lowercase();
        let (_, rest) = line.split_once("coding")?;
        let name = rest.strip_prefix([':', '='])?.trim_start();
        let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '.');
        Some(name[..end.unwrap_or(name.len())].to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declared_encoding_counts() {
        let text = b"#!/usr/bin/python\n# -*- coding: Latin_1 -*-\nx = '\xfc'\n";
        assert!(decode(text).contains('\u{fc}'));
        assert!(decode(b"x = '\xfc'\n").contains('\u{fffd}'));
        assert_eq!(
            decode("# coding: latin-1\n\u{fc}".as_bytes()),
            "# coding: latin-1\n\u{fc}"
        );
    }
}
