//! From the loader's error to its cause.

use super::line::Line;
use super::{Cause, Problem, brackets, indentation, mend, values};
use crate::diagnostic::{Fix, Label, Safety};
use crate::text::{TextRange, range};
use crate::yaml::{ErrorKind, Node, NodeId, Tree, YamlError};

/// What is being classified, with the places that matter at hand.
pub(super) struct Case<'a> {
    pub(super) tree: &'a Tree<'a>,
    pub(super) text: &'a str,
    pub(super) error: &'a YamlError,
    /// Where the loader gave up.
    pub(super) mark: usize,
    /// Where what is broken begins.
    pub(super) start: usize,
}

/// A cause with its place.
pub(super) struct Found {
    pub(super) cause: Cause,
    pub(super) range: TextRange,
    pub(super) labels: Vec<Label>,
    pub(super) fix: Option<Fix>,
}

impl Found {
    pub(super) fn new(cause: Cause, range: TextRange) -> Self {
        Self {
            cause,
            range,
            labels: Vec::new(),
            fix: None,
        }
    }

    pub(super) fn fix(self, fix: Option<Fix>) -> Self {
        Self { fix, ..self }
    }

    pub(super) fn label(mut self, range: TextRange, message: impl Into<String>) -> Self {
        self.labels.push(Label {
            range,
            message: message.into(),
        });
        self
    }
}

pub(super) fn classify(tree: &Tree<'_>, error: &YamlError) -> Problem {
    let start = usize::from(error.start);
    let case = Case {
        tree,
        text: tree.text(),
        error,
        mark: error.mark.map_or(start, usize::from),
        start,
    };
    let found = case.find();
    Problem {
        error: error.clone(),
        cause: found.cause,
        range: case.visible(found.range),
        labels: found.labels,
        fix: found.fix,
    }
}

impl Case<'_> {
    fn find(&self) -> Found {
        match &self.error.kind {
            ErrorKind::Tab => self.tab(),
            ErrorKind::UnprintableCharacter(character) => {
                let cause = Cause::UnprintableCharacter {
                    character: *character,
                };
                Found::new(cause, range(self.mark, character.len_utf8()))
            }
            ErrorKind::UndefinedAlias(name) => {
                self.named(Cause::UndefinedAlias { name: name.clone() }, 1 + name.len())
            }
            ErrorKind::DuplicateAnchor(name) => self.duplicate_anchor(name),
            ErrorKind::InvalidMerge { .. } => Found::new(Cause::InvalidMerge, self.node_range()),
            ErrorKind::MultipleDocuments => Found::new(Cause::MultipleDocuments, self.word()),
            ErrorKind::UnknownTag(name) | ErrorKind::MismatchedTag(name) => self.tag(name),
            ErrorKind::UndefinedTagHandle(name) => self.tag(name),
            ErrorKind::InvalidTag => self.tag(""),
            ErrorKind::InvalidTimestamp => {
                Found::new(Cause::InvalidTimestamp, self.node_range()).fix(self.quote_node())
            }
            ErrorKind::InvalidScalar(name) => match self.node_has_tag() {
                true => self.tag(name),
                false => {
                    Found::new(Cause::UnreadableNumber, self.node_range()).fix(self.quote_node())
                }
            },
            ErrorKind::ValueIndicator | ErrorKind::MergeIndicator => {
                Found::new(Cause::LoneIndicator, self.node_range()).fix(self.quote_node())
            }
            ErrorKind::TooDeep => Found::new(Cause::TooDeep, self.word()),
            ErrorKind::UnhashableKey => values::placeholder(self)
                .unwrap_or_else(|| Found::new(Cause::UnhashableKey, self.node_range())),
            _ => self.syntax(),
        }
    }

    fn syntax(&self) -> Found {
        if let Some(found) = conflict_marker(self).or_else(|| values::placeholder(self)) {
            return found;
        }
        match &self.error.kind {
            ErrorKind::UnclosedQuote | ErrorKind::DocumentMarkerInQuotes => {
                brackets::unclosed_quote(self, self.start)
            }
            ErrorKind::UnknownEscape(_) | ErrorKind::InvalidEscape => values::escape(self),
            ErrorKind::ReservedCharacter(_)
            | ErrorKind::InvalidAnchorName { .. }
            | ErrorKind::InvalidBlockHeader => values::reserved(self),
            ErrorKind::ExpectedFlowEnd { .. } => brackets::flow(self),
            ErrorKind::ExpectedNode { .. } if self.start != self.mark => brackets::flow(self),
            ErrorKind::MissingColon => indentation::missing_colon(self),
            ErrorKind::ValueNotAllowed => indentation::value_not_allowed(self),
            ErrorKind::SequenceEntryNotAllowed => {
                Found::new(Cause::ItemBehindKey, range(self.mark, 1))
            }
            ErrorKind::ExpectedBlockEnd { .. }
            | ErrorKind::ExpectedNode { .. }
            | ErrorKind::ExpectedDocumentStart => indentation::unexpected(self),
            _ => Found::new(Cause::Other, self.word()),
        }
    }

    fn tab(&self) -> Found {
        let len = self.text[self.mark..]
            .bytes()
            .take_while(|byte| *byte == b'\t')
            .count()
            .max(1);
        let place = range(self.mark, len);
        let line = Line::of(self.text, self.mark);
        let leading = self.text[line.start..self.mark].bytes().all(|b| b == b' ');
        let rest = self.text[self.mark + len..line.end].trim();
        // At the start of a line only its author knows how many blanks a tab stands for.
        let fix = if rest.is_empty() {
            Some(Fix::safe("remove the tab", place, ""))
        } else if leading {
            Some(Fix::risky("indent with blanks", place, "  ".repeat(len)))
        } else {
            Some(Fix::safe("put a blank there", place, " "))
        };
        Found::new(Cause::Tab, place).fix(fix)
    }

    fn duplicate_anchor(&self, name: &str) -> Found {
        let cause = Cause::DuplicateAnchor {
            name: name.to_owned(),
        };
        let found = self.named(cause, 1 + name.len());
        let first = self
            .tree
            .anchors()
            .iter()
            .find(|anchor| self.text[anchor.range][1..] == *name);
        match first {
            Some(anchor) => found.label(anchor.range, "the first one"),
            None => found,
        }
    }

    fn tag(&self, name: &str) -> Found {
        let tagged = self
            .node()
            .and_then(|node| node.tag())
            .map_or_else(|| self.word(), |tag| tag.range);
        let written = self.text[tagged].to_owned();
        let tag = match written.is_empty() {
            true => name.to_owned(),
            false => written,
        };
        Found::new(Cause::UnsupportedTag { tag }, tagged)
    }

    fn named(&self, cause: Cause, len: usize) -> Found {
        Found::new(cause, range(self.mark, len))
    }

    // Places.

    /// The node whose text, anchor and tag included, begins where the error does.
    pub(super) fn node(&self) -> Option<Node<'_>> {
        self.nodes_from(self.start)
            .next()
            .filter(|node| usize::from(node.full_range().start()) == self.start)
    }

    /// The nodes that begin at `at` or behind it: the arena is in the order of the text.
    pub(super) fn nodes_from(&self, at: usize) -> impl Iterator<Item = Node<'_>> {
        let nodes = &self.tree.nodes;
        let first = nodes.partition_point(|node| (node.start as usize) < at);
        (first..nodes.len()).map(|index| self.tree.node(NodeId(index as u32)))
    }

    /// The last node that begins before `at`.
    pub(super) fn node_before(&self, at: usize) -> Option<Node<'_>> {
        let nodes = &self.tree.nodes;
        let index = nodes.partition_point(|node| (node.start as usize) < at);
        (index.checked_sub(1)).map(|index| self.tree.node(NodeId(index as u32)))
    }

    fn node_range(&self) -> TextRange {
        self.node()
            .map(|node| node.range())
            .filter(|range| !range.is_empty())
            .unwrap_or_else(|| self.word())
    }

    fn node_has_tag(&self) -> bool {
        self.node().is_some_and(|node| node.tag().is_some())
    }

    fn quote_node(&self) -> Option<Fix> {
        let place = self.node()?.range();
        mend::quote(self.text, place.into(), Safety::Safe)
    }

    /// The word at the mark, or one character.
    pub(super) fn word(&self) -> TextRange {
        let rest = &self.text[self.mark..];
        let len = rest
            .find(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | ']' | '}'))
            .unwrap_or(rest.len());
        let one = rest.chars().next().map_or(0, char::len_utf8);
        range(self.mark, len.max(one))
    }

    /// A place that can be seen: at the end of the text, the last line that has something in it.
    fn visible(&self, place: TextRange) -> TextRange {
        let start = usize::from(place.start());
        if !place.is_empty() && !self.text[place].trim().is_empty() {
            return place;
        }
        if start < self.text.trim_end().len() {
            return place;
        }
        let end = self.text.trim_end().len();
        let content = Line::of(self.text, end).content();
        mend::text_range(&content)
    }
}

fn conflict_marker(case: &Case<'_>) -> Option<Found> {
    let is_marker = |line: &Line<'_>| {
        let text = &case.text[line.start..line.end];
        ["<<<<<<<", "=======", ">>>>>>>", "|||||||"]
            .iter()
            .any(|marker| text.starts_with(marker))
    };
    [case.mark, case.start]
        .iter()
        .map(|at| Line::of(case.text, *at))
        .chain(
            // The loader may only notice in the line below.
            Line::of(case.text, case.mark)
                .start
                .checked_sub(1)
                .map(|end| Line::of(case.text, end)),
        )
        .find(is_marker)
        .map(|line| {
            Found::new(
                Cause::ConflictMarker,
                mend::text_range(&(line.start..line.end)),
            )
        })
}
