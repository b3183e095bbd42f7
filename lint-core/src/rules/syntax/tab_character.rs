//! PF004: `tab-character`.

use super::problem;
use crate::rules::{Context, Meta, Report, Rule};
use crate::yaml::cause::Cause;

crate::declare_rule! {
    /// ## What it does
    ///
    /// Reports tabs outside of quotes, comments and block text.
    ///
    /// ## Why is this bad?
    ///
    /// Prefect's loader takes no tab for a blank: not at the start of a line, not behind a colon, not even at the end of a
    /// line, where nobody sees it. It stops there, and Prefect goes on as if the file were empty. Other YAML tools are
    /// more lenient, so an editor may find nothing wrong.
    ///
    /// ## Example
    ///
    /// ```yaml @1:6-1:7
    /// name:	reports
    /// deployments: []
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml
    /// name: reports
    /// deployments: []
    /// ```
    ///
    /// ## Fix
    ///
    /// Removes a tab at the end of a line, and replaces one between two words by a blank. At the start of a line only its
    /// author knows how many blanks it stands for, so that fix is unsafe.
    pub struct TabCharacter = "PF004", "tab-character", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for TabCharacter {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for found in cx.problems {
            if let Cause::Tab = &found.cause {
                problem::report(report, found, "a tab can't be used for blanks")
                    .label("a tab")
                    .help("use blanks");
            }
        }
    }
}
