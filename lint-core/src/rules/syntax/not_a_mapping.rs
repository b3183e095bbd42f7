//! PF012: `not-a-mapping`.

use crate::rules::{Context, Meta, Report, Rule};
use crate::text::{TextRange, size};
use crate::yaml::{Node, NodeKind};

crate::declare_rule! {
    /// ## What it does
    ///
    /// Reports files whose content is no mapping: empty ones, lists, plain text.
    ///
    /// ## Why is this bad?
    ///
    /// Prefect says that it is unable to parse the file, and goes on as if it held nothing.
    ///
    /// ## Example
    ///
    /// ```yaml @1:1-1:14
    /// - name: daily
    ///   entrypoint: flow.py:main
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml
    /// deployments:
    ///   - name: daily
    ///     entrypoint: flow.py:main
    /// ```
    pub struct NotAMapping = "PF012", "not-a-mapping", Error, fix: None, since: "0.1.0";
}

impl Rule for NotAMapping {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let unreadable = cx.source.encoding_error().is_some() || !cx.tree.errors().is_empty();
        if unreadable || cx.tree.root().is_some_and(|root| root.is_mapping()) {
            return;
        }
        let (message, help) = words(cx.tree.root());
        report
            .at(first_line(cx), message)
            .label("a mapping with keys such as `deployments:` is expected")
            .note("Prefect is unable to parse the file and goes on as if it were empty: nothing is deployed")
            .help(help);
    }
}

fn words(root: Option<Node<'_>>) -> (&'static str, &'static str) {
    const EMPTY: (&str, &str) = (
        "the file is empty",
        "`prefect init` writes a file to begin with",
    );
    let Some(root) = root else {
        return EMPTY;
    };
    match root.kind() {
        NodeKind::Sequence => (
            "the file is a list",
            "put the deployments under the key `deployments:`",
        ),
        _ if root.is_empty() || root.source() == "null" || root.source() == "~" => EMPTY,
        _ if root.source().contains(':') => (
            "the file is one piece of text",
            "a key needs a blank behind its colon: `key: value`",
        ),
        _ => (
            "the file is one piece of text",
            "write keys and values: `key: value`",
        ),
    }
}

/// The first line that is no comment, without the blanks around.
fn first_line(cx: &Context<'_>) -> TextRange {
    let Some(root) = cx.tree.root().filter(|root| !root.is_empty()) else {
        return TextRange::empty(size(0));
    };
    let start = usize::from(root.range().start());
    let text = &cx.source.text()[root.range()];
    let line = text.lines().next().unwrap_or("").trim_end();
    TextRange::at(size(start), size(line.len()))
}
