//! One node: its anchor and tag, and what it is.

use super::{FrameKind, Parser};
use crate::text::{TextRange, TextSize};
use crate::yaml::builder::PendingProperties;
use crate::yaml::error::{ErrorClass, ErrorKind, YamlError};
use crate::yaml::scanner::Scan;
use crate::yaml::token::{Token, TokenKind};
use crate::yaml::tree::{NodeId, NodeKind, Style, Tag};

/// What `!!` stands for.
const YAML_TAGS: &str = "tag:yaml.org,2002:";

impl<'t> Parser<'t> {
    /// Reads the node that must stand here. `block`: collections by indentation may; `indentless`: so may a sequence
    /// whose dashes are not indented.
    pub(super) fn node(&mut self, block: bool, indentless: bool) -> Scan<()> {
        if let Some(alias) = self.take(TokenKind::Alias)? {
            self.alias(alias);
            return Ok(());
        }
        let properties = self.properties()?;
        let next = self.scanner.peek()?;
        let found = match next.kind {
            TokenKind::BlockEntry if indentless => Some((
                NodeKind::Sequence,
                Style::Block,
                FrameKind::IndentlessSequence,
            )),
            TokenKind::Scalar(style) => {
                self.take(next.kind)?;
                let id = self
                    .builder
                    .add(NodeKind::Scalar, style, next.start, next.end);
                self.builder.nodes[id.index()].link = next.data;
                self.finish_node(id, properties);
                return Ok(());
            }
            TokenKind::FlowSequenceStart => {
                Some((NodeKind::Sequence, Style::Flow, FrameKind::FlowSequence))
            }
            TokenKind::FlowMappingStart => {
                Some((NodeKind::Mapping, Style::Flow, FrameKind::FlowMapping))
            }
            TokenKind::BlockSequenceStart if block => {
                Some((NodeKind::Sequence, Style::Block, FrameKind::BlockSequence))
            }
            TokenKind::BlockMappingStart if block => {
                Some((NodeKind::Mapping, Style::Block, FrameKind::BlockMapping))
            }
            _ => None,
        };
        match found {
            Some((kind, style, frame)) => self.collection(next, kind, style, frame, properties),
            None => self.no_content(next, properties),
        }
    }

    fn collection(
        &mut self,
        start: Token,
        kind: NodeKind,
        style: Style,
        frame: FrameKind,
        properties: PendingProperties,
    ) -> Scan<()> {
        let id = self.builder.add(kind, style, start.start, start.end);
        self.finish_node(id, properties);
        let column = match frame {
            // Its dashes are taken by the mapping's indentation, and that is what its lines are found by.
            FrameKind::IndentlessSequence => self.frames.last().map_or(-1, |f| f.indent.column),
            _ => i64::from(start.data),
        };
        if frame != FrameKind::IndentlessSequence {
            self.take(start.kind)?;
        }
        self.push_frame(id, frame, column);
        self.stage = super::Stage::Inside;
        Ok(())
    }

    fn no_content(&mut self, next: Token, properties: PendingProperties) -> Scan<()> {
        if properties.start.is_some() {
            let at = properties.end;
            let id = self.builder.add(NodeKind::Scalar, Style::Plain, at, at);
            self.finish_node(id, properties);
            return Ok(());
        }
        let kind = ErrorKind::ExpectedNode {
            found: next.kind.name(),
        };
        let start = self
            .frames
            .last()
            .filter(|frame| frame.kind.is_flow())
            .map_or(next.start, |frame| self.start_of(frame.node));
        Err(self.error(kind, next.start, start))
    }

    fn properties(&mut self) -> Scan<PendingProperties> {
        let mut found = PendingProperties::default();
        loop {
            let token = self.scanner.peek()?;
            match token.kind {
                TokenKind::Anchor if found.anchor.is_none() => {
                    found.anchor = Some(token_range(token));
                }
                TokenKind::Tag if found.tag.is_none() => {
                    found.tag = self.tag(token, found.start.unwrap_or(token.start));
                    if found.tag.is_none() {
                        // An undefined handle has been reported; the tag is as good as none.
                        found.tag = Some(Tag {
                            range: token_range(token),
                            name: String::new(),
                        });
                    }
                }
                _ => return Ok(found),
            }
            self.take(token.kind)?;
            found.start.get_or_insert(token.start);
            found.end = token.end;
        }
    }

    fn tag(&mut self, token: Token, start: u32) -> Option<Tag> {
        let written = self.scanner.tags.get(token.data as usize)?.clone();
        let prefix = match written.handle.as_deref() {
            None => String::new(),
            Some(handle) => match self.handles.get(handle) {
                Some(prefix) => prefix.clone(),
                None if handle == "!" => "!".to_owned(),
                None if handle == "!!" => YAML_TAGS.to_owned(),
                None => {
                    let kind = ErrorKind::UndefinedTagHandle(handle.to_owned());
                    let error = self.error(kind, token.start, start);
                    self.builder.errors.push(*error);
                    return None;
                }
            },
        };
        Some(Tag {
            range: token_range(token),
            name: prefix + &written.suffix,
        })
    }

    fn finish_node(&mut self, id: NodeId, properties: PendingProperties) {
        let start = properties.start.unwrap_or_default();
        let name = properties.anchor.map(|range| self.name(range));
        if properties
            .tag
            .as_ref()
            .is_some_and(|tag| tag.name.is_empty())
        {
            self.builder.nodes[id.index()].broken = true;
        }
        self.builder.set_properties(id, properties);
        if let Some(name) = name
            && self.anchors.insert(name, id).is_some()
        {
            self.composer_error(ErrorKind::DuplicateAnchor(name.to_owned()), start);
        }
        self.place(id);
    }

    fn alias(&mut self, token: Token) {
        let name = self.name(token_range(token));
        let id = self
            .builder
            .add(NodeKind::Alias, Style::Plain, token.start, token.end);
        match self.anchors.get(name) {
            Some(target) => self.builder.nodes[id.index()].link = target.0,
            None => {
                self.builder.nodes[id.index()].broken = true;
                self.composer_error(ErrorKind::UndefinedAlias(name.to_owned()), token.start);
            }
        }
        self.place(id);
    }

    /// The name behind a `&` or `*`.
    fn name(&self, range: TextRange) -> &'t str {
        &self.text[range][1..]
    }

    fn composer_error(&mut self, kind: ErrorKind, at: u32) {
        self.take_minor_errors();
        self.builder.errors.push(YamlError {
            kind,
            class: ErrorClass::Composer,
            mark: Some(TextSize::new(at)),
            start: TextSize::new(at),
        });
    }
}

fn token_range(token: Token) -> TextRange {
    TextRange::new(TextSize::new(token.start), TextSize::new(token.end))
}
