//! `prefect-lint plan`.

use serde_json::Value;

use crate::project::{Project, Run, finish, root};

/// Wed 18 Nov 2026, 12:00 UTC.
const NOW: &str = "1795003200";

const FLOWS: &str = r#"
from prefect import flow

@flow(name="report")
def report(day: str, region: str = "eu"): ...

@flow
def load_orders(table: str, limit: int = 100): ...
"#;

/// What there is to show, and nothing wrong.
const SOUND: &str = r#"
build:
  - prefect.deployments.steps.run_shell_script:
      id: get-sha
      script: git rev-parse --short HEAD
  - prefect_docker.deployments.steps.build_docker_image:
      id: build-image
      requires: prefect-docker>=0.4
      image_name: acme/report
      tag: "{{ get-sha.stdout }}"
      dockerfile: auto
deployments:
  - name: daily
    entrypoint: flows.py:report
    parameters: {day: monday}
    tags: [prod, "v-{{ get-sha.stdout }}"]
    work_pool:
      name: k8s
      job_variables:
        image: "{{ build-image.image }}"
        env: {LOG: INFO, TOKEN: "{{ $API_TOKEN }}"}
    schedules:
      - cron: "0 9 * * 1-5"
        timezone: Europe/Paris
      - interval: 3600
        anchor_date: "2026-01-01"
        active: false
    pull:
      - prefect.deployments.steps.git_clone:
          id: clone
          repository: https://github.com/acme/shop
          access_token: "{{ prefect.blocks.secret.github-token }}"
      - prefect.deployments.steps.pip_install_requirements:
          directory: "{{ clone.directory }}"
  - name: orders
    entrypoint: flows.py:load_orders
    parameters: {table: orders}
    work_pool: {name: "{{ prefect.variables.pool }}", work_queue_name: fast}
    concurrency_limit: 1
    triggers:
      - type: event
        match: {prefect.resource.id: "shop.*"}
        expect: [order.created]
        parameters: {table: "{{ event.resource.id }}"}
"#;

/// Two deployments, one of them with mistakes.
const MIXED: &str = r#"
deployments:
  - name: daily
    entrypoint: flows.py:report
    parameters: {day: monday, dya: x}
    work_pool: {name: k8s, job_variables: {image: "app:{{ tag }}", token: "{{ build.sha }}"}}
    pull: []
  - name: orders
    entrypoint: flows.py:load_orders
    parameters: {table: orders}
    work_pool: {name: k8s}
    pull: []
"#;

fn project(manifest: &str) -> Project {
    Project::new(&[("prefect.yaml", manifest), ("flows.py", FLOWS)])
}

fn plan(project: &Project, args: &str) -> Run {
    let mut command = project.command(&format!("plan {args}"));
    finish(command.env("SOURCE_DATE_EPOCH", NOW).output().unwrap())
}

#[test]
fn text() {
    insta::assert_snapshot!(plan(&project(SOUND), "").all());
}

#[test]
fn text_in_colour() {
    let run = plan(&project(SOUND), "-n orders --color always");
    insta::assert_snapshot!(run.stdout.replace('\u{1b}', "␛"));
}

#[test]
fn json() {
    insta::assert_snapshot!(plan(&project(SOUND), "--format json -n daily").all());
}

#[test]
fn mermaid() {
    insta::assert_snapshot!(plan(&project(SOUND), "--format mermaid").all());
}

#[test]
fn errors_come_first() {
    insta::assert_snapshot!(plan(&project(MIXED), "-n daily").all());
}

#[test]
fn the_errors_of_others_do_not_count() {
    let run = plan(&project(MIXED), "-n orders");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.all());
    assert!(
        run.stdout
            .ends_with("1 deployment planned, nothing is in the way.\n")
    );
    assert_eq!(plan(&project(MIXED), "-q").code, 1);
    // A file that Prefect drops is nobody's.
    let dropped = MIXED.replace("name: daily", "name: 5");
    assert_eq!(plan(&project(&dropped), "-n orders").code, 1);
}

#[test]
fn what_is_shared_is_wrong_for_some() {
    let manifest = r#"
push:
  - acme.push: {tag: "{{ sha.stdout }}"}
deployments:
  - name: one
    entrypoint: flows.py:report
    work_pool: {name: k8s}
    pull: []
  - name: two
    entrypoint: flows.py:report
    work_pool: {name: k8s}
    pull: []
    build:
      - prefect.deployments.steps.run_shell_script: {id: sha, script: date}
"#;
    let project = project(manifest);
    let codes = ["one", "two"].map(|name| plan(&project, &format!("-n {name}")).code);
    assert_eq!(codes, [1, 0]);
}

#[test]
fn deployments_are_picked_as_prefect_picks_them() {
    let two = project(SOUND);
    let one = project(&MIXED[..MIXED.find("  - name: orders").unwrap()]);
    let mut all = String::new();
    for (name, project, args) in [
        ("two", &two, "-n daily -n nope"),
        ("two", &two, "-n nope"),
        ("two", &two, "-n daily*"),
        ("two", &two, "-n *s"),
        ("two", &two, "-n daily -n daily"),
        ("two", &two, "-n report/daily"),
        ("two", &two, "-n load-orders/daily"),
        ("two", &two, "-n a/b/c"),
        ("one", &one, "-n typo"),
    ] {
        let run = plan(project, args);
        let headings = run.stdout.lines().filter(|line| line.contains("flows.py:"));
        let headings: Vec<&str> = headings.filter(|line| !line.starts_with(' ')).collect();
        let headings = headings.join("\n");
        all += &format!(
            "{name}$ plan {args}\n{headings}\n{}(exit {})\n\n",
            run.stderr, run.code
        );
    }
    insta::assert_snapshot!(all);
}

#[test]
fn wrong_use_and_missing_files_are_trouble() {
    let empty = Project::new(&[]);
    for args in ["", "nope.yaml", "--format nope", "a b"] {
        let run = plan(&empty, args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.all());
    }
    let none = plan(&project("name: x\n"), "");
    assert_eq!(none.code, 1, "{}", none.all());
}

#[test]
fn stdin_is_planned_without_a_project() {
    let run = Project::new(&[]).pipe("plan - -q", MIXED);
    assert_eq!(run.code, 1);
    assert!(
        run.stdout.contains("\ndaily  flows.py:report"),
        "{}",
        run.stdout
    );
}

#[test]
fn secrets_are_not_shown() {
    let secret = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
    let manifest = SOUND.replace("{{ prefect.blocks.secret.github-token }}", secret);
    for format in ["text", "json", "mermaid"] {
        let run = plan(&project(&manifest), &format!("--format {format}"));
        assert!(!run.all().contains(secret), "{}", run.all());
    }
}

#[test]
fn the_plan_keeps_its_schema() {
    let schema = std::fs::read_to_string(root().join("schemas/plan.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let examples = ["good", "broken"].map(|name| {
        let path = root().join("examples").join(name).join("prefect.yaml");
        std::fs::read_to_string(path).unwrap()
    });
    let texts = [SOUND, MIXED, "", "- a", "x: {{ y }}\n\tz: 'é"];
    for text in texts.into_iter().chain(examples.iter().map(String::as_str)) {
        let run = plan(&project(text), "--format json");
        let plan: Value = serde_json::from_str(&run.stdout).unwrap();
        let errors = validator.iter_errors(&plan).map(|error| error.to_string());
        assert_eq!(errors.collect::<Vec<_>>(), [""; 0], "{text}");
    }
}

#[test]
fn a_manifest_cannot_write_to_the_terminal() {
    let text = "deployments:\n  - name: \"a\\e[31m\u{202e}\\n\"\n    entrypoint: \"\\e\"\n    tags: [\"\\e\"]\n    \
        work_pool: {name: \"\\x07\", job_variables: {\"\\e\": \"{{ a }}\\e\"}}\n";
    for format in ["text", "mermaid"] {
        let run = plan(&project(text), &format!("--format {format}"));
        let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!run.stdout.contains(bad), "{}", run.stdout);
    }
}
