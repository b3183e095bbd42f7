//! PF015: `truncated-by-comment`.

use crate::diagnostic::Fix;
use crate::rules::{Context, Meta, Report, Rule};
use crate::text::TextRange;
use crate::yaml::quote::quoted;
use crate::yaml::{Node, NodeKind, Style, Value};

crate::declare_rule! {
    /// ## What it does
    ///
    /// Reports text without quotes that is cut off by ` #` where a number or a word was probably meant to follow, as in
    /// `run #1`.
    ///
    /// ## Why is this bad?
    ///
    /// A blank and `#` begin a comment in YAML. What stands behind them is not part of the value.
    ///
    /// ## Example
    ///
    /// ```yaml @3:28-3:30
    /// deployments:
    ///   - name: daily
    ///     description: first run #1
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml
    /// deployments:
    ///   - name: daily
    ///     description: "first run #1"
    /// ```
    ///
    /// ## Fix
    ///
    /// Puts the text with what follows in quotes.
    pub struct TruncatedByComment = "PF015", "truncated-by-comment", Warning, fix: Sometimes, since: "0.1.0";
}

impl Rule for TruncatedByComment {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut comments = cx.tree.comments().iter().copied().peekable();
        for node in cx.tree.nodes() {
            while comments
                .next_if(|comment| comment.start() < node.range().end())
                .is_some()
            {}
            let Some(comment) = comments.peek().copied() else {
                return;
            };
            if is_cut(cx, node, comment) {
                report_cut(cx, report, node, comment);
            }
        }
    }
}

/// Whether a text ends one blank before a comment that looks like more of it.
fn is_cut(cx: &Context<'_>, node: Node<'_>, comment: TextRange) -> bool {
    let one_blank = u32::from(comment.start()) == u32::from(node.range().end()) + 1;
    one_blank
        && node.kind() == NodeKind::Scalar
        && node.style() == Style::Plain
        && !node.source().contains('\n')
        && matches!(node.value(), Some(Value::Str(_)))
        && looks_like_text(node.source(), &cx.source.text()[comment])
}

/// `#1`, `#42)`: a number right behind the `#`, at the end of what is written; or the end of a bracket that opens
/// before it.
fn looks_like_text(value: &str, comment: &str) -> bool {
    let behind = comment.trim_start_matches('#').trim_end();
    let digits = behind.trim_end_matches([')', ']', '.', '"', '\'']);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let opens = value.matches('(').count() > value.matches(')').count();
    !comment.starts_with("##") && (is_number || opens && behind.ends_with(')'))
}

fn report_cut(cx: &Context<'_>, report: &mut Report<'_>, node: Node<'_>, comment: TextRange) {
    let place = TextRange::new(node.range().start(), comment.end());
    let whole = cx.source.text()[place].trim_end();
    let place = TextRange::at(place.start(), crate::text::size(whole.len()));
    let new = quoted(whole);
    let cut = TextRange::new(comment.start(), place.end());
    report
        .at(
            cut,
            format!("`{}` is not part of the value", &cx.source.text()[cut]),
        )
        .label("a blank and `#` begin a comment")
        .other(node.range(), "the value ends here")
        .note(format!("the value is `{}`", node.source()))
        .help("put the text in quotes if this belongs to it")
        .fix(Fix::safe(format!("write {new}"), place, new));
}
