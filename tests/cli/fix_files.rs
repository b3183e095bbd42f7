//! What happens to files when they are fixed: nothing is lost, whatever comes in between.

use std::fs;
use std::process::{Command, Stdio};

use crate::project::{BROKEN, CLEAN, Project, finish};

/// `BROKEN` after its safe fixes.
fn mended() -> String {
    BROKEN.replace("entrypont", "entrypoint")
}

#[test]
fn many_files_are_fixed_side_by_side() {
    let project = Project::new(&[]);
    let name = |at: usize| format!("d{at}/prefect.yaml");
    for at in 0..100 {
        project.write(&name(at), BROKEN);
    }
    let run = project.run("check --fix-only --jobs 4");
    assert_eq!(run.stderr, "Fixed 100 findings in 100 files.\n");
    for at in 0..100 {
        assert_eq!(project.read(&name(at)), mended());
        let folder = fs::read_dir(project.path(&format!("d{at}"))).unwrap();
        assert_eq!(folder.count(), 1, "nothing is left behind");
    }
}

#[test]
fn patches_can_be_applied() {
    let windows = format!("\u{feff}{}", BROKEN.replace('\n', "\r\n"));
    let open = BROKEN.trim_end();
    let project = Project::new(&[
        ("prefect.yaml", BROKEN),
        ("a b/prefect.yaml", &windows),
        ("c/d/prefect.yaml", open),
        ("e/prefect.yaml", CLEAN),
    ]);
    let run = project.run("check --diff");
    assert_eq!(run.code, 1);
    project.write("all.patch", &run.stdout);
    let git = Command::new("git")
        .current_dir(project.path(""))
        .args(["apply", "-p0", "all.patch"])
        // Nobody's own settings, such as one that changes line ends.
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("HOME", project.path(""))
        .env(
            "GIT_CEILING_DIRECTORIES",
            project.path("").parent().unwrap(),
        )
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&git.stderr), "");
    assert_eq!(project.read("prefect.yaml"), mended());
    assert_eq!(
        project.read("a b/prefect.yaml"),
        windows.replace("entrypont", "entrypoint")
    );
    assert_eq!(project.read("c/d/prefect.yaml"), mended().trim_end());
    assert_eq!(project.run("check --diff").code, 0);
}

#[test]
fn stdin_keeps_its_line_ends_and_says_what_was_left_out() {
    let windows = format!("\u{feff}{}", BROKEN.replace('\n', "\r\n"));
    let run = Project::new(&[]).pipe("check - --fix-only", &windows);
    assert_eq!(run.stdout, windows.replace("entrypont", "entrypoint"));
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (0, "Fixed 1 finding in 1 file.\n")
    );
    let clean = Project::new(&[]).pipe("check - --fix", CLEAN);
    assert_eq!((clean.code, clean.stdout.as_str()), (0, CLEAN));
}

/// However far it has come when it is ended, each file is the old or the new one, whole.
#[test]
fn a_run_that_is_killed_leaves_whole_files() {
    let name = |at: usize| format!("d{at}/prefect.yaml");
    let mut seen = [0, 0];
    for delay in 0..12 {
        let project = Project::new(&[]);
        (0..60).for_each(|at| project.write(&name(at), BROKEN));
        let mut child = project
            .command("check --fix-only --jobs 2")
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(delay * 4));
        // It may have come to its end already.
        let _ = child.kill();
        child.wait().unwrap();
        for at in 0..60 {
            let text = project.read(&name(at));
            assert!(text == BROKEN || text == mended(), "{text}");
            seen[usize::from(text == BROKEN)] += 1;
        }
        project.run("check --fix-only");
        assert!((0..60).all(|at| project.read(&name(at)) == mended()));
    }
    assert_eq!(seen.iter().sum::<usize>(), 12 * 60);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    fn set_mode(project: &Project, name: &str, mode: u32) {
        fs::set_permissions(project.path(name), PermissionsExt::from_mode(mode)).unwrap();
    }

    #[test]
    fn permissions_and_links_stay() {
        for mode in [0o600, 0o640, 0o755] {
            let project = Project::new(&[("real/x.yaml", BROKEN)]);
            let real = project.path("real/x.yaml");
            set_mode(&project, "real/x.yaml", mode);
            symlink("real/x.yaml", project.path("prefect.yaml")).unwrap();
            assert_eq!(project.run("check --fix prefect.yaml").stderr, "");
            let link = fs::symlink_metadata(project.path("prefect.yaml")).unwrap();
            assert!(link.is_symlink());
            assert_eq!(fs::metadata(&real).unwrap().mode() & 0o777, mode);
            assert_eq!(project.read("real/x.yaml"), mended());
            let folder = fs::read_dir(project.path("real")).unwrap();
            assert_eq!(folder.count(), 1, "nothing is left behind");
        }
    }

    #[test]
    fn nothing_is_written_when_nothing_changes() {
        let project = Project::new(&[("prefect.yaml", CLEAN)]);
        let stamp = || {
            let data = fs::metadata(project.path("prefect.yaml")).unwrap();
            (data.ino(), data.mtime_nsec())
        };
        let before = stamp();
        project.run("check --fix");
        assert_eq!(stamp(), before);
    }

    #[test]
    fn a_read_only_file_is_not_replaced() {
        let project = Project::new(&[("prefect.yaml", BROKEN)]);
        set_mode(&project, "prefect.yaml", 0o444);
        let run = project.run("check --fix");
        assert_eq!(run.code, 2);
        assert_eq!(
            run.stderr,
            "error: prefect.yaml: cannot write the fixed file: the file is read-only\n"
        );
        assert_eq!(project.read("prefect.yaml"), BROKEN);
    }

    /// Whoever may write everywhere may write there as well.
    #[test]
    fn a_file_in_a_read_only_folder_is_not_replaced() {
        let project = Project::new(&[("a/prefect.yaml", BROKEN)]);
        set_mode(&project, "a", 0o555);
        let may_write = fs::write(project.path("a/probe"), "").is_ok();
        let run = project.run("check --fix-only");
        set_mode(&project, "a", 0o755);
        match may_write {
            true => assert_eq!((run.code, project.read("a/prefect.yaml")), (0, mended())),
            false => {
                assert_eq!(
                    (run.code, project.read("a/prefect.yaml")),
                    (2, BROKEN.to_owned())
                );
                assert!(
                    run.stderr.starts_with(
                        "error: a/prefect.yaml: cannot write the fixed file: in its folder, permission denied\n"
                    ),
                    "{}",
                    run.stderr
                );
            }
        }
    }

    #[test]
    fn what_is_no_file_is_not_replaced() {
        let project = Project::new(&[]);
        let pipe = project.path("prefect.yaml");
        let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        let child = project
            .command("check --fix prefect.yaml")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        fs::write(&pipe, BROKEN).unwrap();
        let run = finish(child.wait_with_output().unwrap());
        assert_eq!(run.code, 2);
        assert_eq!(
            run.stderr,
            "error: prefect.yaml: cannot write the fixed file: not a regular file\n"
        );
    }
}
