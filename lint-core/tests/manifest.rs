//! What a manifest means: who runs which steps.

#![allow(clippy::unwrap_used)]

use prefect_lint_core::manifest::{DefaultPull, Deployment, Form, Manifest, Origin, Section};
use prefect_lint_core::schema::target::Target;
use prefect_lint_core::settings::{Settings, Version};
use prefect_lint_core::yaml;

fn with<T>(text: &str, target: Option<Version>, look: impl FnOnce(&Manifest<'_>) -> T) -> T {
    let tree = yaml::parse(text);
    let settings = Settings {
        target_version: target,
        ..Settings::default()
    };
    look(&Manifest::of(&tree, Target::new(&tree, &settings)))
}

fn names(manifest: &Manifest<'_>, deployment: &Deployment<'_>, section: Section) -> Vec<String> {
    manifest
        .steps_of(deployment.section(section))
        .map(|step| step.name().to_owned())
        .collect()
}

/// What the only deployment runs in a section where the file has a step `top.x`.
fn origin(section: &str, own: &str, target: Option<Version>) -> (Origin, Vec<String>) {
    let own = match own {
        "" => String::new(),
        own => format!("    {section}: {own}\n"),
    };
    let text = format!("{section}:\n  - top.x: {{}}\ndeployments:\n  - name: a\n{own}");
    let found = Section::ALL.into_iter().find(|s| s.key() == section);
    let section = found.unwrap_or(Section::Build);
    with(&text, target, |manifest| {
        let deployment = &manifest.deployments[0];
        let origin = deployment.section(section).origin;
        (origin, names(manifest, deployment, section))
    })
}

#[test]
fn a_deployments_own_section_takes_the_place_of_the_files() {
    for section in ["build", "push", "pull"] {
        let top = vec!["top.x".to_owned()];
        assert_eq!(origin(section, "", None), (Origin::File, top.clone()));
        for own in ["[{own.x: {}}]", "{own.x: {}}"] {
            let wanted = (Origin::Own, vec!["own.x".to_owned()]);
            assert_eq!(origin(section, own, None), wanted);
        }
        for own in ["null", "[]", "{}"] {
            let off = matches!((section, own), ("build", _) | ("pull", "[]"));
            let wanted = match off {
                true => (Origin::Off, Vec::new()),
                false => (Origin::File, top.clone()),
            };
            assert_eq!(origin(section, own, None), wanted, "{section}: {own}");
        }
    }
    let before = Some(Version(3, 7, 9));
    assert_eq!(origin("pull", "[]", before).0, Origin::File);
}

#[test]
fn the_pull_that_prefect_makes_up() {
    let build = |file: &str| {
        format!(
            "build:\n  - prefect_docker.deployments.steps.build_docker_image: {{image_name: a{file}}}\n\
             deployments: [{{name: a}}]\n"
        )
    };
    for (text, wanted) in [
        ("deployments: [{name: a}]\n".to_owned(), DefaultPull::Here),
        (build(", dockerfile: auto"), DefaultPull::ImageFolder),
        (build(", dockerfile: Dockerfile"), DefaultPull::None),
        (build(""), DefaultPull::None),
        (
            "deployments: [{name: a, work_pool: {job_variables: {image: b}}}]\n".to_owned(),
            DefaultPull::Image,
        ),
    ] {
        with(&text, None, |manifest| {
            let pull = manifest.deployments[0].pull.origin;
            assert_eq!(pull, Origin::Default(wanted), "{text}");
        });
    }
}

#[test]
fn what_is_shared_is_stored_once() {
    let text = "shared: &steps\n  - &step {a.b: {id: one}}\ndefaults: &defaults\n  build: *steps\n  name: d\n\
                deployments:\n  - <<: *defaults\n  - {name: b, build: *steps}\n  - {name: c, push: [*step, *step]}\n";
    with(text, None, |manifest| {
        assert_eq!(manifest.lists.len(), 2);
        assert_eq!(manifest.steps.len(), 2);
        let [first, second, third] = &manifest.deployments[..] else {
            panic!("three deployments")
        };
        assert_eq!(first.build.list, second.build.list);
        assert!(first.build.written.unwrap().merged_by.is_some());
        assert_eq!(first.label().as_deref(), Some("d"));
        assert_eq!(names(manifest, third, Section::Push), ["a.b", "a.b"]);
        assert_eq!(manifest.steps[0].id.as_ref().unwrap().text, "one");
    });
}

#[test]
fn steps_are_read_even_when_they_are_wrong() {
    let text = "build:\n  - a.b:\n    id: x\n    requires: y\n  - {}\n  - {a.b: null}\n  - {a.b: {id: 5}}\n  - a\n  - {uses: x, with: {}}\n";
    with(text, None, |manifest| {
        let forms: Vec<Form> = manifest.steps.iter().map(|step| step.form).collect();
        assert_eq!(
            forms,
            [
                Form::Several,
                Form::Empty,
                Form::One,
                Form::One,
                Form::Several
            ]
        );
        let ids: Vec<_> = (manifest.steps.iter())
            .map(|step| step.id.as_ref().map(|id| id.text.as_str()))
            .collect();
        assert_eq!(ids, [Some("x"), None, None, Some("5"), None]);
        assert_eq!(manifest.steps[0].name(), "a.b");
        assert!(manifest.steps[0].requires.is_some());
        assert!(!manifest.steps[2].is_sound());
        assert!(manifest.steps[3].is_sound());
    });
}

#[test]
fn hostile_sharing_costs_no_more_than_the_text() {
    let keys: String = (0..20_000).map(|i| format!("  k{i}: {i}\n")).collect();
    let users: String = (0..5_000)
        .map(|_| "  - <<: *big\n    build: [{a.b: *big}]\n")
        .collect();
    let text = format!("big: &big\n{keys}deployments:\n{users}");
    let start = std::time::Instant::now();
    with(&text, None, |manifest| {
        assert_eq!(manifest.deployments.len(), 5_000);
        assert!(!manifest.deployments[0].known);
    });
    assert!(start.elapsed().as_secs() < 5);
    with(
        "deployments: &a\n  - &b {<<: *b, build: *a}\n",
        None,
        |manifest| {
            assert_eq!(manifest.deployments.len(), 1);
        },
    );
}
