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
    let is_line = !text.contains(char::is_control) && !value.source().contains('\n');
    // In a text that can't be read, a blank may be missing.
    let before = &value.tree().text()[..usize::from(value.range().start())];
    let is_plain_key = spot.key.is_some_and(|key| key.style() == Style::Plain);
    let is_sure = !(before.ends_with(':') && is_plain_key);
    if !bare || !is_line || !is_sure || matches!(value.style(), Style::Literal | Style::Folded) {
        return None;
    }
    if !text.contains(',') && value.style() == Style::Plain {
        return Some(Fix::safe(
            "write a list",
            value.range(),
            format!("[{}]", edits::item(&text)),
        ));
    }
    if !text.contains(',') {
        let edits = edits::wrap_in_list(spot)?;
        return Some(Fix::new("write a list", Safety::Safe, edits));
    }
    let tags = text.split(',').map(str::trim).filter(|tag| !tag.is_empty());
    let tags: Vec<String> = tags.map(edits::item).collect();
    Some(Fix::risky(
        "write a list",
        value.range(),
        format!("[{}]", tags.join(", ")),
    ))
}
