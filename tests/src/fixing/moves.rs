//! Where places go when a fix is applied.

use prefect_lint_core::diagnostic::Fix;
use prefect_lint_core::text::TextRange;

/// What a fix replaces, and by how many bytes.
#[derive(Debug, Clone)]
pub struct Moves(Vec<(usize, usize, usize)>);

impl Moves {
    /// The moves of a fix of a text.
    pub fn of(text: &str, fix: &Fix) -> Self {
        let windows = text
            .find('\n')
            .is_some_and(|end| text[..end].ends_with('\r'));
        let new = |written: &str| match windows {
            true => {
                let added = written.matches('\n').count() - written.matches("\r\n").count();
                written.len() + added
            }
            false => written.len(),
        };
        let edits = fix.edits.iter();
        Self(
            edits
                .map(|edit| {
                    let (start, end) = (edit.range.start().into(), edit.range.end().into());
                    (start, end, new(&edit.text))
                })
                .collect(),
        )
    }

    /// Where a range of the old text is in the new one; what is replaced is taken in whole.
    pub fn range(&self, range: TextRange) -> (usize, usize) {
        (
            self.start(range.start().into()),
            self.end(range.end().into()),
        )
    }

    /// Whether an edit touches a range, insertions at its ends included.
    pub fn touch(&self, start: usize, end: usize) -> bool {
        self.0
            .iter()
            .any(|(from, to, _)| *from <= end && *to >= start)
    }

    /// What each edit has put into the new text, in order: start and end.
    pub fn new_parts(&self) -> Vec<(usize, usize)> {
        let mut parts = Vec::new();
        let mut shift = 0_isize;
        for (start, end, len) in &self.0 {
            let at = start.wrapping_add_signed(shift);
            parts.push((at, at + len));
            shift += *len as isize - (end - start) as isize;
        }
        parts
    }

    /// The pieces of the old and of the new text that lie outside of all edits.
    pub fn pieces<'t>(&self, old: &'t str, new: &'t str) -> Option<(Vec<&'t str>, Vec<&'t str>)> {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let (mut old_at, mut new_at) = (0, 0);
        for ((start, end, _), (new_start, new_end)) in self.0.iter().zip(self.new_parts()) {
            before.push(old.get(old_at..*start)?);
            after.push(new.get(new_at..new_start)?);
            (old_at, new_at) = (*end, new_end);
        }
        before.push(old.get(old_at..)?);
        after.push(new.get(new_at..)?);
        Some((before, after))
    }

    fn start(&self, offset: usize) -> usize {
        let inside = self
            .0
            .iter()
            .find(|(from, to, _)| *from < offset && offset < *to);
        let offset = inside.map_or(offset, |(from, _, _)| *from);
        self.moved(offset, |from, to| to <= offset && from < offset)
    }

    fn end(&self, offset: usize) -> usize {
        let inside = self
            .0
            .iter()
            .find(|(from, to, _)| *from < offset && offset < *to);
        let offset = inside.map_or(offset, |(_, to, _)| *to);
        self.moved(offset, |_, to| to <= offset)
    }

    fn moved(&self, offset: usize, counts: impl Fn(usize, usize) -> bool) -> usize {
        let edits = self.0.iter().filter(|(from, to, _)| counts(*from, *to));
        let shift: isize = edits
            .map(|(from, to, len)| *len as isize - (to - from) as isize)
            .sum();
        offset.wrapping_add_signed(shift)
    }
}
