//! Formats for machines: each keeps its schema, and says what the JSON report says.

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use crate::project::{BROKEN, CLEAN, Project, root};

/// Text outside of ASCII before a mark, and line ends of two characters.
const WIDE: &str = "deployments:\r\n  - name: täglich 😀\r\n    tags: 'größe 😀' # 😀\r\n    entrypoint: a.py:a\r\n    paused: maybe\r\n";

/// Characters that no format may write as they are.
const HOSTILE: &str =
    "deployments:\n  - name: \"a\\u0001\\uffff<&>'\"\n    \"x\\e]]>\\b,:%\": 1\n    paused: '\"'\n";

fn project() -> Project {
    let project = Project::new(&[
        ("prefect.yaml", BROKEN),
        ("clean/prefect.yaml", CLEAN),
        ("with space/größe#1%/prefect.yaml", WIDE),
        ("hostile/prefect.yaml", HOSTILE),
        ("unread/prefect.yaml", "a: {{ b }}\n\tc: 'd"),
    ]);
    std::fs::create_dir(project.path(".git")).unwrap();
    project
}

fn report(project: &Project, format: &str, args: &str) -> String {
    let run = project.run(&format!(
        "check --select all --output-format {format} {args}"
    ));
    assert_eq!(run.stderr, "", "{format}");
    run.stdout
}

fn json(project: &Project, format: &str, args: &str) -> Value {
    serde_json::from_str(&report(project, format, args)).unwrap()
}

fn findings(project: &Project) -> Vec<Value> {
    let report = json(project, "json", "");
    let findings = report["diagnostics"].as_array().unwrap().clone();
    assert!(findings.len() > 10, "{}", findings.len());
    findings
}

fn assert_valid(schema: &str, document: &Value) {
    let schema = std::fs::read_to_string(root().join(schema)).unwrap();
    // A bracket that stands for itself, which SARIF's schema has, wants a backslash outside of JavaScript.
    let schema = schema.replace("{2}]?$", "{2}\\\\]?$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(document)
        .map(|e| e.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// The text of a file that is named from the root.
fn text(project: &Project, uri: &str) -> String {
    let path = percent_encoding::percent_decode_str(uri)
        .decode_utf8()
        .unwrap();
    project.read(&path)
}

/// The text between two offsets in characters.
fn between<'t>(text: &'t str, start: &Value, length: &Value) -> &'t str {
    let (start, length) = (start.as_u64().unwrap(), length.as_u64().unwrap());
    let offset = |at: u64| {
        let at = usize::try_from(at).unwrap();
        text.char_indices().nth(at).map_or(text.len(), |(i, _)| i)
    };
    &text[offset(start)..offset(start + length)]
}

#[test]
fn sarif_keeps_its_schema() {
    let project = project();
    for args in ["", "clean"] {
        assert_valid(
            "tests/schemas/sarif-2.1.0.json",
            &json(&project, "sarif", args),
        );
    }
    let unread = project.run("check --output-format sarif missing.yaml clean");
    let log: Value = serde_json::from_str(&unread.stdout).unwrap();
    assert_valid("tests/schemas/sarif-2.1.0.json", &log);
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(
        invocation["toolExecutionNotifications"][0]["message"]["text"],
        "there is no file or directory `missing.yaml`"
    );
}

#[test]
fn sarif_says_what_was_found() {
    let project = project();
    let log = json(&project, "sarif", "");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    let findings = findings(&project);
    assert_eq!(results.len(), findings.len());
    for (result, finding) in results.iter().zip(&findings) {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(result["ruleId"], finding["code"]);
        assert_eq!(
            (&rule["id"], &rule["name"]),
            (&finding["code"], &finding["rule"])
        );
        assert_eq!(rule["helpUri"], finding["url"]);
        let place = &result["locations"][0]["physicalLocation"];
        let artifact = &place["artifactLocation"];
        assert_eq!(artifact["uriBaseId"], "%SRCROOT%");
        let text = text(&project, artifact["uri"].as_str().unwrap());
        let (region, range) = (&place["region"], &finding["range"]);
        assert_eq!(region["startLine"], range["start"]["line"]);
        assert_eq!(region["startColumn"], range["start"]["column"]);
        assert_eq!(region["endLine"], range["end"]["line"]);
        assert_eq!(region["endColumn"], range["end"]["column"]);
        let offset = |at: &Value| usize::try_from(at.as_u64().unwrap()).unwrap();
        let marked = &text[offset(&range["start"]["offset"])..offset(&range["end"]["offset"])];
        assert_eq!(
            between(&text, &region["charOffset"], &region["charLength"]),
            marked
        );
        assert_eq!(
            offset(&region["byteOffset"]),
            offset(&range["start"]["offset"])
        );
        assert_eq!(offset(&region["byteLength"]), marked.len());
        let fixes = result["fixes"].as_array().map_or(0, Vec::len);
        assert_eq!(fixes, finding["fixes"].as_array().unwrap().len());
    }
    let prints: HashSet<&Value> = (results.iter())
        .map(|r| &r["partialFingerprints"]["prefectLintPlace/v1"])
        .collect();
    assert_eq!(prints.len(), results.len());
}

#[test]
fn sarif_as_it_is() {
    let project = Project::new(&[("prefect.yaml", BROKEN)]);
    let log = project
        .run("check --output-format sarif --select misspelled-key")
        .stdout;
    let folder = project.path("").canonicalize().unwrap();
    let log = log.replace(folder.to_str().unwrap(), "/project");
    insta::assert_snapshot!(log);
}

#[test]
fn gitlab_keeps_its_schema_and_tells_findings_apart() {
    let project = project();
    assert_valid(
        "tests/schemas/gitlab-code-quality.json",
        &json(&project, "gitlab", "clean"),
    );
    let issues = json(&project, "gitlab", "");
    assert_valid("tests/schemas/gitlab-code-quality.json", &issues);
    let issues = issues.as_array().unwrap();
    let findings = findings(&project);
    assert_eq!(issues.len(), findings.len());
    for (issue, finding) in issues.iter().zip(&findings) {
        assert_eq!(issue["check_name"], finding["rule"]);
        assert_eq!(issue["location"]["path"], finding["path"]);
        assert_eq!(
            issue["location"]["lines"]["begin"],
            finding["range"]["start"]["line"]
        );
    }
    let prints: HashSet<&Value> = issues.iter().map(|issue| &issue["fingerprint"]).collect();
    assert_eq!(prints.len(), issues.len());
}

#[test]
fn rdjson_keeps_its_schema_and_counts_bytes() {
    let project = project();
    assert_valid(
        "tests/schemas/rdjson.json",
        &json(&project, "rdjson", "clean"),
    );
    let document = json(&project, "rdjson", "");
    assert_valid("tests/schemas/rdjson.json", &document);
    let diagnostics = document["diagnostics"].as_array().unwrap();
    let findings = findings(&project);
    assert_eq!(diagnostics.len(), findings.len());
    for (diagnostic, finding) in diagnostics.iter().zip(&findings) {
        let text = project.read(finding["path"].as_str().unwrap());
        let offset = |position: &Value| {
            let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
            let before: usize = text
                .split_inclusive('\n')
                .take(line - 1)
                .map(str::len)
                .sum();
            before as u64 + position["column"].as_u64().unwrap() - 1
        };
        let range = &diagnostic["location"]["range"];
        assert_eq!(
            offset(&range["start"]),
            finding["range"]["start"]["offset"].as_u64().unwrap()
        );
        assert_eq!(
            offset(&range["end"]),
            finding["range"]["end"]["offset"].as_u64().unwrap()
        );
    }
}

#[test]
fn a_suggestion_of_rdjson_does_what_the_fix_does() {
    let project = Project::new(&[("prefect.yaml", WIDE)]);
    let run = project.run("check --output-format rdjson --select string-tags");
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let suggestion = &document["diagnostics"][0]["suggestions"][0];
    let column =
        |end: &str| usize::try_from(suggestion["range"][end]["column"].as_u64().unwrap()).unwrap();
    let line = WIDE.lines().nth(2).unwrap();
    let mended = [
        &line[..column("start") - 1],
        suggestion["text"].as_str().unwrap(),
        &line[column("end") - 1..],
    ]
    .concat();
    project.run("check --fix --select string-tags");
    assert_eq!(
        project.read("prefect.yaml").lines().nth(2),
        Some(mended.as_str())
    );
}

/// All elements of a document with their attributes.
fn elements(xml: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = Reader::from_str(xml);
    let mut elements = Vec::new();
    let read = |element: &BytesStart| {
        let name = element.name().as_ref().to_owned();
        let attributes = element.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let key = attribute.key.as_ref().to_owned();
            let value = quick_xml::escape::unescape(&attribute.value)
                .unwrap()
                .into_owned();
            (key, value)
        });
        (name, attributes.collect())
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) | Event::Empty(element) => elements.push(read(&element)),
            Event::Eof => return elements,
            _ => {}
        }
    }
}

fn attribute<'e>(element: &'e (String, Vec<(String, String)>), key: &str) -> &'e str {
    let attribute = element.1.iter().find(|(own, _)| own == key);
    &attribute.unwrap().1
}

#[test]
fn checkstyle_says_what_was_found() {
    let project = project();
    let xml = report(&project, "checkstyle", "");
    let elements = elements(&xml);
    let mut path = "";
    let mut errors = Vec::new();
    for element in &elements {
        match element.0.as_str() {
            "file" => path = attribute(element, "name"),
            "error" => errors.push((path, element)),
            name => assert_eq!(name, "checkstyle"),
        }
    }
    let findings = findings(&project);
    assert_eq!(errors.len(), findings.len());
    for ((path, error), finding) in errors.iter().zip(&findings) {
        assert_eq!(*path, finding["path"]);
        assert_eq!(
            attribute(error, "line"),
            finding["range"]["start"]["line"].to_string()
        );
        assert_eq!(
            attribute(error, "column"),
            finding["range"]["start"]["column"].to_string()
        );
        assert_eq!(attribute(error, "severity"), finding["severity"]);
        assert_eq!(
            attribute(error, "source"),
            format!("prefect-lint.{}", finding["rule"].as_str().unwrap())
        );
    }
    let empty = self::elements(&report(&project, "checkstyle", "clean --ignore all"));
    assert_eq!(empty.len(), 1);
}

#[test]
fn junit_counts_what_fails_the_run() {
    let project = project();
    let run = project.run("check --select all --output-format junit . missing.yaml");
    let elements = elements(&run.stdout);
    let count = |name: &str| elements.iter().filter(|e| e.0 == name).count().to_string();
    let all = &elements[0];
    assert_eq!(all.0, "testsuites");
    assert_eq!(attribute(all, "tests"), count("testcase"));
    assert_eq!(attribute(all, "failures"), count("failure"));
    assert_eq!(
        (attribute(all, "errors"), count("error")),
        ("1", "1".to_owned())
    );
    let findings = findings(&project);
    let failing = findings
        .iter()
        .filter(|finding| finding["severity"] == "error")
        .count();
    assert_eq!(count("failure"), failing.to_string());
    assert_eq!(count("system-out"), (findings.len() - failing).to_string());
    let never = report(&project, "junit", "--fail-on never");
    assert!(never.contains("failures=\"0\"") && !never.contains("<failure"));
}

#[test]
fn xml_as_it_is() {
    let project = Project::new(&[
        ("a/prefect.yaml", BROKEN),
        ("b/prefect.yaml", CLEAN),
        ("c/prefect.yml", CLEAN),
    ]);
    let run = |format| {
        project
            .run(&format!("check --output-format {format}"))
            .stdout
    };
    insta::assert_snapshot!(format!("{}\n{}", run("junit"), run("checkstyle")));
}

#[test]
fn paths_start_where_viewers_look_for_them() {
    let project = Project::new(&[("teams/a/prefect.yaml", BROKEN)]);
    std::fs::create_dir(project.path(".git")).unwrap();
    let run = |format: &str| {
        let mut command = project.command(&format!("check --output-format {format}"));
        crate::project::finish(command.current_dir(project.path("teams")).output().unwrap()).stdout
    };
    assert!(run("gitlab").contains("\"path\": \"teams/a/prefect.yaml\""));
    assert!(run("github").contains(" file=teams/a/prefect.yaml,"));
    assert!(run("sarif").contains("\"uri\": \"teams/a/prefect.yaml\""));
    assert!(run("rdjson").contains("\"path\": \"a/prefect.yaml\""));
    assert!(run("checkstyle").contains("name=\"a/prefect.yaml\""));
}
