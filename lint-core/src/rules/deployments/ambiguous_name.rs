//! PF205

use std::borrow::Cow;

use hashbrown::HashMap;

use super::place::place;
use crate::declare_rule;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds deployments of different flows with the same name.
    ///
    /// ## Why is this bad?
    /// That is allowed; but `prefect deploy --name` with the name alone picks all of them.
    ///
    /// ## Example
    /// ```yaml @5:11-5:16
    /// deployments:
    ///   - name: daily
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///   - name: daily
    ///     entrypoint: load.py:load
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: daily-report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///   - name: daily-load
    ///     entrypoint: load.py:load
    ///     work_pool: {name: main}
    /// ```
    pub struct AmbiguousName = "PF205", "ambiguous-name", Hint, fix: None, since: "0.1.0";
}

impl Rule for AmbiguousName {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        if cx.manifest.deployments.len() < 2 {
            return;
        }
        let mut first: HashMap<Cow<'_, str>, (String, _)> = HashMap::new();
        for deployment in &cx.manifest.deployments {
            let (Some(name), Some(entrypoint), Some(entry)) = (
                deployment.known_name(),
                deployment.known_entrypoint(),
                deployment.name,
            ) else {
                continue;
            };
            let here = place(deployment, &entry);
            let path = entrypoint
                .strip_prefix("./")
                .unwrap_or(&entrypoint)
                .to_owned();
            let (other, at) = first.entry(name.clone()).or_insert((path.clone(), here));
            if *other != path {
                report
                    .at(
                        here,
                        format!("another flow has a deployment `{}` too", short(&name)),
                    )
                    .label("the same name")
                    .note("`prefect deploy --name` with this name picks both")
                    .help("name the flow as well, `flow/deployment`, or use another name")
                    .other(*at, "the other one")
                    .deployment(Some(name.into_owned()));
            }
        }
    }
}
