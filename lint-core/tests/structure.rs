//! The rules about the shape of the file, on what their pages have no room for.

use prefect_lint_core::diagnostic::Severity;
use prefect_lint_core::fix;
use prefect_lint_core::settings::{Selection, Settings, Version};
use prefect_lint_core::text::Source;
use prefect_lint_core::{Analysis, analyze};

fn settings(target: Option<Version>) -> Settings {
    Settings {
        selection: Selection {
            select: vec!["PF1".into(), "PF5".into(), "PF7".into()],
            ignore: Vec::new(),
        },
        target_version: target,
        ..Settings::default()
    }
}

fn run(text: &str) -> Analysis {
    analyze(&Source::new("prefect.yaml", text), &settings(None))
}

/// The findings as `line:column code`.
fn found(text: &str) -> Vec<String> {
    let source = Source::new("prefect.yaml", text);
    let place = |range: prefect_lint_core::text::TextRange| source.position(range.start());
    run(text)
        .diagnostics
        .iter()
        .map(|d| {
            format!(
                "{}:{} {}",
                place(d.range).line,
                place(d.range).column,
                d.code
            )
        })
        .collect()
}

/// One deployment with these lines.
fn deployment(lines: &str) -> String {
    let lines: String = lines.lines().map(|line| format!("    {line}\n")).collect();
    format!("deployments:\n  - name: report\n    entrypoint: report.py:report\n{lines}")
}

fn in_deployment(lines: &str) -> Vec<String> {
    found(&deployment(lines))
}

/// The lines of one deployment after all fixes.
fn mended(lines: &str) -> String {
    let text = deployment(lines);
    let fixes: Vec<_> = run(&text)
        .diagnostics
        .into_iter()
        .filter_map(|d| d.fixes.into_iter().next())
        .collect();
    let text = fix::apply(&text, &fixes).text;
    let lines = text
        .lines()
        .skip(3)
        .map(|line| line.strip_prefix("    ").unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_prefect_takes_is_not_reported() {
    for lines in [
        "schedule: {}",
        "schedule: null\nschedules: []",
        "version: null\nwork_pool: {name: null, work_queue_name: null, job_variables: {}}",
        "paused: 'yes'\nenforce_parameter_schema: 0",
        "concurrency_limit: '3'",
        "concurrency_limit: {limit: 3, collision_strategy: '{{ $STRATEGY }}'}",
        "schedules: [{interval: 60, active: true, slug: a, parameters: {}}]",
        "schedules: [{interval: 3600, anchor_date: 2024-01-01}]",
        "schedules: [{cron: '0 9 * * *', timezone: UTC, interval: null, active: '{{ $ACTIVE }}'}]",
        "tags: '{{ build.tags }}'",
        "tags: [1, true, null, [a]]",
        "build: {prefect.deployments.steps.run_shell_script: {script: ls}}",
        "push: []\npull: null\nbuild: {}",
        "triggers: [{enabled: '{{ prefect.variables.x }}', expect: [a]}]",
        "x-own: 1",
    ] {
        assert_eq!(in_deployment(lines), Vec::<String>::new(), "{lines}");
    }
}

#[test]
fn the_skeletons_of_prefect_init_are_not_reported() {
    let text = "name: x\nprefect-version: 3.8.8\ndescription: a recipe\nrequired_inputs: {a: b}\nbuild: null\n\
                push: null\npull:\n- prefect.deployments.steps.set_working_directory:\n    directory: /x\n\
                deployments:\n- name: null\n  version: null\n  tags: []\n  description: null\n  schedule: {}\n  \
                flow_name: null\n  entrypoint: null\n  parameters: {}\n  work_pool:\n    name: null\n    \
                work_queue_name: null\n    job_variables: {}\n";
    assert_eq!(found(text), Vec::<String>::new());
}

#[test]
fn keys_that_hold_anchors_are_not_reported() {
    let text = "common: &pool\n  name: main\nwork_pool: &other {name: x}\ndeployments:\n  - name: a\n    \
                work_pool: *pool\n  - name: b\n    work_pool: *other\n    holder: {env: &env {A: b}}\n    \
                parameters: {env: *env}\n";
    assert_eq!(found(text), Vec::<String>::new());
    let unused = "common: &pool\n  name: main\n";
    assert_eq!(found(unused), ["1:1 PF102"]);
}

#[test]
fn one_mistake_gives_one_finding() {
    for (lines, place) in [
        ("schedules:\n  - corn: '0 9 * * *'", "5:9 PF506"),
        ("schedules: {cron: '0 9 * * *'}", "4:16 PF106"),
        ("schedule: []", "4:15 PF106"),
        ("schedules: [{schedule: {interval: 5m}}]", "4:18 PF524"),
        ("schedule: {cron: a}\nschedules: []", "4:5 PF502"),
        (
            "schedules: [{interval: 60, anchor_date: 2024-01-01, active: true}]",
            "4:45 PF517",
        ),
        ("schedules: [null]", "4:17 PF107"),
        ("schedules:\n  -", "5:7 PF107"),
        ("tags: 3", "4:11 PF106"),
        ("parameters: {1: a}", "4:18 PF106"),
        ("concurrency_limit: '{{ $N }}'", "4:24 PF109"),
        ("parameters: '{{ $P }}'", "4:17 PF109"),
        ("work_pool: {name: a, queue: q}", "4:26 PF103"),
        ("image: a", "4:5 PF103"),
        ("retries: 3", "4:5 PF102"),
        ("on: 1", "4:5 PF102"),
    ] {
        assert_eq!(in_deployment(lines), [place], "{lines}");
    }
}

#[test]
fn aliases_are_followed_and_what_they_lead_to_is_reported_once() {
    let text = "definitions:\n  pool: &pool {name: 5}\ndeployments:\n  - {name: a, work_pool: *pool}\n  \
                - {name: b, work_pool: *pool}\n  - {<<: *pool}\n  - {<<: *pool, name: c}\n";
    // `name: 5` is wrong as the name of a pool, and again as that of a deployment.
    assert_eq!(found(text), ["2:22 PF106", "2:22 PF106"]);
    let text = "definitions:\n  number: &number 1.5\ndeployments:\n  - {name: a, version: *number}\n  \
                - {name: b, version: *number}\n";
    assert_eq!(found(text), ["4:24 PF106", "5:24 PF106"]);
}

#[test]
fn a_text_that_refers_to_itself_comes_to_an_end() {
    let text = "deployments: &d\n  - &a {name: x, parameters: *d, schedules: *d, work_pool: *a, <<: *a}\n  - *d\n";
    assert!(found(text).contains(&"3:5 PF106".to_owned()));
}

#[test]
fn merged_values_that_are_overridden_do_not_count() {
    let text = "definitions: &base\n  version: 1.0\n  schedule: {cron: a}\ndeployments:\n  - <<: *base\n    \
                version: '1.0'\n    schedule: {}\n";
    assert_eq!(found(text), Vec::<String>::new());
}

#[test]
fn a_file_for_something_else_gets_one_finding() {
    for text in [
        "apiVersion: v1\nkind: Service\nspec: {a: 1, a: 2}\n",
        "services:\n  prefect:\n    image: prefecthq/prefect\n",
        "on: push\njobs: {}\n",
    ] {
        let diagnostics =
            analyze(&Source::new("prefect.yaml", text), &Settings::default()).diagnostics;
        let codes: Vec<_> = diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, ["PF111"], "{text}");
    }
    assert_eq!(found("services: {a: 1}\ndeployments: []\n"), ["1:1 PF102"]);
}

#[test]
fn what_a_chosen_prefect_does_not_do_is_a_warning() {
    let text = deployment("version: 1.0\nis_schedule_active: false");
    let severities = |target, text: &str| -> Vec<Severity> {
        let source = Source::new("prefect.yaml", text);
        let found = analyze(&source, &settings(target)).diagnostics;
        found.iter().map(|d| d.severity).collect()
    };
    assert_eq!(severities(None, &text), [Severity::Error, Severity::Error]);
    assert_eq!(
        severities(Some(Version(3, 2, 0)), &text),
        [Severity::Warning, Severity::Error]
    );
    assert_eq!(
        severities(Some(Version(2, 20, 0)), &text),
        [Severity::Warning]
    );
    // Whoever installs Prefect today gets the file dropped, whatever an old `prefect-version` says.
    let old = format!("prefect-version: 2.20.0\n{text}");
    assert_eq!(severities(None, &old), [Severity::Error, Severity::Warning]);
    assert_eq!(
        severities(Some(Version(3, 8, 0)), &old),
        [Severity::Error, Severity::Error]
    );
}

#[test]
fn findings_name_their_deployment() {
    let names: Vec<_> = run(&deployment("retries: 3"))
        .diagnostics
        .into_iter()
        .map(|d| d.deployment)
        .collect();
    assert_eq!(names, [Some("report".to_owned())]);
}

#[test]
fn fixes_keep_comments_anchors_and_styles() {
    for (before, after) in [
        // in brackets
        (
            "schedules: [{cron: a, catchup: false}]",
            "schedules: [{cron: a}]",
        ),
        (
            "schedules: [{catchup: false, cron: a}]",
            "schedules: [{cron: a}]",
        ),
        ("schedules: [{}, {cron: a}]", "schedules: [{cron: a}]"),
        // comments stay
        (
            "schedule: # daily\n  cron: a # nine",
            "schedules: # daily\n  - cron: a # nine",
        ),
        ("version: 1.10 # one", "version: \"1.10\" # one"),
        ("parameters: # none yet", "parameters: {} # none yet"),
        ("flow_name: x # unused\ntags: []", "tags: []"),
        // a key behind a dash
        (
            "schedules:\n  - catchup: false\n    cron: a",
            "schedules:\n  - cron: a",
        ),
        // text over several lines
        (
            "infra_overrides:\n  command: |\n    a\n      b\n\n    c\ntags: []",
            "work_pool:\n  job_variables:\n    command: |\n      a\n        b\n\n      c\ntags: []",
        ),
        // an alias as the one item
        ("schedule: &s {cron: a}", "schedules: [&s {cron: a}]"),
        ("tags: a, b", "tags: [a, b]"),
        ("tags: 'yes'", "tags: ['yes']"),
    ] {
        assert_eq!(mended(before), after, "{before}");
    }
}

#[test]
fn no_fix_is_offered_where_the_outcome_is_not_certain() {
    for lines in [
        // the pool may serve other deployments
        "work_pool: &pool\n  name: a\nwork_queue_name: q\nx-y: *pool",
        // the target has the key already
        "work_pool:\n  name: a\n  job_variables: {}\njob_variables: {a: b}",
        // merged from elsewhere
        "work_pool: {name: a}\njob_variables: {a: b}",
        "schedule: &s\n  cron: a",
    ] {
        assert_eq!(mended(lines), lines, "{lines}");
    }
}

#[test]
fn a_file_for_something_else_that_prefect_cannot_read_gets_that_error_too() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: x, name: y}\n---\nkind: Service\n";
    let source = Source::new("prefect.yaml", text);
    let found = analyze(&source, &Settings::default()).diagnostics;
    let codes: Vec<_> = found.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["PF111", "PF011"]);
}
