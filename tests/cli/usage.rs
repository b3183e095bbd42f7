//! Wrong use, help, exit codes.

use crate::project::{BROKEN, CLEAN, Project};

#[test]
fn wrong_use_is_one_clear_line_and_exit_2() {
    let project = Project::new(&[("prefect.yaml", CLEAN)]);
    let cases = [
        "chek",
        "prefect.yaml",
        "check --fixx",
        "check --output-format ful",
        "check --fail-on",
        "check --jobs many",
        "check --target-version 3.x",
        "check --select invalid-tpye,x",
        "check --unsafe-fixes",
        "check --statistics --output-format sarif",
        "check --output-format full,json",
        "check --output-format json=a,sarif=a",
        "check --output-format json=",
        "check --write-baseline a --baseline b",
        "check --watch -",
        "check --verbose --quiet",
        "completions tcsh",
        "check - prefect.yaml",
        "explain",
        "explain misspelled-keys",
        "rules --output-format yaml",
        "schedule",
        "schedule @daily --timezone PST",
        "schedule @daily --from yesterday",
        "schedule PT1H --anchor-date soon",
        "schedule @daily --kind crontab",
        "schedule @daily -n few",
        "check --config nope.toml",
        "check --add-suppressions",
        "check --add-suppressions=",
        "check --add-suppressions x --fix",
        "config --root",
        "schema all",
    ];
    let mut all = String::new();
    for case in cases {
        let run = project.run(case);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{case}");
        all += &format!("$ prefect-lint {case}\n{}", run.stderr);
    }
    insta::assert_snapshot!(all);
}

#[test]
fn every_command_has_help_with_examples() {
    let project = Project::new(&[]);
    let help = project.run("--help").stdout;
    let (_, list) = help.split_once("\nCommands:\n").unwrap();
    let (list, _) = list.split_once("\n\n").unwrap();
    // What a command does goes on in lines that are indented more.
    let lines = list.lines().filter(|line| !line.starts_with("   "));
    let commands: Vec<&str> = lines
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(
        commands.contains(&"server") && commands.len() > 10,
        "{commands:?}"
    );
    for command in std::iter::once("").chain(commands) {
        let run = project.run(&format!("{command} --help"));
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{command}");
        assert!(
            run.stdout.contains("\nExamples:\n  prefect-lint "),
            "{command}"
        );
    }
    let version = project.run("--version").stdout;
    assert_eq!(
        version,
        format!("prefect-lint {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn without_arguments_there_is_help() {
    let run = Project::new(&[]).run("");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("Usage: prefect-lint"));
}

#[test]
fn exit_codes_follow_the_severity_that_fails() {
    let project = Project::new(&[("prefect.yaml", BROKEN), ("clean/prefect.yaml", CLEAN)]);
    let warning = Project::new(&[("prefect.yml", CLEAN)]);
    assert_eq!(project.run("check").code, 1);
    assert_eq!(project.run("check --fail-on never").code, 0);
    assert_eq!(project.run("check clean").code, 0);
    assert_eq!(warning.run("check").code, 0);
    assert_eq!(warning.run("check --fail-on warning").code, 1);
    assert_eq!(warning.run("check --fail-on info").code, 1);
}

#[test]
fn rules_are_selected_and_ignored() {
    let project = Project::new(&[("prefect.yaml", BROKEN)]);
    let codes = |args: &str| {
        let run = project.run(&format!("check --quiet --output-format concise {args}"));
        let code = |line: &str| line.split(['[', ']']).nth(1).unwrap().to_owned();
        run.stdout.lines().map(code).collect::<Vec<_>>()
    };
    assert_eq!(codes("--select misspelled-key"), ["PF101"]);
    assert_eq!(codes("--select PF1 --ignore PF106"), ["PF101"]);
    assert_eq!(codes("--select pf106,PF101"), ["PF101", "PF106"]);
    assert_eq!(
        codes("--ignore all --extend-select invalid-type"),
        ["PF106"]
    );
    assert!(codes("--ignore all --select all").is_empty());
}

#[test]
fn explain_shows_pages_offline() {
    let project = Project::new(&[]);
    let run = project.run("explain misspelled-key pf106");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    for heading in [
        "# misspelled-key (PF101)",
        "# invalid-type (PF106)",
        "## Use instead",
    ] {
        assert!(run.stdout.contains(heading), "{heading}");
    }
    let half = project.run("explain misspelled-key nonsense");
    assert_eq!(half.code, 2);
    assert!(half.stdout.contains("# misspelled-key (PF101)"));
}

#[test]
fn rules_are_listed_for_people_and_machines() {
    let project = Project::new(&[]);
    let table = project.run("rules").stdout;
    let list = project.run("rules --output-format json").stdout;
    let list: Vec<serde_json::Value> = serde_json::from_str(&list).unwrap();
    assert_eq!(table.lines().count(), list.len());
    for (line, rule) in table.lines().zip(&list) {
        let (code, name) = (
            rule["code"].as_str().unwrap(),
            rule["name"].as_str().unwrap(),
        );
        assert!(line.starts_with(&format!("{code}  {name} ")), "{line}");
        assert!(!rule["summary"].as_str().unwrap().is_empty(), "{code}");
    }
}
