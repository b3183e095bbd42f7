//! PF011: `multiple-documents`.

use super::problem;
use crate::rules::{Context, Meta, Report, Rule};
use crate::yaml::cause::Cause;

crate::declare_rule! {
    /// ## What it does
    ///
    /// Reports a second document in the file.
    ///
    /// ## Why is this bad?
    ///
    /// Prefect reads one document. A line `---` behind the first one makes it refuse the whole file, both documents.
    ///
    /// ## Example
    ///
    /// ```yaml @3:1-3:4
    /// name: reports
    /// deployments: []
    /// ---
    /// name: others
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml
    /// ---
    /// name: reports
    /// deployments: []
    /// ```
    pub struct MultipleDocuments = "PF011", "multiple-documents", Error, fix: None, since: "0.1.0";
}

impl Rule for MultipleDocuments {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for found in cx.problems {
            if let Cause::MultipleDocuments = &found.cause {
                problem::report(report, found, "a second document begins here")
                    .label("only one document is allowed")
                    .help("put it in a file of its own, or remove the line if there is nothing behind it");
            }
        }
    }
}
