//! The text as it would be with a word at the cursor, so that the tree says where that is.
//!
//! A text that is being written is seldom YAML; with a word at the cursor, a colon behind it and the brackets closed it
//! mostly is. Several such texts are tried. The last hold nothing but the lines that the place hangs on, for texts that
//! are broken above.

use super::above::Skeleton;
use super::cursor::{Cursor, Kind};
use crate::ide::line::Line;
use crate::ide::purpose::Purposes;
use crate::ide::trail::Trail;
use crate::text::Source;
use crate::yaml::{self, NodeKind, Style, Tree};

/// The word that is put at the cursor.
const WORD: &str = "x";

/// A text with a word at the cursor.
#[derive(Debug, Clone)]
pub(super) struct Probe {
    /// The text.
    pub(super) source: Source,
    /// Where the word stands in it.
    pub(super) at: usize,
}

impl Probe {
    /// Goes on with the first text in which the place of the word is understood, and its tree.
    pub(super) fn with<T>(
        text: &str,
        cursor: &Cursor,
        skeleton: &Skeleton,
        then: impl FnOnce(&Self, &Tree<'_>) -> T,
    ) -> Option<T> {
        let whole = Self::whole(text, cursor);
        let line = Line::around(text, cursor.range.end);
        let line_end = line.start + line.text.len();
        let behind = &text[line_end..];
        let above = &text[..skeleton.start.min(whole.at)];
        // Nearly always the first one will do.
        let others: [&dyn Fn() -> Self; 3] = [
            &|| whole.cut(cursor, behind),
            &|| whole.bare(cursor, skeleton, above),
            &|| whole.bare(cursor, skeleton, ""),
        ];
        let all = std::iter::once(whole.clone()).chain(others.iter().map(|make| make()));
        let mut found = None;
        for probe in all {
            let tree = yaml::parse(probe.source.text());
            match probe.outcome(cursor, &tree) {
                Outcome::Understood => return Some(then(&probe, &tree)),
                Outcome::Found => {
                    found.get_or_insert_with(|| probe.clone());
                }
                Outcome::Lost => {}
            }
        }
        let probe = found?;
        let tree = yaml::parse(probe.source.text());
        Some(then(&probe, &tree))
    }

    fn new(text: String, at: usize) -> Self {
        Self {
            source: Source::new("", text),
            at,
        }
    }

    /// Everything as it is.
    fn whole(text: &str, cursor: &Cursor) -> Self {
        // The star of an alias goes: without the rest of the name it would be an error.
        let star = usize::from(cursor.kind == Kind::Alias);
        let mut new = text[..cursor.range.start - star].to_owned();
        new.push_str(&cursor.lead);
        let at = new.len();
        new.push_str(WORD);
        if matches!(cursor.kind, Kind::Word | Kind::FlowKey) {
            new.push_str(": ");
        }
        new.push_str(&cursor.tail);
        new.push_str(&text[cursor.range.end..]);
        Self::new(new, at)
    }

    /// Where the word ends, with what belongs to it.
    fn end(&self, cursor: &Cursor) -> usize {
        let colon = match cursor.kind {
            Kind::Word | Kind::FlowKey => 2,
            _ => 0,
        };
        self.at + WORD.len() + colon + cursor.tail.len()
    }

    /// Without the rest of the line, and with all brackets closed.
    fn cut(&self, cursor: &Cursor, behind: &str) -> Self {
        let mut new = self.source.text()[..self.end(cursor)].to_owned();
        if let Some(quote) = cursor.quote.filter(|quote| !cursor.tail.ends_with(*quote)) {
            new.push(quote);
        }
        if cursor.kind == Kind::Key {
            new.push_str(": ");
        }
        let closers = cursor.brackets.iter().rev();
        new.extend(closers.map(|open| if *open == '[' { ']' } else { '}' }));
        new.push_str(behind);
        Self::new(new, self.at)
    }

    /// Only the lines that the place hangs on, below what stands above all of them.
    fn bare(&self, cursor: &Cursor, skeleton: &Skeleton, above: &str) -> Self {
        let cut = self.cut(cursor, "");
        let line = Line::around(cut.source.text(), cut.at);
        let lines = skeleton.lines.iter().flat_map(|line| [line.as_str(), "\n"]);
        let mut new: String = std::iter::once(above).chain(lines).collect();
        let at = new.len() + (cut.at - line.start);
        new.push_str(&cut.source.text()[line.start..]);
        Self::new(new, at)
    }

    fn outcome(&self, cursor: &Cursor, tree: &Tree<'_>) -> Outcome {
        let trail = self.trail(tree);
        let node = trail.last().map(|link| link.node);
        let Some(node) = node.filter(|node| node.kind() == NodeKind::Scalar) else {
            return Outcome::Lost;
        };
        if cursor.kind == Kind::Hole {
            let text = self.source.text();
            let start = usize::from(node.range().start());
            let is_here = !text[start.min(self.at)..self.at].contains('\n');
            let is_text = matches!(node.style(), Style::Literal | Style::Folded);
            return match is_here || is_text {
                true => Outcome::Understood,
                false => Outcome::Found,
            };
        }
        let is_key = matches!(cursor.kind, Kind::Word | Kind::FlowKey | Kind::Key);
        if node.is_key() != is_key {
            return Outcome::Lost;
        }
        let purposes = Purposes::of(tree);
        let about = match is_key {
            true => trail.parent(),
            false => Some(node),
        };
        match about.and_then(|node| purposes.get(node)) {
            Some(_) => Outcome::Understood,
            None => Outcome::Found,
        }
    }

    /// The way to the word.
    pub(super) fn trail<'t>(&self, tree: &'t Tree<'t>) -> Trail<'t> {
        Trail::to(tree, self.at)
    }
}

enum Outcome {
    /// It is known what belongs there.
    Understood,
    /// The word is in the tree.
    Found,
    /// It is not.
    Lost,
}
