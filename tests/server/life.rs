//! Start and end.

use serde_json::{Value, json};

use crate::client::{BROKEN, Client, Folder};

#[test]
fn capabilities_are_those_that_the_client_understands() {
    let mut client = Client::silent(&[]);
    let minimal = client.ask(
        "initialize",
        json!({"processId": null, "rootUri": null, "capabilities": {}}),
    );
    let can = &minimal["capabilities"];
    assert_eq!(can["positionEncoding"], "utf-16");
    assert_eq!(can["textDocumentSync"]["change"], 2);
    assert_eq!(can.get("diagnosticProvider"), None);
    assert_eq!(can.get("codeActionProvider"), None);
    assert_eq!(minimal["serverInfo"]["name"], "prefect-lint");

    let mut client = Client::silent(&["--stdio"]);
    let full = client.ask(
        "initialize",
        json!({
            "processId": 1, "rootUri": "file:///nowhere", "trace": "verbose", "locale": "de",
            "clientInfo": {"name": "test", "version": "1"},
            "capabilities": {
                "general": {"positionEncodings": ["utf-99", "utf-8", "utf-16"]},
                "textDocument": {
                    "diagnostic": {"dynamicRegistration": true},
                    "codeAction": {
                        "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}},
                        "dataSupport": true, "resolveSupport": {"properties": ["edit"]},
                    },
                    "aDayInTheFuture": {"x": [1, {"y": null}]},
                },
                "workspace": {"diagnostics": {"refreshSupport": true}},
                "unknown": true, "experimental": {"z": 1},
            },
        }),
    );
    let can = &full["capabilities"];
    assert_eq!(can["positionEncoding"], "utf-8");
    assert_eq!(can["diagnosticProvider"]["workspaceDiagnostics"], true);
    assert_eq!(can["codeActionProvider"]["resolveProvider"], true);
}

#[test]
fn exit_ends_the_process_even_if_stdin_stays_open() {
    let folder = Folder::new(&[]);
    let mut client = Client::new(&folder);
    client.open(&folder.uri("prefect.yaml"), BROKEN);
    assert_eq!(client.ask("shutdown", Value::Null), Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.wait(), 0);

    let mut client = Client::new(&folder);
    client.notify("exit", Value::Null);
    assert_eq!(client.wait(), 1);

    let mut client = Client::silent(&[]);
    client.notify("exit", Value::Null);
    assert_eq!(client.wait(), 1);
}

#[test]
fn the_end_of_stdin_ends_the_process() {
    let folder = Folder::new(&[]);
    assert_eq!(Client::new(&folder).end(), 1);
    assert_eq!(Client::silent(&[]).end(), 1);
    let mut client = Client::new(&folder);
    client.ask("shutdown", Value::Null);
    assert_eq!(client.end(), 0);
}

#[test]
fn requests_at_the_wrong_time_get_their_errors() {
    let mut client = Client::silent(&[]);
    let early = client.request(
        "textDocument/diagnostic",
        json!({"textDocument": {"uri": "file:///a"}}),
    );
    assert_eq!(client.answer(early)["error"]["code"], -32002);
    let start = json!({"processId": null, "rootUri": null, "capabilities": {}});
    client.ask("initialize", start.clone());
    let again = client.request("initialize", start);
    assert_eq!(client.answer(again)["error"]["code"], -32600);
    client.ask("shutdown", Value::Null);
    let late = client.request(
        "textDocument/diagnostic",
        json!({"textDocument": {"uri": "file:///a"}}),
    );
    assert_eq!(client.answer(late)["error"]["code"], -32600);
}

#[test]
fn what_is_unknown_or_wrong_is_answered_and_survived() {
    let folder = Folder::new(&[]);
    let mut client = Client::new(&folder);
    let unknown = client.request("textDocument/moniker", json!({}));
    assert!(client.answer(unknown)["error"]["code"].as_i64().unwrap() < 0);
    let unknown = client.request("prefect/nope", json!({}));
    assert_eq!(client.answer(unknown)["error"]["code"], -32601);
    let wrong = client.request("textDocument/diagnostic", json!({"textDocument": 5}));
    assert_eq!(client.answer(wrong)["error"]["code"], -32602);
    client.notify("prefect/nope", json!({}));
    client.notify("$/nope", json!({}));
    client.notify("textDocument/didChange", json!({"x": 1}));
    client.notify(
        "textDocument/didClose",
        json!({"textDocument": {"uri": "file:///never/opened.yaml"}}),
    );
    let uri = folder.uri("prefect.yaml");
    client.change(&uri, 5, json!([{"text": BROKEN}]));
    client.open(&uri, BROKEN);
    client.expect(&uri, &["PF101", "PF106"]);
}
