//! PF102

use crate::declare_rule;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::{FindingKind, Object};

declare_rule! {
    /// ## What it does
    /// Finds keys that Prefect does not know.
    ///
    /// Keys that hold anchors used elsewhere are fine, as are `definitions` and keys that begin with `x-`: they are
    /// there for the YAML reader.
    ///
    /// ## Why is this bad?
    /// Prefect ignores unknown keys and says nothing: whatever the key is meant to do does not happen.
    ///
    /// ## Example
    /// ```yaml @5:5-5:12
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     retries: 3
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// # @flow(retries=3) in report.py
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    /// ```
    pub struct UnknownKey = "PF102", "unknown-key", Warning, fix: None, since: "0.1.0";
}

impl Rule for UnknownKey {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings {
            let (FindingKind::UnknownKey { near: None, advice }, Some(key)) =
                (&finding.kind, finding.spot.key)
            else {
                continue;
            };
            let object = finding.spot.object;
            let help = advice.map_or_else(|| known_keys(object), str::to_owned);
            report
                .finding(
                    finding,
                    format!(
                        "there is no key `{}` {}",
                        short(key.source()),
                        object.level.place()
                    ),
                )
                .label("unknown key")
                .note("Prefect ignores it and says nothing")
                .help(help);
        }
    }
}

fn known_keys(object: &Object) -> String {
    let names: Vec<String> = object
        .fields
        .iter()
        .filter(|field| field.deprecated.is_none())
        .map(|field| format!("`{}`", field.name))
        .collect();
    format!("the keys {} are {}", object.level.place(), names.join(", "))
}
