//! Edits of a text, those that fit together.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::moves::Moves;
use crate::diagnostic::{Edit, Fix};
use crate::text::{TextRange, TextSize};

/// What came of applying fixes to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The text after the fixes.
    pub text: String,
    /// How many fixes were applied.
    pub count: usize,
    /// Where places have gone.
    pub(super) moves: Moves,
}

impl Applied {
    /// Where a range of the old text is in the new one; what is replaced at its ends is taken in whole.
    pub fn moved(&self, range: TextRange) -> TextRange {
        self.moves.range(range)
    }
}

/// Applies fixes in the order given. One that touches an edit of an earlier one, or does not fit the text, is
/// skipped as a whole. Line breaks in the new text are those of the old.
pub fn apply<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> Applied {
    let mut edits = Edits::default();
    let mut count = 0;
    for fix in fixes {
        if edits.accept(text, fix) {
            count += 1;
        }
    }
    let (text, moves) = edits.carry_out(text);
    Applied { text, count, moves }
}

/// Edits that do not touch one another, by where they start.
#[derive(Default)]
struct Edits<'f>(BTreeMap<TextSize, &'f Edit>);

impl<'f> Edits<'f> {
    fn accept(&mut self, text: &str, fix: &'f Fix) -> bool {
        let fits = !fix.edits.is_empty()
            && fix.edits.iter().all(|edit| self.has_room_for(text, edit))
            && fix
                .edits
                .windows(2)
                .all(|pair| are_apart(&pair[0], &pair[1]));
        if fits {
            let edits = fix.edits.iter().map(|edit| (edit.range.start(), edit));
            self.0.extend(edits);
        }
        fits
    }

    fn has_room_for(&self, text: &str, edit: &Edit) -> bool {
        let before = self.0.range(..=edit.range.start()).next_back();
        let after = self.0.range(edit.range.start()..).next();
        text.get(std::ops::Range::<usize>::from(edit.range))
            .is_some()
            && before.is_none_or(|(_, other)| are_apart(other, edit))
            && after.is_none_or(|(_, other)| are_apart(edit, other))
    }

    fn carry_out(&self, text: &str) -> (String, Moves) {
        let windows = has_windows_line_ends(text);
        let mut new = String::with_capacity(text.len());
        let mut moves = Moves::default();
        let mut done = 0;
        for edit in self.0.values() {
            new.push_str(&text[done..usize::from(edit.range.start())]);
            let start = new.len();
            new.push_str(&with_line_ends(&edit.text, windows));
            moves.add(edit.range, start, new.len());
            done = usize::from(edit.range.end());
        }
        new.push_str(&text[done..]);
        (new, moves)
    }
}

/// Whether `first` ends before `second` begins. Two replacements may meet; beside an insertion, order would matter.
fn are_apart(first: &Edit, second: &Edit) -> bool {
    let inserts = first.range.is_empty() || second.range.is_empty();
    match inserts {
        true => first.range.end() < second.range.start(),
        false => first.range.end() <= second.range.start(),
    }
}

/// Whether lines end with `\r\n`, as the first one says.
pub fn has_windows_line_ends(text: &str) -> bool {
    let end = memchr::memchr(b'\n', text.as_bytes());
    end.is_some_and(|end| text[..end].ends_with('\r'))
}

/// A text with the line ends of the one that it is written into.
pub fn with_line_ends(text: &str, windows: bool) -> Cow<'_, str> {
    match windows && text.contains('\n') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\n', "\r\n")),
        false => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Safety;
    use crate::text::range;

    fn replace(start: usize, len: usize, text: &str) -> Fix {
        Fix::safe("", range(start, len), text)
    }

    #[test]
    fn the_first_of_two_overlapping_fixes_is_applied() {
        let fixes = [replace(0, 3, "x"), replace(2, 2, "y"), replace(4, 1, "z")];
        let applied = apply("abcdef", &fixes);
        assert_eq!(applied.text, "xdzf");
        assert_eq!(applied.count, 2);
    }

    #[test]
    fn a_fix_is_applied_whole_or_not_at_all() {
        let both = vec![Edit::new(range(0, 1), "x"), Edit::new(range(3, 1), "y")];
        let fixes = [
            replace(3, 1, "!"),
            Fix::new("", Safety::Safe, both),
            replace(5, 0, "?"),
        ];
        assert_eq!(apply("abcdef", &fixes).text, "abc!e?f");
    }

    #[test]
    fn insertions_at_one_place_wait_for_one_another() {
        let fixes = [replace(1, 0, "x"), replace(1, 0, "y"), replace(1, 1, "z")];
        let applied = apply("abc", &fixes);
        assert_eq!((applied.text.as_str(), applied.count), ("axbc", 1));
    }

    #[test]
    fn a_fix_that_does_not_fit_the_text_is_skipped() {
        let fixes = [replace(9, 3, "x"), replace(1, 1, "x"), replace(0, 2, "e")];
        assert_eq!(apply("éa", &fixes).text, "ea");
    }

    #[test]
    fn line_ends_and_byte_order_mark_stay() {
        let text = "\u{feff}a: 1\r\nb: 2\r\n";
        let applied = apply(text, &[replace(3, 1, "c:\n  d")]);
        assert_eq!(applied.text, "\u{feff}c:\r\n  d: 1\r\nb: 2\r\n");
    }

    proptest! {
        #[test]
        fn any_fixes_can_be_applied_to_any_text(
            text in "\\PC{0,20}",
            edits in prop::collection::vec((0usize..30, 0usize..8, "\\PC{0,3}"), 0..8),
        ) {
            let fixes: Vec<Fix> = edits.iter().map(|(s, l, t)| replace(*s, *l, t)).collect();
            let applied = apply(&text, &fixes);
            prop_assert!(applied.count <= fixes.len());
            prop_assert!(applied.count > 0 || applied.text == text);
        }
    }
}
