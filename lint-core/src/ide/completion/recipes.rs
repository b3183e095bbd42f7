//! Whole manifests, for files that have nothing in them yet.

use super::block::Layout;
use super::slot::plain_item;
use super::snippet::Snippet;
use super::{Item, ItemKind};
use crate::text::{TextRange, size};

/// Whether a text has nothing in it but blanks, comments and a word that is being typed.
pub(super) fn fits(text: &str) -> bool {
    let lines = text.trim_start_matches('\u{FEFF}').lines().map(str::trim);
    let mut left =
        lines.filter(|line| !line.is_empty() && !line.starts_with('#') && *line != "---");
    let first = left.next();
    left.next().is_none() && first.is_none_or(|line| line.chars().all(char::is_alphanumeric))
}

/// The recipes, in the place of the word at the cursor.
pub(super) fn offer(text: &str, at: usize) -> Vec<Item> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let start = match start == 0 && text.starts_with('\u{FEFF}') {
        true => '\u{FEFF}'.len_utf8(),
        false => start,
    };
    if start > at {
        return Vec::new();
    }
    let range = TextRange::new(size(start), size(at));
    let all = [
        (
            "manifest: code from a git repository",
            "a worker clones the code before each run",
            git(),
        ),
        (
            "manifest: code in a Docker image",
            "builds and pushes an image that has the code",
            docker(),
        ),
        (
            "manifest: code on this machine",
            "the worker runs where the code is",
            local(),
        ),
        (
            "manifest: code in a bucket of S3",
            "uploads the code, and downloads it before each run",
            bucket(),
        ),
    ];
    all.into_iter()
        .map(|(label, what, snippet)| {
            let item = plain_item(label, ItemKind::Recipe, range, &snippet);
            item.detail(what)
                .docs(format!("```yaml\n{}```", snippet.as_plain()))
        })
        .collect()
}

/// A step of a recipe: its name, and its inputs with what stands there first.
fn step(name: &str, inputs: &[(&str, &str)]) -> Snippet {
    let head = Snippet::plain(format!("  - {name}:\n"));
    inputs.iter().fold(head, |snippet, (input, value)| {
        let snippet = snippet.text(format!("      {input}: "));
        match value.strip_prefix('=') {
            Some(fixed) => snippet.text(format!("{fixed}\n")),
            None => snippet.stop(*value).text("\n"),
        }
    })
}

/// The one deployment of a recipe, with job variables or without.
fn deployments(variables: Snippet) -> Snippet {
    Snippet::plain("deployments:\n  - ")
        .then(super::block::deployment(Layout::at_top().inside(4)))
        .text("\n")
        .then(variables)
        .text("    schedules:\n      - cron: \"")
        .stop("0 9 * * *")
        .text("\"\n        timezone: ")
        .stop("UTC")
        .text("\n")
        .end()
}

fn git() -> Snippet {
    let clone = [
        ("repository", "https://github.com/acme/flows.git"),
        ("branch", "main"),
    ];
    Snippet::plain("pull:\n")
        .then(step("prefect.deployments.steps.git_clone", &clone))
        .text("\n")
        .then(deployments(Snippet::default()))
}

fn docker() -> Snippet {
    let build = [
        ("id", "=build-image"),
        ("requires", "=prefect-docker"),
        ("image_name", "acme/flows"),
        ("tag", "latest"),
        ("dockerfile", "auto"),
    ];
    let push = [
        ("requires", "=prefect-docker"),
        ("image_name", "=\"{{ build-image.image_name }}\""),
        ("tag", "=\"{{ build-image.tag }}\""),
    ];
    let image = "      job_variables:\n        image: \"{{ build-image.image }}\"\n";
    Snippet::plain("build:\n")
        .then(step(
            "prefect_docker.deployments.steps.build_docker_image",
            &build,
        ))
        .text("\npush:\n")
        .then(step(
            "prefect_docker.deployments.steps.push_docker_image",
            &push,
        ))
        .text("\n")
        .then(deployments(Snippet::plain(image)))
}

fn local() -> Snippet {
    let directory = [("directory", "/path/to/the/code")];
    Snippet::plain("pull:\n")
        .then(step(
            "prefect.deployments.steps.set_working_directory",
            &directory,
        ))
        .text("\n")
        .then(deployments(Snippet::default()))
}

fn bucket() -> Snippet {
    let push = [
        ("id", "=push-code"),
        ("requires", "=prefect-aws"),
        ("bucket", "my-bucket"),
        ("folder", "flows"),
    ];
    let pull = [
        ("requires", "=prefect-aws"),
        ("bucket", "=\"{{ push-code.bucket }}\""),
        ("folder", "=\"{{ push-code.folder }}\""),
    ];
    Snippet::plain("push:\n")
        .then(step("prefect_aws.deployments.steps.push_to_s3", &push))
        .text("\npull:\n")
        .then(step("prefect_aws.deployments.steps.pull_from_s3", &pull))
        .text("\n")
        .then(deployments(Snippet::default()))
}
