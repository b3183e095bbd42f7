//! The arena while it is filled.

use super::error::YamlError;
use super::tree::{Anchor, NodeData, NodeId, NodeKind, Properties, Style, Tag};
use crate::text::TextRange;

/// What the parser fills.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub(super) nodes: Vec<NodeData>,
    pub(super) properties: Vec<Properties>,
    pub(super) anchors: Vec<Anchor>,
    pub(super) errors: Vec<YamlError>,
}

/// Anchor and tag, read before the node that has them.
#[derive(Debug, Default)]
pub(super) struct PendingProperties {
    pub(super) start: Option<u32>,
    pub(super) end: u32,
    pub(super) anchor: Option<TextRange>,
    pub(super) tag: Option<Tag>,
}

impl Builder {
    /// Room for the nodes of a text of so many bytes, as texts go.
    pub(super) fn for_text(len: usize) -> Self {
        Self {
            nodes: Vec::with_capacity(len / 16),
            ..Self::default()
        }
    }

    /// Adds a node that has no parent yet.
    pub(super) fn add(&mut self, kind: NodeKind, style: Style, start: u32, end: u32) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(NodeData {
            start,
            end,
            kind,
            style,
            broken: kind == NodeKind::Broken,
            is_key: false,
            has_plain_keys: false,
            tag: None,
            link: u32::MAX,
            last: NodeId::NONE,
            next: NodeId::NONE,
            properties: u32::MAX,
        });
        id
    }

    /// Makes a node the last child of another.
    pub(super) fn attach(&mut self, parent: NodeId, child: NodeId) {
        let before = self.nodes[parent.index()].last;
        match before.some() {
            None => self.nodes[parent.index()].link = child.0,
            Some(before) => self.nodes[before.index()].next = child,
        }
        self.nodes[parent.index()].last = child;
    }

    /// Ends a collection where its last child ends.
    pub(super) fn end_at_last_child(&mut self, id: NodeId) {
        let node = self.nodes[id.index()];
        if let Some(last) = node.last.some() {
            self.nodes[id.index()].end = node.end.max(self.nodes[last.index()].end);
        }
    }

    /// Takes all that a node holds out of the arena again, and gives the anchors that are gone with it.
    pub(super) fn drop_contents(&mut self, id: NodeId) -> Vec<TextRange> {
        self.nodes.truncate(id.index() + 1);
        if let Some(node) = self.nodes.last_mut() {
            node.kind = NodeKind::Broken;
            node.broken = true;
            node.link = u32::MAX;
            node.last = NodeId::NONE;
        }
        let kept = self.anchors.partition_point(|anchor| anchor.node <= id);
        self.anchors
            .drain(kept..)
            .map(|anchor| anchor.range)
            .collect()
    }

    /// Gives a node its anchor and tag; the anchor's number, if it has one.
    pub(super) fn set_properties(&mut self, id: NodeId, found: PendingProperties) -> Option<u32> {
        let start = found.start?;
        let anchor = found.anchor.map(|range| {
            self.anchors.push(Anchor { range, node: id });
            (self.anchors.len() - 1) as u32
        });
        self.nodes[id.index()].properties = self.properties.len() as u32;
        self.properties.push(Properties {
            start,
            anchor,
            tag: found.tag,
        });
        anchor
    }
}
