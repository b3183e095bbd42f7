//! PF008: `shallow-merge`.

use crate::rules::{Context, Meta, Report, Rule};
use crate::yaml::{Entry, Node, NodeKind};

crate::declare_rule! {
    /// ## What it does
    ///
    /// Reports a nested mapping that hides another one of the same name from a merge, with keys that it does not have
    /// itself.
    ///
    /// ## Why is this bad?
    ///
    /// A merge is one level deep. An own `job_variables` does not add to the merged one but takes its place, whole:
    /// what only the merged one has is lost.
    ///
    /// ## Example
    ///
    /// ```yaml @9:5-9:14
    /// definitions:
    ///   base: &base
    ///     work_pool:
    ///       name: k8s
    ///       work_queue_name: high
    /// deployments:
    ///   - <<: *base
    ///     name: daily
    ///     work_pool:
    ///       work_queue_name: low
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml
    /// definitions:
    ///   base: &base
    ///     work_pool: &pool
    ///       name: k8s
    ///       work_queue_name: high
    /// deployments:
    ///   - <<: *base
    ///     name: daily
    ///     work_pool:
    ///       <<: *pool
    ///       work_queue_name: low
    /// ```
    pub struct ShallowMerge = "PF008", "shallow-merge", Warning, fix: None, since: "0.1.0";
}

impl Rule for ShallowMerge {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for mapping in cx.tree.nodes().filter(|n| n.kind() == NodeKind::Mapping) {
            if mapping.merges() {
                check_mapping(mapping, report);
            }
        }
    }
}

fn check_mapping(mapping: Node<'_>, report: &mut Report<'_>) {
    for (key, value) in mapping.pairs().filter(|(key, _)| !key.is_merge_key()) {
        let Some(name) = key.as_str().filter(|_| value.is_mapping()) else {
            continue;
        };
        let Some(hidden) = merged_entry(mapping, &name) else {
            continue;
        };
        let lost = lost_keys(hidden.value, value);
        if lost.is_empty() {
            continue;
        }
        report
            .at(
                key.range(),
                format!("this `{name}` replaces the merged one whole"),
            )
            .label(format!("without {}", list(&lost)))
            .other(hidden.key.range(), "hidden from the merge")
            .note(format!(
                "a merge is one level deep: {} of the merged `{name}` {} lost",
                list(&lost),
                if lost.len() == 1 { "is" } else { "are" }
            ))
            .help(format!(
                "mark the merged `{name}` with an anchor of its own and merge it here too"
            ));
    }
}

/// The entry that a merge would bring if the mapping had none of its own.
fn merged_entry<'t>(mapping: Node<'t>, name: &str) -> Option<Entry<'t>> {
    let values = mapping.pairs().filter(|(key, _)| key.is_merge_key());
    // Of two merge keys the later wins, and of a list the earlier mapping.
    let sources: Vec<Node<'t>> = values
        .flat_map(|(_, value)| match value.is_sequence() {
            true => value
                .items()
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect(),
            false => vec![value],
        })
        .collect();
    sources
        .into_iter()
        .rev()
        .flat_map(|source| source.entries())
        .find(|entry| entry.key.is_str(name))
}

fn lost_keys(hidden: Node<'_>, own: Node<'_>) -> Vec<String> {
    let own: Vec<_> = own.entries().iter().map(|e| e.key.as_text()).collect();
    hidden
        .entries()
        .iter()
        .filter(|entry| !own.contains(&entry.key.as_text()))
        .filter_map(|entry| entry.key.as_text().map(|text| text.into_owned()))
        .collect()
}

/// At most three names.
fn list(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(3).map(|n| format!("`{n}`")).collect();
    match names.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
