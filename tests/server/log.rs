//! The log, and traces.

use std::fs;

use serde_json::{Value, json};

use crate::client::{BROKEN, CLEAN, Client, Folder};

/// The lines of the log of a server that has ended.
fn lines(client: Client, folder: &Folder) -> Vec<String> {
    client.end();
    let text = fs::read_to_string(folder.path("server.log")).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// How many lines have all these words.
fn count(lines: &[String], words: &[&str]) -> usize {
    let has_all = |line: &&String| words.iter().all(|word| line.contains(word));
    lines.iter().filter(has_all).count()
}

#[test]
fn traces_are_sent_to_those_who_want_them() {
    let folder = Folder::new(&[]);
    let mut client = Client::new(&folder);
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, BROKEN);
    client.diagnostics(&uri, 1);
    let is_trace = |message: &Value| message["method"] == "$/logTrace";
    assert!(!client.heard.iter().any(is_trace));
    client.notify("$/setTrace", json!({"value": "verbose"}));
    client.change(&uri, 2, json!([{"text": ""}]));
    client.until("a trace", |client| {
        let trace = client.heard.iter().find(|message| is_trace(message))?;
        trace["params"]["verbose"].as_str().map(drop)
    });
}

#[test]
fn the_log_goes_to_a_file() {
    let folder = Folder::new(&[]);
    let log = folder.path("server.log");
    let name = log.display().to_string();
    let mut client = Client::silent(&["--log-file", &name, "--log-level", "debug"]);
    client.ask(
        "initialize",
        json!({"processId": null, "rootUri": null, "capabilities": {}}),
    );
    client.ask("shutdown", Value::Null);
    assert_eq!(client.end(), 0);
    let text = fs::read_to_string(log).unwrap();
    assert!(text.contains(" info    prefect-lint "), "{text}");

    let nowhere = folder.path("no/such/folder/log").display().to_string();
    assert_eq!(Client::silent(&["--log-file", &nowhere]).end(), 2);
}

#[test]
fn the_log_tells_what_the_server_does() {
    let folder = Folder::new(&[("prefect-lint.toml", "ignore = ['PF101']\n")]);
    let mut client = Client::logging(json!({}), &[&folder], Value::Null);
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, BROKEN);
    client.expect(&uri, &["PF106"]);
    let at = json!({"line": 1, "character": 6});
    let document = json!({"uri": uri});
    client.ask(
        "textDocument/hover",
        json!({"textDocument": document, "position": at}),
    );
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"prefect-lint": {"ignore": ["PF106"]}}}),
    );
    client.expect(&uri, &[]);
    client.ask("workspace/symbol", json!({"query": ""}));
    let wrong = client.request("textDocument/hover", json!({"textDocument": 5}));
    client.answer(wrong);
    client.ask("shutdown", Value::Null);
    let lines = lines(client, &folder);
    for words in [
        vec![" info ", "serves"],
        vec![" info ", "settings", "editor"],
        vec![" info ", "stops", "shutdown"],
        vec![" debug ", "textDocument/didOpen", " ms"],
        vec![" debug ", "textDocument/hover", "answered", " ms"],
        vec![" debug ", "textDocument/hover", "-32602", " ms"],
        vec![" debug ", "checked", "prefect.yaml", "1 finding", " ms"],
        vec![" debug ", "manifests in", " ms"],
        vec![" debug ", "settings", "prefect-lint.toml"],
    ] {
        assert!(count(&lines, &words) > 0, "{words:?} in {lines:#?}");
    }
}

#[test]
fn the_end_of_the_client_is_logged() {
    let folder = Folder::new(&[]);
    let client = Client::logging(json!({}), &[&folder], Value::Null);
    let lines = lines(client, &folder);
    assert_eq!(count(&lines, &[" info ", "stops", "gone"]), 1, "{lines:#?}");
}

#[test]
fn a_settings_file_that_cannot_be_read_is_complained_of_once() {
    let folder = Folder::new(&[]);
    folder.write("prefect-lint.toml", b"ignore = ['\xff']\n");
    let mut client = Client::logging(json!({}), &[&folder], Value::Null);
    let (uri, settings) = (folder.uri("prefect.yaml"), folder.uri("prefect-lint.toml"));
    let ask = |client: &mut Client| {
        let document = json!({"textDocument": {"uri": uri}});
        client.ask("textDocument/documentSymbol", document);
    };
    client.open(&uri, BROKEN);
    client.expect(&uri, &["PF101", "PF106"]);
    for _ in 0..5 {
        ask(&mut client);
    }
    folder.write("prefect-lint.toml", "");
    client.changed(&settings, 2);
    ask(&mut client);
    folder.write("prefect-lint.toml", b"ignore = ['\xff']\n");
    client.changed(&settings, 2);
    for _ in 0..5 {
        ask(&mut client);
    }
    client.ask("shutdown", Value::Null);
    let lines = lines(client, &folder);
    assert_eq!(
        count(&lines, &[" warning ", "is not written as UTF-8"]),
        2,
        "{lines:#?}"
    );
}

#[test]
fn what_is_wrong_with_the_editors_settings_is_shown_once() {
    let folder = Folder::new(&[]);
    let mut client = Client::with(json!({}), &[&folder], json!({"slect": []}));
    for _ in 0..5 {
        client.notify(
            "workspace/didChangeConfiguration",
            json!({"settings": {"prefect-lint": {"slect": []}}}),
        );
    }
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, CLEAN);
    client.ask(
        "textDocument/documentSymbol",
        json!({"textDocument": {"uri": uri}}),
    );
    assert_eq!(client.count("window/showMessage"), 1);
}
