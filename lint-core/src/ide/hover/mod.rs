//! What stands under the mouse.
//!
//! | file | what |
//! | --- | --- |
//! | `key` | keys: fields, steps, inputs, parameters, job variables |
//! | `value` | values: schedules, entrypoints, words |
//! | `placeholder` | where a placeholder's value comes from, and when |
//! | `brings` | what aliases and merge keys bring |

mod brings;
mod key;
mod placeholder;
mod value;

use super::Document;
use super::describe;
use super::line::Line;
use super::purpose::Purposes;
use super::trail::Trail;
use crate::diagnostic::Diagnostic;
use crate::rules::{self, Context};
use crate::text::{TextRange, TextSize, size};
use crate::yaml::NodeKind;

/// What is known about a piece of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// The piece.
    pub range: TextRange,
    /// What is known, in Markdown.
    pub markdown: String,
}

/// What is known about the text at an offset.
pub fn hover(document: &Document<'_>, offset: TextSize) -> Option<Hover> {
    hover_with(document, offset, &[])
}

/// The same, with the rules of the findings that are marked there.
pub fn hover_with(
    document: &Document<'_>,
    offset: TextSize,
    findings: &[Diagnostic],
) -> Option<Hover> {
    let at = document.clamp(offset);
    let known = rule_in_comment(document.text(), at)
        .or_else(|| document.ask(|cx, _| At::new(cx, at)?.hover()));
    let rules = findings
        .iter()
        .filter(|finding| finding.range.contains_inclusive(size(at)));
    rules.fold(known, |known, finding| {
        let rule = of_rule(finding.code)?;
        Some(match known {
            Some(known) => Hover {
                markdown: format!("{}\n\n---\n\n{rule}", known.markdown),
                ..known
            },
            None => Hover {
                range: finding.range,
                markdown: rule,
            },
        })
    })
}

/// What a rule does, by its name or code, in Markdown.
pub fn of_rule(word: &str) -> Option<String> {
    Some(describe::rule(rules::find(word)?.meta()))
}

/// The rule that a comment silences.
fn rule_in_comment(text: &str, at: usize) -> Option<Hover> {
    let line = Line::around(text, at);
    let comment = line.comment.filter(|comment| at > *comment)?;
    text[comment..at].find("prefect-lint:")?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let before = &text[comment..at];
    let start = at - (before.len() - before.trim_end_matches(is_part).len());
    let behind = &text[at..];
    let end = at + behind.find(|c| !is_part(c)).unwrap_or(behind.len());
    Some(Hover {
        range: TextRange::new(size(start), size(end)),
        markdown: of_rule(&text[start..end])?,
    })
}

/// A place in a manifest.
struct At<'s, 'a> {
    cx: &'s Context<'a>,
    trail: Trail<'a>,
    purposes: Purposes<'a>,
    at: TextSize,
}

impl<'s, 'a> At<'s, 'a> {
    fn new(cx: &'s Context<'a>, at: usize) -> Option<Self> {
        let trail = Trail::to(cx.tree, at);
        trail.last()?;
        Some(Self {
            cx,
            trail,
            purposes: Purposes::of(cx.tree),
            at: size(at),
        })
    }

    fn hover(&self) -> Option<Hover> {
        let node = self.trail.last()?.node;
        if let Some(hover) = self.placeholder(node).or_else(|| self.anchor()) {
            return Some(hover);
        }
        if node.kind() == NodeKind::Alias {
            return brings::alias(node);
        }
        match node.is_key() {
            true if node.is_merge_key() => brings::merge(&self.trail),
            true => self.key(node),
            false => self.value(node),
        }
    }
}
