//! Made-up manifests of any size to measure with.

use std::fmt::Write;

/// A manifest of about `bytes` bytes: deployments as people write them, with comments, schedules and placeholders.
pub fn manifest(bytes: usize) -> String {
    let mut text = String::from(HEAD);
    let mut number = 0;
    while text.len() < bytes {
        let _ = write!(
            text,
            "  - name: report-{number}\n    entrypoint: flows/report_{number}.py:report\n{DEPLOYMENT}"
        );
        number += 1;
    }
    text
}

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
          EXTRA: "a: b"

"#;
