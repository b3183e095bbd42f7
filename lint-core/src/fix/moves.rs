//! Where places go when edits are carried out.

use crate::text::{TextRange, TextSize, range};

/// What was replaced, and what stands there now; in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Moves(Vec<Move>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Move {
    old: TextRange,
    new: TextRange,
}

impl Moves {
    /// Adds an edit behind all others, with the place of its text in the new one.
    pub(super) fn add(&mut self, old: TextRange, start: usize, end: usize) {
        self.0.push(Move {
            old,
            new: range(start, end - start),
        });
    }

    /// Where a range of the old text is in the new one; what is replaced at its ends is taken in whole.
    pub(super) fn range(&self, old: TextRange) -> TextRange {
        let start = self.start(old.start());
        TextRange::new(start, self.end(old.end()).max(start))
    }

    /// Whether an edit changes a range of the old text, or stands right beside it.
    pub(super) fn touch(&self, old: TextRange) -> bool {
        let next = self.0.partition_point(|m| m.old.end() < old.start());
        self.0.get(next).is_some_and(|m| m.old.start() <= old.end())
    }

    fn start(&self, at: TextSize) -> TextSize {
        let before = self.0.partition_point(|m| m.old.start() < at);
        self.shifted(at, before, |new| new.start())
    }

    fn end(&self, at: TextSize) -> TextSize {
        let before = self
            .0
            .partition_point(|m| m.old.start() < at || m.old.end() <= at);
        self.shifted(at, before, |new| new.end())
    }

    /// An offset behind the start of so many edits; `inside` says what becomes of one in the last of them.
    fn shifted(
        &self,
        at: TextSize,
        before: usize,
        inside: impl Fn(TextRange) -> TextSize,
    ) -> TextSize {
        match before.checked_sub(1).and_then(|last| self.0.get(last)) {
            None => at,
            Some(last) if at < last.old.end() => inside(last.new),
            Some(last) => at - last.old.end() + last.new.end(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_move_with_what_stands_before_them() {
        // "ab[cd]ef|gh" -> "ab[CDE]ef|X|gh"
        let mut moves = Moves::default();
        moves.add(range(2, 2), 2, 5);
        moves.add(range(6, 0), 7, 8);
        assert_eq!(moves.range(range(0, 2)), range(0, 2));
        assert_eq!(moves.range(range(2, 2)), range(2, 3));
        assert_eq!(moves.range(range(3, 1)), range(2, 3));
        assert_eq!(moves.range(range(4, 2)), range(5, 3));
        assert_eq!(moves.range(range(7, 1)), range(9, 1));
        assert!(moves.touch(range(0, 2)) && moves.touch(range(4, 2)));
        assert!(!moves.touch(range(0, 1)) && !moves.touch(range(7, 1)));
    }
}
