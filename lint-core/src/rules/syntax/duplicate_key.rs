//! PF005: `duplicate-key`.

use crate::rules::{Context, Meta, Report, Rule};
use crate::yaml::NodeKind;

crate::declare_rule! {
    /// ## What it does
    ///
    /// Reports a key that its mapping already has.
    ///
    /// ## Why is this bad?
    ///
    /// The last one wins and nobody says a word: the values of the earlier ones are gone. Two `deployments:` blocks in
    /// one file leave only the second.
    ///
    /// Keys are compared as Python compares them, so `1`, `1.0` and `true` are the same key.
    ///
    /// ## Example
    ///
    /// ```yaml @4:5-4:9
    /// deployments:
    ///   - name: daily
    ///     tags: [reports]
    ///     tags: [eu]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml
    /// deployments:
    ///   - name: daily
    ///     tags: [reports, eu]
    /// ```
    pub struct DuplicateKey = "PF005", "duplicate-key", Error, fix: None, since: "0.1.0";
}

impl Rule for DuplicateKey {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mappings = cx.tree.nodes().filter(|n| n.kind() == NodeKind::Mapping);
        for (first, again) in mappings.flat_map(|mapping| mapping.repeated_keys()) {
            let name = again.as_text().unwrap_or_default();
            report
                .at(again.range(), format!("the key `{name}` is here twice"))
                .label("this one counts")
                .other(first.range(), "this one is lost")
                .note("Prefect keeps the last value and says nothing")
                .help("put what belongs together under one key, or remove one of the two");
        }
    }
}
