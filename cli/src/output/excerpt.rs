//! The lines that a finding speaks of, cut to a width that can be read.
//!
//! Frames are drawn from an excerpt and not from the whole file: its lines have the numbers that they have in the
//! file, long ones are clipped around the mark, and nothing in them can disturb a terminal.

use std::collections::BTreeSet;
use std::ops::Range;

use codespan_reporting::files::{Error, Files};
use prefect_lint_core::text::{Position, Source, TextRange, TextSize};

use super::text::visible_char;

/// Lines of so many bytes are shown whole.
const LONG: usize = 160;
/// How much of a longer line is shown before the mark and from there on, in characters.
const BEFORE: usize = 50;
const AFTER: usize = 90;

/// At the beginning of a file it is no part of the text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A few lines of a file.
pub(super) struct Excerpt {
    name: String,
    text: String,
    lines: Vec<Line>,
    at: Position,
}

struct Line {
    /// Its number in the file, from 0.
    index: usize,
    /// Where it stands in the excerpt.
    range: Range<usize>,
}

impl Excerpt {
    /// The lines that some places are in, and where those places are in the excerpt. A place of several lines is
    /// marked up to the end of its first. The first place is the one that the frame is named after.
    pub(super) fn new(source: &Source, places: &[TextRange]) -> (Self, Vec<Range<usize>>) {
        let first = places
            .first()
            .map_or(TextSize::new(0), |place| place.start());
        let mut excerpt = Self {
            name: super::text::visible(source.path()).into_owned(),
            text: String::new(),
            lines: Vec::new(),
            at: source.position(first),
        };
        let mut marks = vec![0..0; places.len()];
        for index in line_numbers(source, places) {
            excerpt.add_line(source, index, places, &mut marks);
        }
        (excerpt, marks)
    }

    fn add_line(
        &mut self,
        source: &Source,
        index: u32,
        places: &[TextRange],
        marks: &mut [Range<usize>],
    ) {
        let line = line_range(source, index);
        let mut here: Vec<usize> = (0..places.len())
            .filter(|i| line_of(source, places[*i].start()) == index)
            .collect();
        let shown = match here.first() {
            Some(first) => window(source.text(), &line, usize::from(places[*first].start())),
            None => window(source.text(), &line, line.start),
        };
        here.retain(|i| places[*i].start() <= TextSize::of(source.text()));
        let start = self.text.len();
        let offsets = self.copy(source.text(), &line, &shown);
        for i in here {
            let place = Range::<usize>::from(places[i]);
            let end = place.end.min(line.end).max(place.start);
            marks[i] = offsets.of(place.start)..offsets.of(end);
        }
        self.lines.push(Line {
            index: index as usize,
            range: start..self.text.len(),
        });
    }

    /// Appends the part of a line that is shown.
    fn copy(&mut self, text: &str, line: &Range<usize>, shown: &Range<usize>) -> Offsets {
        if shown.start > line.start {
            self.text.push('…');
        }
        let mut offsets = Offsets(Vec::new());
        for (at, c) in text[shown.clone()].char_indices() {
            let offset = shown.start + at;
            offsets.0.push((offset, self.text.len()));
            if (offset, c) != (0, BYTE_ORDER_MARK) {
                self.text.push(visible_char(c));
            }
        }
        offsets.0.push((shown.end, self.text.len()));
        if shown.end < line.end {
            self.text.push('…');
        }
        self.text.push('\n');
        offsets
    }

    fn line(&self, index: usize) -> Result<&Line, Error> {
        let place = self.lines.binary_search_by_key(&index, |line| line.index);
        let line = place.ok().and_then(|place| self.lines.get(place));
        line.ok_or(Error::FileMissing)
    }
}

/// Offsets in the file, and where they are in the excerpt.
struct Offsets(Vec<(usize, usize)>);

impl Offsets {
    fn of(&self, offset: usize) -> usize {
        let place = self.0.partition_point(|(from, _)| *from < offset);
        let entry = self.0.get(place).or(self.0.last());
        entry.map_or(0, |(_, to)| *to)
    }
}

/// The lines to show: those with a place, and one that stands alone between two of them.
fn line_numbers(source: &Source, places: &[TextRange]) -> BTreeSet<u32> {
    let marked: BTreeSet<u32> = (places.iter())
        .map(|place| line_of(source, place.start()))
        .collect();
    let between = marked.iter().filter(|line| marked.contains(&(**line + 2)));
    let between: Vec<u32> = between.map(|line| line + 1).collect();
    marked.into_iter().chain(between).collect()
}

fn line_of(source: &Source, offset: TextSize) -> u32 {
    source.position(offset).line - 1
}

/// A line without its end.
fn line_range(source: &Source, index: u32) -> Range<usize> {
    let text = source.text();
    let range = source.line_index().line(index);
    let range = range.map_or(text.len()..text.len(), Range::<usize>::from);
    let line = text[range.clone()].trim_end_matches(['\n', '\r']);
    range.start..range.start + line.len()
}

/// The part of a line that is shown, around an offset.
fn window(text: &str, line: &Range<usize>, at: usize) -> Range<usize> {
    if line.len() <= LONG {
        return line.clone();
    }
    let at = text.floor_char_boundary(at.clamp(line.start, line.end));
    let before = text[line.start..at]
        .char_indices()
        .rev()
        .take(BEFORE)
        .last();
    let after = text[at..line.end].char_indices().nth(AFTER);
    let start = before.map_or(at, |(offset, _)| line.start + offset);
    let end = after.map_or(line.end, |(offset, _)| at + offset);
    start..end
}

impl<'a> Files<'a> for Excerpt {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.name)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, (): (), byte_index: usize) -> Result<usize, Error> {
        let after = self
            .lines
            .partition_point(|line| line.range.start <= byte_index);
        let line = self.lines.get(after.saturating_sub(1));
        line.map(|line| line.index).ok_or(Error::FileMissing)
    }

    fn line_range(&'a self, (): (), line_index: usize) -> Result<Range<usize>, Error> {
        self.line(line_index).map(|line| line.range.clone())
    }

    /// Asked for the place that the frame is named after only.
    fn column_number(&'a self, (): (), _: usize, _: usize) -> Result<usize, Error> {
        Ok(self.at.column as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use prefect_lint_core::text::range;

    #[test]
    fn long_lines_are_clipped_around_the_mark() {
        let text = format!(
            "a: 1\nkey: \"{}MARK{}\"\nb: 2\n",
            "é".repeat(3000),
            "x".repeat(3000)
        );
        let at = text.find("MARK").unwrap();
        let source = Source::new("prefect.yaml", text);
        let (excerpt, marks) = Excerpt::new(&source, &[range(at, 4), range(5, 3), range(0, 1)]);
        assert_eq!(&excerpt.text[marks[0].clone()], "MARK");
        assert!(excerpt.text.chars().count() < 200);
        assert_eq!(
            excerpt.lines.iter().map(|l| l.index).collect::<Vec<_>>(),
            [0, 1]
        );
        assert_eq!(marks[1].len(), 0, "what is cut off is marked at the cut");
    }

    #[test]
    fn a_place_of_several_lines_is_marked_in_the_first() {
        let source = Source::new("prefect.yaml", "a:\r\n  b: 1\r\n  c: 2\r\n");
        let (excerpt, marks) = Excerpt::new(&source, &[range(6, 14)]);
        assert_eq!(&excerpt.text[marks[0].clone()], "b: 1");
    }

    #[test]
    fn the_end_of_the_text_is_a_place() {
        let source = Source::new("prefect.yaml", "a: 1\n");
        let (excerpt, marks) = Excerpt::new(&source, &[range(5, 0)]);
        assert_eq!((marks[0].clone(), excerpt.lines[0].index), (0..0, 1));
    }
}
