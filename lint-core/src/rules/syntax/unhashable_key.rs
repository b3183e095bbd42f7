//! PF020: `unhashable-key`.

use super::problem;
use crate::rules::{Context, Meta, Report, Rule};
use crate::yaml::cause::Cause;

crate::declare_rule! {
    /// ## What it does
    ///
    /// Reports lists and mappings that are used as keys.
    ///
    /// ## Why is this bad?
    ///
    /// Python can't have them as keys of a dictionary, so the loader refuses the file.
    ///
    /// ## Example
    ///
    /// ```yaml @4:9-4:15
    /// deployments:
    ///   - name: daily
    ///     parameters:
    ///       ? [a, b]
    ///       : 1
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml
    /// deployments:
    ///   - name: daily
    ///     parameters:
    ///       "a, b": 1
    /// ```
    pub struct UnhashableKey = "PF020", "unhashable-key", Error, fix: None, since: "0.1.0";
}

impl Rule for UnhashableKey {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for found in cx.problems {
            if let Cause::UnhashableKey = &found.cause {
                problem::report(report, found, "a list or a mapping can't be a key")
                    .label("used as a key")
                    .help("use text for the key, in quotes if it has brackets or braces");
            }
        }
    }
}
