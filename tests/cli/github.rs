//! Annotations, read as the runner of GitHub Actions reads them.

use std::collections::HashMap;

use serde_json::Value;

use crate::project::{BROKEN, Project};

/// A workflow command, such as `::error file=a,line=1::message`.
#[derive(Debug)]
struct Command {
    name: String,
    properties: HashMap<String, String>,
    data: String,
}

/// Reads a line as it is documented: the name up to a blank or `::`, properties with commas between, the data.
fn parse(line: &str) -> Option<Command> {
    let (head, data) = line.strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let properties = properties.split(',').map(|property| {
        let (key, value) = property.split_once('=').unwrap();
        (
            key.to_owned(),
            unescape(value).replace("%3A", ":").replace("%2C", ","),
        )
    });
    Some(Command {
        name: name.to_owned(),
        properties: properties.collect(),
        data: unescape(data).replace("%25", "%"),
    })
}

fn unescape(text: &str) -> String {
    text.replace("%0D", "\r").replace("%0A", "\n")
}

fn commands(text: &str) -> Vec<Command> {
    text.lines().filter_map(parse).collect()
}

/// A warning in front of errors, names with all that must be escaped, and a mark over several lines.
const MANIFEST: &str = "\
deployments:
  - name: 'a,b: 100%'
    entrypoint: a.py:a
    schedule: {cron: 0 0 * * *}
    'x,y: 5%': 1
    paused: maybe
";

#[test]
fn annotations_are_the_findings_errors_first() {
    let project = Project::new(&[
        ("a,b/c%25/prefect.yaml", MANIFEST),
        ("prefect.yaml", BROKEN),
    ]);
    let report = project.run("check --output-format json").stdout;
    let report: Value = serde_json::from_str(&report).unwrap();
    let mut findings = report["diagnostics"].as_array().unwrap().clone();
    let rank = |finding: &Value| match finding["severity"].as_str().unwrap() {
        "error" => 0,
        "warning" => 1,
        _ => 2,
    };
    findings.sort_by_key(rank);
    let run = project.run("check --output-format github");
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let commands = commands(&run.stdout);
    assert_eq!(commands.len(), run.stdout.lines().count());
    assert_eq!(commands.len(), findings.len());
    assert!(commands.first().unwrap().name != commands.last().unwrap().name);
    for (command, finding) in commands.iter().zip(&findings) {
        let severity = finding["severity"].as_str().unwrap();
        assert_eq!(
            command.name,
            if severity == "info" {
                "notice"
            } else {
                severity
            }
        );
        let property = |key: &str| command.properties[key].replace("%25", "%");
        let (start, end) = (&finding["range"]["start"], &finding["range"]["end"]);
        assert_eq!(property("file"), finding["path"].as_str().unwrap());
        assert_eq!(property("line"), start["line"].to_string());
        assert_eq!(property("endLine"), end["line"].to_string());
        assert_eq!(property("col"), start["column"].to_string());
        assert_eq!(property("endColumn"), end["column"].to_string());
        let title = format!(
            "{} {}",
            finding["code"].as_str().unwrap(),
            finding["rule"].as_str().unwrap()
        );
        assert_eq!(property("title"), title);
        let message = finding["message"].as_str().unwrap();
        assert_eq!(command.data.lines().next(), Some(message));
    }
}

#[test]
fn columns_are_left_out_where_a_mark_has_several_lines() {
    let project = Project::new(&[("prefect.yaml", "- 'a\n  b'\n- name: &a\n    x: 1\n")]);
    let run = project.run("check --output-format github --select all");
    for command in commands(&run.stdout) {
        let property = |key: &str| command.properties.get(key);
        assert_eq!(
            property("line") == property("endLine"),
            property("col").is_some()
        );
    }
}

#[test]
fn inside_of_actions_findings_are_shown_and_annotated() {
    let project = Project::new(&[("prefect.yaml", BROKEN)]);
    let run = |args: &str, value: &str| {
        let mut command = project.command(&format!("check {args}"));
        crate::project::finish(command.env("GITHUB_ACTIONS", value).output().unwrap())
    };
    let full = project.run("check").stdout;
    let github = project.run("check --output-format github").stdout;
    assert_eq!(run("", "true").stdout, full.clone() + &github);
    assert_eq!(run("", "false").stdout, full);
    assert_eq!(run("--output-format full", "true").stdout, full);
    let statistics = project.run("check --statistics").stdout;
    assert_eq!(run("--statistics", "true").stdout, statistics);
}
