//! PF010: `nested-sequence-alias`.

use crate::diagnostic::{Edit, Fix, Safety};
use crate::rules::{Context, Meta, Report, Rule};
use crate::text::TextRange;
use crate::yaml::{Node, NodeKind, Style};

crate::declare_rule! {
    /// ## What it does
    ///
    /// Reports an alias of a list as an item of a list of plain values.
    ///
    /// ## Why is this bad?
    ///
    /// The item is the whole list, not its items: a list in a list. In `tags`, Prefect turns it into one tag with the
    /// name `['a', 'b']`. YAML has no way to put the items of one list into another.
    ///
    /// ## Example
    ///
    /// ```yaml @5:12-5:19
    /// definitions:
    ///   common: &common [reports, eu]
    /// deployments:
    ///   - name: daily
    ///     tags: [*common, daily]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml by-hand
    /// definitions:
    ///   common: &common [reports, eu]
    /// deployments:
    ///   - name: daily
    ///     tags: [reports, eu, daily]
    ///   - name: weekly
    ///     tags: *common
    /// ```
    ///
    /// ## Fix
    ///
    /// Writes the items out.
    pub struct NestedSequenceAlias = "PF010", "nested-sequence-alias", Warning, fix: Sometimes, since: "0.1.0";
}

impl Rule for NestedSequenceAlias {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mappings = cx.tree.nodes().filter(|n| n.kind() == NodeKind::Mapping);
        for (key, value) in mappings.flat_map(|mapping| mapping.pairs()) {
            if value.kind() != NodeKind::Sequence {
                continue;
            }
            for item in value.items().filter(|item| is_nested(key, value, *item)) {
                report_item(report, value, item);
            }
        }
    }
}

/// Whether a list was meant to get the items of another: it is `tags`, or it has plain values besides.
fn is_nested(key: Node<'_>, list: Node<'_>, item: Node<'_>) -> bool {
    let plain = |node: Node<'_>| node.kind() == NodeKind::Scalar;
    item.kind() == NodeKind::Alias
        && item.is_sequence()
        && !item.is_broken()
        && (key.as_text().is_some_and(|key| key == "tags") || list.items().any(plain))
}

fn report_item(report: &mut Report<'_>, list: Node<'_>, item: Node<'_>) {
    report
        .at(
            item.range(),
            format!("`{}` puts a list into the list", item.source()),
        )
        .label("one item: the whole list")
        .other(item.resolve().range(), "the list")
        .note("Prefect gets a list in a list; as a tag it is the text `['…', '…']`")
        .help("write the items out, or use the alias in place of the whole list")
        .maybe_fix(fix(list, item));
}

/// Writes the items of the alias's list where the alias stands.
fn fix(list: Node<'_>, item: Node<'_>) -> Option<Fix> {
    let items: Vec<&str> = item
        .items()
        .map(|inner| {
            let simple = inner.kind() == NodeKind::Scalar
                && !inner.source().contains('\n')
                && inner.tag().is_none();
            simple.then(|| inner.source())
        })
        .collect::<Option<_>>()?;
    let separator = match list.style() {
        Style::Flow => ", ".to_owned(),
        _ => format!("\n{}- ", indentation(list)?),
    };
    // What needs no quotes in a block may need them in brackets.
    let safe = list.style() != Style::Flow
        || items
            .iter()
            .all(|text| !text.contains([',', ']', '}', '[', '{', '?']));
    let place: TextRange = item.range();
    (!items.is_empty() && safe).then(|| {
        let edit = Edit::new(place, items.join(&separator));
        Fix::new("write the items out", Safety::Safe, vec![edit])
    })
}

/// The blanks before the dashes of a list, if there is nothing else before them.
fn indentation(list: Node<'_>) -> Option<&str> {
    let text = list.tree().text();
    let start = usize::from(list.range().start());
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let blanks = &text[line..start];
    blanks.bytes().all(|byte| byte == b' ').then_some(blanks)
}
