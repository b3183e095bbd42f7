//! Where the parts of a script stand in the text.

use super::calls::{Call, calls, last};
use crate::rules::Context;
use crate::schema::coerce;
use crate::text::{TextRange, range};
use crate::yaml::Node;

/// A script that is run without a shell.
pub(super) struct Script<'a> {
    pub(super) call: Call<'a>,
    pub(super) key: Node<'a>,
    pub(super) node: Node<'a>,
    pub(super) text: String,
}

/// The scripts that are run without a shell, as far as they are known.
pub(super) fn scripts<'a>(cx: &Context<'a>) -> impl Iterator<Item = Script<'a>> {
    calls(cx).filter_map(|call| {
        let signature = call.signature()?;
        let is_shell =
            last(&signature.name) == "run_shell_script" && signature.package == "prefect";
        if !is_shell || is_set(&call, "shell") {
            return None;
        }
        let entry = call.step.inputs.get("script")?;
        Some(Script {
            key: entry.key,
            node: entry.value,
            text: entry.value.as_str()?.into_owned(),
            call,
        })
    })
}

/// Whether an input is true, or may be.
pub(super) fn is_set(call: &Call<'_>, name: &str) -> bool {
    let value = call
        .step
        .inputs
        .get(name)
        .and_then(|entry| entry.value.value());
    value.is_some_and(|value| match coerce::text(&value) {
        Some(text) => !text.is_empty(),
        None => coerce::boolean(&value) != Some(false),
    })
}

impl Script<'_> {
    /// Where a piece of a line stands; the whole script where that can't be told.
    pub(super) fn place(&self, line: &str, word: &str) -> TextRange {
        let source = self.node.resolve().source();
        let start = usize::from(self.node.resolve().range().start());
        let line_at = source.find(line);
        let word_at = line_at.and_then(|at| Some(at + line.find(word)?));
        match (word_at, line_at) {
            (Some(at), _) => range(start + at, word.len()),
            (None, Some(at)) => range(start + at, line.len()),
            _ if source.contains('\n') => self.key.range(),
            _ => self.node.range(),
        }
    }
}
