//! Tabs where tokens begin. The loader stops there; here they count as blanks once they have been reported, so that
//! what comes behind is still read: a line that begins with tabs is taken to stand where it was probably meant to.

use super::Scanner;
use crate::yaml::chars;
use crate::yaml::error::ErrorKind;

/// How wide editors show a tab.
const WIDTHS: [i64; 3] = [2, 4, 8];

/// How many lines are looked at for the next one that is not empty.
const FEW_LINES: usize = 8;

/// How many ways to begin a line are kept in mind.
const MOST_PREFIXES: usize = 16;

/// Where lines that begin with tabs were taken to stand.
#[derive(Debug, Default)]
pub(super) struct Tabs<'t> {
    /// The place of the last tab that was reported.
    pub(super) last: Option<usize>,
    /// How much further to the right than its bytes say the rest of this line stands.
    pub(super) shift: i64,
    /// What lines began with, and in which column what is behind it was taken to stand.
    prefixes: Vec<(&'t str, i64)>,
}

impl Scanner<'_> {
    /// Steps over tabs and blanks, and reports them once a line. `begins_line` says whether nothing stands in front.
    pub(super) fn skip_tabs(&mut self, begins_line: bool) {
        if self.tabs.last.is_none_or(|last| last < self.line_start) {
            self.tabs.last = Some(self.pos);
            self.minor_errors
                .push(*self.error(ErrorKind::Tab, self.pos));
        }
        while matches!(self.byte(0), b'\t' | b' ') {
            self.pos += 1;
        }
        let is_blank = self.is_break(0) || self.byte(0) == b'#';
        if begins_line && self.flow_level == 0 && !is_blank {
            self.tabs.shift = self.column_meant() - self.column();
        }
    }

    /// The column that what stands here was probably meant to have.
    fn column_meant(&mut self) -> i64 {
        let prefix = self.slice(self.line_start, self.pos);
        let known = self
            .tabs
            .prefixes
            .iter()
            .find(|(known, _)| *known == prefix);
        let known = known.map(|(_, column)| *column);
        let column = match self.lacks_value() {
            true => self.column_inside(prefix),
            false => self.column_beside(prefix, known),
        };
        if known.is_none() && self.tabs.prefixes.len() < MOST_PREFIXES {
            self.tabs.prefixes.push((prefix, column));
        }
        column
    }

    /// The column of what begins the value of the innermost block's last key.
    fn column_inside(&self, prefix: &str) -> i64 {
        let innermost = self.indent().column;
        let inside = widths(prefix).into_iter().filter(|it| *it > innermost);
        let inside: Vec<i64> = inside.collect();
        let (dash, next) = (self.dash_len(), self.next_column());
        // What belongs to an item stands below what is behind its dash.
        let fitting = next.filter(|next| dash > 0 && !inside.contains(next));
        (fitting
            .map(|next| next - dash)
            .filter(|column| *column > innermost))
        .or_else(|| self.likeliest(inside))
        .unwrap_or(innermost + 1)
    }

    /// The column of an open block that takes what stands here for one of its entries.
    fn column_beside(&self, prefix: &str, known: Option<i64>) -> i64 {
        let is_item = self.dash_len() > 0;
        let blocks = || {
            let all = self.indents.iter().rev();
            let fitting = all.filter(move |indent| indent.is_sequence == is_item);
            fitting.map(|indent| indent.column)
        };
        let is_open = |column: &i64| blocks().any(|open| open == *column);
        let open = widths(prefix).into_iter().filter(is_open).collect();
        (known.filter(is_open))
            .or_else(|| self.likeliest(open))
            .or_else(|| blocks().next())
            .unwrap_or(self.indent().column.max(0))
    }

    /// The one of some columns that goes best with the next line: a key without a value has one deeper in, all else
    /// mostly stands beside it. The first if nothing tells.
    fn likeliest(&self, columns: Vec<i64>) -> Option<i64> {
        let first = columns.first().copied();
        let Some(next) = self.next_column() else {
            return first;
        };
        let line = self.slice(self.pos, chars::line_end(self.bytes, self.pos));
        let opens = line.trim_end().ends_with(':');
        let dash = self.dash_len();
        let is_beside = |column: &&i64| **column == next || **column + dash == next;
        let beside = columns.iter().find(is_beside);
        let likely = match opens {
            true => columns.iter().filter(|column| **column < next).max(),
            false => beside.or_else(|| columns.iter().filter(|column| **column > next).max()),
        };
        likely.copied().or(first)
    }

    /// The length of the dash that stands here, with the blanks behind it; 0 where there is none.
    fn dash_len(&self) -> i64 {
        let line = self.slice(self.pos, chars::line_end(self.bytes, self.pos));
        match line.strip_prefix('-') {
            Some(rest) if self.is_space(1) => {
                (line.len() - rest.trim_start_matches(' ').len()) as i64
            }
            _ => 0,
        }
    }

    /// The column of the next line, if it is indented by blanks.
    fn next_column(&self) -> Option<i64> {
        let rest = self.slice(self.pos, self.bytes.len());
        let lines = rest.lines().skip(1).take(FEW_LINES);
        let mut written = lines.filter(|line| !line.trim_start().is_empty());
        let next = written.find(|line| !line.trim_start().starts_with('#'))?;
        let text = next.trim_start_matches(' ');
        (!text.starts_with('\t')).then(|| (next.len() - text.len()) as i64)
    }

    /// Whether what is written in front of this line ends with the `:` of a key.
    fn lacks_value(&self) -> bool {
        let mut end = self.line_start;
        for comment in self.comments.iter().rev() {
            let before = self.text[..end].trim_end().len();
            if usize::from(comment.end()) != before {
                break;
            }
            end = comment.start().into();
        }
        self.text[..end].trim_end().ends_with(':')
    }
}

/// The columns behind some tabs and blanks, for each width of tabs.
fn widths(prefix: &str) -> [i64; WIDTHS.len()] {
    WIDTHS.map(|width| {
        let after = |column: i64, byte: u8| match byte {
            b'\t' => (column / width + 1) * width,
            _ => column + 1,
        };
        prefix.bytes().fold(0, after)
    })
}
