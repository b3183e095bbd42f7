//! Where the characters of a scalar's value stand in the text.
//!
//! A value differs from its source by escapes, folded lines and indentation. An [`Offsets`] is a list of pieces in the
//! order of the text, each either copied as it is or made of something else: a place inside the latter is the whole
//! of what it is made of.

use super::chars::{break_len, break_text, line_end};
use super::tree::{Node, NodeKind, Style};
use crate::text::{TextRange, range};

/// A piece of a value, and what it is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    /// Where it begins in the value.
    at: usize,
    /// Where it begins in the text.
    from: usize,
    /// How long it is in the value.
    len: usize,
    /// How long it is in the text.
    taken: usize,
}

impl Piece {
    fn is_copy(&self) -> bool {
        self.len == self.taken
    }
}

/// Leads from a scalar's value back to the text.
#[derive(Debug, Clone)]
pub struct Offsets {
    pieces: Vec<Piece>,
    /// What is answered where the pieces do not fit the value.
    whole: TextRange,
}

impl Offsets {
    /// The offsets of a scalar; for an alias, of its target.
    pub fn of(node: Node<'_>) -> Self {
        let node = node.resolve();
        let whole = node.range();
        let value = node.as_text().unwrap_or_default();
        let pieces = match node.kind() {
            NodeKind::Scalar => pieces(node, &value).unwrap_or_default(),
            _ => Vec::new(),
        };
        Self { pieces, whole }
    }

    /// The text that makes up the bytes from `start` to `end` of the value.
    pub fn range(&self, start: usize, end: usize) -> TextRange {
        let first = self.piece(start);
        let last = self.piece(end.saturating_sub(1).max(start));
        let (Some(first), Some(last)) = (first, last) else {
            return self.whole;
        };
        let from = match first.is_copy() {
            true => first.from + (start - first.at),
            false => first.from,
        };
        let to = match last.is_copy() {
            true => last.from + (end - last.at).min(last.len),
            false => last.from + last.taken,
        };
        range(from, to.saturating_sub(from))
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        let next = self.pieces.partition_point(|piece| piece.at <= at);
        let piece = self.pieces.get(next.checked_sub(1)?)?;
        (at < piece.at + piece.len).then_some(piece)
    }
}

/// The pieces of a scalar; none where they do not add up to its value.
fn pieces(node: Node<'_>, value: &str) -> Option<Vec<Piece>> {
    let span = std::ops::Range::<usize>::from(node.range());
    let mut walk = Walk {
        bytes: node.tree().text().as_bytes(),
        pos: span.start,
        end: span.end,
        value: value.as_bytes(),
        at: 0,
        pieces: Vec::new(),
    };
    match node.style() {
        Style::Plain => walk.lines(0)?,
        Style::SingleQuoted | Style::DoubleQuoted => {
            let quote = *walk.bytes.get(span.start)?;
            walk.pos += 1;
            walk.end = span.end.saturating_sub(1);
            walk.lines(quote)?;
        }
        _ => walk.block()?,
    }
    Some(walk.pieces)
}

struct Walk<'t> {
    bytes: &'t [u8],
    pos: usize,
    /// Where the source ends.
    end: usize,
    value: &'t [u8],
    /// How much of the value is accounted for.
    at: usize,
    pieces: Vec<Piece>,
}

impl Walk<'_> {
    /// So many bytes of the text are so many bytes of the value.
    fn take(&mut self, taken: usize, len: usize) -> Option<()> {
        let (from, at) = (self.pos, self.at);
        let source = self.bytes.get(from..from + taken)?;
        let made = self.value.get(at..at + len)?;
        self.pos += taken;
        self.at += len;
        if taken == len && source != made {
            return None;
        }
        match self.pieces.last_mut() {
            Some(last)
                if taken == len
                    && last.is_copy()
                    && last.from + last.taken == from
                    && last.at + last.len == at =>
            {
                last.len += len;
                last.taken += taken;
            }
            _ if len == 0 => {}
            _ => self.pieces.push(Piece {
                at,
                from,
                len,
                taken,
            }),
        }
        Some(())
    }

    /// A scalar whose lines are folded; `quote` is what it stands in, 0 for none.
    fn lines(&mut self, quote: u8) -> Option<()> {
        while self.pos < self.end {
            let byte = self.bytes[self.pos];
            if quote == b'\'' && byte == b'\'' {
                self.take(2, 1)?;
            } else if quote == b'"' && byte == b'\\' {
                self.escape()?;
            } else if byte == b' ' || byte == b'\t' || break_len(self.bytes, self.pos) > 0 {
                self.space()?;
            } else {
                self.take(1, 1)?;
            }
        }
        Some(())
    }

    /// Blanks, or line breaks with the blanks around them.
    fn space(&mut self) -> Option<()> {
        let (len, breaks) = self.blanks(self.pos);
        let worth = match breaks.split_first() {
            None => len,
            Some((&"\n", [])) => 1,
            Some((&"\n", more)) => more.iter().map(|text| text.len()).sum(),
            Some((first, more)) => first.len() + more.iter().map(|text| text.len()).sum::<usize>(),
        };
        self.take_made(len, worth, breaks.is_empty())
    }

    /// Takes bytes that are only copied if they are said to be.
    fn take_made(&mut self, taken: usize, len: usize, copied: bool) -> Option<()> {
        if copied || taken != len {
            return self.take(taken, len);
        }
        // One break for one blank: of the same length, and yet no copy.
        self.value.get(self.at..self.at + len)?;
        self.pos += taken;
        self.at += len;
        let (from, at) = (self.pos - taken, self.at - len);
        self.pieces.push(Piece {
            at,
            from,
            len,
            taken,
        });
        Some(())
    }

    /// How long the blanks and breaks from `from` are, and what the breaks are worth.
    fn blanks(&self, from: usize) -> (usize, Vec<&'static str>) {
        let mut breaks = Vec::new();
        let mut pos = from;
        while pos < self.end {
            match break_len(self.bytes, pos) {
                0 if matches!(self.bytes[pos], b' ' | b'\t') => pos += 1,
                0 => break,
                len => {
                    breaks.push(break_text(self.bytes, pos));
                    pos += len;
                }
            }
        }
        (pos.min(self.end) - from, breaks)
    }

    fn escape(&mut self) -> Option<()> {
        let digits = match self.bytes.get(self.pos + 1)? {
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            _ => 0,
        };
        if break_len(self.bytes, self.pos + 1) > 0 {
            let (len, breaks) = self.blanks(self.pos + 1);
            let worth = breaks.iter().skip(1).map(|text| text.len()).sum();
            return self.take_made(len + 1, worth, false);
        }
        let rest = std::str::from_utf8(self.value.get(self.at..)?).ok()?;
        let len = rest.chars().next()?.len_utf8();
        self.take_made(2 + digits, len, false)
    }

    /// A literal or folded scalar.
    fn block(&mut self) -> Option<()> {
        self.next_line();
        let indent = self.indentation();
        while self.pos < self.end {
            let blanks = self.count_blanks(indent);
            let end = line_end(self.bytes, self.pos + blanks).min(self.end);
            if end > self.pos + blanks {
                self.pos += blanks;
                self.skip_breaks();
                self.take(end - self.pos, end - self.pos)?;
            } else {
                self.pos = end;
            }
            self.next_line();
        }
        Some(())
    }

    /// Steps over the line breaks of the value, or the blank that stands for one.
    fn skip_breaks(&mut self) {
        let from = self.at;
        loop {
            match break_len(self.value, self.at) {
                0 => break,
                len => self.at += len,
            }
        }
        let folded = from > 0 && self.at == from && self.value.get(from) == Some(&b' ');
        self.at += usize::from(folded);
    }

    fn next_line(&mut self) {
        let end = line_end(self.bytes, self.pos).min(self.end);
        self.pos = (end + break_len(self.bytes, end)).min(self.end);
        if self.pos == end {
            self.pos = self.end;
        }
    }

    fn count_blanks(&self, most: usize) -> usize {
        let rest = &self.bytes[self.pos..self.end];
        rest.iter()
            .take(most)
            .take_while(|byte| **byte == b' ')
            .count()
    }

    /// How deep the lines are indented: what the first line with something in it has more than its value.
    fn indentation(&self) -> usize {
        let is_text = |bytes: &[u8], at: usize| bytes[at] != b' ' && break_len(bytes, at) == 0;
        let lead = |bytes: &[u8], from: usize, to: usize| {
            let text = (from..to).find(|at| is_text(bytes, *at))?;
            let blanks = bytes[from..text].iter().rev();
            Some(blanks.take_while(|byte| **byte == b' ').count())
        };
        let source = lead(self.bytes, self.pos, self.end).unwrap_or(0);
        let value = lead(self.value, 0, self.value.len()).unwrap_or(0);
        source.saturating_sub(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What makes up the first `{{ … }}` of the value of `x`.
    fn source_of(text: &str) -> String {
        let tree = crate::yaml::parse(text);
        let node = tree.root().unwrap().get("x").unwrap();
        let value = node
            .as_text()
            .unwrap_or_else(|| panic!("{text:?} {node:?}"));
        let start = value.find("{{").unwrap_or_else(|| panic!("{value:?}"));
        let end = value.find("}}").unwrap() + 2;
        text[Offsets::of(node).range(start, end)].to_owned()
    }

    #[test]
    fn what_is_copied_is_found() {
        for text in [
            "x: a {{ b }} c\n",
            "x: '{{ b }}'\n",
            "x: \"é {{ b }}\"\n",
            "x: 'it''s {{ b }}'\n",
            "x: \"\\u00e9\\t{{ b }}\"\n",
            "x: |\n  one\n\n    two {{ b }}\n  three\n",
            "x: |2\n    two {{ b }}\n",
            "x: >-\n  one\n  two {{ b }}\n\n  three\n",
            "x: >\n\n\n  one\n\n   more {{ b }}\n",
            "x: a\n  b {{ b }}\n",
            "x: \"a\\\n  \\  {{ b }}\"\n",
            "x: \"a\n\n\n  {{ b }}\"\n",
            "x: |\r\n  one\r\n  two {{ b }}\r\n",
            "x: &a !!str '{{ b }}'\n",
            "x: >\n  one\n   \n  {{ b }}\n",
            "x: |\n  a\u{2028}  one {{ b }}\n",
        ] {
            assert_eq!(source_of(text), "{{ b }}", "{text:?}");
        }
    }

    #[test]
    fn what_is_made_of_something_else_is_covered() {
        for (text, source) in [
            ("x: '{{\n  b }}'\n", "{{\n  b }}"),
            ("x: \"{{ \\x62 }}\"\n", "{{ \\x62 }}"),
            ("x: \"\\x7b{ b }}\"\n", "\\x7b{ b }}"),
            ("x: \"{{ b }\\x7D z\"\n", "{{ b }\\x7D"),
            ("x: >\n  a {{\n  b }} c\n", "{{\n  b }}"),
            ("x: a {{\n\n b }}\n", "{{\n\n b }}"),
        ] {
            assert_eq!(source_of(text), source, "{text:?}");
        }
    }
}
