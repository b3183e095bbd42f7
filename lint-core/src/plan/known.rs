//! Outputs that a step only hands on: what they are is written in its inputs.
//!
//! Facts of prefect-docker 0.7, prefect-aws 0.7, prefect-gcp 0.6 and prefect-azure 0.4, as their code has them.

use super::fill::Outputs;
use super::value::{Piece, Value};

const DOCKER: &[&str] = &["image_name", "tag", "additional_tags"];
const BUCKET: &[&str] = &["bucket", "folder"];
const CONTAINER: &[&str] = &["container", "folder"];

/// Steps, the inputs that come out as they went in, and whether `image` is made of two of them.
const FAITHFUL: &[(&str, &[&str], bool)] = &[
    (
        "prefect_docker.deployments.steps.build_docker_image",
        DOCKER,
        true,
    ),
    (
        "prefect_docker.deployments.steps.push_docker_image",
        DOCKER,
        true,
    ),
    ("prefect_aws.deployments.steps.push_to_s3", BUCKET, false),
    ("prefect_aws.deployments.steps.pull_from_s3", BUCKET, false),
    ("prefect_gcp.deployments.steps.push_to_gcs", BUCKET, false),
    ("prefect_gcp.deployments.steps.pull_from_gcs", BUCKET, false),
    (
        "prefect_azure.deployments.steps.push_to_azure_blob_storage",
        CONTAINER,
        false,
    ),
    (
        "prefect_azure.deployments.steps.pull_from_azure_blob_storage",
        CONTAINER,
        false,
    ),
];

/// The outputs of a step that are known from its inputs.
pub(super) fn outputs(function: &str, inputs: &[(String, Value)]) -> Outputs {
    let Some((_, names, has_image)) = FAITHFUL.iter().find(|(name, ..)| *name == function) else {
        return Outputs::new();
    };
    let input = |name: &str| {
        let found = inputs.iter().find(|(key, _)| key == name);
        let value = found.map(|(_, value)| value);
        // What is left out or empty, a step may fill in by itself.
        value.filter(|value| !value.is_falsy() && value.is_short())
    };
    let mut outputs: Outputs = (names.iter())
        .filter_map(|name| Some((*name, input(name)?.clone())))
        .collect();
    if *has_image
        && let (Some(Value::Text(name)), Some(Value::Text(tag))) =
            (input("image_name"), input("tag"))
    {
        let colon = [Piece::Literal(":".to_owned())];
        let pieces = [name.as_slice(), &colon, tag].concat();
        outputs.push(("image", Value::Text(pieces)));
    }
    outputs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_is_made_of_its_name_and_its_tag() {
        let step = "prefect_docker.deployments.steps.build_docker_image";
        let name = ("image_name".to_owned(), Value::literal("acme/app"));
        let tag = ("tag".to_owned(), Value::literal("v1"));
        let found = outputs(step, &[name.clone(), tag]);
        let image = found.iter().find(|(name, _)| *name == "image").unwrap();
        assert_eq!(image.1.text().as_deref(), Some("acme/app:v1"));
        // Without a tag the step makes one of the time.
        let found = outputs(step, &[name, ("tag".to_owned(), Value::Null)]);
        assert_eq!(found.len(), 1);
        assert!(outputs("acme.build", &[]).is_empty());
    }
}
