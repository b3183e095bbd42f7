//! PF018: `unused-anchor`.

use hashbrown::HashSet;

use crate::diagnostic::Fix;
use crate::rules::{Context, Meta, Report, Rule};
use crate::text::{TextRange, TextSize};
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
            // At the end of a line the blanks before the anchor go with it.
            let place = match rest[blanks..].starts_with(['\n', '\r']) || blanks == rest.len() {
                true => TextRange::new(
                    anchor.range.start() - blanks_before(text, anchor.range),
                    anchor.range.end(),
                ),
                false => TextRange::new(
                    anchor.range.start(),
                    anchor.range.end() + crate::text::size(blanks),
                ),
            };
            // Where nothing else is written, the anchor may be all that holds the place.
            let is_all = cx.tree.node(anchor.node).is_empty();
            let fix = (!is_all).then(|| Fix::risky("remove the anchor", place, ""));
            report
                .at(anchor.range, format!("the anchor `{name}` is never used"))
                .label("no alias refers to it")
                .help("remove it")
                .maybe_fix(fix);
        }
    }
}

fn blanks_before(text: &str, anchor: TextRange) -> TextSize {
    let before = &text[..usize::from(anchor.start())];
    crate::text::size(before.len() - before.trim_end_matches(' ').len())
}
