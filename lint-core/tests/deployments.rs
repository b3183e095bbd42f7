//! The rules about deployments and secrets, on what their pages have no room for.

#![allow(clippy::unwrap_used)]

use prefect_lint_core::analyze;
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;

fn found_by(select: &str, text: &str) -> Vec<String> {
    let settings = Settings::selecting(&[select]);
    let source = Source::new("prefect.yaml", text);
    (analyze(&source, &settings).diagnostics.iter())
        .map(|d| {
            let line = source.position(d.range.start()).line;
            format!("{line} {} {}", d.code, d.severity.as_str())
        })
        .collect()
}

fn found(text: &str) -> Vec<String> {
    found_by("default", text)
}

fn silent(text: &str) {
    assert_eq!(found(text), Vec::<String>::new(), "{text}");
}

#[test]
fn missing_names_and_entrypoints() {
    assert_eq!(
        found("deployments:\n  - entrypoint: a.py:a\n"),
        ["2 PF201 warning"]
    );
    assert_eq!(
        found("deployments:\n  - entrypoint: a.py:a\n  - {name: b, entrypoint: a.py:a}\n"),
        ["2 PF201 error"]
    );
    assert_eq!(
        found("deployments:\n  - name: ''\n    entrypoint: a.py:a\n"),
        ["2 PF201 warning"]
    );
    assert_eq!(found("deployments:\n  - name: a\n"), ["2 PF202 warning"]);
    silent("d: &d {entrypoint: a.py:a}\ndeployments:\n  - {<<: *d, name: a}\n");
    silent(
        "deployments:\n  - name: null\n    entrypoint: null\n    schedule: {}\n    work_pool: {name: null}\n",
    );
    // The key is there under another name, and reported for that.
    assert_eq!(
        found("deployments:\n  - nmae: a\n    entrypoint: a.py:a\n"),
        ["2 PF101 error"]
    );
    assert_eq!(
        found("deployments:\n  - name: a\n    entry_point: a.py:a\n"),
        ["3 PF101 error"]
    );
    assert_eq!(
        found("deployments:\n  - name: 5\n    entrypoint: a.py:a\n"),
        ["2 PF106 error"]
    );
}

#[test]
fn names_that_are_used_twice() {
    let two = |name: &str, entrypoint: &str| {
        format!(
            "deployments:\n  - {{name: a, entrypoint: a.py:a}}\n  - {{name: {name}, entrypoint: {entrypoint}}}\n"
        )
    };
    assert_eq!(found(&two("a", "a.py:a")), ["3 PF204 error"]);
    assert_eq!(found(&two("a", "./a.py:a")), ["3 PF204 error"]);
    assert_eq!(found(&two("a", "b.py:b")), ["3 PF205 hint"]);
    silent(&two("b", "a.py:a"));
    silent(&two("'{{ $NAME }}'", "a.py:a"));
    let aliased = "deployments:\n  - &a {name: a, entrypoint: a.py:a}\n  - *a\n  - {<<: *a, name: b}\n  - {<<: *a, tags: [x]}\n";
    assert_eq!(found(aliased), ["3 PF204 error", "5 PF204 error"]);
}

#[test]
fn names_and_entrypoints_that_prefect_refuses() {
    let one = |name: &str, entrypoint: &str| {
        format!("deployments:\n  - name: {name}\n    entrypoint: {entrypoint}\n")
    };
    for name in ["a/b", "'a%'", "a&b", "a<b", "a.py"] {
        assert_eq!(found(&one(name, "a.py:a")), ["2 PF206 error"], "{name}");
    }
    for entrypoint in ["a.py::a", "a.py", "a.py:a()", "a", "a.py:my-flow", "a/b:c"] {
        assert_eq!(
            found(&one("a", entrypoint)),
            ["3 PF207 error"],
            "{entrypoint}"
        );
    }
    assert_eq!(found(&one("a", "b\\a.py:a")), ["3 PF207 warning"]);
    assert_eq!(found(&one("a", "/b/a.py:a")), ["3 PF217 warning"]);
    assert_eq!(found(&one("a", "'C:/b/a.py:a'")), ["3 PF217 warning"]);
    for entrypoint in [
        "a.py:a",
        "./b/a.py:A.b",
        "a.b.c",
        "a.b:c",
        "'{{ $E }}'",
        "'{{ $D }}/a.py:a'",
    ] {
        silent(&one("a b", entrypoint));
    }
}

#[test]
fn sections_that_are_not_switched_off() {
    let with = |section: &str, own: &str| {
        format!(
            "{section}:\n  - acme.steps.x: {{}}\ndeployments:\n  - name: a\n    entrypoint: a.py:a\n    {section}: {own}\n"
        )
    };
    for own in ["null", "[]", "{}"] {
        assert_eq!(found(&with("push", own)), ["6 PF214 error"], "{own}");
        silent(&with("build", own));
    }
    assert_eq!(found(&with("pull", "null")), ["6 PF215 warning"]);
    assert_eq!(found(&with("pull", "{}")), ["6 PF215 warning"]);
    silent(&with("pull", "[]"));
    silent("push: null\ndeployments:\n  - {name: a, entrypoint: a.py:a, push: [], pull: null}\n");
    let local = "deployments:\n  - {name: a, entrypoint: a.py:a}\n";
    assert_eq!(found_by("PF2", local), ["2 PF203 info", "2 PF216 info"]);
}

#[test]
fn secrets_are_found_and_never_repeated() {
    let token = "0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2";
    let clone =
        |inputs: &str| format!("pull:\n  - prefect.deployments.steps.git_clone:\n      {inputs}\n");
    for (inputs, wanted) in [
        (
            format!("repository: r\n      access_token: ghp_{token}"),
            "4 PF801 error",
        ),
        (
            "repository: r\n      access_token: hunter2hunter2".to_owned(),
            "4 PF801 warning",
        ),
        (
            "repository: https://a:hunter2@git.example.com/a".to_owned(),
            "3 PF802 error",
        ),
        (
            format!("repository: https://ghp_{token}@github.com/a/b"),
            "3 PF802 error",
        ),
        (
            "repository: http://git.example.com/a".to_owned(),
            "3 PF803 warning",
        ),
    ] {
        let text = clone(&inputs);
        assert_eq!(found(&text), [wanted], "{text}");
        let source = Source::new("prefect.yaml", text.as_str());
        let said = format!("{:?}", analyze(&source, &Settings::default()));
        assert!(!said.contains("hunter2") && !said.contains(token), "{said}");
    }
    for inputs in [
        "repository: https://github.com/a/b\n      access_token: '{{ prefect.blocks.secret.gh-token }}'",
        "repository: https://ada@dev.azure.com/a/b",
        "repository: git@github.com:a/b.git",
        "repository: http://gitea:3000/a/b",
        "repository: 'https://x:{{ $TOKEN }}@github.com/a/b'",
    ] {
        silent(&clone(inputs));
    }
    let pool = |env: &str| {
        format!(
            "deployments:\n  - name: a\n    entrypoint: a.py:a\n    work_pool:\n      job_variables: {{env: {{{env}}}}}\n"
        )
    };
    assert_eq!(
        found(&pool("DB_PASSWORD: s3cretpassw0rd")),
        ["5 PF801 warning"]
    );
    silent(&pool(
        "DB_PASSWORD: '{{ $DB_PASSWORD }}', SECRET_NAME: prod-db-1, TOKEN_URL: https://a.example/t1",
    ));
}

#[test]
fn a_broken_file_is_not_said_to_lack_anything() {
    let text = "deployments:\n  - entrypoint: a.py:a\n    name: @x\n";
    assert!(
        found(text).iter().all(|found| !found.contains("PF2")),
        "{:?}",
        found(text)
    );
}
