//! `prefect-lint schedule`.

use crate::project::{Project, Run, finish};

/// A moment on the day before the clocks change in New York.
const FROM: &str = "--from 2027-03-13T12:00:00Z";

fn ask(expression: &str, options: &str) -> Run {
    let project = Project::new(&[]);
    let mut command = project.command(&format!("schedule {options}"));
    finish(command.arg(expression).output().unwrap())
}

#[test]
fn answers_for_people() {
    let zone = "--timezone America/New_York";
    let questions = [
        ("0 9 * * 1-5", zone),
        ("30 2 * * *", zone),
        (
            "30 2 * * *",
            "--timezone America/New_York --target-version 3.8",
        ),
        (
            "30 1 * * *",
            "--timezone America/New_York --from 2027-11-06T12:00",
        ),
        ("0 9 * * 1-5 30", zone),
        ("0 0 1 * mon", ""),
        ("0 0 1 * mon", "--day-or false"),
        ("0 0 9 * * ?", ""),
        ("0 0 9 * * *", ""),
        ("0 24 * * *", ""),
        ("0 9 * * SUNDAY", ""),
        ("0 0 31 2 *", ""),
        ("R/5 * * * *", ""),
        ("@daily", ""),
        ("täglich", ""),
        ("", ""),
        ("-1 * * * *", ""),
        (
            "PT24H",
            "--timezone Europe/Paris --anchor-date 2026-01-01T08:00:00Z",
        ),
        ("90", ""),
        ("10:00", ""),
        ("5m", ""),
        ("0", ""),
        ("FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=18;BYMINUTE=0", zone),
        ("FREQ=DALY", ""),
        ("FREQ=DAILY;INTERVAL=0", ""),
        ("INTERVAL=2", ""),
        ("FREQ=DAILY", "--kind cron"),
        ("DTSTART:20240101T090000 RRULE:FREQ=DAILY;COUNT=5", ""),
    ];
    let mut all = String::new();
    for (expression, options) in questions {
        let from = if options.contains("--from") { "" } else { FROM };
        let run = ask(expression, &format!("-n 3 {from} {options}"));
        assert_eq!(run.stderr, "", "{expression}");
        let options = options.trim_start_matches(' ');
        all += &format!(
            "$ schedule '{expression}' {options}\n{}(exit {})\n\n",
            run.stdout, run.code
        );
    }
    insta::assert_snapshot!(all);
}

#[test]
fn answers_for_machines() {
    let valid = ask(
        "30 2 * * *",
        &format!("-n 2 {FROM} --timezone America/New_York --format json"),
    );
    let refused = ask("0 24 * * *", &format!("{FROM} --format json"));
    let quartz = ask("0 0 9 * * *", &format!("-n 1 {FROM} --format json"));
    assert_eq!((valid.code, refused.code, quartz.code), (0, 1, 0));
    for run in [&valid, &refused, &quartz] {
        let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(json["kind"], "cron");
    }
    insta::assert_snapshot!(valid.stdout + &refused.stdout + &quartz.stdout);
}

#[test]
fn stdin_has_one_expression_a_line() {
    let project = Project::new(&[]);
    let text = "0 9 * * *\r\n\n  \nnonsense\nPT1H\nFREQ=DAILY\n";
    let run = project.pipe(&format!("schedule - -n 1 {FROM} --format json"), text);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let lines = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let lines: Vec<serde_json::Value> = lines.collect();
    let seen: Vec<_> = lines
        .iter()
        .map(|line| (&line["kind"], &line["valid"]))
        .collect();
    assert_eq!(
        serde_json::to_string(&seen).unwrap(),
        r#"[["cron",true],["cron",false],["interval",true],["rrule",true]]"#
    );
    let all_good = project.pipe("schedule - -n 0", "@daily\n");
    assert_eq!(
        (all_good.code, all_good.stdout.as_str()),
        (0, "@daily\nat 00:00 every day, UTC\n")
    );
    let not_text = project.pipe("schedule -", "");
    assert_eq!((not_text.code, not_text.stdout.as_str()), (0, ""));
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let run = ask("\u{1b}[31m * * * *", "");
    assert_eq!(run.code, 1);
    assert!(!run.stdout.contains('\u{1b}'), "{}", run.stdout);
}

#[test]
fn many_runs_and_far_moments_are_no_trouble() {
    assert_eq!(ask("* * * * *", "-n 100000 --from 2027-01-01").code, 0);
    for from in ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"] {
        for expression in ["* * * * *", "PT1H", "P900000000D", "FREQ=DAILY"] {
            let run = ask(
                expression,
                &format!("--from {from} --timezone Europe/Paris"),
            );
            assert!(run.code <= 1, "{expression} {from} {}", run.all());
        }
    }
}

#[test]
fn the_environment_may_say_what_time_it_is() {
    let project = Project::new(&[]);
    let mut command = project.command("schedule @hourly -n 1");
    let run = finish(
        command
            .env("SOURCE_DATE_EPOCH", "1800000000")
            .output()
            .unwrap(),
    );
    assert!(
        run.stdout.contains("Fri 15 Jan 2027  08:00"),
        "{}",
        run.stdout
    );
}
