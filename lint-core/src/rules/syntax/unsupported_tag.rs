//! PF013: `unsupported-tag`.

use super::problem;
use crate::rules::{Context, Meta, Report, Rule};
use crate::yaml::cause::Cause;

crate::declare_rule! {
    /// ## What it does
    ///
    /// Reports tags that Prefect's loader does not know, such as `!include` or `!secret`, and tags that do not fit their
    /// value.
    ///
    /// ## Why is this bad?
    ///
    /// The loader has YAML's own types and no others. It refuses any other tag, and with it the file.
    ///
    /// ## Example
    ///
    /// ```yaml @3:17-3:24
    /// deployments:
    ///   - name: daily
    ///     parameters: !secret api-key
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml
    /// deployments:
    ///   - name: daily
    ///     parameters:
    ///       key: "{{ prefect.blocks.secret.api-key }}"
    /// ```
    pub struct UnsupportedTag = "PF013", "unsupported-tag", Error, fix: None, since: "0.1.0";
}

impl Rule for UnsupportedTag {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for found in cx.problems {
            if let Cause::UnsupportedTag { tag } = &found.cause {
                problem::report(report, found, format!("the tag `{tag}` can't be used here"))
                    .label("not known to Prefect's loader, or no type for this value")
                    .help(
                        "remove the tag, or put the value in quotes if the `!` is part of a text",
                    );
            }
        }
    }
}
