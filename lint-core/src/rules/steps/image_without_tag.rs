//! PF318

use hashbrown::HashSet;

use super::calls::{Once, last};
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
        let built = tagged_images(cx);
        for deployment in cx.manifest.deployments.iter().filter(|d| d.known) {
            let Some((image, id)) = image(deployment).and_then(|node| Some((node, step_id(node)?)))
            else {
                continue;
            };
            let lists = [deployment.build.list, deployment.push.list];
            let mut lists = lists.into_iter().flatten();
            let is_built = lists.any(|list| built.contains(&(list, id.clone())));
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
    let is_key = |other: &Node<'t>| other.is_str(key);
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

/// The ids of the steps that give an image a tag, each with its list.
fn tagged_images(cx: &Context<'_>) -> HashSet<(ListId, String)> {
    let mut found = HashSet::new();
    for (place, list) in cx.manifest.lists() {
        let steps = list.steps.iter().map(|step| cx.manifest.step(*step));
        let ids = steps
            .filter(|step| is_tagged_image(cx, step))
            .filter_map(|step| Some((place, step.id.as_ref()?.text.clone())));
        found.extend(ids);
    }
    found
}

/// Whether a step builds or pushes an image with another tag than the one that is taken without any.
fn is_tagged_image(cx: &Context<'_>, step: &Step<'_>) -> bool {
    let known = cx.steps.known(step.name());
    let is_docker = known.is_some_and(|known| known.package == "prefect-docker");
    let latest = step.text_input("tag").is_some_and(|tag| tag == "latest");
    is_docker && !latest && last(step.name()).ends_with("docker_image")
}
