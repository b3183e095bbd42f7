//! The place at the cursor, and how items are written there.

use super::cursor::{Cursor, Kind};
use super::probe::Probe;
use super::snippet::Snippet;
use super::{Item, ItemKind};
use crate::diagnostic::Edit;
use crate::ide::purpose::{Purpose, Purposes};
use crate::ide::trail::Trail;
use crate::rules::Context;
use crate::text::{TextRange, TextSize, size};
use crate::yaml::{self, Node, NodeKind, Style, Value};

/// The place at the cursor, in the tree of the probe.
#[derive(Debug)]
pub(super) struct Slot<'s, 'a> {
    /// What is known about the probe.
    pub(super) cx: &'s Context<'a>,
    /// The text as it is.
    pub(super) text: &'s str,
    /// Where the cursor is in it.
    pub(super) cursor: &'s Cursor,
    /// What nodes are for.
    pub(super) purposes: Purposes<'a>,
    /// The way to the word.
    pub(super) trail: Trail<'a>,
    /// The word.
    pub(super) node: Node<'a>,
    /// Where the word is in the probe.
    at: usize,
    /// How the file is indented.
    pub(super) indent: Indent,
}

impl<'s, 'a> Slot<'s, 'a> {
    pub(super) fn new(
        cx: &'s Context<'a>,
        text: &'s str,
        cursor: &'s Cursor,
        probe: &Probe,
    ) -> Option<Self> {
        let trail = probe.trail(cx.tree);
        Some(Self {
            purposes: Purposes::of(cx.tree),
            node: trail.last()?.node,
            indent: Indent::of(cx.tree.root()),
            trail,
            cx,
            text,
            cursor,
            at: probe.at,
        })
    }

    /// Where the word is in the probe.
    pub(super) fn offset(&self) -> TextSize {
        size(self.at)
    }

    /// The mapping that the word is a key of.
    pub(super) fn mapping(&self) -> Option<Node<'a>> {
        let is_key = self.node.is_key();
        self.trail.parent().filter(|_| is_key)
    }

    /// What the word is for, as a value: where it stands alone as a key, what its mapping is for.
    pub(super) fn purpose(&self) -> Option<Purpose<'a>> {
        match self.mapping() {
            Some(mapping) => self.purposes.get(mapping),
            None => self.purposes.get(self.node),
        }
    }

    /// Whether the word is the only key of its mapping, so that it may as well be a value.
    pub(super) fn is_alone(&self) -> bool {
        self.mapping()
            .is_none_or(|mapping| mapping.pairs().nth(1).is_none())
    }

    /// Whether the word is in brackets.
    pub(super) fn in_flow(&self) -> bool {
        !self.cursor.brackets.is_empty()
    }

    /// The keys that the mapping has of its own, without the word.
    pub(super) fn own_keys(&self) -> Vec<String> {
        let pairs = self.mapping().into_iter().flat_map(Node::pairs);
        pairs
            .filter(|(key, _)| *key != self.node)
            .filter_map(|(key, _)| key.as_text())
            .map(std::borrow::Cow::into_owned)
            .collect()
    }

    /// What stands in the place of the word now.
    pub(super) fn current(&self) -> &'s str {
        &self.text[self.cursor.range.clone()]
    }

    /// An item that writes some text.
    pub(super) fn item(&self, label: &str, kind: ItemKind, snippet: &Snippet) -> Item {
        let cursor = self.cursor;
        let framed = Snippet::plain(cursor.lead.clone())
            .then(snippet.clone())
            .text(cursor.tail.clone());
        let range = TextRange::new(size(cursor.range.start), size(cursor.range.end));
        Item {
            filter: self.filter(label),
            ..plain_item(label, kind, range, &framed)
        }
    }

    /// What the text so far is compared with: behind what is written in front of the word anyway.
    fn filter(&self, label: &str) -> String {
        match self.cursor.kind {
            Kind::Hole => format!("{}{label}", self.cursor.lead.trim_start()),
            _ => label.to_owned(),
        }
    }

    /// A value, in quotes where it needs them.
    pub(super) fn value(&self, text: &str, kind: ItemKind) -> Item {
        self.item(text, kind, &Snippet::plain(self.scalar(text)))
    }

    /// A text as a scalar that is read as this text.
    pub(super) fn scalar(&self, text: &str) -> String {
        match self.cursor.quote {
            Some('\'') => text.replace('\'', "''"),
            Some(_) => text.replace('\\', "\\\\").replace('"', "\\\""),
            None => match is_plain(text) {
                true => text.to_owned(),
                false => yaml::quote::quoted(text),
            },
        }
    }

    /// A value as YAML: a number, a word, something in brackets.
    pub(super) fn raw(&self, yaml: &str, kind: ItemKind) -> Item {
        self.item(yaml, kind, &Snippet::plain(yaml))
    }
}

/// An item that puts something in the place of a range.
pub(super) fn plain_item(label: &str, kind: ItemKind, range: TextRange, snippet: &Snippet) -> Item {
    let plain = snippet.as_plain();
    let is_snippet = snippet.has_stops();
    Item {
        label: label.to_owned(),
        kind,
        detail: None,
        documentation: None,
        edit: Edit::new(
            range,
            match is_snippet {
                true => snippet.rendered(),
                false => plain.clone(),
            },
        ),
        is_snippet,
        plain,
        filter: label.to_owned(),
        sort: String::new(),
        is_deprecated: false,
    }
}

impl Item {
    pub(super) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into()).filter(|detail| !detail.is_empty());
        self
    }

    pub(super) fn docs(mut self, markdown: impl Into<String>) -> Self {
        self.documentation = Some(markdown.into()).filter(|text| !text.is_empty());
        self
    }

    pub(super) fn filter_by(mut self, text: &str) -> Self {
        text.clone_into(&mut self.filter);
        self
    }

    pub(super) fn deprecated(mut self, is_deprecated: bool) -> Self {
        self.is_deprecated = is_deprecated;
        self
    }
}

/// Whether a text without quotes is read as this text, in brackets as well.
pub(super) fn is_plain(text: &str) -> bool {
    let tree = yaml::parse(text);
    let is_text = |node: Node<'_>| {
        let value = node.value();
        node.style() == Style::Plain && matches!(value, Some(Value::Str(value)) if value == text)
    };
    tree.errors().is_empty()
        && tree.root().is_some_and(is_text)
        && !text.contains([',', '[', ']', '{', '}', '#', '\n'])
}

/// How a file is indented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Indent {
    /// How much deeper the keys of a mapping in a mapping are.
    pub(super) keys: usize,
    /// How much deeper the dashes of a list in a mapping are.
    pub(super) dashes: usize,
}

impl Indent {
    /// Looks at what is written first of each.
    fn of(root: Option<Node<'_>>) -> Self {
        let (mut keys, mut dashes) = (None, None);
        let mut stack: Vec<Node<'_>> = root.into_iter().collect();
        while let Some(node) = stack.pop()
            && (keys.is_none() || dashes.is_none())
        {
            let first = stack.len();
            match node.kind() {
                NodeKind::Mapping if node.style() == Style::Block => {
                    for (key, value) in node.pairs() {
                        let deeper = column(value).saturating_sub(column(key));
                        let is_block = value.style() == Style::Block && is_below(key, value);
                        match value.kind() {
                            NodeKind::Mapping if is_block && deeper > 0 => {
                                keys.get_or_insert(deeper);
                            }
                            NodeKind::Sequence if is_block => {
                                dashes.get_or_insert(deeper);
                            }
                            _ => {}
                        }
                        stack.push(value);
                    }
                }
                NodeKind::Sequence => stack.extend(node.items()),
                _ => {}
            }
            stack[first..].reverse();
        }
        // Where only one of them is known, the other is much like it.
        let like = dashes.filter(|dashes| *dashes > 0);
        Self {
            keys: keys.or(like).unwrap_or(2),
            dashes: dashes.or(keys).unwrap_or(2),
        }
    }
}

fn is_below(key: Node<'_>, value: Node<'_>) -> bool {
    let text = key.tree().text();
    let (start, end) = (key.range().start(), value.range().start());
    text[TextRange::new(start, end.max(start))].contains('\n')
}

/// The column of a node, in bytes.
fn column(node: Node<'_>) -> usize {
    let start = usize::from(node.range().start());
    let text = node.tree().text();
    start - text[..start].rfind('\n').map_or(0, |end| end + 1)
}
