//! The same manifest, written anew from its tree: block and flow style, quotes, indentation, anchors, merges, and
//! deployments that come twice.

use std::borrow::Cow;

use prefect_lint_core::yaml::{self, Node, NodeId, NodeKind, Style};

use crate::random::Random;

/// Writes a text anew; none where it has errors, or something that can't be written here.
pub fn rewrite(text: &str, random: &mut Random) -> Option<String> {
    let tree = yaml::parse(text);
    let root = tree.root().filter(|_| tree.errors().is_empty())?;
    if root.kind() != NodeKind::Mapping {
        return None;
    }
    let mut writer = Writer::new(random);
    writer.anchored = writer.choose_anchored(tree.nodes().collect());
    if writer.random.once_in(6) {
        writer.flow(root)?;
        writer.out.push('\n');
        return Some(writer.out);
    }
    writer.entries(root, 0)?;
    writer.add_alias();
    Some(writer.out)
}

/// How a text is written.
struct Writer<'r> {
    random: &'r mut Random,
    out: String,
    step: usize,
    /// Whether the items of lists stand further in than their key.
    dashes_inside: bool,
    /// One node in so many is written in brackets or braces, one in so many in other quotes.
    flow: usize,
    restyle: usize,
    /// The node that gets an anchor of its own.
    anchored: Option<NodeId>,
    /// Whether the anchor has been written.
    has_anchor: bool,
    /// Whether deployments are written twice.
    twice: bool,
    /// Whether this is the second time, when anchors are left out.
    is_copy: bool,
}

impl<'r> Writer<'r> {
    fn new(random: &'r mut Random) -> Self {
        Self {
            out: String::new(),
            step: 2 + 2 * random.below(2),
            dashes_inside: random.once_in(2),
            flow: 2 + random.below(12),
            restyle: 2 + random.below(6),
            anchored: None,
            has_anchor: false,
            twice: random.once_in(3),
            is_copy: false,
            random,
        }
    }

    fn choose_anchored(&mut self, nodes: Vec<Node<'_>>) -> Option<NodeId> {
        let may = |node: &Node<'_>| {
            !node.is_key() && node.kind() != NodeKind::Alias && node.full_range() == node.range()
        };
        let nodes: Vec<_> = nodes.into_iter().skip(1).filter(may).collect();
        (!nodes.is_empty() && self.random.once_in(2)).then(|| self.random.pick(&nodes).id())
    }

    /// The entries of a block mapping; the first stands where the text is now.
    fn entries(&mut self, mapping: Node<'_>, indent: usize) -> Option<()> {
        for (at, (key, value)) in mapping.pairs().enumerate() {
            if at > 0 {
                self.out.push_str(&" ".repeat(indent));
            }
            self.key(key)?;
            self.out.push(':');
            let twice = indent == 0 && key.as_text()? == "deployments" && self.twice;
            self.value(value, indent, twice)?;
        }
        Some(())
    }

    /// A value behind its key, to the end of the line.
    fn value(&mut self, value: Node<'_>, indent: usize, twice: bool) -> Option<()> {
        let is_block = self.is_block(value);
        if value.kind() != NodeKind::Alias || !is_block {
            self.properties(value);
        }
        match value.kind() {
            NodeKind::Mapping if is_block => {
                let inside = indent + self.step;
                self.out.push('\n');
                self.out.push_str(&" ".repeat(inside));
                self.entries(value, inside)
            }
            NodeKind::Sequence if is_block => {
                let inside = indent + if self.dashes_inside { self.step } else { 0 };
                self.out.push('\n');
                self.items(value, inside)?;
                if twice {
                    self.is_copy = true;
                    self.items(value, inside)?;
                    self.is_copy = false;
                }
                Some(())
            }
            _ => {
                self.out.push(' ');
                self.inline(value, Some(indent))?;
                self.out.push('\n');
                Some(())
            }
        }
    }

    fn items(&mut self, list: Node<'_>, indent: usize) -> Option<()> {
        for item in list.items() {
            self.out.push_str(&" ".repeat(indent));
            self.out.push('-');
            let is_mapping = item.kind() == NodeKind::Mapping && self.is_block(item);
            let plain = item.full_range() == item.range() && self.anchored != Some(item.id());
            if is_mapping && plain {
                self.out.push_str(&" ".repeat(self.step - 1));
                self.entries(item, indent + self.step)?;
            } else if is_mapping {
                self.properties(item);
                self.out.push('\n');
                self.out.push_str(&" ".repeat(indent + self.step));
                self.entries(item, indent + self.step)?;
            } else {
                self.properties(item);
                self.out.push(' ');
                self.inline(item, Some(indent))?;
                self.out.push('\n');
            }
        }
        Some(())
    }

    fn is_block(&mut self, node: Node<'_>) -> bool {
        let has_children = node.items().next().is_some() || node.pairs().next().is_some();
        node.kind() != NodeKind::Alias && has_children && !self.random.once_in(self.flow)
    }

    /// Anchor and tag, with a blank in front.
    fn properties(&mut self, node: Node<'_>) {
        if let Some(tag) = node.tag() {
            self.out.push(' ');
            self.out.push_str(&node.tree().text()[tag.range]);
        }
        let own = self.anchored == Some(node.id());
        if self.is_copy || node.kind() == NodeKind::Alias {
            return;
        }
        if let Some(anchor) = node.anchor() {
            self.out.push(' ');
            self.out.push_str(&node.tree().text()[anchor.range]);
        } else if own {
            self.out.push_str(" &dress");
            self.has_anchor = true;
        }
    }

    /// A node without its properties on the line where the text is; `indent` is that of the block it stands in.
    fn inline(&mut self, node: Node<'_>, indent: Option<usize>) -> Option<()> {
        match node.kind() {
            NodeKind::Scalar => {
                let text = self.scalar(node, indent);
                self.out.push_str(&text);
                Some(())
            }
            NodeKind::Alias => {
                self.out.push_str(node.source());
                Some(())
            }
            NodeKind::Mapping | NodeKind::Sequence => self.flow(node),
            NodeKind::Broken => None,
        }
    }

    fn flow(&mut self, node: Node<'_>) -> Option<()> {
        let is_mapping = node.kind() == NodeKind::Mapping;
        self.out.push(if is_mapping { '{' } else { '[' });
        for (at, (key, value)) in node.pairs().enumerate() {
            self.out.push_str(if at > 0 { ", " } else { "" });
            self.key(key)?;
            self.out.push(':');
            self.properties(value);
            self.out.push(' ');
            self.inline(value, None)?;
        }
        for (at, item) in node.items().enumerate() {
            self.out.push_str(if at > 0 { ", " } else { "" });
            let start = self.out.len();
            self.properties(item);
            if self.out.len() > start {
                self.out.push(' ');
            }
            match item.is_empty() && item.kind() == NodeKind::Scalar {
                true => self.out.push_str("null"),
                false => self.inline(item, None)?,
            }
        }
        self.out.push(if is_mapping { '}' } else { ']' });
        Some(())
    }

    fn key(&mut self, key: Node<'_>) -> Option<()> {
        let plain = key.kind() == NodeKind::Scalar && key.full_range() == key.range();
        if !plain || key.is_empty() {
            return None;
        }
        let text = key.as_str().filter(|_| !key.is_merge_key());
        match text {
            Some(text) if self.random.once_in(30) => self.out.push_str(&double_quoted(&text)),
            _ if key.source().contains('\n') => return None,
            _ => self.out.push_str(key.source()),
        }
        Some(())
    }

    fn scalar<'t>(&mut self, node: Node<'t>, indent: Option<usize>) -> Cow<'t, str> {
        let source = Cow::Borrowed(node.source());
        let bare = node.tag().is_none();
        let Some(text) = node.as_str().filter(|_| bare) else {
            return match node.as_text() {
                Some(text) if source.contains('\n') => double_quoted(&text).into(),
                _ => source,
            };
        };
        let odd = indent.is_none() && source.contains([',', '[', ']', '{', '}', '#', ':', '?']);
        let plain = node.style() == Style::Plain;
        if source.contains(['\n', '\r']) || odd && plain {
            return double_quoted(&text).into();
        }
        if !self.random.once_in(self.restyle) {
            return source;
        }
        match (self.random.below(4), indent) {
            (0, _) if is_simple(&text) => text,
            (1, _) if !text.contains('\n') => format!("'{}'", text.replace('\'', "''")).into(),
            (2, Some(indent)) if is_printable(&text) && !text.is_empty() => {
                format!("|-\n{}{text}", " ".repeat(indent + self.step)).into()
            }
            _ => double_quoted(&text).into(),
        }
    }

    /// Names the anchored node once more.
    fn add_alias(&mut self) {
        if self.has_anchor {
            self.out.push_str("again: [*dress, {same: *dress}]\n");
        }
    }
}

fn is_simple(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_./ ".contains(c))
        && !text.ends_with(' ')
}

fn is_printable(text: &str) -> bool {
    !text.starts_with([' ', '\t'])
        && !text.contains(|c: char| c.is_control() || "\u{2028}\u{2029}\u{feff}".contains(c))
}

fn double_quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || "\u{2028}\u{2029}\u{feff}".contains(c) => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
