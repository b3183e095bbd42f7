//! Requests that are cancelled.

use serde_json::{Value, json};

use crate::client::{BROKEN, Client, Folder};

/// A manifest that takes long to check, however fast the machine is.
fn huge() -> String {
    let deployment = |n| format!("  - name: d{n}\n    entrypont: a.py:f\n    tags: x\n");
    let deployments = (0..20_000).map(deployment);
    format!("deployments:\n{}", deployments.collect::<String>())
}

/// A client that asks for diagnostics itself, so that nothing is done unasked.
fn client(folder: &Folder) -> Client {
    let pulling = json!({
        "textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}},
    });
    Client::with(pulling, &[folder], Value::Null)
}

fn diagnostics(client: &mut Client, uri: &str) -> i64 {
    client.request(
        "textDocument/diagnostic",
        json!({"textDocument": {"uri": uri}}),
    )
}

fn cancel(client: &mut Client, id: &Value) {
    client.notify("$/cancelRequest", json!({ "id": id }));
}

#[test]
fn a_cancelled_request_gets_its_error_and_others_do_not_wait_for_it() {
    let folder = Folder::new(&[]);
    let mut client = client(&folder);
    let (long, short) = (folder.uri("a/prefect.yaml"), folder.uri("b/prefect.yaml"));
    client.open(&long, &huge());
    client.open(&short, BROKEN);
    let (cancelled, patient) = (
        diagnostics(&mut client, &long),
        diagnostics(&mut client, &long),
    );
    cancel(&mut client, &json!(cancelled));
    let next = diagnostics(&mut client, &short);
    let answer = client.answer(cancelled);
    assert_eq!(answer["error"]["code"], -32800, "{answer}");
    assert_eq!(
        client.answer(next)["result"]["items"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );
    // Who has not cancelled still waits for the same work.
    assert_eq!(client.answered.last(), Some(&json!(next)));
    let found = client.answer(patient)["result"]["items"].clone();
    assert!(found.as_array().is_some_and(|it| it.len() > 20_000));
}

#[test]
fn each_request_gets_one_answer_whatever_is_cancelled() {
    let folder = Folder::new(&[]);
    let mut client = client(&folder);
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, BROKEN);
    let finished = diagnostics(&mut client, &uri);
    client.answer(finished);
    let mut asked = vec![json!(1), json!(finished)];
    for unknown in [
        json!(999),
        json!("nobody"),
        json!(finished),
        json!(null),
        json!({}),
    ] {
        cancel(&mut client, &unknown);
    }
    for round in 0..300 {
        let id = diagnostics(&mut client, &uri);
        asked.push(json!(id));
        match round % 3 {
            0 => cancel(&mut client, &json!(id)),
            1 => cancel(&mut client, &json!(id - 1)),
            _ => {}
        }
    }
    for id in asked.iter().skip(2) {
        let answer = client.answer(id.as_i64().unwrap());
        let code = answer["error"]["code"].as_i64();
        assert!(
            answer.get("result").is_some() || code == Some(-32800),
            "{answer}"
        );
    }
    // What would be answered twice is answered by now.
    client.ask("shutdown", Value::Null);
    client.answered.pop();
    client.answered.sort_by_key(Value::as_i64);
    assert_eq!(client.answered, asked);
}
