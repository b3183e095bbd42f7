//! Going on after an error.
//!
//! What is broken is the entry that the error stands in. Reading goes on at the next line that begins an entry of a
//! collection that is still open; what lies between is lost, what comes before and after is not. Three mistakes
//! are common enough to lose nothing: a key whose `:` is missing is taken for a key, a line whose indentation fits
//! no block is taken for an entry of the block it is nearest to, and a tab is taken for blanks.

use super::line::Line;
use super::{Frame, FrameKind, Parser, Stage, State};
use crate::yaml::chars;
use crate::yaml::error::{ErrorKind, YamlError};
use crate::yaml::token::NO_DATA;
use crate::yaml::tree::{NodeId, NodeKind, Style};

/// Keeps recovery linear: how many bytes may still be scanned a second time.
pub(super) struct Budget {
    left: usize,
    /// The last line that reading went on at.
    last: Option<usize>,
    /// The last line that was taken for an entry of a block that had ended.
    reopened: Option<usize>,
}

impl Budget {
    pub(super) fn new(len: usize) -> Self {
        Self {
            left: 4 * len + 4096,
            last: None,
            reopened: None,
        }
    }

    /// Whether scanning may go back from `from` to `to`.
    fn allows(&mut self, from: usize, to: usize) -> bool {
        let Some(left) = self.left.checked_sub(from.saturating_sub(to)) else {
            return false;
        };
        self.left = left;
        true
    }
}

impl Parser<'_> {
    /// Notes the error and finds a place to go on.
    pub(super) fn recover(&mut self, error: YamlError) {
        let second_document = error.kind == ErrorKind::MultipleDocuments;
        let swallowed = self.swallowed_scalar(&error);
        let broken_from = match swallowed {
            Some(id) => self.start_of(id) as usize,
            None => self.broken_from(&error),
        };
        let mark = error.mark.map_or(broken_from, usize::from);
        let line = self.line_of(mark);
        let in_tab_line = (self.scanner.last_tab()).is_some_and(|tab| tab >= line.start);
        let unfit = matches!(error.kind, ErrorKind::ExpectedBlockEnd { .. });
        let missing_colon = matches!(
            error.kind,
            ErrorKind::MissingColon | ErrorKind::ValueNotAllowed
        );
        // What a line that stands wrong swallows is no second mistake.
        let after_reopened =
            swallowed.is_some() && self.recovery.reopened == Some(self.line_of(broken_from).start);
        if !in_tab_line && !after_reopened {
            self.builder.errors.push(error);
        }
        if second_document {
            self.stage = Stage::Done;
            return;
        }
        if unfit && self.reopen_at(mark) {
            return;
        }
        let from = match self.recovery.allows(self.scanner.position(), broken_from) {
            true => broken_from,
            false => self.scanner.position(),
        };
        if missing_colon && from == broken_from && self.assume_colon(from, swallowed) {
            return;
        }
        self.drop_broken_flow();
        let has_document = self.stage == Stage::End
            && (self.root.some()).is_some_and(|root| self.is_block_mapping(root));
        match has_document {
            true => self.finish(),
            false => self.go_on_after(from),
        }
    }

    fn is_block_mapping(&self, id: NodeId) -> bool {
        let node = &self.builder.nodes[id.index()];
        (node.kind, node.style) == (NodeKind::Mapping, Style::Block)
    }

    /// An unfinished flow collection may have swallowed what does not belong to it: nothing of it is kept but the
    /// place where it begins.
    fn drop_broken_flow(&mut self) {
        let Some(at) = self.frames.iter().position(|frame| frame.kind.is_flow()) else {
            return;
        };
        let node = self.frames[at].node;
        self.frames.truncate(at);
        if self.frames.is_empty() {
            self.root = NodeId::NONE;
            self.stage = Stage::ImplicitContent;
        }
        for name in self.builder.drop_contents(node) {
            self.anchors.remove(&self.text[name][1..]);
        }
        let start = self.start_of(node) as usize;
        let end = chars::line_end(self.text.as_bytes(), start);
        let len = self.text[start..end].trim_end().len();
        self.builder.nodes[node.index()].end = (start + len) as u32;
    }

    /// A text of several lines that the parser has already taken, and that ends at a `:` which cannot be: all but its
    /// first line belongs to something else. It counts as broken from here on.
    fn swallowed_scalar(&mut self, error: &YamlError) -> Option<NodeId> {
        if error.kind != ErrorKind::ValueNotAllowed {
            return None;
        }
        let index = self.builder.nodes.len().checked_sub(1)?;
        let node = &mut self.builder.nodes[index];
        let (start, end) = (node.start as usize, node.end as usize);
        let ends_here = error.mark.map(usize::from) == Some(end);
        if node.kind != NodeKind::Scalar || !ends_here || !self.text[start..end].contains('\n') {
            return None;
        }
        node.kind = NodeKind::Broken;
        node.broken = true;
        Some(NodeId(index as u32))
    }

    /// Where the broken entry begins, as far as the error tells.
    fn broken_from(&mut self, error: &YamlError) -> usize {
        let outermost_flow = self.frames.iter().find(|frame| frame.kind.is_flow());
        if let Some(frame) = outermost_flow {
            return self.start_of(frame.node) as usize;
        }
        if matches!(error.kind, ErrorKind::ExpectedBlockEnd { .. }) {
            return error
                .mark
                .map_or_else(|| usize::from(error.start), usize::from);
        }
        let start = usize::from(error.start);
        match error.kind {
            // Text of several lines before a `:` began where a line lacks its own.
            ErrorKind::ValueNotAllowed => self.scanner.waiting_scalar().unwrap_or(start),
            _ => start,
        }
    }

    /// Goes on at the first line below `from` that begins an entry of an open collection.
    fn go_on_after(&mut self, from: usize) {
        let mut line = self.line_of(from);
        let block_open = !self.frames.is_empty();
        while let Some(next) = self.next_line(line) {
            line = next;
            if self.recovery.last.is_some_and(|last| line.start <= last) {
                continue;
            }
            if self.at_marker(line.start) {
                return self.end_document_at(line);
            }
            if self.is_blank(line) || !(line.is_item || self.looks_like_key(line)) {
                continue;
            }
            match self.frame_for(line) {
                Some(depth) => return self.resume(depth, line),
                None if !block_open => return self.start_over(line),
                None => {}
            }
        }
        self.finish();
    }

    /// The innermost collection that takes the line for one of its entries. The columns of the frames ascend, two
    /// at most being equal, so that no depth makes this slow.
    fn frame_for(&self, line: Line) -> Option<usize> {
        let first = self
            .frames
            .partition_point(|frame| frame.indent.column < line.column);
        (first..self.frames.len().min(first + 2))
            .rev()
            .find(|&at| self.frames[at].takes(line))
    }

    /// Closes what is open inside the frame of `depth`, and reads on in it.
    fn resume(&mut self, depth: usize, line: Line) {
        while self.frames.len() > depth + 1 {
            self.fill_pending();
            self.close_frame(None);
        }
        self.fill_pending();
        self.set_state(State::Key);
        self.restart(line);
    }

    fn restart(&mut self, line: Line) {
        self.closed.clear();
        self.recovery.last = Some(line.start);
        let indents = self
            .frames
            .iter()
            .filter(|frame| {
                matches!(
                    frame.kind,
                    FrameKind::BlockSequence | FrameKind::BlockMapping
                )
            })
            .map(|frame| frame.indent)
            .collect();
        self.scanner.restart(line.start, line.number, indents);
    }

    /// Gives a key without a value one that says that it could not be read.
    fn fill_pending(&mut self) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        if frame.pending {
            let at = self.builder.nodes[frame.node.index()].last.some();
            let end = at.map_or(0, |id| self.builder.nodes[id.index()].end);
            let id = self.builder.add(NodeKind::Broken, Style::Plain, end, end);
            self.place(id);
        }
    }

    /// Nothing was open yet: takes the line for the first of the document.
    fn start_over(&mut self, line: Line) {
        self.frames.clear();
        self.root = NodeId::NONE;
        self.stage = Stage::ImplicitContent;
        self.restart(line);
    }

    fn end_document_at(&mut self, line: Line) {
        self.finish();
        self.restart(line);
        self.stage = Stage::End;
    }

    fn finish(&mut self) {
        while !self.frames.is_empty() {
            self.fill_pending();
            self.close_frame(None);
        }
        self.stage = Stage::Done;
    }

    /// The first line behind a block fits no open collection: takes it for an entry of one that it has just ended.
    fn reopen_at(&mut self, mark: usize) -> bool {
        let line = self.line_of(mark);
        let first_in_line = line.start + line.column as usize == mark;
        let again = self.recovery.last.is_some_and(|last| line.start <= last);
        if !first_in_line || again || !(line.is_item || self.looks_like_key(line)) {
            return false;
        }
        let fits = |frame: &Frame| {
            frame.indent.column > line.column
                && match frame.kind {
                    FrameKind::BlockSequence => line.is_item,
                    FrameKind::BlockMapping => !line.is_item,
                    _ => false,
                }
        };
        let Some(at) = self.closed.iter().rposition(fits) else {
            return false;
        };
        if !self.recovery.allows(self.scanner.position(), line.start) {
            return false;
        }
        let reopened: Vec<Frame> = self.closed.drain(at..).rev().collect();
        self.frames.extend(reopened);
        self.stage = Stage::Inside;
        if let Some(frame) = self.frames.last_mut() {
            frame.indent.low = line.column;
        }
        self.recovery.reopened = Some(line.start);
        self.restart(line);
        true
    }

    /// Takes `name` or `name:text` at the start of an entry for a key without its `:` or the blank behind it.
    fn assume_colon(&mut self, from: usize, swallowed: Option<NodeId>) -> bool {
        let line = self.line_of(from);
        let end = chars::line_end(self.text.as_bytes(), from);
        let text = self.text[from..end].trim_end();
        let word = text
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')))
            .unwrap_or(text.len());
        let behind = &text[word..];
        let is_key = behind.is_empty() || behind.starts_with(':') && !text.contains(": ");
        if word == 0 || !is_key || !self.enter_mapping(line, from, swallowed) {
            return false;
        }
        self.add_key(from, from + word);
        if !behind.is_empty() {
            self.add_key(from + word + 1, from + text.len());
            self.set_state(State::Key);
            return false;
        }
        let Some(next) = self.next_line(line) else {
            return false;
        };
        // Nobody knows yet whether it is to become a key.
        if let Some(key) = self.builder.nodes.last_mut() {
            key.broken = true;
        }
        self.set_state(State::Value);
        self.restart(next);
        self.scanner.assume_value(from + word);
        true
    }

    /// Makes sure that a mapping is open whose entries begin in the column of `from`: the one that is, or a new one
    /// where a node can begin.
    fn enter_mapping(&mut self, line: Line, from: usize, swallowed: Option<NodeId>) -> bool {
        let column = (from - line.start) as i64;
        let first_in_line = line.start + line.column as usize == from;
        if let Some(id) = swallowed {
            return (first_in_line || self.after_dash(line, from))
                && self.turn_into_mapping(id, column);
        }
        let Some(frame) = self.frames.last().copied() else {
            return self.root == NodeId::NONE && first_in_line && self.open_mapping(from, column);
        };
        match frame.kind {
            FrameKind::BlockMapping if frame.pending => {
                first_in_line && column > frame.indent.column && self.open_mapping(from, column)
            }
            FrameKind::BlockMapping => {
                (first_in_line || self.after_dash(line, from)) && frame.indent.has(column)
            }
            FrameKind::BlockSequence | FrameKind::IndentlessSequence => {
                !first_in_line && self.after_dash(line, from) && self.open_mapping(from, column)
            }
            _ => false,
        }
    }

    /// A text that has swallowed the next line's key becomes the mapping that it begins.
    fn turn_into_mapping(&mut self, id: NodeId, column: i64) -> bool {
        let node = &mut self.builder.nodes[id.index()];
        node.kind = NodeKind::Mapping;
        node.style = Style::Block;
        node.broken = false;
        node.link = u32::MAX;
        node.end = node.start;
        self.push_frame(id, FrameKind::BlockMapping, column);
        self.stage = Stage::Inside;
        true
    }

    fn open_mapping(&mut self, from: usize, column: i64) -> bool {
        let at = from as u32;
        let id = self.builder.add(NodeKind::Mapping, Style::Block, at, at);
        self.place(id);
        self.push_frame(id, FrameKind::BlockMapping, column);
        self.stage = Stage::Inside;
        true
    }

    /// Adds a plain scalar, a key or its value.
    fn add_key(&mut self, start: usize, end: usize) {
        let id = self
            .builder
            .add(NodeKind::Scalar, Style::Plain, start as u32, end as u32);
        self.builder.nodes[id.index()].link = NO_DATA;
        self.place(id);
    }
}

impl Frame {
    /// Whether a line begins one of its entries.
    fn takes(&self, line: Line) -> bool {
        let fits = self.indent.has(line.column);
        match self.kind {
            FrameKind::BlockSequence | FrameKind::IndentlessSequence => fits && line.is_item,
            FrameKind::BlockMapping => fits && !line.is_item,
            _ => false,
        }
    }
}
