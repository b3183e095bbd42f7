//! PF318

use std::collections::HashSet;

use super::calls::{Once, last};
use crate::catalog::lookup;
use crate::declare_rule;
use crate::diagnostic::Fix;
use crate::manifest::{Deployment, ListId, Step};
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::yaml::Node;

declare_rule! {
    /// ## What it does
    /// Finds images of a deployment that are the name of a built image without its tag.
    ///
    /// ## Why is this bad?
    /// Without a tag, the worker takes `latest`, which may be another image or none.
    ///
    /// ## Example
    /// ```yaml @12:30-12:60
    /// build:
    ///   - prefect_docker.deployments.steps.build_docker_image:
    ///       id: build-image
    ///       requires: prefect-docker
    ///       image_name: acme/flows
    ///       tag: v1
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///       job_variables: {image: "{{ build-image.image_name }}"}
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// build:
    ///   - prefect_docker.deployments.steps.build_docker_image:
    ///       id: build-image
    ///       requires: prefect-docker
    ///       image_name: acme/flows
    ///       tag: v1
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///       job_variables: {image: "{{ build-image.image }}"}
    /// ```
    ///
    /// ## Fix
    /// Writes `image`, the output with name and tag.
    pub struct ImageWithoutTag = "PF318", "image-without-tag", Hint, fix: Sometimes, since: "0.1.0";
}

impl Rule for ImageWithoutTag {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut once = Once::default();
        let mut seen: HashSet<(crate::yaml::NodeId, Option<ListId>, Option<ListId>)> =
            HashSet::new();
        for deployment in cx.manifest.deployments.iter().filter(|d| d.known) {
            let Some(image) = image(deployment) else {
                continue;
            };
            let place = (
                image.resolve().id(),
                deployment.build.list,
                deployment.push.list,
            );
            let Some(id) = step_id(image).filter(|_| seen.insert(place)) else {
                continue;
            };
            let runs = [&deployment.build, &deployment.push];
            let mut steps = runs.into_iter().flat_map(|run| cx.manifest.steps_of(run));
            let is_built = steps.any(|step| names(step, &id) && is_tagged_image(cx, step));
            if !is_built || !once.is_new(image.resolve()) {
                continue;
            }
            let range = image.resolve().range();
            let source = image
                .resolve()
                .source()
                .replacen(".image_name", ".image", 1);
            report
                .at(
                    range,
                    format!("`{}.image_name` is the image without its tag", short(&id)),
                )
                .label("no tag")
                .note("the worker takes the tag `latest`")
                .help(format!("write `{}.image`, which has the tag", short(&id)))
                .fix(Fix::safe("replace with `image`", range, source))
                .deployment(deployment.label());
        }
    }
}

fn image<'t>(deployment: &Deployment<'t>) -> Option<Node<'t>> {
    let pool = deployment.work_pool?.value;
    let variables = value(pool, "job_variables")?;
    value(variables, "image")
}

/// A mapping has no more keys than this if a person wrote it.
const MOST_KEYS: usize = 256;

/// The value of a mapping's own key.
fn value<'t>(node: Node<'t>, key: &str) -> Option<Node<'t>> {
    let is_key = |other: &Node<'t>| other.as_str().is_some_and(|other| other == key);
    let found = node
        .pairs()
        .take(MOST_KEYS)
        .filter(|(other, _)| is_key(other))
        .last();
    found.map(|(_, value)| value)
}

/// The step that a value takes its image name from, if it is nothing else.
fn step_id(node: Node<'_>) -> Option<String> {
    let text = node.as_str()?;
    let name = text.trim().strip_prefix("{{")?.strip_suffix("}}")?.trim();
    let id = name.strip_suffix(".image_name")?;
    let plain = !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || "{}.".contains(c));
    plain.then(|| id.to_owned())
}

fn names(step: &Step<'_>, id: &str) -> bool {
    step.id.as_ref().is_some_and(|own| own.text == id)
}

/// Whether a step builds or pushes an image with another tag than the one that is taken without any.
fn is_tagged_image(cx: &Context<'_>, step: &Step<'_>) -> bool {
    let found = lookup(step.name(), cx.settings);
    let is_docker = (found.known()).is_some_and(|known| known.package == "prefect-docker");
    let latest = step.text_input("tag").is_some_and(|tag| tag == "latest");
    is_docker && !latest && last(step.name()).ends_with("docker_image")
}
