//! PF009: `quoted-merge-key`.

use crate::diagnostic::Fix;
use crate::rules::{Context, Meta, Report, Rule};
use crate::yaml::{Node, NodeKind};

crate::declare_rule! {
    /// ## What it does
    ///
    /// Reports `<<` in quotes as a key.
    ///
    /// ## Why is this bad?
    ///
    /// Only without quotes is it the merge key. With them it is a key like any other, which Prefect does not know and
    /// ignores: nothing is merged.
    ///
    /// ## Example
    ///
    /// ```yaml @5:5-5:9
    /// definitions:
    ///   pool: &pool {work_pool: {name: k8s}}
    /// deployments:
    ///   - name: daily
    ///     "<<": *pool
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml
    /// definitions:
    ///   pool: &pool {work_pool: {name: k8s}}
    /// deployments:
    ///   - name: daily
    ///     <<: *pool
    /// ```
    ///
    /// ## Fix
    ///
    /// Removes the quotes.
    pub struct QuotedMergeKey = "PF009", "quoted-merge-key", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for QuotedMergeKey {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mappings = cx.tree.nodes().filter(|n| n.kind() == NodeKind::Mapping);
        for (key, value) in mappings.flat_map(|mapping| mapping.pairs()) {
            if is_quoted_merge(key, value) {
                report
                    .at(key.range(), "`<<` in quotes merges nothing")
                    .label("an ordinary key")
                    .note("Prefect ignores the key and what is under it")
                    .help("write `<<` without quotes")
                    .fix(Fix::safe("remove the quotes", key.range(), "<<"));
            }
        }
    }
}

fn is_quoted_merge(key: Node<'_>, value: Node<'_>) -> bool {
    let is_mergeable =
        || value.is_mapping() || value.is_sequence() && value.items().all(|item| item.is_mapping());
    key.kind() == NodeKind::Scalar
        && key.tag().is_none()
        && matches!(key.source(), "'<<'" | "\"<<\"")
        && is_mergeable()
}
