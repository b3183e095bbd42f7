//! PF003: `unquoted-cron`.

use super::problem;
use crate::rules::{Context, Meta, Report, Rule};
use crate::yaml::cause::Cause;

crate::declare_rule! {
    /// ## What it does
    ///
    /// Reports cron expressions without quotes that begin with `*` or `@`.
    ///
    /// ## Why is this bad?
    ///
    /// `*` begins an alias in YAML, and `@` is reserved. The loader refuses the file, and Prefect goes on as if it were
    /// empty. Expressions that begin with a digit need no quotes, which is why this is noticed late.
    ///
    /// ## Example
    ///
    /// ```yaml @4:15-4:26
    /// deployments:
    ///   - name: often
    ///     schedules:
    ///       - cron: */5 * * * *
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml
    /// deployments:
    ///   - name: often
    ///     schedules:
    ///       - cron: "*/5 * * * *"
    /// ```
    ///
    /// ## Fix
    ///
    /// Puts the expression in quotes.
    pub struct UnquotedCron = "PF003", "unquoted-cron", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for UnquotedCron {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for found in cx.problems {
            if let Cause::UnquotedCron = &found.cause {
                problem::report(report, found, "this cron expression needs quotes")
                    .label("`*` begins an alias in YAML, `@` is reserved")
                    .help("put the expression in quotes");
            }
        }
    }
}
