//! What the lines above say about a place: which blocks are open there.

use super::cursor::{Cursor, Kind};
use crate::ide::line::{Block, Line};

/// The lines above a place.
#[derive(Debug, Clone, Default)]
pub(super) struct Above {
    /// The blocks that are open, the innermost first.
    blocks: Vec<Block>,
    /// The key or dash right above that has no value yet.
    open: Option<Block>,
    /// How many blanks the next line below begins with.
    below: Option<usize>,
    /// Whether the place is in a block of text.
    pub(super) is_text: bool,
    /// Where values begin that may reach down to the place: in brackets or quotes.
    pub(super) starts: Vec<usize>,
    /// The lines that the place hangs on.
    pub(super) skeleton: Skeleton,
}

/// The lines that a place hangs on, cut down to their keys.
#[derive(Debug, Clone, Default)]
pub(super) struct Skeleton {
    /// The lines, the outermost first.
    pub(super) lines: Vec<String>,
    /// Where the outermost stands in the text.
    pub(super) start: usize,
}

impl Above {
    /// Looks at the lines above one whose content begins at a column.
    pub(super) fn of(text: &str, line: &Line<'_>, column: usize) -> Self {
        let mut above = Self {
            below: indent_below(text, line),
            ..Self::default()
        };
        let (mut is_first, mut limit) = (true, column);
        let mut next = line.above(text);
        while let Some(line) = next {
            next = line.above(text);
            let blocks = line.blocks();
            let is_first = !line.is_empty() && std::mem::take(&mut is_first);
            // A word alone opens nothing, and how deep a tab goes nobody knows.
            if blocks.is_empty() || line.text[line.indent()..].starts_with('\t') {
                continue;
            }
            if is_first && line.is_open() {
                above.open = blocks.first().copied();
            }
            above.add(&blocks);
            if line.indent() < limit || line.indent() == limit && above.is_indentless(&line, limit)
            {
                above.hang(&line, &blocks, column);
                limit = line.indent();
            }
            if above.is_at_top() && limit == 0 {
                break;
            }
        }
        above.skeleton.lines.reverse();
        above
    }

    /// Adds the blocks of a line that are outside of all below it.
    fn add(&mut self, blocks: &[Block]) {
        for block in blocks {
            let fits = match self.blocks.last() {
                None => true,
                // A list may have the column of the key that it is the value of.
                Some(last) => {
                    block.column < last.column
                        || block.column == last.column && last.is_list && !block.is_list
                }
            };
            if fits {
                self.blocks.push(*block);
            }
        }
    }

    /// Whether a line is the key of a list whose dashes have its column.
    fn is_indentless(&self, line: &Line<'_>, limit: usize) -> bool {
        let is_list = |line: &String| line.trim_start().starts_with('-');
        limit < usize::MAX
            && line.dashes.is_empty()
            && line.is_open()
            && self.skeleton.lines.last().is_some_and(is_list)
    }

    /// Takes down a line that the place hangs on.
    fn hang(&mut self, line: &Line<'_>, blocks: &[Block], column: usize) {
        let depth = blocks.first().map_or(line.indent(), |block| block.column);
        if depth < column {
            self.is_text |= line.opens_text();
            if line.bare_value().starts_with(['[', '{', '"', '\'']) {
                let end = line.end - line.bare_value().len();
                self.starts.push(end);
            }
        }
        let head = line.content - line.start;
        let key = line.key.as_ref();
        let key = key.map_or("", |key| {
            &line.text[key.start - line.start..key.end - line.start]
        });
        let colon = if key.is_empty() { "" } else { ":" };
        let head = &line.text[..head];
        self.skeleton.lines.push(format!("{head}{key}{colon}"));
        self.skeleton.start = line.start;
    }

    fn is_at_top(&self) -> bool {
        let last = self.blocks.last();
        last.is_some_and(|block| block.column == 0 && !block.is_list)
    }

    /// The blocks that an empty line can belong to when the cursor is at an offset.
    pub(super) fn places(&self, line: &Line<'_>, at: usize) -> Vec<Cursor> {
        let column = line.column(at);
        let mut places = Vec::new();
        if let Some(open) = self.open {
            if column > open.column {
                // Entries that are there already say how deep they stand.
                let below = self.below.filter(|below| *below > open.column);
                let wanted = below.unwrap_or(column);
                return vec![place(line, at, wanted, false)];
            }
            if column == open.column && !open.is_list {
                places.push(place(line, at, column, true));
            }
        }
        let fitting = self.blocks.iter().find(|block| block.column <= column);
        let column = fitting.map_or(0, |block| block.column);
        let same = self.blocks.iter().filter(|block| block.column == column);
        let mut same: Vec<bool> = same.map(|block| block.is_list).collect();
        if same.is_empty() {
            same.push(false);
        }
        // A key is likelier than an item of the list that has the same column.
        same.sort_unstable();
        places.extend(same.into_iter().map(|list| place(line, at, column, list)));
        let mut seen: Vec<String> = Vec::new();
        places.retain(|place| {
            let is_new = !seen.contains(&place.lead);
            seen.push(place.lead.clone());
            is_new
        });
        places
    }
}

fn indent_below(text: &str, line: &Line<'_>) -> Option<usize> {
    let mut next = line.below(text);
    while let Some(below) = next {
        if !below.is_empty() {
            return Some(below.indent());
        }
        next = below.below(text);
    }
    None
}

/// An empty line as an entry of a block with this column.
fn place(line: &Line<'_>, at: usize, column: usize, is_list: bool) -> Cursor {
    let (range, mut lead) = match line.column(at) == column {
        true => (at..at, String::new()),
        false => (line.start..at, " ".repeat(column)),
    };
    if is_list {
        lead.push_str("- ");
    }
    Cursor {
        lead,
        is_item: is_list,
        ..Cursor::new(Kind::Word, range, column + 2 * usize::from(is_list))
    }
}
