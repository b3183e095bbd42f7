//! Made-up manifests of any size to measure with.

use std::fmt::Write;

/// A manifest of so many lines, a multiple of 30: deployments as people write them, with comments, schedules and
/// placeholders.
pub fn manifest(lines: usize) -> String {
    let mut text = String::from(HEAD);
    for number in 1..lines / HEAD.lines().count() {
        let _ = write!(
            text,
            "  - name: report-{number}\n    entrypoint: flows/report_{number}.py:report\n{DEPLOYMENT}"
        );
    }
    text
}

/// A manifest as small as they get: one deployment with a schedule.
pub fn small_manifest() -> String {
    "name: reports\nprefect-version: 3.4.0\n\ndeployments:\n  - name: report-1\n    entrypoint: flows/report_1.py:report\n    \
     tags: [team]\n    schedules:\n      - cron: \"0 6 * * *\"\n        timezone: Europe/Paris\n    work_pool:\n      \
     name: main\n"
        .to_owned()
}

/// So many deployments that share their steps and job variables through anchors.
pub fn shared_steps(deployments: usize) -> String {
    let mut text = format!(
        "definitions:\n  build: &build\n{}  variables: &variables\n{}deployments:\n",
        indented(STEPS, 4),
        indented(VARIABLES, 4)
    );
    for number in 0..deployments {
        let _ = write!(
            text,
            "  - name: sums-{number}\n    entrypoint: sums_{number}.py:sums\n    version: \"{{{{ make.tag }}}}\"\n    \
             build: *build\n    work_pool:\n      name: main\n      job_variables: *variables\n"
        );
    }
    text
}

/// The same deployments with everything written out.
pub fn written_steps(deployments: usize) -> String {
    let mut text = String::from("deployments:\n");
    let (steps, variables) = (indented(STEPS, 6), indented(VARIABLES, 8));
    for number in 0..deployments {
        let _ = write!(
            text,
            "  - name: sums-{number}\n    entrypoint: sums_{number}.py:sums\n    version: \"{{{{ make.tag }}}}\"\n    \
             build:\n{steps}    work_pool:\n      name: main\n      job_variables:\n{variables}"
        );
    }
    text
}

fn indented(lines: &str, by: usize) -> String {
    let blanks = " ".repeat(by);
    lines
        .lines()
        .map(|line| format!("{blanks}{line}\n"))
        .collect()
}

const STEPS: &str = r#"- prefect.deployments.steps.run_shell_script:
    id: rev
    script: git rev-parse --short HEAD
- prefect.deployments.steps.run_shell_script:
    id: day
    script: date +%F
- prefect_docker.deployments.steps.build_docker_image:
    id: make
    image_name: registry.example/sums
    tag: "{{ day.stdout }}-{{ rev.stdout }}"
    dockerfile: Dockerfile
"#;

const VARIABLES: &str = r#"image: "{{ make.image }}"
env:
  REVISION: "{{ rev.stdout }}"
  DAY: "{{ day.stdout }}"
  REGION: "{{ $REGION }}"
"#;

const HEAD: &str = r#"# Deployments of the reporting team.
prefect-version: 3.4.0
name: reports

build:
  - prefect.deployments.steps.run_shell_script:
      id: get-commit
      script: git rev-parse --short HEAD
      stream_output: false
  - prefect_docker.deployments.steps.build_docker_image:
      id: build-image
      requires: prefect-docker>=0.6.0
      image_name: registry.example/reports
      tag: "{{ get-commit.stdout }}"
      dockerfile: Dockerfile

# The image has all that a run needs.
pull:
  - prefect.deployments.steps.set_working_directory:
      directory: /opt/reports
  - prefect.deployments.steps.run_shell_script:
      script: python -m reports.warm_up
      stream_output: true

definitions:
  weekdays: &weekdays
    cron: 0 9 * * 1-5
    timezone: Europe/Paris

deployments:
"#;

const DEPLOYMENT: &str = r#"    version: "{{ get-commit.stdout }}"
    tags: [daily, reports, "team:data"]
    description: >-
      Collects the figures of the day before
      and sends them to whoever asked for them.
    schedules:
      - <<: *weekdays
        slug: morning
        parameters:
          region: eu
      - interval: 3600  # every hour
        active: false
    parameters:
      limit: 1000
      ratio: 0.25
      recipients:
        - ana@example.com
        - 'bo@example.com'
    work_pool:
      name: kubernetes
      work_queue_name: default
      job_variables:
        image: "{{ build-image.image }}"
        env:
          LOG_LEVEL: INFO
          ZONE: eu-1
          EXTRA: "a: b"

"#;

#[cfg(test)]
mod tests {
    use prefect_lint_core::text::Source;

    use super::*;

    #[test]
    fn manifests_have_as_many_lines_as_they_should_and_no_errors() {
        for (lines, text) in [
            (12, small_manifest()),
            (60, manifest(60)),
            (12_000, manifest(12_000)),
        ] {
            assert_eq!(text.lines().count(), lines);
            let source = Source::new("prefect.yaml", text);
            let found = prefect_lint_core::analyze(&source, &Default::default()).diagnostics;
            assert_eq!(found, []);
        }
    }
}
