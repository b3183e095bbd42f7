//! The rules about placeholders: every way to get one wrong, found once and on the right line, and silence where
//! nothing is wrong.

#![allow(clippy::unwrap_used)]

use prefect_lint_core::diagnostic::{Diagnostic, Severity};
use prefect_lint_core::settings::{CustomStep, Selection, Settings, Version};
use prefect_lint_core::text::Source;
use prefect_lint_core::{analyze, fix};

fn settings(selected: &[&str]) -> Settings {
    Settings {
        selection: Selection {
            select: selected.iter().map(|word| (*word).to_owned()).collect(),
            ignore: Vec::new(),
        },
        ..Settings::default()
    }
}

fn run(text: &str) -> Vec<Diagnostic> {
    let source = Source::new("prefect.yaml", text);
    let found = analyze(&source, &settings(&["PF0", "PF4", "PF603"])).diagnostics;
    found
        .into_iter()
        .filter(|d| d.severity > Severity::Hint)
        .collect()
}

/// The findings as `line code`.
fn found(text: &str) -> Vec<String> {
    let source = Source::new("prefect.yaml", text);
    let place = |d: &Diagnostic| source.position(d.range.start()).line;
    run(text)
        .iter()
        .map(|d| format!("{} {}", place(d), d.code))
        .collect()
}

/// The text after the first fix of each finding.
fn mended(text: &str) -> String {
    let fixes: Vec<_> = run(text)
        .into_iter()
        .filter_map(|d| d.fixes.into_iter().next())
        .collect();
    fix::apply(text, &fixes).text
}

const BUILD: &str = "build:
  - prefect.deployments.steps.run_shell_script:
      id: get-rev
      script: git rev-parse HEAD
  - prefect_docker.deployments.steps.build_docker_image:
      id: make-image
      image_name: acme/sums
      tag: \"{{ get-rev.stdout }}\"
push:
  - prefect_docker.deployments.steps.push_docker_image:
      id: send-image
      image_name: \"{{ make-image.image_name }}\"
      tag: \"{{ make-image.tag }}\"
pull:
  - prefect.deployments.steps.git_clone:
      id: fetch
      repository: https://example.com/sums.git
  - prefect.deployments.steps.set_working_directory:
      directory: \"{{ fetch.directory }}\"
";

/// A deployment with these lines, of a file whose steps are sound. Its first line is the 23rd.
fn deployment(lines: &str) -> String {
    let lines: String = lines.lines().map(|line| format!("    {line}\n")).collect();
    format!("{BUILD}deployments:\n  - name: sums\n    entrypoint: sums.py:sums\n{lines}")
}

fn in_deployment(lines: &str) -> Vec<String> {
    found(&deployment(lines))
}

/// A pull section with this input for its only, or its second step.
fn in_pull(before: &str, input: &str) -> Vec<String> {
    let text =
        format!("pull:\n{before}  - prefect.deployments.steps.run_shell_script:\n      {input}\n");
    found(&text)
}

#[test]
fn each_way_to_get_it_wrong_is_found_once() {
    for (wrong, code, right) in [
        // Another id, by a hyphen or an underscore.
        (
            "version: \"{{ get_rev.stdout }}\"",
            "PF402",
            "version: \"{{ get-rev.stdout }}\"",
        ),
        (
            "version: \"{{ nowhere.stdout }}\"",
            "PF402",
            "version: \"{{ $VERSION }}\"",
        ),
        (
            "version: \"{{ stdoutt }}\"",
            "PF402",
            "version: \"{{ stdout }}\"",
        ),
        (
            "version: \"{{ .State }}\"",
            "PF402",
            "version: \"{{ image_id }}\"",
        ),
        // Another output.
        (
            "version: \"{{ make-image.tagg }}\"",
            "PF403",
            "version: \"{{ make-image.tag }}\"",
        ),
        (
            "version: \"{{ make-image.tag.x }}\"",
            "PF403",
            "version: \"{{ make-image.additional_tags[0] }}\"",
        ),
        // Outputs of pull steps are not there when deploying.
        (
            "version: \"{{ fetch.directory }}\"",
            "PF405",
            "version: \"{{ send-image.tag }}\"",
        ),
        // Before any step has run.
        (
            "work_pool: {name: \"{{ get-rev.stdout }}\"}",
            "PF406",
            "work_pool: {name: \"{{ $POOL }}\"}",
        ),
        (
            "work_pool: {name: \"{{ stdout }}\"}",
            "PF406",
            "work_pool: {name: \"{{ prefect.variables.pool }}\"}",
        ),
        // Items of lists.
        (
            "tags: [\"{{ get-rev.stdout }}\"]",
            "PF407",
            "tags: [\"rev {{ get-rev.stdout }}\"]",
        ),
        (
            "parameters: {a: [{b: [\"{{ make-image.tag }}\"]}]}",
            "PF407",
            "parameters: {a: [{b: \"{{ make-image.tag }}\"}]}",
        ),
        (
            "triggers: [{expect: [\"{{ make-image.tag }}\"]}]",
            "PF407",
            "triggers: [{expect: [\"{{ $EVENT }}\"]}]",
        ),
        (
            "triggers: [{parameters: {a: [\"{{ event.id }}\"]}}]",
            "PF407",
            "triggers: [{parameters: {a: [\"{{ event.id | string }}\"]}}]",
        ),
        (
            "tags: [\"{{ ctx.flow_run.id }}\"]",
            "PF407",
            "tags: [\"{{ prefect.variables.tag }}\"]",
        ),
        // Filters, quotes, calls, blanks, braces.
        (
            "version: \"{{ make-image.tag | upper }}\"",
            "PF401",
            "version: \"{{ make-image.tag }}\"",
        ),
        (
            "parameters: {a: \"{{ make-image['tag'] }}\"}",
            "PF401",
            "parameters: {a: \"{{ make-image.tag }}\"}",
        ),
        (
            "version: \"{{ prefect.variables.get('v') }}\"",
            "PF401",
            "version: \"{{ prefect.variables.v }}\"",
        ),
        (
            "version: \"{{ make-image. tag }}\"",
            "PF401",
            "version: \"{{ make-image.tag }}\"",
        ),
        (
            "version: \"{{ make-image.tag }\"",
            "PF401",
            "version: \"{{ make-image.tag }}\"",
        ),
        (
            "version: \"{{ make-image.tag\"",
            "PF401",
            "version: \"{{ make-image.tag }}\"",
        ),
        (
            "version: \"{ make-image.tag }}\"",
            "PF401",
            "version: \"{{ make-image.tag }}\"",
        ),
        // The forms of other programs.
        (
            "version: \"{{ env.VERSION }}\"",
            "PF408",
            "version: \"{{ $VERSION }}\"",
        ),
        (
            "version: \"${VERSION}\"",
            "PF408",
            "version: \"{{ $VERSION }}\"",
        ),
        (
            "version: \"${{ VERSION }}\"",
            "PF408",
            "version: \"{{ $VERSION }}\"",
        ),
        (
            "version: \"${{ secrets.VERSION }}\"",
            "PF408",
            "version: \"{{ $VERSION }}\"",
        ),
        (
            "version: \"${{ make-image.tag }}\"",
            "PF408",
            "version: \"{{ make-image.tag }}\"",
        ),
        (
            "version: \"{% if x %}1{{ make-image.tag }}\"",
            "PF408",
            "version: \"1{{ make-image.tag }}\"",
        ),
        (
            "version: \"<< make-image.tag >>\"",
            "PF408",
            "version: \"{{ make-image.tag }}\"",
        ),
        // Blocks and variables.
        (
            "version: \"{{ prefect.blocks.json }}\"",
            "PF409",
            "version: \"{{ prefect.blocks.json.a }}\"",
        ),
        (
            "version: \"{{ prefect.blocks.json.A }}\"",
            "PF409",
            "version: \"{{ prefect.blocks.json.a.B }}\"",
        ),
        (
            "version: \"{{ prefect.block.json.a }}\"",
            "PF409",
            "version: \"{{ prefect.blocks.json.a }}\"",
        ),
        (
            "version: \"{{ prefect.variables.A }}\"",
            "PF410",
            "version: \"{{ prefect.variables.a }}\"",
        ),
        (
            "version: \"{{ prefect.variables.a.b }}\"",
            "PF410",
            "version: \"{{ prefect.variables.a_b }}\"",
        ),
        (
            "version: \"{{ prefect.variable.a }}\"",
            "PF410",
            "version: \"{{ prefect.variables.a }}\"",
        ),
        // Keys.
        (
            "parameters: {\"{{ make-image.tag }}\": 1}",
            "PF411",
            "parameters: {tag: \"{{ make-image.tag }}\"}",
        ),
        // What is there only while a flow runs.
        (
            "description: \"{{ flow_run.name }}\"",
            "PF412",
            "description: flow_run.name",
        ),
        (
            "parameters: {a: \"{{ prefect.runtime.flow_run.id }}\"}",
            "PF412",
            "parameters: {a: \"{{ ctx.flow_run.id }}\"}",
        ),
        (
            "schedules: [{cron: \"{{ ctx.cron }}\"}]",
            "PF412",
            "schedules: [{cron: \"{{ $CRON }}\"}]",
        ),
        (
            "triggers: [{match: {a: \"{{ event.id }}\"}}]",
            "PF412",
            "triggers: [{match: {a: b}, parameters: {a: \"{{ event.id }}\"}}]",
        ),
        // Secrets.
        (
            "parameters: {a: \"{{ prefect.blocks.secret.a }}\"}",
            "PF603",
            "parameters: {a: \"{{ prefect.blocks.json.a }}\"}",
        ),
        (
            "tags: [\"{{ prefect.blocks.aws-credentials.a.aws_secret_access_key }}\"]",
            "PF603",
            "tags: [\"{{ prefect.blocks.aws-credentials.a.region_name }}\"]",
        ),
    ] {
        assert_eq!(in_deployment(wrong), [format!("23 {code}")], "{wrong}");
        assert_eq!(in_deployment(right), Vec::<String>::new(), "{right}");
    }
}

#[test]
fn steps_see_what_has_run_before_them() {
    let clone = "  - prefect.deployments.steps.git_clone:\n      id: fetch\n      repository: r\n";
    let custom = "  - acme.steps.fetch:\n      id: fetch\n";
    for (before, input, code) in [
        ("", "script: \"{{ fetch.directory }}\"", Some("3 PF402")),
        ("", "{id: me, script: \"{{ me.stdout }}\"}", Some("3 PF404")),
        (clone, "script: \"{{ fetch.directory }}\"", None),
        (clone, "script: \"{{ directory }}\"", None),
        (clone, "script: \"{{ fetch.folder }}\"", Some("6 PF403")),
        (clone, "script: \"{{ Fetch.directory }}\"", Some("6 PF402")),
        (
            clone,
            "env: {A: [\"{{ fetch.directory }}\"]}",
            Some("6 PF407"),
        ),
        (
            clone,
            "env: {A: [\"{{ $HOME }}\", \"a {{ fetch.directory }}\"]}",
            None,
        ),
        // A step of another package may give anything.
        (custom, "script: \"{{ fetch.anything.at.all }}\"", None),
        (custom, "script: \"{{ anything }}\"", None),
        (custom, "script: \"{{ other.thing }}\"", None),
        (custom, "script: \"{{ Fetch.thing }}\"", Some("5 PF402")),
        // Scripts may have templates of their own.
        (
            "",
            "script: \"docker inspect --format '{{json .Config}}' x\"",
            None,
        ),
        ("", "script: \"echo ${HOME} ${{ $HOME }}\"", None),
        (
            clone,
            "script: \"echo {{ fetch.directory | upper }}\"",
            Some("6 PF401"),
        ),
        ("", "script: \"{{ HOME }}\"", Some("3 PF402")),
    ] {
        let wanted: Vec<String> = code.map(str::to_owned).into_iter().collect();
        assert_eq!(in_pull(before, input), wanted, "{before}{input}");
    }
}

#[test]
fn order_is_that_of_the_sections() {
    let steps = |build: &str, push: &str| {
        let step = |id: &str, input: &str| {
            format!(
                "  - prefect.deployments.steps.run_shell_script:\n      id: {id}\n      script: \"{input}\"\n"
            )
        };
        found(&format!(
            "push:\n{}build:\n{}",
            step("late", push),
            step("early", build)
        ))
    };
    assert_eq!(steps("ls", "{{ early.stdout }}"), Vec::<String>::new());
    assert_eq!(steps("{{ late.stdout }}", "ls"), ["8 PF404"]);
}

#[test]
fn a_stray_character_in_an_id_is_seen_through() {
    let text = "build:\n  - prefect_docker.deployments.steps.build_docker_image:\n      id: build-image`\n      \
                image_name: acme/sums\ndeployments:\n  - name: sums\n    entrypoint: sums.py:sums\n    version: \"{{ build_image.tag }}\"\n";
    let found = run(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].code, "PF402");
    assert_eq!(
        found[0].help.as_deref(),
        Some("did you mean `build-image`?")
    );
    // The id comes first: no placeholder can name it as it is.
    assert_eq!(found[0].fixes, []);
    let source = Source::new("prefect.yaml", text);
    let fixed = fix::fix_all(source, &settings(&["default"]), None, false);
    let wanted = text
        .replace('`', "")
        .replace("build_image.tag", "build-image.tag");
    assert_eq!(fixed.source.text(), wanted);
}

#[test]
fn a_broken_line_costs_only_itself() {
    let text = "pull:\n  - prefect.deployments.steps.git_clone:\n      id: clone-step\n      repository: r\n  \
                - prefect.deployments.steps.set_working_directory:\n      directory: {{ clone-step.directory }}\n\
                deployments:\n  - name: sums\n    entrypoint: sums.py:sums\n    version: \"{{ nowhere.tag }}\"\n";
    assert_eq!(found(text), ["6 PF002", "10 PF402"]);
}

#[test]
fn what_nobody_reads_is_not_reported() {
    for lines in [
        "flow_name: \"{{ nowhere.x }}\"",
        "paramters: {a: \"{{ nowhere.x }}\"}",
        "work_pool: {variables: {a: \"{{ nowhere.x }}\"}}",
        "push: [{prefect.deployments.steps.run_shell_script: {id: \"{{ nowhere.x }}\", script: ls}}]",
    ] {
        assert_eq!(in_deployment(lines), Vec::<String>::new(), "{lines}");
    }
    let unused = "definitions:\n  a: &a {b: \"{{ nowhere.x }}\"}\nbuild:\n  - a.b: {c: \"{{ nowhere.x }}\"}\n\
                  deployments:\n  - name: a\n    entrypoint: a.py:a\n    build: []\n";
    assert_eq!(found(unused), Vec::<String>::new());
}

#[test]
fn the_patterns_of_prefect_init_have_gaps() {
    let recipe = "required_inputs: {image_name: x}\nbuild:\n  - prefect_docker.deployments.steps.build_docker_image:\n      \
                  image_name: \"{{ image_name }}\"\n      tag: \"{{ tag }}\"\npull:\n  \
                  - prefect.deployments.steps.set_working_directory:\n      directory: \"/opt/{{ name }}\"\n";
    assert_eq!(found(recipe), Vec::<String>::new());
}

#[test]
fn shared_values_are_reported_once() {
    let text = "definitions:\n  pool: &pool\n    name: main\n    job_variables: {image: \"{{ make.image }}\"}\n\
                deployments:\n  - {name: a, entrypoint: a.py:a, work_pool: *pool}\n  \
                - {name: b, entrypoint: a.py:a, work_pool: *pool}\n";
    let found = run(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].deployment, None);
    let one = text.replace(
        "  - {name: b,",
        "  - {name: b, build: [{prefect_docker.deployments.steps.build_docker_image: {id: make, image_name: x}}],",
    );
    let found = run(&one);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].deployment.as_deref(), Some("a"));
    assert!(found[0].message.contains("in the deployment `a`"));
}

#[test]
fn fixes_are_right_in_every_style() {
    for (wrong, right) in [
        (
            "description: '{{ get_rev.stdout }}'",
            "description: '{{ get-rev.stdout }}'",
        ),
        (
            "description: |\n  a\n  {{ get_rev.stdout }}",
            "description: |\n  a\n  {{ get-rev.stdout }}",
        ),
        (
            "description: >\n  a\n  {{ get_rev.stdout }}\n  b",
            "description: >\n  a\n  {{ get-rev.stdout }}\n  b",
        ),
        (
            "description: a {{ get_rev.stdout }}",
            "description: a {{ get-rev.stdout }}",
        ),
        (
            "description: \"\\t{{ get_rev.stdout }}\"",
            "description: \"\\t{{ get-rev.stdout }}\"",
        ),
        (
            "description: \"{{ get_\\x72ev.stdout }}\"",
            "description: \"{{ get_\\x72ev.stdout }}\"",
        ),
        (
            "version: \"{{ env.A }}-${BC}\"",
            "version: \"{{ $A }}-{{ $BC }}\"",
        ),
    ] {
        assert_eq!(mended(&deployment(wrong)), deployment(right), "{wrong}");
    }
}

#[test]
fn capitals_may_be_the_environment() {
    let text = deployment("version: \"{{ VERSION }}\"");
    let source = Source::new("prefect.yaml", text.as_str());
    let found = analyze(&source, &settings(&["PF4"])).diagnostics;
    let all: Vec<_> = found.iter().map(|d| (d.code, d.severity)).collect();
    assert_eq!(all.last(), Some(&("PF402", Severity::Hint)));
}

#[test]
fn described_steps_are_known() {
    let text = "build:\n  - acme.steps.fetch:\n      id: fetch\ndeployments:\n  - name: sums\n    \
                entrypoint: sums.py:sums\n    version: \"{{ fetch.tokn }}\"\n    description: \"{{ fetch.token.deep }}\"\n";
    let source = Source::new("prefect.yaml", text);
    let mut settings = settings(&["PF4"]);
    assert_eq!(analyze(&source, &settings).diagnostics, []);
    let step = CustomStep {
        inputs: None,
        outputs: Some(vec!["token".to_owned()]),
    };
    settings.steps.insert("acme.steps.fetch".to_owned(), step);
    let codes: Vec<_> = (analyze(&source, &settings).diagnostics.iter())
        .map(|d| d.code)
        .collect();
    assert_eq!(codes, ["PF403"]);
}

#[test]
fn prefect_2_leaves_secrets_alone() {
    let text = deployment("parameters: {a: \"{{ prefect.blocks.secret.a }}\"}");
    let source = Source::new("prefect.yaml", text);
    let settings = Settings {
        target_version: Some(Version(2, 20, 0)),
        ..settings(&["PF603"])
    };
    assert_eq!(analyze(&source, &settings).diagnostics, []);
}

#[test]
fn texts_that_refer_to_themselves_come_to_an_end() {
    for text in [
        "deployments:\n  - &a\n    name: a\n    parameters: &p {x: *p, y: \"{{ z.z }}\", l: [*p, *p]}\n",
        "build: &b\n  - a.b: {x: *b, y: [*b]}\ndeployments:\n  - {name: a, build: *b, pull: *b}\n",
        "deployments: &d\n  - name: \"{{ a\"\n    parameters: {<<: {a: *d}}\n",
    ] {
        run(text);
    }
}
