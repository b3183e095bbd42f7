//! Rows of cells, aligned.

use anstyle::Style;

/// What stands between two columns.
const GAP: usize = 2;
/// A cell that is wider does not push the next column away.
const WIDEST: usize = 60;

/// A cell, with how it looks.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) style: Style,
}

impl Cell {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self::styled(text, Style::new())
    }

    pub(super) fn styled(text: impl Into<String>, style: Style) -> Self {
        let text = text.into();
        Self { text, style }
    }

    fn width(&self) -> usize {
        self.text.chars().count()
    }
}

/// Rows as lines, the columns aligned, without line ends.
pub(super) fn lines(rows: &[Vec<Cell>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        // The last cell of a row needs no room.
        let cells = rows.iter().filter(|row| row.len() > column + 1);
        let widths = cells.map(|row| row[column].width());
        widths.filter(|width| *width <= WIDEST).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    rows.iter().map(|row| line(row, &widths)).collect()
}

fn line(row: &[Cell], widths: &[usize]) -> String {
    let last = row.iter().rposition(|cell| !cell.text.is_empty());
    let mut text = String::new();
    for (at, cell) in row.iter().enumerate().take(last.map_or(0, |last| last + 1)) {
        let style = cell.style;
        text += &format!("{style}{}{style:#}", cell.text);
        if Some(at) != last {
            let blanks = widths.get(at).copied().unwrap_or(0) + GAP;
            text += &" ".repeat(blanks.saturating_sub(cell.width()).max(GAP));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_and_nothing_trails() {
        let row = |cells: &[&str]| cells.iter().map(|text| Cell::new(*text)).collect();
        let rows = [
            row(&["a", "bb", "c"]),
            row(&["aaa", "b"]),
            row(&["", "x", ""]),
        ];
        assert_eq!(lines(&rows), ["a    bb  c", "aaa  b", "     x"]);
    }
}
