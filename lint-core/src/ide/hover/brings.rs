//! What aliases and merge keys bring.

use super::{At, Hover};
use crate::ide::names;
use crate::ide::trail::Trail;
use crate::yaml::{Node, NodeKind};

/// The most lines of YAML that are shown.
const MOST_LINES: usize = 20;

/// What an alias stands for.
pub(super) fn alias(node: Node<'_>) -> Option<Hover> {
    let target = node.resolve();
    if target.id() == node.id() {
        return None;
    }
    let line = line_of(target);
    Some(Hover {
        range: node.range(),
        markdown: format!(
            "`{}` stands for what is in line {line}:\n\n```yaml\n{}\n```",
            node.source(),
            excerpt(target)
        ),
    })
}

/// What a merge key brings, and what of that the mapping has itself.
pub(super) fn merge(trail: &Trail<'_>) -> Option<Hover> {
    let link = trail.last()?;
    let mapping = trail.parent()?;
    let entries = mapping.entries();
    let value = mapping
        .pairs()
        .find(|(key, _)| *key == link.node)
        .map(|(_, value)| value)?;
    let sources: Vec<Node<'_>> = match value.resolve().kind() {
        NodeKind::Sequence => value.items().map(Node::resolve).collect(),
        _ => vec![value.resolve()],
    };
    let all = sources.iter().flat_map(|source| source.entries());
    let mut lines: Vec<String> = Vec::new();
    for brought in all {
        let is_kept = |entry: &&crate::yaml::Entry<'_>| entry.key == brought.key;
        let name = brought.key.source();
        let line = match entries.iter().find(is_kept).map(|entry| entry.merged_by) {
            Some(Some(_)) => format!("- `{name}`: {}", short(brought.value)),
            _ => format!("- ~~`{name}`~~, which is overridden here"),
        };
        if !lines.contains(&line) && lines.len() < MOST_LINES {
            lines.push(line);
        }
    }
    (!lines.is_empty()).then(|| Hover {
        range: link.node.range(),
        markdown: format!("Merges into this mapping:\n{}", lines.join("\n")),
    })
}

impl At<'_, '_> {
    /// How often an anchor is used.
    pub(super) fn anchor(&self) -> Option<Hover> {
        let mut anchors = self.cx.tree.anchors().iter();
        let anchor = anchors.find(|anchor| anchor.range.contains_inclusive(self.at))?;
        let name = names::Name::Anchor(anchor.node);
        let uses = names::occurrences(self.cx, &name);
        let lines: Vec<String> = uses
            .iter()
            .filter(|occurrence| !occurrence.is_definition)
            .map(|occurrence| self.cx.source.position(occurrence.range.start()).line)
            .map(|line| line.to_string())
            .collect();
        let used = match lines.len() {
            0 => "It is not used.".to_owned(),
            1 => format!("It is used in line {}.", lines[0]),
            _ => format!("It is used in lines {}.", lines.join(", ")),
        };
        let text = &self.cx.source.text()[anchor.range];
        Some(Hover {
            range: anchor.range,
            markdown: format!("`{text}` names this for aliases and merge keys. {used}"),
        })
    }
}

/// A value in a few words.
fn short(node: Node<'_>) -> String {
    let target = node.resolve();
    match target.kind() {
        NodeKind::Mapping => "a mapping".to_owned(),
        NodeKind::Sequence => "a list".to_owned(),
        _ => format!("`{}`", target.source().lines().next().unwrap_or_default()),
    }
}

/// The source of a node, moved to the left, cut where it is long.
fn excerpt(node: Node<'_>) -> String {
    let text = node.tree().text();
    let start = usize::from(node.range().start());
    let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
    let column = text[line..start].chars().count();
    let source = node.source().trim_end();
    let cut = |line: &str| {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        line[blanks.min(column)..].trim_end().to_owned()
    };
    let mut lines: Vec<String> = source.lines().take(MOST_LINES).map(cut).collect();
    if source.lines().nth(MOST_LINES).is_some() {
        lines.push("…".to_owned());
    }
    lines.join("\n")
}

fn line_of(node: Node<'_>) -> usize {
    let start = usize::from(node.full_range().start());
    node.tree().text()[..start].matches('\n').count() + 1
}
