//! Source text: bytes to text, byte ranges, lines and columns.
//!
//! Everything inside the analysis speaks of byte ranges ([`TextRange`]). Only a host turns them into lines and
//! columns, through [`Source::position`].

use line_index::{LineIndex, WideEncoding};
pub use text_size::{TextRange, TextSize};

/// The longest text that is analysed, in bytes. Ranges are 32 bits wide; nobody writes a manifest of this size.
pub const MAX_LEN: usize = 1 << 30;

/// Why the bytes of a file are not text, as far as a reader of UTF-8 is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EncodingError {
    /// The file starts with the byte order mark of UTF-16.
    Utf16,
    /// The file starts with the byte order mark of UTF-32.
    Utf32,
    /// A byte that no UTF-8 text has at this place.
    InvalidByte(u8),
    /// The file is longer than [`MAX_LEN`].
    TooLong,
}

/// A manifest's text with its name, and where its lines begin.
#[derive(Debug, Clone)]
pub struct Source {
    path: String,
    text: String,
    lines: LineIndex,
    encoding_error: Option<EncodingError>,
}

/// A place for people: both numbers count from 1, the column in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1. Lines end with `\n`, `\r\n` included.
    pub line: u32,
    /// The column, from 1, in Unicode scalar values.
    pub column: u32,
}

impl Source {
    /// Takes text that is known to be valid, as an editor holds it. `path` is what reports call the file.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        if text.len() > MAX_LEN {
            return Self::broken(path.into(), String::new(), EncodingError::TooLong);
        }
        Self {
            path: path.into(),
            lines: LineIndex::new(&text),
            text,
            encoding_error: None,
        }
    }

    /// Takes the bytes of a file. Bytes that are not UTF-8 leave the text before them and an
    /// [`encoding_error`](Self::encoding_error); this never fails.
    pub fn from_bytes(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        let path = path.into();
        if bytes.len() > MAX_LEN {
            return Self::broken(path, String::new(), EncodingError::TooLong);
        }
        match String::from_utf8(bytes) {
            Ok(text) => Self::new(path, text),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let bytes = error.into_bytes();
                let cause = encoding_error(&bytes, valid);
                let text = String::from_utf8_lossy(&bytes[..valid]).into_owned();
                Self::broken(path, text, cause)
            }
        }
    }

    fn broken(path: String, text: String, error: EncodingError) -> Self {
        let mut source = Self::new(path, text);
        source.encoding_error = Some(error);
        source
    }

    /// What reports call the file.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text; what comes before the first bad byte where there is an [`encoding_error`](Self::encoding_error).
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Why the text ends before the file does, if it does.
    pub fn encoding_error(&self) -> Option<EncodingError> {
        self.encoding_error
    }

    /// The line and column of an offset; an offset past the end is taken for the end.
    pub fn position(&self, offset: TextSize) -> Position {
        let offset = offset.min(TextSize::of(self.text.as_str()));
        let narrow = self.lines.line_col(offset);
        let wide = self
            .lines
            .to_wide(WideEncoding::Utf32, narrow)
            .map_or(narrow.col, |wide| wide.col);
        Position {
            line: narrow.line + 1,
            column: wide + 1,
        }
    }

    /// Offsets to lines and columns in the encodings that editors use.
    pub fn line_index(&self) -> &LineIndex {
        &self.lines
    }
}

fn encoding_error(bytes: &[u8], valid: usize) -> EncodingError {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => EncodingError::Utf32,
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => EncodingError::Utf16,
        _ => EncodingError::InvalidByte(bytes.get(valid).copied().unwrap_or(0)),
    }
}

/// The range of `len` bytes from `start`.
pub fn range(start: usize, len: usize) -> TextRange {
    TextRange::at(size(start), size(len))
}

/// A byte offset or length as a [`TextSize`]; texts are never longer than [`MAX_LEN`].
pub fn size(offset: usize) -> TextSize {
    TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_scalar_values_from_one() {
        let source = Source::new("prefect.yaml", "a: é😀x\r\nb: 1\n");
        assert_eq!(source.position(size(0)), Position { line: 1, column: 1 });
        let x = source.text().find('x').unwrap();
        assert_eq!(source.position(size(x)), Position { line: 1, column: 6 });
        let b = source.text().find('b').unwrap();
        assert_eq!(source.position(size(b)), Position { line: 2, column: 1 });
        assert_eq!(
            source.position(size(10_000)),
            Position { line: 3, column: 1 }
        );
    }

    #[test]
    fn bytes_that_are_not_utf8_leave_what_stands_before_them() {
        let source = Source::from_bytes("p", b"name: caf\xe9\nx: 1\n".to_vec());
        assert_eq!(source.text(), "name: caf");
        assert_eq!(
            source.encoding_error(),
            Some(EncodingError::InvalidByte(0xe9))
        );
        let utf16 = Source::from_bytes("p", b"\xff\xfen\0".to_vec());
        assert_eq!(utf16.text(), "");
        assert_eq!(utf16.encoding_error(), Some(EncodingError::Utf16));
    }
}
