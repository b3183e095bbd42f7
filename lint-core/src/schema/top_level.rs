//! The top of the file.

use super::deployment::DEPLOYMENT;
use super::field::{Extra, Field, Level, Null, Object, Stage, Type, field};

/// A list of steps; one step may stand there as a bare mapping.
pub(super) const STEPS: Type = Type::OneOf(&[Type::List(&Type::Mapping), Type::Mapping]);

/// The whole file.
pub static MANIFEST: Object = Object {
    level: Level::Manifest,
    title: "Prefect manifest",
    doc: "What `prefect deploy` reads: deployments, and the steps that prepare, publish and fetch their code.",
    fields: FIELDS,
    extra: Extra::Ignored,
    stage: Stage::Load,
};

/// Keys at the top that Prefect does not read and that have a good reason to be there: recipes carry the first two,
/// and the third is the usual place for anchors.
pub const UNREAD: &[&str] = &["description", "required_inputs", "definitions"];

static FIELDS: &[Field] = &[
    field(
        "deployments",
        Type::List(&Type::Object(&DEPLOYMENT)),
        "The deployments that `prefect deploy` can create from this file.",
    )
    .null(Null::Refused)
    .default("[]"),
    field(
        "build",
        STEPS,
        "Steps that run in order before deploying, for example to build an image. A deployment's own `build` \
         takes their place.",
    )
    .examples(&[
        "[{prefect_docker.deployments.steps.build_docker_image: {id: build-image, image_name: acme/flows}}]",
    ]),
    field(
        "push",
        STEPS,
        "Steps that run after `build`, for example to push an image or to upload code. A deployment's own `push` \
         takes their place, unless it is empty.",
    ),
    field(
        "pull",
        STEPS,
        "Steps that a worker runs before each flow run, for example to clone a repository. A deployment's own \
         `pull` takes their place.",
    )
    .examples(&["[{prefect.deployments.steps.git_clone: {repository: \"https://github.com/acme/flows.git\"}}]"]),
    field(
        "name",
        Type::Text,
        "A name for this project. Prefect does not use it.",
    ),
    field(
        "prefect-version",
        Type::Text,
        "The Prefect that wrote this file. Prefect never reads it.",
    )
    .aliases(&["prefect_version"])
    .examples(&["\"3.8.8\""]),
];
