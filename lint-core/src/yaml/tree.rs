//! The tree: nodes in one arena, linked by number.
//!
//! Aliases are links, never copies, so the tree is never larger than the text, and a text may refer to itself.
//! [`Node`] is a tree and a number together: what all the rest of the analysis holds in its hands.

use std::borrow::Cow;

use super::error::YamlError;
use super::resolve::ScalarTag;
use super::scalar::{self, Value};
use crate::text::{TextRange, TextSize};

/// The number of a node in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

impl NodeId {
    /// Stands for "no node" in links.
    pub(super) const NONE: Self = Self(u32::MAX);

    /// Its place in the arena: parents before children, siblings in the order of the text.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    pub(super) fn some(self) -> Option<Self> {
        (self != Self::NONE).then_some(self)
    }
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// Text, a number, a date, nothing.
    Scalar,
    /// A list.
    Sequence,
    /// Keys with values.
    Mapping,
    /// `*name`: another node, met again.
    Alias,
    /// A place that could not be read; the error is among [`Tree::errors`].
    Broken,
}

/// How a node is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A scalar without quotes, or nothing at all.
    Plain,
    /// `'…'`
    SingleQuoted,
    /// `"…"`
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
    /// A collection by indentation.
    Block,
    /// A collection in brackets or braces.
    Flow,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct NodeData {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) kind: NodeKind,
    pub(super) style: Style,
    /// Something inside cannot be constructed, so nothing is known about its value.
    pub(super) broken: bool,
    /// It stands where a mapping has its keys.
    pub(super) is_key: bool,
    /// A mapping's keys are few and all text, no two of them the same and none a merge key; known once the whole tree
    /// is there.
    pub(super) has_plain_keys: bool,
    /// The type of a scalar, once the whole tree is there; none where its tag is of no scalar type.
    pub(super) tag: Option<ScalarTag>,
    /// A scalar's entry in `decoded`; a collection's first child; an alias's target.
    pub(super) link: u32,
    /// A collection's last child.
    pub(super) last: NodeId,
    /// The next sibling. A mapping's children are key, value, key, value.
    pub(super) next: NodeId,
    /// The entry in `properties`, or `u32::MAX`.
    pub(super) properties: u32,
}

/// An anchor or a tag in front of a node, or both.
#[derive(Debug, Clone, Default)]
pub(super) struct Properties {
    pub(super) start: u32,
    pub(super) anchor: Option<u32>,
    pub(super) tag: Option<Tag>,
}

/// A tag in front of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The whole tag as it is written.
    pub range: TextRange,
    /// Its full name, such as `tag:yaml.org,2002:str`; `!` for the bare one.
    pub name: String,
}

/// `&name`: a node that can be met again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The whole anchor, `&` included.
    pub range: TextRange,
    /// The node that has it.
    pub node: NodeId,
}

/// A YAML text as a tree, with all that was wrong in it.
#[derive(Debug)]
pub struct Tree<'t> {
    pub(super) text: &'t str,
    pub(super) nodes: Vec<NodeData>,
    pub(super) root: NodeId,
    pub(super) decoded: Vec<String>,
    pub(super) properties: Vec<Properties>,
    pub(super) anchors: Vec<Anchor>,
    pub(super) comments: Vec<TextRange>,
    pub(super) errors: Vec<YamlError>,
    pub(super) error_count: usize,
}

impl<'t> Tree<'t> {
    /// The text that was read.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The document's node; none for an empty text.
    pub fn root(&self) -> Option<Node<'_>> {
        self.root.some().map(|id| self.node(id))
    }

    /// The node of a number.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        Node { tree: self, id }
    }

    /// All nodes, parents before children, siblings in the order of the text.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = Node<'_>> {
        (0..self.nodes.len() as u32).map(|id| self.node(NodeId(id)))
    }

    /// The anchors, in the order of the text.
    pub fn anchors(&self) -> &[Anchor] {
        &self.anchors
    }

    /// The comments from `#` to the end of the line, in the order of the text.
    pub fn comments(&self) -> &[TextRange] {
        &self.comments
    }

    /// What Prefect's loader would refuse; the first is the one that it would name. Of very many, the first ones.
    pub fn errors(&self) -> &[YamlError] {
        &self.errors
    }

    /// How many errors there are, with those that are not kept.
    pub fn error_count(&self) -> usize {
        self.error_count
    }

    pub(super) fn data(&self, id: NodeId) -> &NodeData {
        &self.nodes[id.index()]
    }
}

/// A node of a tree.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    id: NodeId,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Node<'_> {}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}@{:?}", self.kind(), self.range())
    }
}

impl<'t> Node<'t> {
    pub(super) fn data(self) -> &'t NodeData {
        self.tree.data(self.id)
    }

    fn properties(self) -> Option<&'t Properties> {
        self.tree.properties.get(self.data().properties as usize)
    }

    /// The tree it stands in.
    pub fn tree(self) -> &'t Tree<'t> {
        self.tree
    }

    /// Its number.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// What it is.
    pub fn kind(self) -> NodeKind {
        self.data().kind
    }

    /// How it is written.
    pub fn style(self) -> Style {
        self.data().style
    }

    /// Its text, without anchor and tag; quotes, brackets and block headers included. Empty for a missing value.
    pub fn range(self) -> TextRange {
        TextRange::new(
            TextSize::new(self.data().start),
            TextSize::new(self.data().end),
        )
    }

    /// Its text with anchor and tag.
    pub fn full_range(self) -> TextRange {
        let start = self.properties().map_or(self.data().start, |p| p.start);
        TextRange::new(TextSize::new(start), TextSize::new(self.data().end))
    }

    /// The text of [`range`](Self::range), as it is written.
    pub fn source(self) -> &'t str {
        &self.tree.text[self.range()]
    }

    /// Whether nothing is written here: the value of `key:` with nothing behind it.
    pub fn is_empty(self) -> bool {
        self.range().is_empty()
    }

    /// Whether it, or something in it, could not be read. Nothing is to be said about its value then.
    pub fn is_broken(self) -> bool {
        self.kind() == NodeKind::Broken || self.data().broken
    }

    /// Whether it stands where a mapping has its keys.
    pub fn is_key(self) -> bool {
        self.data().is_key
    }

    /// What comes next in its collection: of a key, its value.
    pub fn next_sibling(self) -> Option<Node<'t>> {
        self.data().next.some().map(|id| self.tree.node(id))
    }

    /// The node that an alias stands for; any other node stands for itself.
    pub fn resolve(self) -> Self {
        match self.kind() {
            NodeKind::Alias => NodeId(self.data().link)
                .some()
                .map_or(self, |id| self.tree.node(id)),
            _ => self,
        }
    }

    /// The anchor in front of it.
    pub fn anchor(self) -> Option<&'t Anchor> {
        let index = self.properties()?.anchor?;
        self.tree.anchors.get(index as usize)
    }

    /// The tag in front of it.
    pub fn tag(self) -> Option<&'t Tag> {
        self.properties()?.tag.as_ref()
    }

    /// A scalar's text after unescaping and folding; for an alias, its target's.
    pub fn as_text(self) -> Option<Cow<'t, str>> {
        let node = self.resolve();
        (node.kind() == NodeKind::Scalar).then(|| node.decoded_text())
    }

    /// A scalar's text if it is text to Prefect too, not a number, a date or the like.
    pub fn as_str(self) -> Option<Cow<'t, str>> {
        let node = self.resolve();
        let is_text = node.kind() == NodeKind::Scalar && node.scalar_tag() == Some(ScalarTag::Str);
        is_text.then(|| node.decoded_text())
    }

    /// Whether it is this text, as [`as_str`](Self::as_str) has it.
    pub fn is_str(self, text: &str) -> bool {
        let node = self.resolve();
        let data = node.data();
        // Keys are asked for by name all the time, and most are plain.
        if data.style == Style::Plain && data.link == u32::MAX {
            let bytes = node.tree.text.as_bytes();
            let own = bytes.get(data.start as usize..data.end as usize);
            return own == Some(text.as_bytes()) && data.tag == Some(ScalarTag::Str);
        }
        node.as_str().is_some_and(|own| own == text)
    }

    /// The type of a scalar.
    pub(super) fn scalar_tag(self) -> Option<ScalarTag> {
        self.data().tag
    }

    /// A scalar's value, as the loader resolves it by YAML 1.1; for an alias, its target's.
    /// None for what is no scalar, and for a scalar that the loader cannot construct.
    pub fn value(self) -> Option<Value<'t>> {
        let node = self.resolve();
        match (node.kind(), node.scalar_tag()) {
            (NodeKind::Scalar, Some(ScalarTag::Str)) => Some(Value::Str(node.decoded_text())),
            (NodeKind::Scalar, _) => scalar::construct(node).ok(),
            _ => None,
        }
    }

    fn decoded_text(self) -> Cow<'t, str> {
        let data = self.data();
        if let Some(text) = self.tree.decoded.get(data.link as usize) {
            return Cow::Borrowed(text);
        }
        let source = self.source();
        Cow::Borrowed(match data.style {
            Style::SingleQuoted | Style::DoubleQuoted => {
                source.get(1..source.len().saturating_sub(1)).unwrap_or("")
            }
            _ => source,
        })
    }

    /// The items of a sequence, or of the sequence that an alias stands for. Items are not resolved.
    pub fn items(self) -> impl Iterator<Item = Node<'t>> {
        self.children_of(NodeKind::Sequence)
    }

    /// The keys and values of a mapping as they are written, merge keys among them; for an alias, its target's.
    /// Keys and values are not resolved.
    pub fn pairs(self) -> impl Iterator<Item = (Node<'t>, Node<'t>)> {
        let mut children = self.children_of(NodeKind::Mapping);
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    fn children_of(self, kind: NodeKind) -> impl Iterator<Item = Node<'t>> {
        let node = self.resolve();
        let mut next = match node.kind() == kind {
            true => NodeId(node.data().link),
            false => NodeId::NONE,
        };
        std::iter::from_fn(move || {
            let id = next.some()?;
            next = node.tree.data(id).next;
            Some(node.tree.node(id))
        })
    }

    /// Whether this is a mapping, or an alias of one.
    pub fn is_mapping(self) -> bool {
        self.resolve().kind() == NodeKind::Mapping
    }

    /// Whether this is a sequence, or an alias of one.
    pub fn is_sequence(self) -> bool {
        self.resolve().kind() == NodeKind::Sequence
    }
}
