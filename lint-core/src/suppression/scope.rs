//! Which part of a text a directive silences.

use std::ops::Range;

use super::directive::{Directive, Kind};
use super::lines::Lines;
use crate::text::{TextRange, TextSize, range};
use crate::yaml::{Node, NodeKind, Style, Tree};

/// The part of a text in which findings are silenced: those that begin there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The line that the directive ends, and text of several lines that begins or ends there: no comment can stand in
    /// it.
    Line(TextRange),
    /// What comes next.
    Next(TextRange),
    /// All of it.
    File,
}

impl Scope {
    /// The offsets that belong to it.
    pub fn range(self, text: &str) -> TextRange {
        match self {
            Self::Line(range) | Self::Next(range) => range,
            // What stands at the very end belongs to it, too.
            Self::File => range(0, text.len() + 1),
        }
    }

    /// Whether what begins at an offset belongs to it.
    pub fn covers(self, offset: TextSize) -> bool {
        match self {
            Self::Line(range) | Self::Next(range) => range.contains(offset),
            Self::File => true,
        }
    }

    /// What it is called in a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Line(_) => "in this line",
            Self::Next(_) => "in what follows",
            Self::File => "in this file",
        }
    }
}

/// Finds out what each directive silences.
pub(super) fn settle(tree: &Tree<'_>, directives: &mut [Directive]) {
    let places = Places::of(tree);
    for directive in directives {
        let start = usize::from(directive.range.start());
        directive.scope = match directive.kind {
            Kind::IgnoreFile => Scope::File,
            Kind::Ignore if places.is_own_line(start) => places.next(directive.range.end()),
            Kind::Ignore => places.line(start),
        };
    }
}

/// The lines and nodes of a tree, ready to be looked up.
pub(super) struct Places<'t> {
    text: &'t str,
    pub(super) lines: Lines<'t>,
    comments: &'t [TextRange],
    /// Where something is written again behind each of them.
    after: Vec<usize>,
    /// What is written, by where it begins, outer nodes first.
    nodes: Vec<Node<'t>>,
    /// Scalars of several lines, in the order of the text.
    long: Vec<Node<'t>>,
}

impl<'t> Places<'t> {
    pub(super) fn of(tree: &'t Tree<'t>) -> Self {
        let mut nodes: Vec<Node<'t>> = tree.nodes().filter(|node| !node.is_empty()).collect();
        nodes.sort_by_key(|node| node.range().start());
        let lines = Lines::of(tree.text());
        let is_long = |node: &&Node<'t>| {
            let range = Range::<usize>::from(node.range());
            node.kind() == NodeKind::Scalar && lines.at(range.start).end < range.end
        };
        Self {
            text: tree.text(),
            comments: tree.comments(),
            after: after(tree.text(), tree.comments()),
            long: nodes.iter().filter(is_long).copied().collect(),
            nodes,
            lines,
        }
    }

    /// The comment that an offset stands in, or that ends the line of the offset.
    pub(super) fn comment(&self, offset: usize) -> Option<TextRange> {
        let line = self.lines.at(offset);
        let after = (self.comments).partition_point(|c| usize::from(c.start()) < line.start);
        let comment = self.comments.get(after).copied();
        comment.filter(|comment| usize::from(comment.start()) < line.end)
    }

    /// Whether nothing stands in the line before the comment that an offset is in.
    pub(super) fn is_own_line(&self, offset: usize) -> bool {
        let comment = self.comment(offset);
        comment.is_some_and(|comment| self.lines.is_first(comment.start().into()))
    }

    /// The scalar of several lines that an offset stands in, after its beginning. Where block text ends, it is not over:
    /// what is written behind it belongs to it.
    pub(super) fn inside(&self, offset: usize) -> Option<Node<'t>> {
        let before = (self.long).partition_point(|n| usize::from(n.range().start()) < offset);
        let node = *self.long[..before].last()?;
        let end = usize::from(node.range().end());
        (offset < end || offset == end && is_block(node)).then_some(node)
    }

    /// The scope of a comment at the end of the line of an offset.
    pub(super) fn line(&self, offset: usize) -> Scope {
        let line = self.lines.at(offset);
        let mut scope = line.clone();
        // The text that ends here: no comment can stand before its end.
        let ended = (self.long).partition_point(|n| usize::from(n.range().end()) <= line.start);
        if let Some(node) = self.long.get(ended) {
            let place = Range::<usize>::from(node.range());
            if place.start < line.start && place.end < line.end && !is_block(*node) {
                scope.start = self.lines.at(place.start).start;
            }
        }
        // The block text that begins here: no comment can stand in it.
        let begun = (self.long).partition_point(|n| usize::from(n.range().start()) < line.end);
        if let Some(node) = self.long[..begun].last()
            && usize::from(node.range().start()) >= line.start
            && is_block(*node)
        {
            scope.end = scope.end.max(node.range().end().into());
        }
        // What stands at the very end of a text belongs to its last line.
        scope.end += usize::from(scope.end == self.text.len());
        Scope::Line(range(scope.start, scope.len()))
    }

    /// The scope of a comment on a line of its own that ends here: the next key with its value, the next list item, or
    /// else the next value. From the beginning of its line on, as a comment behind it: the narrower of the two counts.
    pub(super) fn next(&self, end: TextSize) -> Scope {
        let start = self.next_token(end.into());
        let first = (self.nodes).partition_point(|node| usize::from(node.range().start()) < start);
        let until = self.nodes.get(first).map(|node| entry_end(*node, start));
        let until = until.map_or(start, |end| usize::from(end).max(start));
        let start = self.lines.at(start).start.max(end.into());
        Scope::Next(range(start, until - start))
    }

    /// Where something is written again that is neither blank nor a comment.
    fn next_token(&self, offset: usize) -> usize {
        let at = skip_blanks(self.text, offset);
        // The comment that the offset stands in, or the one that comes next.
        let begun = self
            .comments
            .partition_point(|c| usize::from(c.start()) <= at);
        let comment = begun.checked_sub(1);
        let comment = comment.filter(|last| at < usize::from(self.comments[*last].end()));
        comment.map_or(at, |comment| self.after[comment])
    }
}

/// For each comment, where something is written again behind it.
fn after(text: &str, comments: &[TextRange]) -> Vec<usize> {
    let mut after = vec![text.len(); comments.len()];
    for at in (0..comments.len()).rev() {
        let token = skip_blanks(text, comments[at].end().into());
        let next = comments.get(at + 1).map(|next| usize::from(next.start()));
        after[at] = match next == Some(token) {
            true => after[at + 1],
            false => token,
        };
    }
    after
}

fn skip_blanks(text: &str, offset: usize) -> usize {
    let is_blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    text.len() - text[offset..].trim_start_matches(is_blank).len()
}

pub(super) fn is_block(node: Node<'_>) -> bool {
    matches!(node.style(), Style::Literal | Style::Folded)
}

/// The end of what begins at `start`, where `node` is the first and outermost node from there on.
fn entry_end(node: Node<'_>, start: usize) -> TextSize {
    let is_decorated = node.full_range().start() < node.range().start();
    let begins_here = usize::from(node.range().start()) == start;
    let first = match node.kind() {
        // A collection in block style begins with its first entry: that one is meant, not the whole collection.
        NodeKind::Sequence if begins_here && node.style() == Style::Block && !is_decorated => {
            node.items().next()
        }
        NodeKind::Mapping if begins_here && node.style() == Style::Block && !is_decorated => {
            node.pairs().next().map(|(key, _)| key)
        }
        _ => None,
    };
    let node = first.unwrap_or(node);
    let value = node.next_sibling().filter(|_| node.is_key());
    match value {
        // A value that is not written is found where it would be.
        Some(value) if value.is_empty() => value.range().end() + TextSize::new(1),
        Some(value) => value.range().end(),
        None => node.range().end(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Suppressions;
    use super::*;
    use crate::yaml;

    /// The texts that the directives of a manifest silence.
    fn scopes(text: &str) -> Vec<String> {
        let tree = yaml::parse(text);
        let found = Suppressions::of(&tree);
        let scope = |d: &Directive| match d.scope {
            Scope::File => "file".to_owned(),
            Scope::Line(r) | Scope::Next(r) => {
                let end = usize::from(r.end()).min(text.len());
                text[usize::from(r.start())..end].to_owned()
            }
        };
        found.directives.iter().map(scope).collect()
    }

    #[test]
    fn behind_something_its_line_is_meant() {
        let one = |text: &str| scopes(text).pop().unwrap();
        let c = "# prefect-lint: ignore[PF101] x";
        assert_eq!(
            one(&format!("a: 1\nb: 2 {c}\nc: 3\n")),
            format!("b: 2 {c}\n")
        );
        assert_eq!(
            one(&format!("a: 1\nb: [1, {c}\n 2]\n")),
            format!("b: [1, {c}\n")
        );
        assert_eq!(
            one(&format!("a: | {c}\n  x\n  y\nb: 1\n")),
            format!("a: | {c}\n  x\n  y")
        );
        assert_eq!(
            one(&format!("z: 1\na: 'x\n  y' {c}\nb: 1\n")),
            format!("a: 'x\n  y' {c}\n")
        );
        assert_eq!(
            one(&format!("z: 1\na: x\n  y {c}\nb: 1\n")),
            format!("a: x\n  y {c}\n")
        );
        assert_eq!(one(&format!("- {c}\n  a: 1\n")), format!("- {c}\n"));
        assert_eq!(one(&format!("a: 1 {c}")), format!("a: 1 {c}"));
    }

    #[test]
    fn alone_what_comes_next_is_meant() {
        let next = |before: &str, after: &str| {
            let text = format!("{before}# prefect-lint: ignore[PF101] x\n{after}");
            let scope = scopes(&text).pop().unwrap();
            // With the blanks in front of it.
            scope.trim_start_matches(' ').to_owned()
        };
        assert_eq!(next("", "a:\n  - 1\n  - 2\nb: 3\n"), "a:\n  - 1\n  - 2");
        assert_eq!(
            next("a:\n  ", "  - x: 1\n    y: 2\n  - 2\n"),
            "- x: 1\n    y: 2"
        );
        assert_eq!(
            next("a:\n  - 1\n  ", "  - x: 1\n    y: 2\n  - 2\n"),
            "- x: 1\n    y: 2"
        );
        assert_eq!(
            next("a:\n  - x: 1\n    ", "    y: {z: 2}\n    w: 3\n"),
            "y: {z: 2}"
        );
        assert_eq!(next("a:\n  ", "  x: 1\n  y: 2\n"), "x: 1");
        assert_eq!(
            next("a:\n  ", "  &m\n  x: 1\n  y: 2\n"),
            "&m\n  x: 1\n  y: 2"
        );
        assert_eq!(next("a:\n  ", "  [1,\n  2]\n"), "[1,\n  2]");
        assert_eq!(next("a: [\n  ", "  {b: 1, c: 2}, 3]\n"), "{b: 1, c: 2}");
        assert_eq!(next("a: {\n  ", "  b: 1, c: 2}\n"), "b: 1");
        assert_eq!(next("a:\n  ", "  - - 1\n    - 2\n"), "- - 1\n    - 2");
        assert_eq!(next("a:\n  -\n    ", "    x: 1\n    y: 2\n"), "x: 1");
        assert_eq!(next("a:\n  - 1\n    ", "\n# other\n\nb: &x\n"), "b: &x\n");
        assert_eq!(next("", "a:\nb: 1\n"), "a:\n");
        assert_eq!(next("", "? a\n: b\nc: 1\n"), "? a\n: b");
        assert_eq!(next("a: 1\n", ""), "");
        assert_eq!(next("\u{feff}", "a: 1\nb: 2\n"), "a: 1");
    }

    #[test]
    fn inside_of_text_it_is_text() {
        let c = "# prefect-lint: ignore[PF101] x";
        for text in [
            format!("a: |\n  {c}\n  x\n"),
            format!("a: 'x {c}'\n"),
            format!("a: \"x\n  {c}\"\n"),
            format!("a: x{c}\n"),
        ] {
            assert_eq!(scopes(&text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(
            scopes("a: 1 # prefect-lint: ignore-file[PF101]\n"),
            ["file"]
        );
    }
}
