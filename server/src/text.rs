//! Texts as the protocol counts them: lines that end with `\n`, `\r\n` or `\r`, columns in the units that were agreed on.

use std::hash::Hasher;
use std::ops::Range as Bytes;

use prefect_lint_core::text::{Source, TextRange};
use siphasher::sip::SipHasher;
use tower_lsp_server::ls_types::{Position, Range, TextDocumentContentChangeEvent};

/// What columns count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// Halves of what is beyond the basic plane; what counts when nobody says anything.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    fn width(self, char: char) -> usize {
        match self {
            Self::Utf8 => char.len_utf8(),
            Self::Utf16 => char.len_utf16(),
            Self::Utf32 => 1,
        }
    }

    /// The length of a text in units.
    pub(crate) fn len(self, text: &str) -> u32 {
        let len = match text.is_ascii() || self == Self::Utf8 {
            true => text.len(),
            false => text.chars().map(|char| self.width(char)).sum(),
        };
        u32::try_from(len).unwrap_or(u32::MAX)
    }
}

/// A text, and where its lines begin.
#[derive(Debug)]
pub(crate) struct Text {
    source: Source,
    starts: Vec<usize>,
}

impl Text {
    pub(crate) fn new(source: Source) -> Self {
        Self {
            starts: starts(source.text()),
            source,
        }
    }

    pub(crate) fn source(&self) -> &Source {
        &self.source
    }

    pub(crate) fn str(&self) -> &str {
        self.source.text()
    }

    /// A number for the text: the same for the same text.
    pub(crate) fn hash(&self) -> u64 {
        let mut hasher = SipHasher::new();
        hasher.write(self.str().as_bytes());
        hasher.finish()
    }

    /// The text after some edits, each of which counts in the text that the one before leaves.
    pub(crate) fn edited(
        &self,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> Self {
        let mut text = self.str().to_owned();
        for change in changes {
            match change.range {
                None => text = change.text,
                Some(range) => {
                    let range = bytes(&text, &starts(&text), range, encoding);
                    text.replace_range(range, &change.text);
                }
            }
        }
        Self::new(Source::new(self.source.path(), text))
    }

    /// The bytes that a range of the protocol means. What is out of the text is taken for its end, or that of the line.
    pub(crate) fn bytes(&self, range: Range, encoding: Encoding) -> Bytes<usize> {
        bytes(self.str(), &self.starts, range, encoding)
    }

    pub(crate) fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let text = self.str();
        let offset = text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let line = line.saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        Position {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            character: encoding.len(&text[start..offset]),
        }
    }

    pub(crate) fn range(&self, range: TextRange, encoding: Encoding) -> Range {
        Range {
            start: self.position(range.start().into(), encoding),
            end: self.position(range.end().into(), encoding),
        }
    }
}

fn starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
    std::iter::once(0).chain(ends.map(|at| at + 1)).collect()
}

fn bytes(text: &str, starts: &[usize], range: Range, encoding: Encoding) -> Bytes<usize> {
    let start = offset(text, starts, range.start, encoding);
    let end = offset(text, starts, range.end, encoding);
    start.min(end)..start.max(end)
}

fn offset(text: &str, starts: &[usize], position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    let Some(start) = starts.get(line).copied() else {
        return text.len();
    };
    let end = starts.get(line + 1).copied().unwrap_or(text.len());
    let content = text[start..end].trim_end_matches(['\n', '\r']);
    let mut left = position.character as usize;
    for (at, char) in content.char_indices() {
        match left.checked_sub(encoding.width(char)) {
            Some(rest) if left > 0 => left = rest,
            _ => return start + at,
        }
    }
    start + content.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    fn text(text: &str) -> Text {
        Text::new(Source::new("prefect.yaml", text))
    }

    fn at(line: u32, character: u32) -> Range {
        let position = Position { line, character };
        Range::new(position, position)
    }

    #[test]
    fn columns_count_what_was_agreed_on() {
        let text = text("a: é😀x\r\nb\rc\n");
        for (encoding, column) in [
            (Encoding::Utf8, 9),
            (Encoding::Utf16, 6),
            (Encoding::Utf32, 5),
        ] {
            let x = text.str().find('x').unwrap();
            assert_eq!(text.position(x, encoding), Position::new(0, column));
            assert_eq!(text.bytes(at(0, column), encoding), x..x);
        }
        let c = text.str().find('c').unwrap();
        assert_eq!(text.position(c, Encoding::Utf16), Position::new(2, 0));
    }

    #[test]
    fn what_is_out_of_the_text_is_its_end() {
        let text = text("é😀\r\nb");
        assert_eq!(text.bytes(at(0, 99), Encoding::Utf16), 6..6);
        assert_eq!(text.bytes(at(7, 0), Encoding::Utf16), 9..9);
        // In the middle of a pair, and of a character.
        assert_eq!(text.bytes(at(0, 2), Encoding::Utf16), 2..2);
        assert_eq!(text.bytes(at(0, 3), Encoding::Utf8), 2..2);
    }

    #[test]
    fn edits_count_in_what_the_one_before_leaves() {
        let change = |range, text: &str| TextDocumentContentChangeEvent {
            range,
            range_length: None,
            text: text.to_owned(),
        };
        let changes = vec![
            change(None, "one\ntwo\n"),
            change(Some(at(1, 0)), "1\n"),
            change(Some(at(2, 3)), "!"),
            // Turned round.
            change(
                Some(Range::new(Position::new(0, 3), Position::new(0, 0))),
                "O",
            ),
        ];
        assert_eq!(
            text("").edited(changes, Encoding::Utf16).str(),
            "O\n1\ntwo!\n"
        );
    }

    /// The offset that a position means, found by going there character by character.
    fn walk(text: &str, position: Position, encoding: Encoding) -> usize {
        let (mut line, mut column) = (0, 0);
        for (at, char) in text.char_indices() {
            let width = u32::try_from(encoding.width(char)).unwrap();
            let is_end = matches!(char, '\n' | '\r');
            if line == position.line && (is_end || column + width > position.character) {
                return at;
            }
            match char {
                '\r' if text[at..].starts_with("\r\n") => {}
                '\r' | '\n' => (line, column) = (line + 1, 0),
                _ => column += width,
            }
        }
        text.len()
    }

    /// Carries out edits on plain text, with nothing kept in between.
    fn plainly(
        mut text: String,
        changes: &[TextDocumentContentChangeEvent],
        encoding: Encoding,
    ) -> String {
        for change in changes {
            match change.range {
                None => text.clone_from(&change.text),
                Some(range) => {
                    let ends = [range.start, range.end].map(|it| walk(&text, it, encoding));
                    text.replace_range(ends[0].min(ends[1])..ends[0].max(ends[1]), &change.text);
                }
            }
        }
        text
    }

    /// Pieces of manifests, with all that lines and columns can go wrong with.
    const PIECE: &str =
        "(\u{feff}|\r\n|\r|\n|a|: |- |é|😀|e\u{301}|\u{2028}|\t|'|deployments:\n){0,6}";

    /// An edit of a small text, now and then out of it or turned round, or of all of it.
    fn change() -> impl Strategy<Value = TextDocumentContentChangeEvent> {
        let position =
            || (0..9u32, 0..14u32).prop_map(|(line, column)| Position::new(line, column));
        let range = (position(), position()).prop_map(|(start, end)| Range::new(start, end));
        let range = proptest::option::weighted(0.9, range);
        (range, PIECE).prop_map(|(range, text)| TextDocumentContentChangeEvent {
            range,
            range_length: None,
            text,
        })
    }

    /// How many sequences of edits are tried.
    fn sequences() -> u32 {
        let wanted = std::env::var("PREFECT_LINT_SEQUENCES").ok();
        wanted.and_then(|count| count.parse().ok()).unwrap_or(500)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(sequences()))]

        #[test]
        fn edits_come_out_as_if_done_plainly(
            first in PIECE,
            notifications in proptest::collection::vec(proptest::collection::vec(change(), 0..4), 1..8),
        ) {
            for encoding in ENCODINGS {
                let mut plain = first.clone();
                let mut edited = text(&first);
                for changes in &notifications {
                    plain = plainly(plain, changes, encoding);
                    edited = edited.edited(changes.clone(), encoding);
                    prop_assert_eq!(edited.str(), &plain);
                }
                let fresh = text(&plain);
                prop_assert_eq!(&edited.starts, &fresh.starts);
                for (offset, _) in plain.char_indices() {
                    let position = edited.position(offset, encoding);
                    let is_inside = plain[..offset].ends_with('\r') && plain[offset..].starts_with('\n');
                    prop_assert_eq!(walk(&plain, position, encoding), offset - usize::from(is_inside));
                }
            }
        }

        #[test]
        fn places_there_and_back(text_ in "[ab\\n\\ré😀]{0,30}") {
            let text = text(&text_);
            for (offset, _) in text.str().char_indices() {
                let is_inside = text.str()[..offset].ends_with('\r') && text.str()[offset..].starts_with('\n');
                for encoding in ENCODINGS {
                    let position = text.position(offset, encoding);
                    if !is_inside {
                        let range = Range::new(position, position);
                        prop_assert_eq!(text.bytes(range, encoding), offset..offset);
                    }
                }
            }
        }
    }
}
