//! Several formats at once, in files and on stdout; what is said on stderr.

use crate::project::{BROKEN, CLEAN, Project, finish};

fn project() -> Project {
    Project::new(&[("prefect.yaml", BROKEN)])
}

#[test]
fn each_format_goes_where_it_is_told() {
    let project = project();
    let only = |format: &str| {
        project
            .run(&format!("check --output-format {format}"))
            .stdout
    };
    let (full, json, concise) = (only("full"), only("json"), only("concise"));
    let run =
        project.run("check --output-format full,json=out.json --output-format concise=out.txt");
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    assert_eq!(run.stdout, full);
    assert_eq!(project.read("out.json"), json);
    assert_eq!(project.read("out.txt"), concise);
    let dash = project.run("check --output-format json=-,concise=out.txt");
    assert_eq!(dash.stdout, json);
}

#[test]
fn files_only_leave_the_line_that_sums_up() {
    let project = project();
    let run = project.run("check --output-format json=out.json");
    assert_eq!(
        run.stdout,
        "Found 2 errors in 1 file (1 fixable with --fix).\n"
    );
    let quiet = project.run("check --quiet --output-format json=out.json");
    assert_eq!((quiet.code, quiet.stdout.as_str()), (1, ""));
}

#[test]
fn a_report_that_cannot_be_written_is_an_error_and_the_rest_is_written() {
    let project = project();
    let run = project.run("check --output-format concise,json=no/such/out.json,jsonl=out.jsonl");
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("misspelled-key"));
    assert!(
        run.stderr
            .starts_with("error: cannot write the report to `no/such/out.json`: "),
        "{}",
        run.stderr
    );
    assert!(project.read("out.jsonl").contains("misspelled-key"));
    let folder = project.run("check --output-format json=.");
    assert_eq!(
        folder.stderr,
        "error: cannot write the report to `.`: it is a folder\n"
    );
}

#[test]
fn reports_leave_nothing_else_behind_and_keep_permissions() {
    let project = project();
    project.write("out.json", "old");
    project.run("check --output-format json=out.json");
    let names = std::fs::read_dir(project.path("")).unwrap();
    let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["out.json", "prefect.yaml"]);
}

#[test]
fn the_environment_may_choose_the_format() {
    let project = project();
    let run = |args: &str| {
        let mut command = project.command(&format!("check {args}"));
        finish(
            command
                .env("PREFECT_LINT_OUTPUT_FORMAT", "concise")
                .output()
                .unwrap(),
        )
    };
    assert_eq!(
        run("").stdout,
        project.run("check --output-format concise").stdout
    );
    assert_eq!(
        run("--output-format json").stdout,
        project.run("check --output-format json").stdout
    );
}

#[test]
fn links_are_written_where_they_are_forced() {
    let project = project();
    for format in ["full", "concise", "grouped"] {
        let mut command =
            project.command(&format!("check --color always --output-format {format}"));
        let linked = finish(command.env("FORCE_HYPERLINK", "1").output().unwrap()).stdout;
        assert!(
            linked.contains("\u{1b}]8;;https://")
                && linked.contains("/misspelled-key.md\u{1b}\\PF101\u{1b}]8;;\u{1b}\\"),
            "{linked}"
        );
    }
}

#[test]
fn verbose_names_the_settings_files() {
    let settings = ("prefect-lint.toml", "select = [\"PF101\"]\n");
    let project = Project::new(&[("a/prefect.yaml", CLEAN), settings]);
    let run = project.run("check --verbose");
    let first = run.stderr.lines().next().unwrap_or_default();
    assert!(
        first.ends_with(", settings from prefect-lint.toml"),
        "{first}"
    );
}

#[test]
fn verbose_says_what_is_done_on_stderr() {
    let project = Project::new(&[("a/prefect.yaml", BROKEN), ("b/prefect.yaml", CLEAN)]);
    let run = project.run("check --verbose --select PF101,PF106");
    assert_eq!(run.stdout, project.run("check --select PF101,PF106").stdout);
    let lines: Vec<&str> = run.stderr.lines().collect();
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        lines[0],
        format!("prefect-lint {version}, no settings files")
    );
    for (line, end) in lines[1..].iter().zip([
        " ms  a/prefect.yaml",
        " ms  b/prefect.yaml",
        " ms  for 2 files",
    ]) {
        assert!(line.ends_with(end), "{line}");
    }
}
