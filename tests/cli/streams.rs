//! stdin, stdout, colour.

use std::process::Stdio;

use crate::project::{BROKEN, CLEAN, Project};

#[test]
fn stdin_is_checked_under_the_name_it_is_given() {
    let project = Project::new(&[]);
    let run = project.pipe(
        "check - --output-format concise --stdin-filename ./x/prefect.yaml",
        BROKEN,
    );
    assert_eq!(run.code, 1);
    assert!(
        run.stdout.starts_with("x/prefect.yaml:3:"),
        "{}",
        run.stdout
    );
    assert_eq!(project.pipe("check -", CLEAN).code, 0);
}

#[test]
fn colour_is_for_those_who_ask_for_it() {
    let project = Project::new(&[("prefect.yaml", BROKEN)]);
    let is_coloured = |args: &str, variables: &[(&str, &str)]| {
        let mut command = project.command(&format!("check {args}"));
        let output = command.envs(variables.iter().copied()).output().unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(!is_coloured("", &[]));
    assert!(is_coloured("--color always", &[]));
    assert!(is_coloured("--color always", &[("NO_COLOR", "1")]));
    assert!(is_coloured("", &[("FORCE_COLOR", "1")]));
    assert!(is_coloured("", &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_coloured("", &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]));
    assert!(!is_coloured("", &[("FORCE_COLOR", "0")]));
    assert!(!is_coloured("--color never", &[("FORCE_COLOR", "1")]));
    assert!(is_coloured("--output-format concise --color always", &[]));
    assert!(!is_coloured("--output-format json --color always", &[]));
}

#[test]
fn links_are_for_terminals() {
    let project = Project::new(&[("prefect.yaml", BROKEN)]);
    assert!(
        !project
            .run("check --color always")
            .stdout
            .contains("\u{1b}]8;")
    );
}

#[test]
fn a_reader_that_goes_away_is_no_trouble() {
    let project = Project::new(&[]);
    for i in 0..200 {
        project.write(&format!("{i}/prefect.yaml"), BROKEN);
    }
    let mut command = project.command("check");
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        (output.status.code(), output.stderr.as_slice()),
        (Some(1), &b""[..])
    );
}
