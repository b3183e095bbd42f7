//! Comments that silence findings.

use crate::project::{BROKEN, CLEAN, Project, root};

const SILENCED: &str = "\
deployments:
  - name: daily
    entrypont: flows/a.py:main  # prefect-lint: ignore[misspelled-key] an old tool reads it
    paused: maybe
    work_pool:
      name: barn
";

#[test]
fn a_silenced_finding_is_counted_and_not_shown() {
    let project = Project::new(&[("prefect.yaml", SILENCED)]);
    insta::assert_snapshot!(project.run("check").all());
    let run = project.run("check --output-format json");
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["summary"]["suppressed"], 1);
    assert_eq!(report["summary"]["errors"], 1);
    assert_eq!(
        project.run("check --ignore PF106").all(),
        "exit 0\n--- stdout\nAll checks passed: 1 file, no findings (1 silenced by comments).\n--- stderr\n"
    );
}

#[test]
fn what_is_silenced_is_not_mended() {
    let project = Project::new(&[("prefect.yaml", SILENCED)]);
    project.run("check --fix --unsafe-fixes");
    assert_eq!(project.read("prefect.yaml"), SILENCED);
}

#[test]
fn comments_that_silence_nothing_are_reported_and_mended() {
    let text = "\
deployments: # prefect-lint: ignore[misspelled-key, duplicate-key] x
  # prefect-lint: ignore[null-value] gone
  - name: daily
    entrypont: flows/a.py:main # prefect-lint: ignore[duplicate-key, PF101] yes
    tags: prod  # prefect-lint: disable[string-tags]
    work_pool: # prefect-lint: ignore
      name: barn # prefect-lint: ignore[unkown-key, missing-timezone]
";
    let project = Project::new(&[("prefect.yaml", text)]);
    insta::assert_snapshot!(project.run("check --output-format concise").all());
    project.run("check --fix --select PF9,PF0,PF1");
    insta::assert_snapshot!(project.read("prefect.yaml"));
}

#[test]
fn a_rule_that_does_not_run_leaves_its_comments_alone() {
    let project = Project::new(&[(
        "prefect.yaml",
        "deployments: [] # prefect-lint: ignore[duplicate-key] x\n",
    )]);
    assert!(project.run("check").stdout.contains("PF901"));
    for args in [
        "--ignore PF005",
        "--select PF901",
        "--ignore PF901",
        "--config severity.duplicate-key='off'",
    ] {
        assert_eq!(
            project.run(&format!("check {args}")).stdout,
            "All checks passed: 1 file, no findings.\n",
            "{args}"
        );
    }
    project.write("prefect.yaml", "# prefect-lint: ignore-file[PF901]\ndeployments: [] # prefect-lint: ignore[duplicate-key] x\n");
    assert!(
        project
            .run("check")
            .stdout
            .contains("1 silenced by comments")
    );
}

#[test]
fn what_cannot_be_known_is_not_called_unused() {
    let text = "\
deployments:
  - name: daily
    entrypoint: nope.py:main # prefect-lint: ignore[entrypoint-file-not-found] made in CI
    work_pool: {name: barn}
";
    let project = Project::new(&[("prefect.yaml", text), ("other.py", "x = 1\n")]);
    assert!(
        project
            .run("check")
            .stdout
            .contains("1 silenced by comments")
    );
    let piped = project.pipe("check -", text);
    assert_eq!(piped.stdout, "All checks passed: 1 file, no findings.\n");
    let broken = format!("{text}x: {{{{ y }}}} # prefect-lint: ignore[PF002, PF005] no\n");
    let piped = project.pipe("check - --output-format concise -q", &broken);
    assert!(
        piped.stdout.contains("PF002") && !piped.stdout.contains("PF901"),
        "{}",
        piped.stdout
    );
}

#[test]
fn comments_are_added_for_all_that_is_left() {
    let windows = BROKEN.replace('\n', "\r\n");
    let project = Project::new(&[
        ("prefect.yaml", BROKEN),
        ("a/prefect.yaml", &windows),
        ("b/prefect.yaml", CLEAN),
        ("c/prefect.yaml", "a: {{ b }}\n"),
    ]);
    let run = project
        .command("check")
        .args(["--add-suppressions", " known, see the board "])
        .output()
        .unwrap();
    insta::assert_snapshot!(crate::project::finish(run).all());
    insta::assert_snapshot!(project.read("prefect.yaml"));
    assert_eq!(
        project.read("a/prefect.yaml"),
        project.read("prefect.yaml").replace('\n', "\r\n")
    );
    assert_eq!(project.read("b/prefect.yaml"), CLEAN);
    let again = project.run("check . --add-suppressions again");
    assert!(
        again.stdout.contains("Nothing to silence."),
        "{}",
        again.stdout
    );
    let piped = project.pipe("check - --add-suppressions x -q", BROKEN);
    assert_eq!(piped.stdout.matches("# prefect-lint: ignore[").count(), 2);
    assert_eq!(piped.code, 0);
}

#[test]
fn the_manifests_in_the_book_are_silent() {
    for page in ["docs/suppression.md", "README.md"] {
        let text = std::fs::read_to_string(root().join(page)).unwrap();
        for block in text.split("```yaml\n").skip(1) {
            let manifest = block.split("```").next().unwrap();
            let run = Project::new(&[]).pipe("check - --fail-on info --ignore PF202", manifest);
            assert_eq!(run.code, 0, "{manifest}\n{}", run.stdout);
            assert!(
                run.stdout.contains("silenced by comments"),
                "{manifest}\n{}",
                run.stdout
            );
        }
    }
}
