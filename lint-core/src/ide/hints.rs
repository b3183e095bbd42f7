//! Words beside the text: what schedules mean, and what aliases and merge keys bring.

use super::Document;
use super::when::When;
use crate::manifest::Schedule;
use crate::rules::Context;
use crate::text::{TextRange, TextSize};
use crate::yaml::{Node, NodeKind};

/// The most keys that are named.
const MOST_KEYS: usize = 5;

/// Words behind a piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Where they stand.
    pub offset: TextSize,
    /// The words.
    pub text: String,
    /// More about it, in Markdown.
    pub tooltip: Option<String>,
}

/// The hints of a part of the text, in its order.
pub fn hints(document: &Document<'_>, range: TextRange) -> Vec<Hint> {
    document.ask(|cx, _| {
        let schedules = cx.manifest.schedules.iter();
        let mut hints: Vec<Hint> = schedules
            .filter(|schedule| is_near(schedule.item.range(), range))
            .filter_map(|it| schedule(cx, it))
            .collect();
        hints.extend(
            cx.tree
                .nodes()
                .filter(|node| is_near(node.range(), range))
                .filter_map(alias),
        );
        hints.retain(|hint| range.contains_inclusive(hint.offset));
        hints.sort_by_key(|hint| hint.offset);
        hints
    })
}

fn is_near(range: TextRange, wanted: TextRange) -> bool {
    range.start() <= wanted.end() && wanted.start() <= range.end()
}

/// When a schedule runs, behind what says so.
fn schedule(cx: &Context<'_>, schedule: &Schedule<'_>) -> Option<Hint> {
    let entry = schedule.get(schedule.selector?.key())?;
    // What is merged or aliased is told where it is written.
    let is_here = entry.merged_by.is_none() && entry.value.kind() == NodeKind::Scalar;
    let when = When::of(schedule, cx.settings, 5).filter(|_| is_here)?;
    let words = when.reading.words.clone()?;
    let off = if when.is_active { "" } else { ", switched off" };
    Some(Hint {
        offset: end_of(entry.value),
        text: format!("{words}{off}"),
        tooltip: Some(when.markdown()),
    })
}

/// The keys or the value that an alias brings.
fn alias(node: Node<'_>) -> Option<Hint> {
    let target = node.resolve();
    if node.kind() != NodeKind::Alias || target.id() == node.id() {
        return None;
    }
    let text = match target.kind() {
        NodeKind::Mapping => {
            let mut keys: Vec<&str> = target.pairs().map(|(key, _)| key.source()).collect();
            let is_more = keys.len() > MOST_KEYS;
            keys.truncate(MOST_KEYS);
            let keys = keys.join(", ");
            match is_more {
                true => format!("{keys}, …"),
                false => keys,
            }
        }
        NodeKind::Sequence => match target.items().count() {
            1 => "1 item".to_owned(),
            count => format!("{count} items"),
        },
        NodeKind::Scalar => target
            .source()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned(),
        NodeKind::Alias | NodeKind::Broken => return None,
    };
    (!text.is_empty()).then(|| Hint {
        offset: node.range().end(),
        text,
        tooltip: None,
    })
}

/// Where a value ends, without blanks and line ends behind it.
fn end_of(node: Node<'_>) -> TextSize {
    node.range().start() + TextSize::of(node.source().trim_end())
}
