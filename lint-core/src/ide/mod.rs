//! What an editor asks of a manifest: plain functions of a text and an offset, plain data in return.
//!
//! | file | what |
//! | --- | --- |
//! | [`completion`] | what may be written at the cursor |
//! | [`hover`] | what stands under the mouse |
//! | [`definition`], [`references`], [`rename`] | names: where they come from, where they are used, other ones for them |
//! | [`symbols`] | the outline |
//! | [`actions`] | fixes and other rewritings |
//! | [`hints`], [`lenses`], [`links`] | what is shown beside and above the text |
//! | [`folding`], [`selection`], [`tokens`] | ranges of the text |
//! | `purpose` | what each node of the tree is for, aliases and merge keys followed |
//! | `trail` | the nodes around an offset |
//! | `names` | step ids and anchors with all their places |
//! | `flows` | the flows that a place is about |
//! | `when` | schedules in words, with their next runs |
//! | `describe` | fields, steps, inputs in Markdown |
//!
//! Offsets and ranges are bytes. Any offset of any text gives an answer; one in the middle of a character or
//! of a line end counts as its beginning. Nothing is kept from one call to the next: each looks at the text anew, without running rules unless
//! it says so.

pub mod actions;
pub mod completion;
pub mod definition;
mod describe;
mod flows;
pub mod folding;
pub mod hints;
pub mod hover;
pub mod lenses;
mod line;
pub mod links;
mod names;
mod purpose;
pub mod references;
pub mod rename;
pub mod selection;
pub mod symbols;
pub mod tokens;
mod trail;
mod when;

use crate::analysis::{know, know_of};
use crate::project::Project;
use crate::rules::Context;
use crate::settings::Settings;
use crate::template::Scopes;
use crate::text::{Source, TextSize};
use crate::yaml::Tree;

/// A manifest that is open in an editor.
#[derive(Debug, Clone, Copy)]
pub struct Document<'d> {
    /// Its text.
    pub source: &'d Source,
    /// What the user chose.
    pub settings: &'d Settings,
    /// What stands around it, if that can be seen.
    pub project: Option<Project<'d>>,
}

impl<'d> Document<'d> {
    fn text(&self) -> &'d str {
        self.source.text()
    }

    /// Finds out what is known, and asks for something of it.
    fn ask<T>(&self, ask: impl for<'a> FnOnce(&Context<'a>, &'a Scopes<'a>) -> T) -> T {
        know(self.source, self.settings, self.project, ask)
    }

    /// The same, where the tree of the text is known already.
    fn ask_tree<T>(
        &self,
        tree: &Tree<'_>,
        ask: impl for<'a> FnOnce(&Context<'a>, &'a Scopes<'a>) -> T,
    ) -> T {
        know_of(self.source, tree, self.settings, self.project, ask)
    }

    /// An offset as a place between two characters of the text.
    fn clamp(&self, offset: TextSize) -> usize {
        let text = self.text();
        let mut at = usize::from(offset).min(text.len());
        let is_in_line_end = |at: usize| {
            let bytes = text.as_bytes();
            at > 0 && bytes.get(at - 1..=at) == Some(b"\r\n")
        };
        while !text.is_char_boundary(at) || is_in_line_end(at) {
            at -= 1;
        }
        at
    }
}
