//! Code actions.

use serde_json::{Value, json};

use crate::client::{Client, Folder};

const TEXT: &str = "\
deployments:
  - name: a
    entrypont: a.py:f
    tags: prod
    work_pool: {name: x}
  - name: b
    entrypont: a.py:f
    work_pool: {name: x}
";

/// Carries out the edits of a workspace edit: each replaces whole ranges of ASCII text.
fn apply(text: &str, edit: &Value, uri: &str) -> String {
    let edits = match edit["changes"][uri].as_array() {
        Some(edits) => edits.clone(),
        None => edit["documentChanges"][0]["edits"]
            .as_array()
            .unwrap()
            .clone(),
    };
    let offset = |position: &Value| {
        let line = position["line"].as_u64().unwrap() as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        start + position["character"].as_u64().unwrap() as usize
    };
    let mut new = text.to_owned();
    for edit in edits.iter().rev() {
        let (start, end) = (
            offset(&edit["range"]["start"]),
            offset(&edit["range"]["end"]),
        );
        new.replace_range(start..end, edit["newText"].as_str().unwrap());
    }
    new
}

fn capabilities(resolves: bool) -> Value {
    let literal = json!({"codeActionKind": {"valueSet": []}});
    match resolves {
        false => json!({"textDocument": {"codeAction": {"codeActionLiteralSupport": literal}}}),
        true => json!({
            "workspace": {"workspaceEdit": {"documentChanges": true}},
            "textDocument": {"codeAction": {
                "codeActionLiteralSupport": literal, "dataSupport": true,
                "resolveSupport": {"properties": ["edit"]},
            }},
        }),
    }
}

fn ask(client: &mut Client, uri: &str, line: u32, only: Option<&str>) -> Vec<Value> {
    let at = json!({"line": line, "character": 6});
    let mut context = json!({"diagnostics": []});
    if let Some(only) = only {
        context["only"] = json!([only]);
    }
    let params = json!({"textDocument": {"uri": uri}, "range": {"start": at, "end": at}, "context": context});
    client
        .ask("textDocument/codeAction", params)
        .as_array()
        .unwrap()
        .clone()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions
        .iter()
        .map(|action| action["title"].as_str().unwrap())
        .collect()
}

#[test]
fn actions_mend_what_they_say() {
    let folder = Folder::new(&[]);
    let mut client = Client::with(capabilities(false), &[&folder], Value::Null);
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, TEXT);
    let actions = ask(&mut client, &uri, 2, None);
    assert_eq!(
        titles(&actions),
        [
            "Replace with `entrypoint`",
            "Fix all 2 findings of `misspelled-key`",
            "Fix all that can be fixed without a doubt",
            "Silence `misspelled-key` here, with a reason",
        ]
    );
    let texts: Vec<String> = actions
        .iter()
        .map(|it| apply(TEXT, &it["edit"], &uri))
        .collect();
    let once = TEXT.replacen("entrypont", "entrypoint", 1);
    let both = TEXT.replace("entrypont", "entrypoint");
    assert_eq!(texts[0], once);
    assert_eq!(texts[1], both);
    let comment = "a.py:f  # prefect-lint: ignore[misspelled-key] reason\n    tags";
    assert_eq!(texts[3], TEXT.replacen("a.py:f\n    tags", comment, 1));
    assert_eq!(actions[0]["isPreferred"], true);
    assert_eq!(actions[0]["diagnostics"][0]["code"], "PF101");

    // Mending all is what the command line does.
    folder.write("prefect.yaml", TEXT);
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_prefect-lint"))
        .args(["check", "--fix", "--quiet"])
        .arg(folder.path("prefect.yaml"))
        .output();
    assert!(run.unwrap().status.code().is_some());
    assert_eq!(
        texts[2],
        std::fs::read_to_string(folder.path("prefect.yaml")).unwrap()
    );
}

#[test]
fn kinds_are_heeded() {
    let folder = Folder::new(&[]);
    let mut client = Client::with(capabilities(false), &[&folder], Value::Null);
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, TEXT);
    let mut count = |line, only| ask(&mut client, &uri, line, Some(only)).len();
    assert_eq!(count(0, "source.fixAll"), 1);
    assert_eq!(count(0, "source.fixAll.prefect-lint"), 1);
    assert_eq!(count(2, "source"), 1);
    assert_eq!(count(2, "quickfix"), 3);
    assert_eq!(count(2, "refactor"), 0);
    assert_eq!(count(0, "quickfix"), 0);
}

#[test]
fn edits_are_worked_out_when_they_are_wanted() {
    let folder = Folder::new(&[]);
    let mut client = Client::with(capabilities(true), &[&folder], Value::Null);
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, TEXT);
    let actions = ask(&mut client, &uri, 2, Some("source.fixAll"));
    assert_eq!(actions[0].get("edit"), None);
    let resolved = client.ask("codeAction/resolve", actions[0].clone());
    assert_eq!(
        resolved["edit"]["documentChanges"][0]["textDocument"]["version"],
        1
    );
    let mended = apply(TEXT, &resolved["edit"], &uri);
    assert!(!mended.contains("entrypont"), "{mended}");
    let wrong = client.request("codeAction/resolve", json!({"title": "x", "data": 5}));
    assert_eq!(client.answer(wrong)["error"]["code"], -32602);
}

#[test]
fn line_ends_stay() {
    let folder = Folder::new(&[]);
    let mut client = Client::with(capabilities(false), &[&folder], Value::Null);
    let uri = folder.uri("prefect.yaml");
    let text = TEXT.replace('\n', "\r\n");
    client.open(&uri, &text);
    for action in ask(&mut client, &uri, 2, None) {
        let new = apply(&text, &action["edit"], &uri);
        assert!(!new.replace("\r\n", "").contains('\n'), "{action}");
    }
}

#[test]
fn the_first_line_says_how_lines_end() {
    let folder = Folder::new(&[]);
    let mut client = Client::with(capabilities(false), &[&folder], Value::Null);
    let uri = folder.uri("prefect.yaml");
    let text = "x: &pool\n  name: a\n  job_variables: {}\ndeployments:\n  - work_pool: *pool\r\n";
    client.open(&uri, text);
    let at = json!({"line": 4, "character": 17});
    let params = json!({
        "textDocument": {"uri": uri}, "range": {"start": at, "end": at},
        "context": {"diagnostics": [], "only": ["refactor.inline"]},
    });
    let actions = client.ask("textDocument/codeAction", params);
    let edit = actions[0]["edit"]["changes"][&uri].to_string();
    assert!(edit.contains("\\n") && !edit.contains("\\r"), "{actions}");
}
