//! The rules about steps, on what their pages have no room for: each mistake on its line, and its right form silent.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use prefect_lint_core::analyze;
use prefect_lint_core::settings::{CustomInput, CustomStep, Selection, Settings, Version};
use prefect_lint_core::text::Source;

fn run(text: &str, settings: &Settings) -> Vec<String> {
    let source = Source::new("prefect.yaml", text);
    (analyze(&source, settings).diagnostics.iter())
        .map(|d| format!("{} {}", source.position(d.range.start()).line, d.code))
        .collect()
}

fn settings() -> Settings {
    Settings {
        selection: Selection {
            select: vec!["default".into()],
            ignore: vec!["PF019".into()],
        },
        ..Settings::default()
    }
}

fn found(text: &str) -> Vec<String> {
    run(text, &settings())
}

/// A section with steps, and a deployment.
fn manifest(section: &str, steps: &str) -> String {
    let steps: String = steps.lines().map(|line| format!("  {line}\n")).collect();
    format!(
        "deployments:\n  - name: a\n    entrypoint: a.py:a\n    work_pool: {{name: p}}\n{section}:\n{steps}"
    )
}

/// What is found in steps, with the lines counted from the first step.
fn in_steps(section: &str, steps: &str) -> Vec<String> {
    let lines = |found: String| {
        let (line, code) = found.split_once(' ').unwrap_or_default();
        let line: i32 = line.parse().unwrap_or_default();
        format!("{} {code}", line - 5)
    };
    found(&manifest(section, steps))
        .into_iter()
        .map(lines)
        .collect()
}

const CORE: &str = "prefect.deployments.steps";

/// A section, steps, and what is found in them; the names of core steps are filled in for `~`.
fn check(section: &str, steps: &str, wanted: &[&str]) {
    let steps = steps.replace('~', CORE);
    assert_eq!(in_steps(section, &steps), wanted, "{section}:\n{steps}");
}

#[test]
fn unknown_and_removed_functions() {
    check("pull", "- ~.git_clon: {repository: r}", &["1 PF302"]);
    check("pull", "- ~.get_clone: {repository: r}", &["1 PF302"]);
    check(
        "pull",
        "- prefect.deployment.steps.git_clone: {repository: r}",
        &["1 PF302"],
    );
    check(
        "pull",
        "- ~.pull_from_blob_storage: {container: c}",
        &["1 PF302"],
    );
    check(
        "pull",
        "- prefect.projects.steps.git_clone_project: {repository: r}",
        &["1 PF303"],
    );
    check(
        "build",
        "- prefect_docker.projects.steps.build_docker_image: {image_name: i}",
        &["1 PF303"],
    );
    check("pull", "- ~.git_clone: {repository: r}", &[]);
    check("pull", "- ~.pull.git_clone: {repository: r}", &[]);
    check("pull", "- acme.steps.fetch: {anything: 1}", &[]);
    check(
        "pull",
        "- prefect_coiled.deployments.steps.build_senv: {anything: 1}",
        &[],
    );
}

#[test]
fn steps_that_are_not_one_function_with_inputs() {
    check(
        "pull",
        "- ~.git_clone:\n  repository: r\n  branch: b",
        &["2 PF301"],
    );
    check(
        "build",
        "- ~.run_shell_script:\n    script: ls\n  id: x",
        &["3 PF301"],
    );
    check(
        "build",
        "- uses: actions/checkout@v4\n  with: {a: b}",
        &["1 PF301"],
    );
    check("build", "- name: build\n  run: make", &["1 PF301"]);
    check("pull", "- git_clone: {repository: r}", &["1 PF301"]);
    check("build", "- ~.run_shell_script: make", &["1 PF301"]);
    check(
        "build",
        "- ~.run_shell_script:\n    - script: make",
        &["2 PF301"],
    );
    check(
        "build",
        "- ~.run_shell_script: {script: a}\n  ~.git_clone: {repository: r}",
        &["1 PF301"],
    );
    check("pull", "- ~.set_working_directory:", &["1 PF308"]);
    check("pull", "- ~.set_working_directory: {directory: /a}", &[]);
    check("pull", "- {}", &[]);
}

#[test]
fn inputs_that_do_not_fit() {
    check(
        "pull",
        "- ~.git_clone:\n    repository: r\n    revision: x",
        &["3 PF304"],
    );
    check("pull", "- ~.git_clone:\n    url: r", &["2 PF304"]);
    check(
        "build",
        "- ~.run_shell_script:\n    scripts: make",
        &["2 PF304"],
    );
    check(
        "pull",
        "- ~.git_clone:\n    repository: r\n    set_working_directory: x",
        &["3 PF304"],
    );
    check(
        "pull",
        "- ~.set_working_directory:\n    path: /a",
        &["2 PF304"],
    );
    check("pull", "- ~.git_clone:\n    branch: b", &["1 PF305"]);
    check(
        "pull",
        "- prefect_azure.deployments.steps.pull_from_azure_blob_storage:\n    requires: prefect-azure\n    container: c\n    folder: f",
        &["1 PF305"],
    );
    check(
        "pull",
        "- ~.pull_from_remote_storage:\n    url: s3://a\n    key: x",
        &[],
    );
    check(
        "build",
        "- prefect_docker.deployments.steps.build_docker_image:\n    requires: prefect-docker\n    image_name: i\n    platform: linux/amd64\n    buildargs: {A: b}",
        &[],
    );
    check(
        "build",
        "- prefect_docker.deployments.steps.build_docker_image:\n    requires: prefect-docker\n    image_name: i\n    push: true",
        &["4 PF304"],
    );
    check(
        "pull",
        "- ~.git_clone:\n    repository: r\n    access_token: '{{ $T }}'\n    credentials: '{{ prefect.blocks.a.b }}'",
        &["4 PF307"],
    );
    check(
        "pull",
        "- ~.git_clone: {repository: r, branch: null, commit_sha: abcd1234}",
        &[],
    );
}

#[test]
fn types_of_inputs() {
    for (inputs, wanted) in [
        ("script: [ls]", &["1 PF306"][..]),
        ("script: ls, env: {A: 1}", &["1 PF306"]),
        ("script: ls, env: [A=1]", &["1 PF306"]),
        ("script: ls, directory: 5", &["1 PF306"]),
        ("script: ls, stream_output: 'no'", &["1 PF306"]),
        ("script: null", &["1 PF306"]),
        (
            "script: ls, env: {A: '1'}, stream_output: false, directory: null",
            &[],
        ),
        ("script: ls, env: '{{ $X }}'", &[]),
    ] {
        check(
            "build",
            &format!("- ~.run_shell_script: {{{inputs}}}"),
            wanted,
        );
    }
    for (inputs, wanted) in [
        ("branch: 1.5", &["1 PF306"][..]),
        ("branch: -x", &["1 PF306"]),
        ("commit_sha: main", &["1 PF306"]),
        ("commit_sha: 12345678", &["1 PF306"]),
        ("directories: src", &["1 PF306"]),
        ("branch: '1.5', commit_sha: ''", &[]),
        ("branch: '{{ $BRANCH }}'", &[]),
        ("credentials: '{{ prefect.blocks.a.b }}'", &[]),
        ("credentials: my-block", &["1 PF306"]),
    ] {
        check(
            "pull",
            &format!("- ~.git_clone: {{repository: r, {inputs}}}"),
            wanted,
        );
    }
    let docker = "prefect_docker.deployments.steps.push_docker_image: {requires: prefect-docker, ";
    for (inputs, wanted) in [
        ("image_name: bad name", &["1 PF306"][..]),
        ("image_name: a, additional_tags: latest", &["1 PF306"]),
        ("image_name: a, build_backend: kaniko", &["1 PF306"]),
        ("image_name: a, tag: 5", &[]),
    ] {
        check("push", &format!("- {docker}{inputs}}}"), wanted);
    }
}

#[test]
fn ids_and_requirements() {
    check(
        "build",
        "- ~.run_shell_script: {id: a, script: ls}\n- ~.run_shell_script: {id: a, script: ls}",
        &["2 PF309"],
    );
    check(
        "build",
        "- ~.run_shell_script: {id: 'a`', script: ls}",
        &["1 PF310"],
    );
    check(
        "build",
        "- ~.run_shell_script: {id: a.b, script: ls}",
        &["1 PF310"],
    );
    check(
        "build",
        "- ~.run_shell_script: {id: '{{ $A }}', script: ls}",
        &["1 PF311"],
    );
    check("build", "- ~.run_shell_script: {id: 5, script: ls}", &[]);
    let docker = "prefect_docker.deployments.steps.push_docker_image";
    check(
        "push",
        &format!("- {docker}: {{image_name: i}}"),
        &["1 PF314"],
    );
    check(
        "push",
        &format!("- {docker}: {{image_name: i, requires: prefect-aws}}"),
        &["1 PF315"],
    );
    for requires in [
        "prefect-docker>=0.6.5",
        "prefect_docker",
        "'prefect[docker]'",
        "[boto3, prefect-docker]",
    ] {
        check(
            "push",
            &format!("- {docker}: {{image_name: i, requires: {requires}}}"),
            &[],
        );
    }
    check(
        "pull",
        &format!("- {docker}: {{image_name: i, requires: prefect-docker}}"),
        &["1 PF316"],
    );
    check(
        "build",
        "- prefect_aws.deployments.steps.pull_from_s3: {requires: prefect-aws, bucket: b, folder: f}",
        &["1 PF316"],
    );
    check(
        "build",
        "- ~.git_clone: {repository: r}\n- ~.run_shell_script: {script: make}",
        &[],
    );
}

#[test]
fn the_same_id_in_different_runs_is_fine() {
    let text = "build:\n  - prefect.deployments.steps.run_shell_script: {id: a, script: ls}\npull:\n  - prefect.deployments.steps.run_shell_script: {id: a, script: ls}\n\
                deployments:\n  - name: a\n    entrypoint: a.py:a\n    build:\n      - prefect.deployments.steps.run_shell_script: {id: a, script: ls}\n";
    assert_eq!(found(text), Vec::<String>::new());
}

#[test]
fn scripts_without_a_shell() {
    let check = |script: &str, more: &str, wanted: &[&str]| {
        check(
            "build",
            &format!("- ~.run_shell_script:\n    script: {script}{more}"),
            wanted,
        );
    };
    check("ls | wc", "", &["2 PF312"]);
    check("ls | wc", "\n    shell: true", &[]);
    check("ls | wc", "\n    shell: false", &["2 PF312"]);
    check("|\n      make\n      cd app\n      make", "", &["4 PF312"]);
    check("bash -c 'cd app && make'", "", &[]);
    check("echo $TOKEN", "", &["2 PF313"]);
    check("echo $TOKEN", "\n    expand_env_vars: true", &[]);
    check("echo {{ $TOKEN }}", "", &[]);
    check("|\n      git rev-parse HEAD\n      pip install a", "", &[]);
}

#[test]
fn shared_steps_are_reported_once() {
    let text = "steps: &steps\n  - prefect.deployments.steps.run_shell_script: {scripts: ls}\npull:\n  - prefect.deployments.steps.git_clone: {repo: r}\ndeployments:\n  \
                - &a {name: a, entrypoint: a.py:a, build: *steps}\n  - {<<: *a, name: b}\n  - {name: c, entrypoint: a.py:a, build: *steps, push: *steps}\n";
    assert_eq!(found(text), ["2 PF304", "4 PF304"]);
}

#[test]
fn recipes_and_skeletons_are_left_alone() {
    let text = "required_inputs: {container: c}\npull:\n- prefect_azure.deployments.steps.pull_from_azure_blob_storage:\n    container: '{{ container }}'\n    folder: '{{ folder }}'\n\
                deployments:\n- name: null\n  entrypoint: null\n  work_pool: {name: null}\n";
    assert_eq!(found(text), Vec::<String>::new());
    let skeleton = text.split_once('\n').unwrap().1;
    assert_eq!(found(skeleton), Vec::<String>::new());
}

#[test]
fn the_steps_of_the_user_are_those_of_the_settings() {
    let input = CustomInput {
        ty: "string".into(),
        required: true,
    };
    let step = CustomStep {
        inputs: Some(BTreeMap::from([("vault".to_owned(), input)])),
        outputs: Some(vec!["token".into()]),
    };
    let settings = Settings {
        steps: BTreeMap::from([("acme.steps.fetch".to_owned(), step)]),
        ..settings()
    };
    let text = |inputs: &str| manifest("build", &format!("- acme.steps.fetch: {{{inputs}}}"));
    assert_eq!(run(&text("vault: a"), &settings), Vec::<String>::new());
    assert_eq!(run(&text("vualt: a"), &settings), ["6 PF304"]);
    assert_eq!(run(&text(""), &settings), ["6 PF305"]);
    assert_eq!(run(&text("vault: 5"), &settings), ["6 PF306"]);
}

#[test]
fn an_older_prefect_lacks_some_inputs() {
    let text = manifest(
        "build",
        "- prefect.deployments.steps.run_shell_script: {script: ls, shell: true}",
    );
    let settings = Settings {
        target_version: Some(Version(3, 4, 0)),
        ..settings()
    };
    assert_eq!(run(&text, &settings), ["6 PF304"]);
    let old = manifest(
        "pull",
        "- prefect.projects.steps.git_clone_project: {repository: r}",
    );
    let two = Settings {
        target_version: Some(Version(2, 10, 14)),
        ..settings.clone()
    };
    assert_eq!(run(&old, &two), Vec::<String>::new());
}
