//! PF017: `invalid-timestamp`.

use super::problem;
use crate::rules::{Context, Meta, Report, Rule};
use crate::yaml::cause::Cause;

crate::declare_rule! {
    /// ## What it does
    ///
    /// Reports dates and times without quotes that do not exist, such as `2024-02-30`.
    ///
    /// ## Why is this bad?
    ///
    /// YAML 1.1 makes a date of everything that looks like one. Python refuses a date that does not exist with an error
    /// that Prefect does not expect: the command ends with a line such as `day is out of range for month`, with no hint
    /// at the file.
    ///
    /// ## Example
    ///
    /// ```yaml @4:14-4:24
    /// deployments:
    ///   - name: daily
    ///     parameters:
    ///       until: 2024-02-30
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml
    /// deployments:
    ///   - name: daily
    ///     parameters:
    ///       until: "2024-02-30"
    /// ```
    ///
    /// ## Fix
    ///
    /// Puts the value in quotes, which makes it text.
    pub struct InvalidTimestamp = "PF017", "invalid-timestamp", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for InvalidTimestamp {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for found in cx.problems {
            if let Cause::InvalidTimestamp = &found.cause {
                let text = &cx.source.text()[found.range];
                problem::report(
                    report,
                    found,
                    format!("`{text}` is a date that does not exist"),
                )
                .label("read as a date")
                .help("correct the date, or put it in quotes if it is text");
            }
        }
    }
}
