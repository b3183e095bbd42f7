//! The rules about cron expressions, on what their pages have no room for.

#![allow(clippy::unwrap_used)]

use prefect_lint_core::settings::{Selection, Settings};
use prefect_lint_core::text::Source;
use prefect_lint_core::{Analysis, analyze, fix};

fn settings(select: &str, now: Option<&str>) -> Settings {
    Settings {
        selection: Selection {
            select: vec![select.into()],
            ignore: Vec::new(),
        },
        now: now.map(|now| now.parse().unwrap()),
        ..Settings::default()
    }
}

/// A deployment with one schedule of these lines.
fn manifest(schedule: &str) -> String {
    let lines: String = schedule
        .lines()
        .map(|line| format!("      {line}\n"))
        .collect();
    let item = lines.replacen("      ", "    - ", 1);
    format!("deployments:\n- name: a\n  entrypoint: a.py:a\n  schedules:\n{item}")
}

fn analysis(schedule: &str, settings: &Settings) -> (Source, Analysis) {
    let source = Source::new("prefect.yaml", manifest(schedule));
    let analysis = analyze(&source, settings);
    (source, analysis)
}

/// Each finding: its code, its severity, the text that is marked.
fn found_with(schedule: &str, settings: &Settings) -> Vec<String> {
    let (source, analysis) = analysis(schedule, settings);
    let findings = analysis.diagnostics.iter();
    let shown = findings.map(|d| {
        let marked = &source.text()[d.range.start().into()..d.range.end().into()];
        format!("{} {} [{marked}]", d.code, d.severity.as_str())
    });
    shown.collect()
}

fn found(schedule: &str) -> Vec<String> {
    found_with(schedule, &settings("default", None))
}

/// The findings about one cron expression, in double quotes.
fn cron(text: &str) -> Vec<String> {
    found(&format!("cron: \"{text}\""))
}

fn silent(text: &str) {
    assert_eq!(cron(text), Vec::<String>::new(), "{text}");
}

fn message(text: &str) -> (String, String) {
    let (_, analysis) = analysis(&format!("cron: '{text}'"), &settings("default", None));
    let first = analysis.diagnostics.first().cloned().unwrap();
    (first.message, first.help.unwrap_or_default())
}

/// The schedule after all fixes.
fn mended(text: &str, allow_unsafe: bool) -> String {
    let source = Source::new("prefect.yaml", manifest(&format!("cron: '{text}'")));
    let fixed = fix::fix_all(source, &settings("default", None), None, allow_unsafe);
    let text = fixed.source.text();
    let (_, rest) = text.split_once("cron: '").unwrap();
    rest.trim_end().trim_end_matches('\'').to_owned()
}

#[test]
fn what_prefect_refuses_is_marked_where_it_is_wrong() {
    for (text, marked) in [
        ("60 9 * * *", "60"),
        ("0 24 * * *", "24"),
        ("0 9 0 * *", "0"),
        ("0 9 32 * *", "32"),
        ("0 9 * 13 *", "13"),
        ("0 9 * * 8", "8"),
        ("0 9 * * 1-9", "9"),
        ("0 9 * * 7 0", "7"),
        ("0 9 * * 7 5", "7"),
        ("0 9 * * sunday", "sunday"),
        ("0 9 * sept *", "sept"),
        ("0 9 * * m0n", "m0n"),
        ("*/0 * * * *", "0"),
        ("*/x * * * *", "*/x"),
        ("1,,2 * * * *", ""),
        ("0 9 1, 15 * *", " "),
        ("0 9 * * 1, 3", " "),
        ("? 9 * * *", "?"),
        ("0 9 l-3 * *", "l-3"),
        ("0 9 15W * *", "15W"),
        ("0 9 * * 5L", "5L"),
        ("0 9 * * friL", "friL"),
        ("0 9 * * 1#6", "1#6"),
        ("0 9 * * 1,2#3", "1,2#3"),
        ("-5 9 * * *", "-5"),
        ("0 9 * *", "0 9 * *"),
        ("@reboot", "@reboot"),
        ("@every 5m", "@every 5m"),
        ("@daily ", "@daily "),
        ("@dayly", "@dayly"),
        ("'0 9 * * *'", "'0"),
        ("CRON_TZ=UTC 0 9 * * *", "CRON_TZ=UTC"),
        ("0 9 * * * /bin/run", "/bin/run"),
        ("cron(0 9 * * ? *)", "cron(0"),
        ("every day at 9", "every day at 9"),
        ("0:9 * * * *", "0:9"),
        ("0 9 * * 1\u{2013}5", "1\u{2013}5"),
    ] {
        assert_eq!(cron(text), [format!("PF503 error [{marked}]")], "{text}");
    }
    assert_eq!(found("cron: ''"), ["PF503 error ['']"]);
    assert_eq!(found("cron: '  '"), ["PF503 error [  ]"]);
}

#[test]
fn working_expressions_are_left_alone() {
    for text in [
        "* * * * *",
        "*/5 * * * *",
        "0 9 * * 1-5",
        "0 9 * * MON-FRI",
        "0 0 L * *",
        "0 9 * * L5",
        "0 9 * * fri#2",
        "0 22-2 * * *",
        "0 0 * * 7",
        "0 0 * * 0-7",
        "@Daily",
        "0  9\t* * *",
        "0 9 ? * 1",
        "0 0 29 2 *",
        "*/60 * * * *",
        "0 */24 * * *",
        "0 9 * * 1 30",
        "* * * * * */10",
        "0 12 1 1 * 0 2030",
        "0 0 */2 * *",
    ] {
        silent(text);
    }
    for schedule in [
        "cron: \"{{ env }}\"",
        "cron: \"0 {{ $HOUR }} * * *\"",
        "cron:\ninterval: 600",
        "cron: ''\ninterval: 600",
        "schedule: {cron: nonsense}",
    ] {
        let found = found(schedule);
        assert!(!found.iter().any(|f| f.starts_with("PF503")), "{found:?}");
    }
}

#[test]
fn the_cron_of_conflicting_schedules_is_looked_at() {
    let found = found("cron: 0 60 * * *\ninterval: 600");
    assert!(found.contains(&"PF503 error [60]".to_owned()), "{found:?}");
}

#[test]
fn messages_say_what_to_write() {
    let say = |text| message(text);
    assert_eq!(
        say("0 60 * * *").0,
        "`60` is out of range: the hour goes from 0 to 23"
    );
    assert_eq!(say("0 24 * * *").1, "write `0` for midnight");
    assert_eq!(
        say("0 9 * * Sunday"),
        (
            "`Sunday` is no day of the week".into(),
            "write `sun`".into()
        )
    );
    assert_eq!(say("0 9 * Sept *").1, "write `sep`");
    assert_eq!(say("@dayly").1, "write `@daily`");
    assert_eq!(
        say("0 9 * *").0,
        "`0 9 * *` has 4 fields, and a cron expression has five"
    );
    assert_eq!(say("0 9 * * 7 0").1, "write `0` or `sun` for Sunday");
    assert_eq!(
        say("0 0 31 4,6 *").0,
        "this cron expression never runs: April and June have no 31st"
    );
    assert_eq!(
        say("0 0 31 * 2#1").0,
        "this cron expression never runs: no year has such a day"
    );
    assert_eq!(
        say("*/90 * * * *").0,
        "`*/90` only ever meets 0: the minute goes from 0 to 59"
    );
    assert_eq!(say("0 0 9 * * ?").1, "write `0 9 * * ?`");
    assert_eq!(say("0 30 9 * * MON-FRI").1, "write `30 9 * * mon-fri`");
    assert!(say("0 30 9 * * 2-6").1.contains("Quartz counts from 1"));
}

#[test]
fn fixes_are_made_where_the_meaning_is_certain() {
    assert_eq!(
        mended("0 9 * january Monday-Friday", false),
        "0 9 * jan mon-fri"
    );
    assert_eq!(
        mended("0 9 1, 15 , 20 * Sundays", false),
        "0 9 1,15,20 * sun"
    );
    assert_eq!(mended(" @Daily ", false), "@daily");
    for text in ["0 24 * * *", "0 9 * * m0n", "@dayly", "0 0 9 * * ?"] {
        assert_eq!(mended(text, false), text);
    }
    assert_eq!(mended("0 0 9 * * ?", true), "0 9 * * ?");
    assert_eq!(mended("0 0 9 * * *", true), "0 9 * * *");
    assert_eq!(mended("0 30 9 * * 1-5", true), "0 30 9 * * 1-5");
    assert_eq!(mended("5-5 9 * * *", true), "5 9 * * *");
}

#[test]
fn blocks_are_not_mended_as_lines() {
    assert_eq!(found("cron: |\n  0 9 * * *"), Vec::<String>::new());
    let source = Source::new("prefect.yaml", manifest("cron: |\n  @daily"));
    let fixed = fix::fix_all(source.clone(), &settings("default", None), None, true);
    assert_eq!((fixed.source.text(), fixed.count), (source.text(), 0));
    assert!(fixed.restless.is_empty());
}

#[test]
fn what_never_runs() {
    assert_eq!(cron("0 0 30 2 *"), ["PF504 error [30 2]"]);
    assert_eq!(cron("0 0 31 4,6,9,11 *"), ["PF504 error [31 4,6,9,11]"]);
    assert_eq!(cron("0 0 30 2 1"), ["PF504 error [30 2 1]"]);
    assert_eq!(cron("0 0 31 * 2#1"), ["PF504 error [31 * 2#1]"]);
    let both = "cron: '0 0 30 2 1'\nday_or: false";
    assert_eq!(found(both), ["PF504 error [30 2 1]"]);
    // Whether `day_or` is true is not known.
    assert_eq!(found("cron: '0 0 30 2 1'\nday_or: '{{ x }}'").len(), 1);
    silent("0 0 29 2 *");
    silent("0 0 31 * *");
    let years = |now| found_with("cron: '0 0 1 1 * 0 2024'", &settings("PF504", now));
    assert_eq!(years(Some("2026-11-26T00:00:00Z")), ["PF504 error [2024]"]);
    assert_eq!(years(Some("2023-11-26T00:00:00Z")), Vec::<String>::new());
    assert_eq!(years(None), Vec::<String>::new());
    let far = settings("PF504", Some("2026-11-26T00:00:00Z"));
    assert_eq!(
        found_with("cron: '0 0 1 1 * 0 2090'", &far),
        ["PF504 error [2090]"]
    );
}

#[test]
fn seconds_first() {
    for text in [
        "0 0 9 * * *",
        "0 */5 * * * *",
        "*/30 * * * * *",
        "0 0 12 1 1 * 2030",
    ] {
        assert_eq!(cron(text), [format!("PF505 warning [{text}]")], "{text}");
    }
    for text in ["0 0 9 * * ?", "0 30 9 * * MON-FRI", "0 0 12 ? * MON 2030"] {
        assert_eq!(cron(text), [format!("PF503 error [{text}]")], "{text}");
    }
}

#[test]
fn days_that_are_ored() {
    assert_eq!(cron("0 9 13 * 5"), ["PF507 warning [13 * 5]"]);
    assert_eq!(cron("0 9 */2 * 1"), ["PF507 warning [*/2 * 1]"]);
    assert_eq!(
        found("cron: 0 9 13 * 5\nday_or: true"),
        Vec::<String>::new()
    );
    assert_eq!(
        found("cron: 0 9 13 * 5\nday_or: false"),
        Vec::<String>::new()
    );
    silent("0 9 13 * *");
    silent("0 9 * * 5");
    silent("0 9 *,13 * 5");
}

#[test]
fn ranges_that_surprise() {
    assert_eq!(cron("5-5 9 * * *"), ["PF508 warning [5-5]"]);
    assert_eq!(cron("*/90 * * * *"), ["PF508 warning [*/90]"]);
    assert_eq!(cron("0 9 1,15,30 * *"), ["PF508 warning [1,15,30]"]);
    assert_eq!(cron("0 9 31,l * *"), ["PF508 warning [31,l]"]);
    silent("0 9 30,31 * *");
}

#[test]
fn random_and_hashed_values() {
    assert_eq!(cron("H 9 * * *"), ["PF509 error [H]"]);
    assert_eq!(cron("0 H(0-5)/2 * * *"), ["PF509 error [H(0-5)/2]"]);
    assert_eq!(cron("0 r * * *"), ["PF509 error [r]"]);
    assert_eq!(
        cron("R/5 R(1-3) * * *"),
        ["PF509 error [R/5]", "PF509 error [R(1-3)]"]
    );
}

#[test]
fn changes_of_the_clocks() {
    let at = |schedule: &str, now| found_with(schedule, &settings("PF527", now));
    let now = Some("2026-11-26T00:00:00Z");
    let paris = |cron: &str| format!("cron: {cron}\ntimezone: Europe/Paris");
    assert_eq!(at(&paris("30 2 * * *"), now), ["PF527 info [30 2 * * *]"]);
    assert_eq!(at(&paris("30 2 * * 0"), now), ["PF527 info [30 2 * * 0]"]);
    for quiet in [
        "30 2 * * 1",
        "30 4 * * *",
        "'*/5 * * * *'",
        "30 2 * 7 *",
        "nonsense",
    ] {
        assert_eq!(at(&paris(quiet), now), Vec::<String>::new(), "{quiet}");
    }
    assert_eq!(at(&paris("30 2 * * *"), None), Vec::<String>::new());
    assert_eq!(at("cron: 30 2 * * *", now), Vec::<String>::new());
    let kathmandu = "cron: 30 2 * * *\ntimezone: Asia/Kathmandu";
    assert_eq!(at(kathmandu, now), Vec::<String>::new());
}

#[test]
fn a_shared_expression_is_reported_once() {
    let shared = "x: &s {cron: 0 60 * * *}\n";
    let two = "deployments:\n- {name: a, entrypoint: a.py:a, schedules: [*s]}\n- {name: b, entrypoint: a.py:a, schedules: [{<<: *s, active: false}]}\n";
    let source = Source::new("prefect.yaml", format!("{shared}{two}"));
    let found = analyze(&source, &settings("PF503", None)).diagnostics;
    assert_eq!(found.len(), 1);
}
