//! PF112

use crate::declare_rule;
use crate::rules::{Context, Meta, Report, Rule};
use crate::text::range;

declare_rule! {
    /// ## What it does
    /// Finds manifests named `prefect.yml`.
    ///
    /// ## Why is this bad?
    /// `prefect deploy` looks for `prefect.yaml` only, and goes on without the file.
    ///
    /// ## Example
    /// ```yaml @1:1-1:12 file=prefect.yml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Use instead
    /// ```yaml file=prefect.yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    /// ```
    pub struct UnexpectedFileName = "PF112", "unexpected-file-name", Warning, fix: None, since: "0.1.0";
}

impl Rule for UnexpectedFileName {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let name = cx
            .source
            .path()
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default();
        if !name.eq_ignore_ascii_case("prefect.yml") {
            return;
        }
        let first = cx
            .tree
            .root()
            .and_then(|root| root.pairs().next())
            .map(|(key, _)| key.range());
        report
            .at(
                first.unwrap_or(range(0, 0)),
                format!("Prefect does not look for `{name}`"),
            )
            .note("`prefect deploy` looks for `prefect.yaml`, and goes on without this file")
            .help("rename it to `prefect.yaml`, or name it with `--prefect-file`");
    }
}
