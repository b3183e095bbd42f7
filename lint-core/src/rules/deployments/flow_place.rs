//! Where findings about entrypoints stand.

use hashbrown::HashSet;

use super::entrypoint::fault;
use crate::manifest::{Deployment, Literal};
use crate::project::{Entrypoint, Target};
use crate::rules::Context;
use crate::text::TextRange;

/// The entrypoints of which there is something to say, each once where it is written, with the deployment that has it
/// first.
pub(super) fn each<'a, T>(
    cx: &Context<'a>,
    find: impl Fn(&'a Target) -> Option<T>,
) -> impl Iterator<Item = (&'a Deployment<'a>, Written<'a>, T)> {
    let mut seen = HashSet::new();
    let followed = cx.flows.iter(cx.manifest);
    followed.filter_map(move |(deployment, target)| {
        let found = find(target)?;
        let written = Written::of(deployment)?;
        let is_new = seen.insert(written.literal.whole());
        is_new.then_some((deployment, written, found))
    })
}

/// A deployment's entrypoint, with the parts of its text.
pub(super) struct Written<'t> {
    literal: Literal<'t>,
    /// Where the file or module ends.
    split: usize,
}

impl<'t> Written<'t> {
    /// The entrypoint of a deployment, if it has the form of one.
    pub(super) fn of(deployment: &Deployment<'t>) -> Option<Self> {
        let literal = Literal::of(deployment.entrypoint?.value)?;
        // What has another form than an entrypoint is reported for that.
        if fault(&literal.text).is_some_and(|fault| !fault.is_of_name()) {
            return None;
        }
        let object = Entrypoint::parse(&literal.text)?.object().len();
        Some(Self {
            split: literal.text.len() - object,
            literal,
        })
    }

    /// The file or module.
    pub(super) fn home(&self) -> &str {
        &self.literal.text[..self.split - 1]
    }

    /// The name in it.
    pub(super) fn object(&self) -> &str {
        &self.literal.text[self.split..]
    }

    /// Where the file or module is written.
    pub(super) fn home_range(&self) -> TextRange {
        self.literal.range(0..self.split - 1)
    }

    /// Where the name is written.
    pub(super) fn object_range(&self) -> TextRange {
        self.literal.range(self.split..self.literal.text.len())
    }

    /// Whether a part can be replaced where it is written.
    pub(super) fn is_verbatim(&self, range: TextRange, part: &str) -> bool {
        self.literal.node.tree().text()[range] == *part
    }
}
