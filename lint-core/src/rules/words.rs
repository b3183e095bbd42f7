//! Words that several rules use.

use crate::schema::Finding;
use crate::schema::shape::shape;
use crate::schema::target;
use crate::text::TextRange;
use crate::yaml::{Node, NodeKind};

/// The longest piece of a manifest that a message repeats.
const LONGEST: usize = 40;

/// What happens to a file that Prefect refuses.
const DROPPED: &str =
    "Prefect drops the whole file: it goes on as if there were no deployments and no steps";

/// What Prefect does about a value that it looks at when it creates the deployment.
pub(super) const REFUSED_LATE: &str =
    "Prefect refuses the deployment after its build and push steps have run";
/// What the server does about one that Prefect sends on.
pub(super) const SERVER_REFUSES: &str =
    "the server refuses the deployment after its build and push steps have run";

/// What Prefect does about a finding: it drops the file, or what `else_` says. Where that holds for other releases
/// than the one that the file is for, it is said so.
pub(super) fn outcome(finding: &Finding<'_>, else_: &str) -> String {
    let words = match finding.dropped {
        true => DROPPED,
        false => else_,
    };
    match finding.holds {
        true => words.to_owned(),
        false => format!("since Prefect {}: {words}", target::words(finding.since)),
    }
}

/// What is spoken of: a key, or an item of what a key holds.
pub(super) fn subject(finding: &Finding<'_>) -> String {
    match finding.spot.key {
        Some(key) => format!("`{}`", short(key.source())),
        None => format!("an item of `{}`", finding.name()),
    }
}

/// A value and what it is: `` `1.0` is a number ``.
pub(super) fn value_is(node: Node<'_>) -> String {
    let what = shape(node).words();
    let source = node.source();
    let scalar = matches!(node.kind(), NodeKind::Scalar | NodeKind::Alias);
    match scalar && !source.contains('\n') && !source.is_empty() {
        true => format!("`{}` is {what}", short(source)),
        false => format!("this is {what}"),
    }
}

/// A piece of a manifest that fits into a message: its first line, or the beginning of it.
pub(crate) fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim_end();
    match line.chars().count() > LONGEST {
        true => line.chars().take(LONGEST - 1).chain(['…']).collect(),
        false => line.to_owned(),
    }
}

/// Some names, one after the other; of many the first.
pub(super) fn listed<T: AsRef<str>>(names: &[T]) -> String {
    const MOST: usize = 6;
    let shown = names
        .iter()
        .take(MOST)
        .map(|name| format!("`{}`", short(name.as_ref())));
    let more = match names.len() > MOST {
        true => ", …",
        false => "",
    };
    shown.collect::<Vec<_>>().join(", ") + more
}

/// Where an alias leads.
pub(super) fn target_of(node: Node<'_>) -> Option<TextRange> {
    let target = node.resolve();
    (node.kind() == NodeKind::Alias).then(|| {
        target
            .anchor()
            .map_or(target.range(), |anchor| anchor.range)
    })
}
