//! A value that has, or seems to have, placeholders in it.

use std::borrow::Cow;
use std::ops::Range;

use super::grammar::{self, Placeholder};
use super::lookalike::{self, Lookalike};
use crate::text::TextRange;
use crate::yaml::{Node, NodeKind, Offsets};

/// A text with its placeholders.
#[derive(Debug)]
pub struct Text<'t> {
    /// The scalar.
    pub node: Node<'t>,
    /// Its value.
    pub value: Cow<'t, str>,
    /// What Prefect takes for placeholders, from left to right.
    pub placeholders: Vec<Placeholder>,
    /// What only looks like some, from left to right.
    pub lookalikes: Vec<Lookalike>,
    offsets: Offsets,
}

impl<'t> Text<'t> {
    /// Looks at a scalar; none where nothing in it is or looks like a placeholder.
    pub fn of(node: Node<'t>) -> Option<Self> {
        let node = node.resolve();
        if node.kind() != NodeKind::Scalar || node.is_broken() || !may_hold(node.source()) {
            return None;
        }
        let value = node.as_str()?;
        let placeholders = grammar::placeholders(&value);
        let lookalikes = lookalike::lookalikes(&value, &placeholders);
        (!placeholders.is_empty() || !lookalikes.is_empty()).then(|| Self {
            offsets: Offsets::of(node),
            node,
            value,
            placeholders,
            lookalikes,
        })
    }

    /// Where some bytes of the value are written.
    pub fn range(&self, bytes: &Range<usize>) -> TextRange {
        self.offsets.range(bytes.start, bytes.end)
    }

    /// The name of a placeholder.
    pub fn name(&self, placeholder: &Placeholder) -> &str {
        &self.value[placeholder.name.clone()]
    }

    /// Whether there is nothing in the value but this placeholder.
    pub fn is_whole(&self, placeholder: &Placeholder) -> bool {
        placeholder.range == (0..self.value.len())
    }

    /// Whether the bytes of the value are written just so, without escapes or folds among them.
    pub fn is_verbatim(&self, bytes: &Range<usize>) -> bool {
        self.node.tree().text()[self.range(bytes)] == self.value[bytes.clone()]
    }
}

/// Whether a scalar's source, or anything in a longer one, may make a text worth looking at. Escapes can make any
/// character.
pub(super) fn may_hold(source: &str) -> bool {
    let is_opening = |byte: &u8| matches!(byte, b'{' | b'\\' | b'<');
    // Most have none of them.
    source.as_bytes().iter().any(is_opening)
        && (source.contains(['{', '\\']) || source.contains("<<"))
}
