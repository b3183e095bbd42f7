//! Whole outputs, as they are.

use serde_json::Value;

use crate::project::{BROKEN, CLEAN, Project, root};

fn project() -> Project {
    Project::new(&[
        ("prefect.yaml", BROKEN),
        ("b/prefect.yaml", CLEAN),
        ("a/prefect.yml", BROKEN),
    ])
}

#[test]
fn full() {
    insta::assert_snapshot!(project().run("check").all());
}

#[test]
fn full_in_colour() {
    let run = project().run("check --color always prefect.yaml");
    insta::assert_snapshot!(run.stdout.replace('\u{1b}', "␛"));
}

#[test]
fn concise() {
    insta::assert_snapshot!(project().run("check --output-format concise").all());
}

#[test]
fn grouped() {
    insta::assert_snapshot!(project().run("check --output-format grouped").all());
}

#[test]
fn jsonl_has_the_findings_of_json() {
    let project = project();
    let json = project.run("check --output-format json").stdout;
    let json: Value = serde_json::from_str(&json).unwrap();
    let lines = project.run("check --output-format jsonl").stdout;
    let lines: Vec<Value> = lines
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(json["diagnostics"], Value::Array(lines));
}

#[test]
fn json() {
    insta::assert_snapshot!(
        project()
            .run("check --output-format json prefect.yaml")
            .all()
    );
}

#[test]
fn statistics() {
    insta::assert_snapshot!(project().run("check --statistics").all());
    let json = project()
        .run("check --statistics --output-format json")
        .stdout;
    insta::assert_snapshot!("statistics_json", json);
}

#[test]
fn nothing_found() {
    let run = Project::new(&[("prefect.yaml", CLEAN)]).run("check");
    assert_eq!(
        run.all(),
        "exit 0\n--- stdout\nAll checks passed: 1 file, no findings.\n--- stderr\n"
    );
    let quiet = Project::new(&[("prefect.yaml", CLEAN)]).run("check --quiet");
    assert_eq!(quiet.all(), "exit 0\n--- stdout\n--- stderr\n");
}

#[test]
fn the_report_keeps_its_schema() {
    let schema = std::fs::read_to_string(root().join("schemas/report.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let project = Project::new(&[
        ("prefect.yaml", BROKEN),
        ("a/prefect.yaml", CLEAN),
        ("b/prefect.yaml", "x: {{ y }}\n\tz: 'é"),
        ("c/prefect.yaml", ""),
    ]);
    for args in ["", "a", "--select all", "--fix"] {
        let run = project.run(&format!("check --output-format json {args}"));
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&report)
            .map(|e| e.to_string())
            .collect();
        assert!(errors.is_empty(), "{args}: {errors:?}");
    }
}

#[test]
fn places_in_the_report_are_where_they_say() {
    let text = "deployments:\r\n  - {name: täglich 😀,\r\n     entrypont: x, description: 'größe 😀', paused: maybe}\r\n";
    let project = Project::new(&[("prefect.yaml", text)]);
    let run = project.run("check --output-format json --select misspelled-key,invalid-type");
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let places = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            let range = &finding["range"];
            let offset =
                |end: &str| usize::try_from(range[end]["offset"].as_u64().unwrap()).unwrap();
            let marked = &text[offset("start")..offset("end")];
            (
                marked,
                range["start"]["line"].as_u64().unwrap(),
                range["start"]["column"].as_u64().unwrap(),
            )
        });
    assert_eq!(
        places.collect::<Vec<_>>(),
        [("entrypont", 3, 6), ("maybe", 3, 52)]
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let project = Project::new(&[]);
    for i in 0..60 {
        project.write(&format!("{i}/prefect.yaml"), BROKEN);
    }
    let one = project.run("check --jobs 1 --output-format concise").stdout;
    let paths: Vec<&str> = one
        .lines()
        .filter_map(|l| l.split_once(':'))
        .map(|l| l.0)
        .collect();
    assert!(paths.is_sorted());
    for _ in 0..3 {
        assert_eq!(
            project.run("check --jobs 8 --output-format concise").stdout,
            one
        );
    }
}

#[test]
fn a_manifest_cannot_write_to_the_terminal() {
    let text =
        "deployments:\n  - name: a\n    \"ent\\ry\u{1b}[31m\u{202e}pont\": b\n    \"\u{7f}x\": 1\n";
    let project = Project::new(&[("prefect.yaml", text)]);
    for format in [
        "full",
        "concise",
        "grouped",
        "github",
        "junit",
        "checkstyle",
    ] {
        let run = project.run(&format!("check --output-format {format} --select all"));
        let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!run.stdout.contains(bad), "{}", run.stdout);
    }
}
