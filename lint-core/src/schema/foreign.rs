//! Files named `prefect.yaml` that are something else.

use super::top_level::MANIFEST;
use crate::yaml::Node;

/// What a file is that is no manifest of Prefect's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Foreign {
    /// What it is: `a Kubernetes manifest`.
    pub what: &'static str,
    /// The keys that give it away.
    pub keys: &'static [&'static str],
}

/// Keys that no manifest of Prefect's has, and some other kind of file always has, all of them together.
static MARKS: &[Foreign] = &[
    foreign("a Kubernetes manifest", &["apiVersion", "kind"]),
    foreign("a Helm chart", &["apiVersion", "name", "version"]),
    foreign("a GitHub workflow", &["on", "jobs"]),
    foreign("an OpenAPI description", &["openapi", "paths"]),
    foreign(
        "a CloudFormation template",
        &["AWSTemplateFormatVersion", "Resources"],
    ),
    foreign("a list of Conda packages", &["channels", "dependencies"]),
    foreign("a Kustomization", &["kind", "resources"]),
    foreign("a pre-commit configuration", &["repos"]),
];

/// Compose files have one mark only, so its content is looked at as well.
const COMPOSE: Foreign = foreign("a Compose file", &["services"]);
const COMPOSE_KEYS: &[&str] = &[
    "image",
    "build",
    "ports",
    "command",
    "volumes",
    "environment",
    "depends_on",
];

/// Keys that other tools use as well.
const SHARED: &[&str] = &["name"];

const fn foreign(what: &'static str, keys: &'static [&'static str]) -> Foreign {
    Foreign { what, keys }
}

/// What a file is, if it is certainly no manifest of Prefect's: it has none of Prefect's keys, and clear marks of
/// something else.
pub(super) fn foreign_to(root: Node<'_>) -> Option<Foreign> {
    let keys: Vec<_> = root.pairs().filter_map(|(key, _)| key.as_text()).collect();
    let has = |name: &str| keys.iter().any(|key| key == name);
    let ours = MANIFEST
        .fields
        .iter()
        .flat_map(|field| std::iter::once(&field.name).chain(field.aliases))
        .filter(|name| !SHARED.contains(name))
        .any(|name| has(name));
    if ours {
        return None;
    }
    let marked = MARKS
        .iter()
        .find(|mark| mark.keys.iter().all(|key| has(key)));
    marked
        .copied()
        .or_else(|| is_compose(root).then_some(COMPOSE))
}

fn is_compose(root: Node<'_>) -> bool {
    let services = root
        .pairs()
        .find(|(key, _)| key.as_text().is_some_and(|key| key == "services"));
    services.is_some_and(|(_, services)| {
        services.pairs().any(|(_, service)| {
            service.pairs().any(|(key, _)| {
                key.as_text()
                    .is_some_and(|key| COMPOSE_KEYS.contains(&key.as_ref()))
            })
        })
    })
}
