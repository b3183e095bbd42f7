//! PF803

use hashbrown::HashSet;

use super::tokens::is_local;
use crate::declare_rule;
use crate::diagnostic::Fix;
use crate::rules::{Context, Meta, Report, Rule};
use crate::text::range;

declare_rule! {
    /// ## What it does
    /// Finds code that is fetched over plain `http`. Hosts of private networks are left alone.
    ///
    /// ## Why is this bad?
    /// Anybody on the way can read and change the code, and read the token that it is fetched with.
    ///
    /// ## Example
    /// ```yaml @3:19-3:26
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: http://github.com/acme/flows.git
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/acme/flows.git
    /// ```
    ///
    /// ## Fix
    /// Writes `https`.
    pub struct InsecureUrl = "PF803", "insecure-url", Warning, fix: Unsafe, since: "0.1.0";
}

/// Inputs that say where code is.
const PLACES: [&str; 2] = ["repository", "url"];

impl Rule for InsecureUrl {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut seen = HashSet::new();
        for step in cx.manifest.steps.iter().filter(|step| step.is_sound()) {
            for entry in PLACES.iter().filter_map(|name| step.inputs.get(name)) {
                let node = entry.value.resolve();
                let Some(at) = node.source().find("http://").filter(|at| *at <= 1) else {
                    continue;
                };
                let host = &node.source()[at + "http://".len()..];
                let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
                let host = host.split(['/', '"', '\'']).next().unwrap_or_default();
                if is_local(host) || host.contains("{{") || !seen.insert(node.id()) {
                    continue;
                }
                let place = range(usize::from(node.range().start()) + at, "http://".len());
                report
                    .at(place, "code is fetched without encryption")
                    .label("plain `http`")
                    .note("anybody on the way can read and change it")
                    .help("write `https`")
                    .fix(Fix::risky("write `https`", place, "https://"));
            }
        }
    }
}
