//! All placeholders that Prefect looks at, each with what becomes of it.
//!
//! A value that several deployments share has one answer for each combination of steps that they run: usually one.

use hashbrown::HashMap;

use super::grammar::Placeholder;
use super::place::Place;
use super::resolve::{Resolution, resolve};
use super::scope::{Scope, Scopes};
use super::text::{Text, may_hold};
use super::walk::{self, Visit};
use crate::manifest::{Deployment, Manifest};
use crate::text::TextRange;
use crate::yaml::NodeId;

/// The texts with placeholders that Prefect looks at.
#[derive(Debug, Default)]
pub struct References<'a> {
    /// In the order in which Prefect comes to them, each once.
    pub texts: Vec<Reference<'a>>,
    by_node: HashMap<NodeId, usize>,
}

/// A text with placeholders, or with what looks like some.
#[derive(Debug)]
pub struct Reference<'a> {
    /// The text.
    pub text: Text<'a>,
    /// Where it is read from; at least one.
    pub reached: Vec<Reached<'a>>,
}

/// One way in which a text is read.
#[derive(Debug)]
pub struct Reached<'a> {
    /// Where it stands.
    pub place: Place<'a>,
    /// The steps that run before it is read.
    pub scope: Scope<'a>,
    /// The first deployment that reads it; none where the file has no deployments.
    pub deployment: Option<&'a Deployment<'a>>,
    /// What becomes of each of its placeholders, in their order.
    pub answers: Vec<Resolution<'a>>,
}

/// One placeholder of a text, with all that becomes of it.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'r, 'a> {
    /// The text.
    pub reference: &'r Reference<'a>,
    /// The placeholder.
    pub placeholder: &'r Placeholder,
    index: usize,
}

impl<'a> References<'a> {
    /// Looks at each value once for each combination of steps.
    pub fn of(manifest: &'a Manifest<'a>, scopes: &'a Scopes<'a>) -> Self {
        let mut found = Self::default();
        // Many manifests have no placeholder at all.
        let text = manifest.root.map_or("", |root| root.tree().text());
        if !may_hold(text) {
            return found;
        }
        walk::walk(manifest, scopes, &mut |visit| found.add(visit));
        found
    }

    fn add(&mut self, visit: Visit<'a>) {
        let id = visit.node.resolve().id();
        let at = match self.by_node.get(&id) {
            Some(at) => *at,
            None => {
                let Some(text) = Text::of(visit.node) else {
                    return;
                };
                self.by_node.insert(id, self.texts.len());
                self.texts.push(Reference {
                    text,
                    reached: Vec::new(),
                });
                self.texts.len() - 1
            }
        };
        let reference = &mut self.texts[at];
        let text = &reference.text;
        let answer = |placeholder: &Placeholder| {
            let whole = text.is_whole(placeholder);
            resolve(text.name(placeholder), whole, &visit.place, &visit.scope)
        };
        let answers = text.placeholders.iter().map(answer).collect();
        reference.reached.push(Reached {
            place: visit.place,
            scope: visit.scope,
            deployment: visit.deployment,
            answers,
        });
    }

    /// The text of a scalar.
    pub fn text_of(&self, node: NodeId) -> Option<&Reference<'a>> {
        self.texts.get(*self.by_node.get(&node)?)
    }

    /// All placeholders.
    pub fn placeholders(&self) -> impl Iterator<Item = Answer<'_, 'a>> {
        self.texts.iter().flat_map(Reference::placeholders)
    }
}

impl<'a> Reference<'a> {
    /// Its placeholders, from left to right.
    pub fn placeholders(&self) -> impl Iterator<Item = Answer<'_, 'a>> {
        let all = self.text.placeholders.iter().enumerate();
        all.map(|(index, placeholder)| Answer {
            reference: self,
            placeholder,
            index,
        })
    }
}

impl<'r, 'a> Answer<'r, 'a> {
    /// Its name.
    pub fn name(&self) -> &'r str {
        self.reference.text.name(self.placeholder)
    }

    /// Where it is written, braces included.
    pub fn range(&self) -> TextRange {
        self.reference.text.range(&self.placeholder.range)
    }

    /// Where its name is written.
    pub fn name_range(&self) -> TextRange {
        self.reference.text.range(&self.placeholder.name)
    }

    /// Whether there is nothing else in its value.
    pub fn is_whole(&self) -> bool {
        self.reference.text.is_whole(self.placeholder)
    }

    /// What becomes of it, each time with how it is reached.
    pub fn answers(&self) -> impl Iterator<Item = (&'r Reached<'a>, &'r Resolution<'a>)> {
        let index = self.index;
        (self.reference.reached.iter())
            .filter_map(move |reached| Some((reached, reached.answers.get(index)?)))
    }
}
