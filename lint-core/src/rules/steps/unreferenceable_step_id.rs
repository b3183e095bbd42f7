//! PF310

use super::calls::Once;
use crate::declare_rule;
use crate::diagnostic::Fix;
use crate::manifest::Id;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::yaml::Style;

declare_rule! {
    /// ## What it does
    /// Finds step ids with characters that no placeholder can have in it: blanks, dots, slashes, a stray backtick.
    ///
    /// ## Why is this bad?
    /// No placeholder can ever name the outputs of such a step.
    ///
    /// ## Example
    /// ```yaml @3:11-3:21
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       id: commit sha
    ///       script: git rev-parse HEAD
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       id: commit-sha
    ///       script: git rev-parse HEAD
    /// ```
    ///
    /// ## Fix
    /// Leaves out what no placeholder can have, with a hyphen between words. Nothing can have named the old id.
    pub struct UnreferenceableStepId = "PF310", "unreferenceable-step-id", Warning, fix: Sometimes, since: "0.1.0";
}

impl Rule for UnreferenceableStepId {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut once = Once::default();
        for id in cx.manifest.steps.iter().filter_map(|step| step.id.as_ref()) {
            let odd = id
                .text
                .chars()
                .find(|c| !c.is_alphanumeric() && !"_-".contains(*c));
            let Some(odd) = odd.filter(|_| !id.text.contains("{{")) else {
                continue;
            };
            if !once.is_new(id.node) {
                continue;
            }
            let what = match odd {
                ' ' => "a blank".to_owned(),
                '.' => "a dot".to_owned(),
                c if c.is_whitespace() => "a line break or tab".to_owned(),
                '`' => "a backtick".to_owned(),
                c => format!("`{c}`"),
            };
            report
                .at(
                    id.node.range(),
                    format!("no placeholder can name the id `{}`", short(&id.text)),
                )
                .label(format!("there is {what} in it"))
                .note("placeholders have letters, digits, `-` and `_`; a dot leads to an output")
                .help("write the id with letters, digits, `-` and `_`")
                .maybe_fix(fix(cx, id));
        }
    }
}

/// The id without what cannot be in it, unless another step has that one.
fn fix(cx: &Context<'_>, id: &Id<'_>) -> Option<Fix> {
    let words: Vec<&str> = id
        .text
        .split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-')
        .filter(|word| !word.is_empty())
        .collect();
    let new = words.join("-");
    let mut ids = cx.manifest.steps.iter().filter_map(|step| step.id.as_ref());
    let is_free = !new.is_empty() && ids.all(|other| other.text != new);
    let is_text = id.node.as_str().is_some() && id.node.tag().is_none();
    let is_plain = is_text && id.node.style() == Style::Plain && !id.node.source().contains('\n');
    (is_free && is_plain).then(|| Fix::safe(format!("write `{new}`"), id.node.range(), new))
}
