//! PF108

use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::rules::edits;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::FindingKind;
use crate::yaml::{NodeKind, Style};

declare_rule! {
    /// ## What it does
    /// Finds `tags` with a text instead of a list.
    ///
    /// ## Why is this bad?
    /// Prefect takes the text apart: each letter becomes a tag of its own.
    ///
    /// ## Example
    /// ```yaml @5:11-5:15
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     tags: prod
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     tags: [prod]
    /// ```
    ///
    /// ## Fix
    /// Puts the tag into a list.
    pub struct StringTags = "PF108", "string-tags", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for StringTags {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings {
            if !matches!(finding.kind, FindingKind::StringTags) {
                continue;
            }
            let text = finding.spot.value.as_str().unwrap_or_default();
            report
                .finding(
                    finding,
                    format!("`tags` must be a list, but `{}` is text", short(&text)),
                )
                .label("text")
                .note(format!(
                    "Prefect makes a tag of each letter: {}",
                    letters(&text)
                ))
                .help(format!("write a list: `[{}]`", short(&text)))
                .maybe_fix(fix(finding));
        }
    }
}

/// The first letters of a text, as tags.
fn letters(text: &str) -> String {
    let shown: Vec<String> = text
        .chars()
        .take(4)
        .map(|letter| format!("`{letter}`"))
        .collect();
    let more = text.chars().nth(4).map_or("", |_| ", …");
    format!("{}{more}", shown.join(", "))
}

/// One tag is put into a list; several with commas between are, on request.
fn fix(finding: &crate::schema::Finding<'_>) -> Option<Fix> {
    let spot = &finding.spot;
    let value = spot.value;
    let text = value.as_str()?;
    let bare = value.kind() == NodeKind::Scalar && value.full_range() == value.range();
    if !bare || matches!(value.style(), Style::Literal | Style::Folded) {
        return None;
    }
    if !text.contains(',') {
        let edits = edits::wrap_in_list(spot)?;
        return Some(Fix::new("write a list", Safety::Safe, edits));
    }
    let tags: Vec<String> = text
        .split(',')
        .map(|tag| edits::quoted(tag.trim()))
        .collect();
    Some(Fix::risky(
        "write a list",
        value.range(),
        format!("[{}]", tags.join(", ")),
    ))
}
