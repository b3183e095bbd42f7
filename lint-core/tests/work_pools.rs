//! The rules about job variables, on what their pages have no room for: each mistake, and the same without it.

#![allow(clippy::unwrap_used)]

use prefect_lint_core::analyze;
use prefect_lint_core::diagnostic::Diagnostic;
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;

fn analysed(pool_type: Option<&str>, variables: &str) -> (Source, Vec<Diagnostic>) {
    let work_pools = pool_type.map(|name| ("main".to_owned(), name.to_owned()));
    let settings = Settings {
        work_pools: work_pools.into_iter().collect(),
        ..Settings::default()
    };
    let text = format!(
        "deployments:\n- name: d\n  entrypoint: f.py:f\n  work_pool:\n    name: main\n    job_variables: {{{variables}}}\n"
    );
    let source = Source::new("prefect.yaml", text.as_str());
    let found = analyze(&source, &settings).diagnostics;
    (source, found)
}

/// Code, severity and marked text of what is found.
fn found(pool_type: Option<&str>, variables: &str) -> Vec<String> {
    let (source, found) = analysed(pool_type, variables);
    let place = |d: &Diagnostic| {
        let marked = &source.text()[usize::from(d.range.start())..usize::from(d.range.end())];
        format!("{} {} {marked}", d.code, d.severity.as_str())
    };
    found.iter().map(place).collect()
}

#[test]
fn env_is_a_mapping_of_texts_for_any_pool() {
    for (variables, place) in [
        ("env: [A=1]", "PF602 error [A=1]"),
        ("env: A=1", "PF602 error A=1"),
        ("env: {A: 1}", "PF602 error 1"),
        ("env: {A: yes}", "PF602 error yes"),
        ("env: {A: 010}", "PF602 error 010"),
        ("env: {A: 1_000}", "PF602 error 1_000"),
        ("env: {A: 12:30}", "PF602 error 12:30"),
        ("env: {A: [b]}", "PF602 error [b]"),
        ("env: {A: {b: c}}", "PF602 error {b: c}"),
        ("env.A: 1", "PF602 error 1"),
    ] {
        assert_eq!(found(None, variables), [place], "{variables}");
    }
    for variables in [
        "env: {}",
        "env: null",
        "env: {A: '1', B: null, C: text, D: 2020-01-01, E: 1e-5}",
        "env: {A: '{{ $A }}', B: '{{ build.tag }}-x'}",
        "env: '{{ prefect.variables.env }}'",
        "env.A: '1', env.B: text",
        "imgae: a, networks: net, foo: 1",
    ] {
        assert!(
            !found(None, variables).iter().any(|f| f.contains("PF60")),
            "{variables}"
        );
    }
}

#[test]
fn messages_say_what_yaml_reads() {
    for (value, words) in [
        ("yes", "YAML reads `yes` as `true`"),
        ("010", "YAML reads `010` as `8`"),
        ("1_000", "YAML reads `1_000` as `1000`"),
        ("12:30", "YAML reads `12:30` as `750`"),
        ("3.10", "YAML reads `3.10` as `3.1`"),
        ("true", "`true` is a truth value"),
        ("5", "`5` is a number"),
    ] {
        let (_, found) = analysed(None, &format!("env: {{A: {value}}}"));
        assert!(found[0].message.ends_with(words), "{}", found[0].message);
        assert_eq!(found[0].fixes[0].edits[0].text, format!("\"{value}\""));
    }
    let (_, found) = analysed(None, "env: {DB_PASSWORD: 271828}");
    let said = format!("{found:?}");
    assert!(found[0].secret && !said.contains("271828"), "{said}");
}

#[test]
fn names_and_types_of_known_pools() {
    for (pool_type, variables, place) in [
        ("docker", "imgae: a", "PF601 error imgae"),
        ("process", "networks: [a]", "PF601 warning networks"),
        ("kubernetes", "images: a", "PF601 error images"),
        ("docker", "networks: net", "PF602 error net"),
        ("docker", "networks: [1]", "PF602 error 1"),
        ("docker", "auto_remove: 'yes'", "PF602 error 'yes'"),
        ("docker", "image_pull_policy: always", "PF602 error always"),
        ("kubernetes", "finished_job_ttl: 1 day", "PF602 error 1 day"),
        ("kubernetes", "labels: {a: 1}", "PF602 error 1"),
        ("kubernetes", "cpu_request: 2", "PF602 error 2"),
        ("ecs", "cpu: '1024'", "PF602 error '1024'"),
        ("ecs", "evn.A: b", "PF601 error evn.A"),
    ] {
        assert_eq!(
            found(Some(pool_type), variables),
            [place],
            "{pool_type} {variables}"
        );
    }
    for (pool_type, variables) in [
        (
            "docker",
            "image: a/b:1, networks: [n], volumes: ['a:b'], auto_remove: true, env.A: b",
        ),
        (
            "docker",
            "registry_credentials: '{{ prefect.blocks.docker-registry-credentials.main }}'",
        ),
        (
            "docker",
            "image: '{{ build.image }}', mem_limit: null, image_pull_policy: Always",
        ),
        (
            "kubernetes",
            "finished_job_ttl: 60.0, namespace: a, labels.app: b, cpu_request: '2'",
        ),
        (
            "ecs",
            "cpu: 1024, memory: 2048, task_start_timeout_seconds: 300",
        ),
        ("azure-container-instance", "cpu: 1, memory: 1.5"),
        ("ecs:push", "foo: 1"),
        ("acme", "foo: 1"),
    ] {
        let found = found(Some(pool_type), variables);
        assert!(
            !found
                .iter()
                .any(|f| f.contains("PF601") || f.contains("PF602")),
            "{pool_type} {variables} {found:?}"
        );
    }
}
