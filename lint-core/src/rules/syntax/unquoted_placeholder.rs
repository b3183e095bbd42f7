//! PF002: `unquoted-placeholder`.

use super::problem;
use crate::rules::{Context, Meta, Report, Rule};
use crate::yaml::cause::Cause;

crate::declare_rule! {
    /// ## What it does
    ///
    /// Reports placeholders, `{{ … }}`, that begin a value without quotes.
    ///
    /// ## Why is this bad?
    ///
    /// Braces are YAML's own: two of them are a mapping with a mapping for its key, which the loader refuses as an
    /// "unhashable key". Prefect then goes on as if the file were empty.
    ///
    /// Text that only has a placeholder further on, `image:{{ tag }}`, needs no quotes.
    ///
    /// ## Example
    ///
    /// ```yaml @7:14-7:37
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       id: get-commit
    ///       script: git rev-parse HEAD
    /// deployments:
    ///   - name: daily
    ///     version: {{ get-commit.stdout }}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       id: get-commit
    ///       script: git rev-parse HEAD
    /// deployments:
    ///   - name: daily
    ///     version: "{{ get-commit.stdout }}"
    /// ```
    ///
    /// ## Fix
    ///
    /// Puts the value in quotes.
    pub struct UnquotedPlaceholder = "PF002", "unquoted-placeholder", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for UnquotedPlaceholder {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for found in cx.problems {
            if let Cause::UnquotedPlaceholder = &found.cause {
                problem::report(report, found, "a placeholder needs quotes")
                    .label("two braces begin a mapping in YAML")
                    .help("put the whole value in quotes");
            }
        }
    }
}
