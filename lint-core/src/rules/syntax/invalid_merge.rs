//! PF007: `invalid-merge`.

use super::problem;
use crate::rules::{Context, Meta, Report, Rule};
use crate::yaml::NodeKind;
use crate::yaml::cause::{Cause, Problem};

crate::declare_rule! {
    /// ## What it does
    ///
    /// Reports merge keys, `<<`, with anything but a mapping or a list of mappings behind them.
    ///
    /// ## Why is this bad?
    ///
    /// The loader refuses the file.
    ///
    /// ## Example
    ///
    /// ```yaml @4:9-4:14
    /// definitions:
    ///   tags: &tags [daily, eu]
    /// deployments:
    ///   - <<: *tags
    ///     name: daily
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml
    /// definitions:
    ///   tags: &tags [daily, eu]
    /// deployments:
    ///   - tags: *tags
    ///     name: daily
    /// ```
    pub struct InvalidMerge = "PF007", "invalid-merge", Error, fix: None, since: "0.1.0";
}

impl Rule for InvalidMerge {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for found in cx.problems {
            if let Cause::InvalidMerge = &found.cause {
                merge(cx, report, found);
            }
        }
    }
}

fn merge(cx: &Context<'_>, report: &mut Report<'_>, problem: &Problem) {
    let what = match cx
        .tree
        .nodes()
        .find(|node| node.full_range().start() == problem.error.start)
    {
        Some(node) if node.kind() == NodeKind::Sequence => "a list",
        Some(node) if node.is_empty() => "nothing",
        _ => "a plain value",
    };
    problem::report(report, problem, format!("`<<` can't merge {what}"))
        .label("a mapping, or a list of mappings, is expected")
        .help("`<<: *name` needs an anchor that marks a mapping");
}
