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

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    #[test]
    fn permissions_and_links_stay() {
        let project = Project::new(&[("real/x.yaml", BROKEN)]);
        let real = project.path("real/x.yaml");
        fs::set_permissions(&real, PermissionsExt::from_mode(0o640)).unwrap();
        symlink("real/x.yaml", project.path("prefect.yaml")).unwrap();
        assert_eq!(project.run("check --fix prefect.yaml").stderr, "");
        assert!(
            fs::symlink_metadata(project.path("prefect.yaml"))
                .unwrap()
                .is_symlink()
        );
        assert_eq!(fs::metadata(&real).unwrap().mode() & 0o777, 0o640);
        assert_eq!(project.read("real/x.yaml"), mended());
        assert_eq!(
            fs::read_dir(project.path("real")).unwrap().count(),
            1,
            "nothing is left behind"
        );
    }

    #[test]
    fn nothing_is_written_when_nothing_changes() {
        let project = Project::new(&[("prefect.yaml", CLEAN)]);
        let before = fs::metadata(project.path("prefect.yaml")).unwrap();
        project.run("check --fix");
        let after = fs::metadata(project.path("prefect.yaml")).unwrap();
        assert_eq!(
            (before.ino(), before.mtime_nsec()),
            (after.ino(), after.mtime_nsec())
        );
    }

    #[test]
    fn a_read_only_file_is_not_replaced() {
        let project = Project::new(&[("prefect.yaml", BROKEN)]);
        fs::set_permissions(
            project.path("prefect.yaml"),
            PermissionsExt::from_mode(0o444),
        )
        .unwrap();
        let run = project.run("check --fix");
        assert_eq!(run.code, 2);
        assert_eq!(
            run.stderr,
            "error: prefect.yaml: cannot write the fixed file: the file is read-only\n"
        );
        assert_eq!(project.read("prefect.yaml"), BROKEN);
    }
}
