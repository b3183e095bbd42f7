//! Tokens to a tree: PyYAML's grammar as a machine with its own stack, so that no nesting can overflow Rust's.

mod block;
mod document;
mod flow;
mod line;
mod node;
mod recover;

use hashbrown::HashMap;

use super::builder::Builder;
use super::error::{ErrorClass, ErrorKind, YamlError};
use super::scanner::{Indent, Scan, Scanner};
use super::token::{Token, TokenKind};
use super::tree::{NodeId, NodeKind, Style};
use crate::text::{TextRange, TextSize};

/// What the parser has found, besides what the scanner keeps.
pub(super) struct Parsed {
    pub(super) builder: Builder,
    pub(super) root: NodeId,
    pub(super) decoded: Vec<String>,
    pub(super) comments: Vec<TextRange>,
}

/// How many collections may be open at once before Python's recursion limit stops the loader (measured with PyYAML
/// 6.0.3 on Python 3.11: 490 to 493, by kind of collection).
const DEEPEST: usize = 493;

/// Reads the tokens of a text.
pub(super) fn parse(text: &str) -> Parsed {
    let mut parser = Parser::new(text);
    parser.run();
    parser.take_minor_errors();
    Parsed {
        builder: parser.builder,
        root: parser.root,
        decoded: parser.scanner.decoded,
        comments: parser.scanner.comments,
    }
}

struct Parser<'t> {
    text: &'t str,
    scanner: Scanner<'t>,
    builder: Builder,
    root: NodeId,
    frames: Vec<Frame>,
    /// The collections that ended since the last token with text, innermost first.
    closed: Vec<Frame>,
    stage: Stage,
    handles: HashMap<String, String>,
    anchors: HashMap<&'t str, NodeId>,
    recovery: recover::Budget,
}

/// Where in the stream the parser is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Before the first document.
    Start,
    /// Before the node of a document without `---`.
    ImplicitContent,
    /// Before the node of a document behind `---`.
    Content,
    /// In the document's node.
    Inside,
    /// Behind the document.
    End,
    Done,
}

/// A collection that is being read.
#[derive(Debug, Clone, Copy)]
struct Frame {
    node: NodeId,
    kind: FrameKind,
    state: State,
    indent: Indent,
    /// A mapping has a key that waits for its value.
    pending: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FrameKind {
    BlockSequence,
    /// A sequence whose dashes stand under the key it belongs to.
    IndentlessSequence,
    BlockMapping,
    FlowSequence,
    FlowMapping,
    /// `a: b` in brackets: a mapping of one pair.
    FlowPair,
}

/// What a collection expects next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    First,
    Key,
    Value,
    /// The value of a flow key without `:`.
    EmptyValue,
    End,
}

impl FrameKind {
    fn is_flow(self) -> bool {
        matches!(
            self,
            Self::FlowSequence | Self::FlowMapping | Self::FlowPair
        )
    }
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            scanner: Scanner::new(text),
            builder: Builder::for_text(text.len()),
            root: NodeId::NONE,
            frames: Vec::new(),
            closed: Vec::new(),
            stage: Stage::Start,
            handles: HashMap::new(),
            anchors: HashMap::new(),
            recovery: recover::Budget::new(text.len()),
        }
    }

    fn run(&mut self) {
        while self.stage != Stage::Done {
            if let Err(error) = self.step() {
                self.take_minor_errors();
                self.recover(*error);
            }
        }
    }

    fn step(&mut self) -> Scan<()> {
        let Some(frame) = self.frames.last().copied() else {
            return self.document();
        };
        match frame.kind {
            FrameKind::BlockSequence => self.block_sequence(frame),
            FrameKind::IndentlessSequence => self.indentless_sequence(),
            FrameKind::BlockMapping => self.block_mapping(frame),
            FrameKind::FlowSequence => self.flow_sequence(frame),
            FrameKind::FlowMapping => self.flow_mapping(frame),
            FrameKind::FlowPair => self.flow_pair(frame),
        }
    }

    fn take_minor_errors(&mut self) {
        self.builder.errors.append(&mut self.scanner.minor_errors);
    }

    // Tokens.

    fn next_is(&mut self, kinds: &[TokenKind]) -> Scan<bool> {
        let kind = self.scanner.peek()?.kind;
        Ok(kinds.contains(&kind))
    }

    /// Takes the next token if it is of this kind.
    fn take(&mut self, kind: TokenKind) -> Scan<Option<Token>> {
        let token = self.scanner.peek()?;
        if token.kind != kind {
            return Ok(None);
        }
        if kind != TokenKind::BlockEnd {
            self.closed.clear();
        }
        self.scanner.advance();
        Ok(Some(token))
    }

    // Frames.

    fn set_state(&mut self, state: State) {
        if let Some(frame) = self.frames.last_mut() {
            frame.state = state;
        }
    }

    fn push_frame(&mut self, node: NodeId, kind: FrameKind, column: i64) {
        if self.frames.len() == DEEPEST {
            let start = self.start_of(node);
            self.builder.errors.push(YamlError {
                kind: ErrorKind::TooDeep,
                class: ErrorClass::Python("RecursionError"),
                mark: None,
                start: TextSize::new(start),
            });
        }
        self.frames.push(Frame {
            node,
            kind,
            state: State::First,
            indent: Indent::at(column, kind == FrameKind::BlockSequence),
            pending: false,
        });
    }

    /// Ends the innermost collection at `end`, or where its last child ends.
    fn close_frame(&mut self, end: Option<u32>) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        match end {
            Some(end) => self.builder.nodes[frame.node.index()].end = end,
            None => self.builder.end_at_last_child(frame.node),
        }
        self.closed.push(frame);
        if self.frames.is_empty() {
            self.stage = Stage::End;
        }
    }

    /// Puts a node where the parser is.
    fn place(&mut self, id: NodeId) {
        match self.frames.last_mut() {
            None => {
                self.root = id;
                self.stage = Stage::End;
            }
            Some(frame) => {
                frame.pending = match frame.kind {
                    FrameKind::BlockMapping | FrameKind::FlowMapping | FrameKind::FlowPair => {
                        !frame.pending
                    }
                    _ => false,
                };
                self.builder.nodes[id.index()].is_key = frame.pending;
                self.builder.attach(frame.node, id);
            }
        }
    }

    fn empty_scalar(&mut self, at: u32) -> NodeId {
        let id = self.builder.add(NodeKind::Scalar, Style::Plain, at, at);
        self.place(id);
        id
    }

    fn error(&self, kind: ErrorKind, mark: u32, start: u32) -> Box<YamlError> {
        Box::new(YamlError {
            kind,
            class: ErrorClass::Parser,
            mark: Some(TextSize::new(mark)),
            start: TextSize::new(start),
        })
    }

    fn start_of(&self, node: NodeId) -> u32 {
        self.builder.nodes[node.index()].start
    }
}
