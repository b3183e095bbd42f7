//! Which nodes the loader cannot construct, in the order in which it would notice.
//!
//! The loader constructs containers level by level: first all items of a container, then what is in them.

use std::borrow::Cow;
use std::collections::VecDeque;

use super::error::{ErrorClass, ErrorKind, YamlError};
use super::resolve::ScalarTag;
use super::scalar::{self, Refusal, Value, YAML_TAG};
use super::tree::{Node, NodeId, NodeKind, Style, Tree};

/// The errors of a tree's nodes, and the nodes that have no value because of them.
pub(super) fn check(tree: &Tree<'_>) -> (Vec<YamlError>, Vec<NodeId>) {
    // The order matters only where there is something to order, which is rare.
    if !tree.nodes().any(is_suspect) {
        return (Vec::new(), Vec::new());
    }
    let mut check = Check {
        seen: vec![false; tree.nodes.len()],
        queue: VecDeque::new(),
        errors: Vec::new(),
        broken: Vec::new(),
    };
    if let Some(root) = tree.root() {
        check.visit(root);
    }
    while let Some(id) = check.queue.pop_front() {
        check.container(tree.node(id));
    }
    (check.errors, check.broken)
}

/// Whether a node might be refused: it has a tag, is a key that is no scalar, merges what cannot be merged, or has
/// a value that cannot be constructed.
fn is_suspect(node: Node<'_>) -> bool {
    match node.kind() {
        NodeKind::Broken => false,
        _ if node.tag().is_some() => true,
        NodeKind::Scalar => has_odd_start(node) && !is_constructed(node) && !is_merge(node),
        NodeKind::Mapping if node.is_key() => true,
        NodeKind::Mapping => node
            .pairs()
            .any(|(key, value)| super::merge::is_merge_key(key) && !is_merged(value)),
        NodeKind::Sequence | NodeKind::Alias => node.is_key(),
    }
}

fn is_merge(node: Node<'_>) -> bool {
    node.is_key() && super::merge::is_merge_key(node)
}

fn is_merged(value: Node<'_>) -> bool {
    value.is_mapping() || value.is_sequence() && value.items().all(Node::is_mapping)
}

/// Whether a plain scalar begins like one that might be refused: as a number, a date, `=` or `<<`.
fn has_odd_start(node: Node<'_>) -> bool {
    let first = node.source().as_bytes().first();
    node.style() == Style::Plain && matches!(first, Some(b'0'..=b'9' | b'-' | b'+' | b'=' | b'<'))
}

/// Whether a scalar has a value; a few digits always have.
fn is_constructed(node: Node<'_>) -> bool {
    let digits = node.source().as_bytes();
    digits.len() < 1000 && digits.iter().all(u8::is_ascii_digit) || scalar::construct(node).is_ok()
}

struct Check {
    seen: Vec<bool>,
    queue: VecDeque<NodeId>,
    errors: Vec<YamlError>,
    broken: Vec<NodeId>,
}

/// What a container is made into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    List,
    Map,
    Set,
    /// `!!omap`, `!!pairs`: a list of pairs.
    Pairs,
}

/// What a node is made into, if it is a container; none for a scalar type; an error for a tag that is unknown.
pub(super) fn container_of(node: Node<'_>) -> Result<Option<Container>, Refusal> {
    let name = match node.tag().map(|tag| tag.name.as_str()) {
        None | Some("!") => {
            return Ok(match node.kind() {
                NodeKind::Sequence => Some(Container::List),
                NodeKind::Mapping => Some(Container::Map),
                _ => None,
            });
        }
        Some(name) => name,
    };
    let short = name.strip_prefix(YAML_TAG).unwrap_or("");
    match short {
        "seq" => Ok(Some(Container::List)),
        "map" => Ok(Some(Container::Map)),
        "set" => Ok(Some(Container::Set)),
        "omap" | "pairs" => Ok(Some(Container::Pairs)),
        "merge" | "value" => Err(scalar::unknown_tag(node)),
        _ if ScalarTag::from_name(short).is_some() => Ok(None),
        _ => Err(scalar::unknown_tag(node)),
    }
}

impl Check {
    /// Constructs a scalar, or a container without its contents.
    fn visit(&mut self, node: Node<'_>) {
        let node = node.resolve();
        if std::mem::replace(&mut self.seen[node.id().index()], true) || !is_readable(node) {
            return;
        }
        match node.kind() {
            NodeKind::Scalar if node.tag().is_none() => self.plain(node),
            _ => match container_of(node) {
                Err(refusal) => self.refuse(node, node, refusal),
                Ok(Some(_)) => self.queue.push_back(node.id()),
                Ok(None) => self.scalar(node),
            },
        }
    }

    /// Most scalars are text, and need no more than a look at the first byte.
    fn plain(&mut self, node: Node<'_>) {
        if has_odd_start(node) {
            self.scalar(node);
        }
    }

    fn scalar(&mut self, node: Node<'_>) {
        let value = match node.kind() {
            NodeKind::Scalar => scalar::construct(node).map(drop),
            NodeKind::Mapping => match stand_in(node) {
                Ok(text) => scalar_of_mapping(node, text).map(drop),
                Err(wrong) => return self.mismatch(wrong, node),
            },
            _ => return self.mismatch(node, node),
        };
        if let Err(refusal) = value {
            self.refuse(node, node, refusal);
        }
    }

    fn container(&mut self, node: Node<'_>) {
        let Ok(Some(container)) = container_of(node) else {
            return;
        };
        match container {
            Container::List if node.kind() == NodeKind::Sequence => {
                node.items().for_each(|item| self.visit(item));
            }
            Container::Map | Container::Set if node.kind() == NodeKind::Mapping => {
                self.mapping(node);
            }
            Container::Pairs if node.kind() == NodeKind::Sequence => self.pairs(node),
            _ => self.mismatch(node, node),
        }
    }

    fn mapping(&mut self, node: Node<'_>) {
        if !node.merges() {
            return self.entries(node, node);
        }
        if self.merges(node) {
            for source in super::merge::sources(node) {
                self.entries(source.mapping, node);
            }
        }
    }

    /// Constructs what a mapping brings to `node`, which is itself or one that merges it.
    fn entries(&mut self, mapping: Node<'_>, node: Node<'_>) {
        for (key, value) in mapping.pairs() {
            if super::merge::is_merge_key(key) {
                continue;
            }
            self.visit(key);
            if !is_hashable(key) {
                let refusal = (ErrorKind::UnhashableKey, ErrorClass::Constructor);
                return self.refuse(key, node, refusal);
            }
            self.visit(value);
        }
    }

    /// Whether the merge keys of a mapping, and of those that it merges, have mappings behind them.
    fn merges(&mut self, node: Node<'_>) -> bool {
        let before = self.errors.len();
        for mapping in super::merge::mappings(node) {
            for (_, value) in mapping
                .pairs()
                .filter(|(key, _)| super::merge::is_merge_key(*key))
            {
                let wrong = match value.resolve().kind() {
                    NodeKind::Mapping | NodeKind::Broken | NodeKind::Alias => None,
                    NodeKind::Sequence => value
                        .items()
                        .find(|item| !item.is_mapping() && is_readable(*item))
                        .map(|item| (item, true)),
                    NodeKind::Scalar => Some((value, false)),
                };
                if let Some((wrong, item)) = wrong {
                    // What the mapping has of its own is still good to look at, so it is not broken.
                    let kind = ErrorKind::InvalidMerge { item };
                    self.report(wrong, (kind, ErrorClass::Constructor));
                    // An item of a list that an alias brings is right where it stands.
                    if let (Some(error), NodeKind::Alias) = (self.errors.last_mut(), value.kind()) {
                        error.start = value.range().start();
                    }
                }
            }
        }
        self.errors.len() == before
    }

    fn pairs(&mut self, node: Node<'_>) {
        for item in node.items() {
            let pair = item.resolve();
            if !is_readable(pair) {
                continue;
            }
            let mut pairs = pair.pairs();
            match (pairs.next(), pairs.next()) {
                (Some((key, value)), None) => {
                    if super::merge::is_value_key(key) {
                        let refusal = (ErrorKind::ValueIndicator, ErrorClass::Constructor);
                        return self.refuse(key, node, refusal);
                    }
                    self.visit(key);
                    self.visit(value);
                }
                _ => return self.mismatch(pair, node),
            }
        }
    }

    fn mismatch(&mut self, at: Node<'_>, node: Node<'_>) {
        let name = node.tag().map_or("", |tag| &tag.name).to_owned();
        let refusal = (ErrorKind::MismatchedTag(name), ErrorClass::Constructor);
        self.refuse(at, node, refusal);
    }

    /// Notes an error at `at`, which leaves `broken` without a value.
    fn refuse(&mut self, at: Node<'_>, broken: Node<'_>, refusal: Refusal) {
        self.report(at, refusal);
        self.broken.push(broken.id());
    }

    /// Notes an error. The loader speaks of an alias's target.
    fn report(&mut self, at: Node<'_>, (kind, class): Refusal) {
        let mark = at.resolve().full_range().start();
        self.errors.push(YamlError {
            kind,
            mark: class.is_caught().then_some(mark),
            class,
            start: at.full_range().start(),
        });
    }
}

/// The text that a mapping with a scalar's tag stands for: the value of its key `=`, or of that one's.
///
/// # Errors
///
/// The node that has no such text.
fn stand_in(node: Node<'_>) -> Result<Cow<'_, str>, Node<'_>> {
    let mut inner = node;
    // Each step leads to another node, unless the text refers to itself.
    for _ in 0..node.tree().nodes().len() {
        if let Some(text) = inner.as_text() {
            return Ok(text);
        }
        let value = inner
            .pairs()
            .find(|(key, _)| super::merge::is_value_key(*key));
        match value {
            Some((_, value)) => inner = value.resolve(),
            None => break,
        }
    }
    Err(inner)
}

fn scalar_of_mapping<'t>(node: Node<'t>, text: Cow<'t, str>) -> Result<Value<'t>, Refusal> {
    match node.scalar_tag() {
        // The loader matches its pattern against the mapping itself here.
        Some(ScalarTag::Timestamp) => {
            Err((ErrorKind::InvalidTimestamp, ErrorClass::Python("TypeError")))
        }
        tag => scalar::from_text(tag.unwrap_or(ScalarTag::Str), text),
    }
}

/// The scalar that a mapping with a scalar's tag is made into.
pub(super) fn scalar_mapping(node: Node<'_>) -> Option<Value<'_>> {
    scalar_of_mapping(node, stand_in(node).ok()?).ok()
}

/// Whether the node could be read at all: neither broken nor an alias of nothing.
fn is_readable(node: Node<'_>) -> bool {
    !matches!(node.resolve().kind(), NodeKind::Broken | NodeKind::Alias) && !node.is_broken()
}

fn is_hashable(key: Node<'_>) -> bool {
    let key = key.resolve();
    !is_readable(key) || !matches!(container_of(key), Ok(Some(_)))
}
