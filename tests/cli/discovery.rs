//! Which files are checked, and what happens to those that cannot be.

use crate::project::{BROKEN, CLEAN, Project};

/// The paths in a concise report.
fn paths(project: &Project, args: &str) -> Vec<String> {
    let run = project.run(&format!(
        "check --quiet --output-format concise --select misspelled-key {args}"
    ));
    let path = |line: &str| line.split(':').next().unwrap().to_owned();
    run.stdout.lines().map(path).collect()
}

#[test]
fn without_paths_the_repository_is_walked() {
    let project = Project::new(&[
        ("prefect.yaml", BROKEN),
        ("teams/a/prefect.yaml", BROKEN),
        ("teams/b/prefect.yml", BROKEN),
        ("teams/b/other.yaml", BROKEN),
        ("teams/b/my-prefect.yaml", BROKEN),
        ("vendor/prefect.yaml", BROKEN),
        (".hidden/prefect.yaml", BROKEN),
        (".gitignore", "vendor/\n"),
    ]);
    assert_eq!(
        paths(&project, ""),
        [
            "prefect.yaml",
            "teams/a/prefect.yaml",
            "teams/b/prefect.yml"
        ]
    );
    assert_eq!(
        paths(&project, "./teams/"),
        ["teams/a/prefect.yaml", "teams/b/prefect.yml"]
    );
}

#[test]
fn what_is_named_outright_is_checked_once() {
    let project = Project::new(&[
        ("vendor/prefect.yaml", BROKEN),
        (".hidden/x.yaml", BROKEN),
        (".gitignore", "vendor/\n"),
    ]);
    let args = "vendor/prefect.yaml ./vendor/prefect.yaml .hidden/x.yaml";
    assert_eq!(
        paths(&project, args),
        [".hidden/x.yaml", "vendor/prefect.yaml"]
    );
}

#[test]
fn what_cannot_be_checked_is_named_and_the_rest_is_checked() {
    let project = Project::new(&[("prefect.yaml", BROKEN), ("empty/readme.md", "")]);
    let run = project.run("check --quiet --output-format concise missing.yaml prefect.yaml empty");
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("prefect.yaml:3:"));
    insta::assert_snapshot!(run.stderr, @r"
    error: there is no file or directory `missing.yaml`
    error: no prefect.yaml in `empty` or below
    ");
}

#[test]
fn a_repository_without_manifests_is_an_error() {
    let run = Project::new(&[]).run("check");
    assert_eq!(
        run.all(),
        "exit 2\n--- stdout\nNothing could be checked.\n--- stderr\nerror: no prefect.yaml in this directory or below\n"
    );
}

#[test]
fn bytes_that_are_no_text_are_a_finding_not_a_failure() {
    let project = Project::new(&[]);
    project.write("prefect.yaml", b"name: caf\xe9\n");
    project.write("b/prefect.yaml", b"\xff\xfen\0a\0");
    project.write("c/prefect.yaml", b"a: \0\0\x01\n");
    let run = project.run("check --output-format concise");
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    for path in ["prefect.yaml:", "b/prefect.yaml:", "c/prefect.yaml:"] {
        assert!(
            run.stdout.lines().any(|line| line.starts_with(path)),
            "{path}"
        );
    }
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;
    use crate::project::finish;

    #[test]
    fn a_name_that_is_no_text_is_checked_under_a_similar_one() {
        let project = Project::new(&[]);
        let folder = project
            .path("x")
            .with_file_name(OsStr::from_bytes(b"caf\xe9"));
        if std::fs::create_dir(&folder).is_err() {
            return; // Some file systems allow no such names.
        }
        std::fs::write(folder.join("prefect.yaml"), CLEAN).unwrap();
        assert_eq!(project.run("check").code, 0);
        let mut command = project.command("check --output-format json");
        let run = finish(command.arg(folder.join("prefect.yaml")).output().unwrap());
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    }

    #[test]
    fn a_file_that_may_not_be_read_is_an_error() {
        let project = Project::new(&[("prefect.yaml", CLEAN), ("a/prefect.yaml", CLEAN)]);
        let path = project.path("a/prefect.yaml");
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o000)).unwrap();
        if std::fs::read(&path).is_ok() {
            return; // The superuser may read everything.
        }
        let run = project.run("check");
        assert_eq!(run.code, 2);
        assert_eq!(
            run.stderr,
            "error: `a/prefect.yaml` may not be read: permission denied\n"
        );
        assert_eq!(
            run.stdout,
            "No findings in 1 file; 1 other could not be checked.\n"
        );
    }

    #[test]
    fn links_are_followed_to_files_and_not_to_directories() {
        let project = Project::new(&[("a/real.yaml", BROKEN)]);
        symlink("real.yaml", project.path("a/prefect.yaml")).unwrap();
        symlink("..", project.path("a/up")).unwrap();
        assert_eq!(paths(&project, ""), ["a/prefect.yaml"]);
    }

    #[test]
    fn a_pipe_can_be_checked() {
        let project = Project::new(&[("x.yaml", BROKEN)]);
        let mut shell = std::process::Command::new("bash");
        let binary = env!("CARGO_BIN_EXE_prefect-lint");
        let script = format!("'{binary}' check --output-format concise <(cat x.yaml)");
        let Ok(output) = shell
            .current_dir(project.path(""))
            .args(["-c", &script])
            .output()
        else {
            return; // There is no bash.
        };
        assert!(finish(output).stdout.contains("misspelled-key"));
    }
}
