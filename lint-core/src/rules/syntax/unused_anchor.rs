//! PF018: `unused-anchor`.

use std::collections::HashSet;

use crate::diagnostic::Fix;
use crate::rules::{Context, Meta, Report, Rule};
use crate::text::TextRange;
use crate::yaml::NodeKind;

crate::declare_rule! {
    /// ## What it does
    ///
    /// Points out anchors, `&name`, that no alias refers to. Shown in editors only.
    ///
    /// ## Why is this bad?
    ///
    /// It does no harm, but whoever reads the file looks for its use.
    ///
    /// ## Example
    ///
    /// ```yaml @3:11-3:16
    /// deployments:
    ///   - name: daily
    ///     tags: &tags [reports]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml
    /// deployments:
    ///   - name: daily
    ///     tags: [reports]
    /// ```
    ///
    /// ## Fix
    ///
    /// Removes the anchor. Unsafe, since it may be there for later.
    pub struct UnusedAnchor = "PF018", "unused-anchor", Hint, fix: Unsafe, since: "0.1.0";
}

impl Rule for UnusedAnchor {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        // What could not be read may have been its use.
        if cx.tree.anchors().is_empty() || !cx.tree.errors().is_empty() {
            return;
        }
        let used: HashSet<_> = cx
            .tree
            .nodes()
            .filter(|node| node.kind() == NodeKind::Alias)
            .map(|alias| alias.resolve().id())
            .collect();
        for anchor in cx.tree.anchors().iter().filter(|a| !used.contains(&a.node)) {
            let text = cx.source.text();
            let name = &text[anchor.range];
            let rest = &text[usize::from(anchor.range.end())..];
            let blanks = rest.len() - rest.trim_start_matches(' ').len();
            // At the end of a line the blank before the anchor goes with it.
            let place = match rest[blanks..].starts_with(['\n', '\r']) || blanks == rest.len() {
                true => TextRange::new(
                    anchor.range.start()
                        - crate::text::size(usize::from(follows_blank(text, anchor.range))),
                    anchor.range.end(),
                ),
                false => TextRange::new(
                    anchor.range.start(),
                    anchor.range.end() + crate::text::size(blanks),
                ),
            };
            report
                .at(anchor.range, format!("the anchor `{name}` is never used"))
                .label("no alias refers to it")
                .help("remove it")
                .fix(Fix::risky("remove the anchor", place, ""));
        }
    }
}

fn follows_blank(text: &str, anchor: TextRange) -> bool {
    text[..usize::from(anchor.start())].ends_with(' ')
}
