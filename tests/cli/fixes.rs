//! `--fix`, `--diff` and what happens to files.

use crate::project::{BROKEN, CLEAN, Project};

/// `BROKEN` after its safe fixes.
fn mended() -> String {
    BROKEN.replace("entrypont", "entrypoint")
}

#[test]
fn fix_writes_the_file_and_reports_what_is_left() {
    let project = Project::new(&[("prefect.yaml", BROKEN), ("a/prefect.yaml", CLEAN)]);
    let run = project.run("check --fix --output-format concise");
    assert_eq!(project.read("prefect.yaml"), mended());
    assert_eq!(project.read("a/prefect.yaml"), CLEAN);
    insta::assert_snapshot!(run.all());
    let again = project.run("check --fix --output-format concise");
    assert!(!again.stdout.contains("Fixed"), "{}", again.stdout);
}

#[test]
fn fix_only_reports_nothing() {
    let project = Project::new(&[("prefect.yaml", BROKEN)]);
    let run = project.run("check --fix-only");
    assert_eq!(
        run.all(),
        "exit 0\n--- stdout\n--- stderr\nFixed 1 finding in 1 file.\n"
    );
    assert_eq!(project.read("prefect.yaml"), mended());
}

#[test]
fn diff_shows_and_writes_nothing() {
    let project = Project::new(&[("prefect.yaml", BROKEN), ("a/prefect.yaml", CLEAN)]);
    let run = project.run("check --diff");
    assert_eq!(project.read("prefect.yaml"), BROKEN);
    insta::assert_snapshot!(run.all());
    assert_eq!(project.run("check --diff a").code, 0);
    let both = project.run("check --fix --diff");
    assert_eq!(
        (both.code, project.read("prefect.yaml").as_str()),
        (1, BROKEN)
    );
}

#[test]
fn line_ends_and_byte_order_mark_stay() {
    let windows = format!("\u{feff}{}", BROKEN.replace('\n', "\r\n"));
    let project = Project::new(&[("prefect.yaml", &windows)]);
    project.run("check --fix");
    assert_eq!(
        project.read("prefect.yaml"),
        windows.replace("entrypont", "entrypoint")
    );
}

#[test]
fn stdin_is_mended_to_stdout_and_reported_to_stderr() {
    let run = Project::new(&[]).pipe(
        "check - --fix --output-format concise --stdin-filename a/b.yaml",
        BROKEN,
    );
    assert_eq!((run.code, run.stdout), (1, mended()));
    assert!(run.stderr.starts_with("a/b.yaml:4:"), "{}", run.stderr);
    let diff = Project::new(&[]).pipe("check - --diff", BROKEN);
    assert!(
        diff.stdout
            .starts_with("--- prefect.yaml\n+++ prefect.yaml\n"),
        "{}",
        diff.stdout
    );
}

#[test]
fn bytes_that_are_no_text_are_left_alone() {
    let mut bytes = BROKEN.as_bytes().to_vec();
    bytes.extend(b"# caf\xe9\n");
    let project = Project::new(&[]);
    project.write("prefect.yaml", &bytes);
    assert_eq!(project.run("check --fix --unsafe-fixes").code, 1);
    assert_eq!(std::fs::read(project.path("prefect.yaml")).unwrap(), bytes);
}

/// A misspelled key that can be mended, and one whose right name would bring an error.
const HALF: &str = "\
deployments:
  - name: daily
    entrypont: flows/a.py:main
    shedules:
      - cron: \"0 9 * *\"
    work_pool:
      name: barn
";

#[test]
fn a_fix_that_would_bring_an_error_is_left_out_and_says_so() {
    let project = Project::new(&[("prefect.yaml", HALF)]);
    let diff = project.run("check --diff");
    assert_eq!(project.read("prefect.yaml"), HALF);
    let fixed = project.run("check --fix");
    assert_eq!(
        project.read("prefect.yaml"),
        HALF.replace("entrypont", "entrypoint")
    );
    let only = project.run("check --fix-only");
    let quiet = project.run("check --fix-only --quiet");
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
    insta::assert_snapshot!([diff, fixed, only].map(|run| run.all()).join("\n"));
}

#[test]
fn errors_that_the_selection_leaves_out_count_as_harm_as_well() {
    let project = Project::new(&[("prefect.yaml", HALF)]);
    let run = project.run("check --fix --select misspelled-key --output-format concise");
    assert!(project.read("prefect.yaml").contains("shedules"));
    assert!(
        run.stdout.contains("one fix was left out"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("PF503"), "{}", run.stdout);
    let ignored = project.run("check --fix --ignore invalid-cron --output-format concise");
    assert!(!project.read("prefect.yaml").contains("shedules"));
    assert_eq!(ignored.code, 0, "{}", ignored.all());
}
