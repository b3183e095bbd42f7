//! PF206

use hashbrown::HashSet;

use super::place::value_range;
use crate::declare_rule;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds names of deployments that Prefect refuses or cuts: with `/`, `%`, `&`, `<` or `>`, or with `.py` at the end.
    ///
    /// ## Why is this bad?
    /// Prefect refuses such a name when everything else is done, with images built and pushed. A name that ends with
    /// `.py` is stored without it.
    ///
    /// ## Example
    /// ```yaml @2:11-2:23
    /// deployments:
    ///   - name: report/daily
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report-daily
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    /// ```
    pub struct InvalidName = "PF206", "invalid-name", Error, fix: None, since: "0.1.0";
}

/// Characters that names can't have.
const BANNED: [char; 5] = ['/', '%', '&', '<', '>'];

impl Rule for InvalidName {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut seen = HashSet::new();
        for deployment in &cx.manifest.deployments {
            let (Some(name), Some(entry)) = (deployment.known_name(), deployment.name) else {
                continue;
            };
            let banned = name.chars().find(|c| BANNED.contains(c));
            let (message, label, note) = match (banned, name.strip_suffix(".py")) {
                (Some(c), _) => (
                    format!(
                        "a deployment's name can't have `{c}` in it: `{}`",
                        short(&name)
                    ),
                    format!("`{c}` is not allowed"),
                    "Prefect refuses it after the build and push steps have run".to_owned(),
                ),
                (None, Some(stem)) => (
                    format!("Prefect cuts `.py` off the name `{}`", short(&name)),
                    "`.py` is taken for the end of a file name".to_owned(),
                    format!("the deployment is stored as `{}`", short(stem)),
                ),
                (None, None) => continue,
            };
            if seen.insert(entry.value.id()) {
                report
                    .at(value_range(entry.key, entry.value), message)
                    .label(label)
                    .note(note)
                    .help("write the name with letters, digits, blanks, `-` and `_`")
                    .deployment(Some(name.into_owned()));
            }
        }
    }
}
