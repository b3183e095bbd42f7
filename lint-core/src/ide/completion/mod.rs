//! What may be written at the cursor.
//!
//! | file | what |
//! | --- | --- |
//! | `cursor`, `above`, `flow`, `hole` | where the cursor is, told from the text alone |
//! | `probe` | the text with a word at the cursor, so that there is a tree |
//! | `slot` | that place: what it is for, and how items are written there |
//! | `keys`, `values`, `steps`, `holes`, `aliases`, `parameters`, `paths`, `times` | what is offered |
//! | `block` | how a new value is laid out |
//! | `recipes`, `comments` | whole manifests, and comments |
//! | `snippet` | text with places to fill in |

mod above;
mod aliases;
mod block;
mod comments;
mod cursor;
mod flow;
mod hole;
mod holes;
mod keys;
mod parameters;
mod paths;
mod probe;
mod recipes;
mod slot;
mod snippet;
mod steps;
mod times;
mod values;

use super::Document;
use crate::diagnostic::Edit;
use crate::fix::{has_windows_line_ends, with_line_ends};
use crate::text::TextSize;
use crate::yaml::Tree;
use above::Skeleton;
use cursor::{Cursor, Kind};
use probe::Probe;
use slot::Slot;

/// Something that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What the list shows.
    pub label: String,
    /// What it is.
    pub kind: ItemKind,
    /// A few words beside the label.
    pub detail: Option<String>,
    /// More about it, in Markdown.
    pub documentation: Option<String>,
    /// What is written. New lines have all their blanks, so it is to be inserted as it is.
    pub edit: Edit,
    /// Whether the text of the edit is a snippet, in the syntax of the language server protocol.
    pub is_snippet: bool,
    /// The text for editors that have no snippets.
    pub plain: String,
    /// What the text so far is compared with.
    pub filter: String,
    /// Items are in the order of this.
    pub sort: String,
    /// Whether it should not be written any more.
    pub is_deprecated: bool,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// A key of a mapping.
    Key,
    /// A new item of a list.
    Item,
    /// A value.
    Value,
    /// One of the words that a field takes.
    Word,
    /// The function of a step.
    Step,
    /// An output of a step.
    Output,
    /// A beginning of a placeholder.
    Placeholder,
    /// An anchor.
    Anchor,
    /// A file.
    File,
    /// A flow.
    Flow,
    /// A parameter of a flow.
    Parameter,
    /// A rule.
    Rule,
    /// A piece of a manifest.
    Recipe,
}

/// What may be written at an offset, the likeliest first. Nothing is filtered by what is written there already: that is
/// the editor's part, with [`Item::filter`].
pub fn complete(document: &Document<'_>, offset: TextSize) -> Vec<Item> {
    let text = document.text();
    let at = document.clamp(offset);
    let mut items = comments::offer(text, at);
    if items.is_empty() {
        let (cursors, skeleton) = Cursor::read(text, at);
        for cursor in &cursors {
            let offered = at_cursor(document, cursor, &skeleton).into_iter();
            items.extend(offered.filter(|item| goes_on(item, cursor, text, at)));
        }
        let is_word = cursors.iter().any(|cursor| cursor.kind == Kind::Word);
        if is_word && recipes::fits(text) {
            items.extend(recipes::offer(text, at));
        }
    }
    finish(items, text)
}

/// Whether an item of a placeholder goes on where its name stands already: behind `make.` there are outputs of that step
/// only. Editors do not all compare the whole name.
fn goes_on(item: &Item, cursor: &Cursor, text: &str, at: usize) -> bool {
    if cursor.kind != Kind::Hole {
        return true;
    }
    let before = text.get(cursor.range.start..at).unwrap_or_default();
    let name = before.rsplit("{{").next().unwrap_or_default().trim_start();
    let last_dot = name.rfind('.');
    last_dot.is_none_or(|dot| item.label.starts_with(&name[..=dot]))
}

/// What is offered for one reading of the cursor; with a dash of its own where a list belongs.
fn at_cursor(document: &Document<'_>, cursor: &Cursor, skeleton: &Skeleton) -> Vec<Item> {
    let probed = |cursor: &Cursor| {
        Probe::with(document.text(), cursor, skeleton, |probe, tree| {
            in_probe(document, cursor, probe, tree)
        })
    };
    match probed(cursor) {
        Some(Outcome::Items(items)) => items,
        Some(Outcome::WantsDash) => match probed(&cursor.as_item()) {
            Some(Outcome::Items(items)) => items,
            _ => Vec::new(),
        },
        None => Vec::new(),
    }
}

/// What comes of a probe.
enum Outcome {
    /// What may be written.
    Items(Vec<Item>),
    /// A list belongs here, so there must be a dash first.
    WantsDash,
}

/// What is offered at the word of a probe.
fn in_probe(document: &Document<'_>, cursor: &Cursor, probe: &Probe, tree: &Tree<'_>) -> Outcome {
    let there = Document {
        source: &probe.source,
        ..*document
    };
    there.ask_tree(tree, |cx, _| {
        let Some(slot) = Slot::new(cx, document.text(), cursor, probe) else {
            return Outcome::Items(Vec::new());
        };
        let is_bare = cursor.kind == Kind::Word && !cursor.is_item && slot.is_alone();
        if is_bare && slot.purpose().is_some_and(keys::is_list) {
            return Outcome::WantsDash;
        }
        Outcome::Items(match cursor.kind {
            Kind::Hole => holes::offer(&slot),
            Kind::Alias => aliases::names(&slot),
            Kind::Key | Kind::FlowKey => keys::offer(&slot),
            Kind::Value => values::offer(&slot),
            Kind::Word => {
                let mut items: Vec<Item> = values::new_item(&slot).into_iter().collect();
                items.extend(keys::offer(&slot));
                items.extend(values::offer_word(&slot));
                items
            }
        })
    })
}

/// Numbers the items, and gives their lines the ends that the text has.
fn finish(mut items: Vec<Item>, text: &str) -> Vec<Item> {
    let windows = has_windows_line_ends(text);
    for (place, item) in items.iter_mut().enumerate() {
        item.sort = format!("{place:04}");
        for text in [&mut item.edit.text, &mut item.plain] {
            *text = with_line_ends(text, windows).into_owned();
        }
    }
    items
}
