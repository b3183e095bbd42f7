//! Work is done once, and only where something may have changed.

use std::fs;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{BROKEN, CLEAN, Client, Folder};

const FLOW: &str = "from prefect import flow\n\n@flow\ndef main():\n    ...\n";

/// A client that asks for diagnostics, and can be asked to ask again.
fn pulling() -> Value {
    json!({
        "textDocument": {"diagnostic": {}},
        "workspace": {
            "diagnostics": {"refreshSupport": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
        },
    })
}

const REFRESH: &str = "workspace/diagnostic/refresh";

fn pull(client: &mut Client, uri: &str) -> usize {
    let document = json!({"textDocument": {"uri": uri}});
    let report = client.ask("textDocument/diagnostic", document);
    report["items"].as_array().map_or(0, Vec::len)
}

/// How often the client was asked to ask again, once that has ended: it comes by itself, some time after a change.
fn settled(client: &mut Client, uri: &str) -> usize {
    let mut before = client.count(REFRESH);
    loop {
        thread::sleep(Duration::from_millis(300));
        assert_eq!(pull(client, uri), 0);
        match client.count(REFRESH) {
            now if now == before => return now,
            now => before = now,
        }
    }
}

/// Writes behind the end of a Python file, or over the name of its flow.
fn type_in(client: &mut Client, uri: &str, version: i64, place: (u32, u32, u32), text: &str) {
    let (line, start, end) = place;
    let range = json!({
        "start": {"line": line, "character": start}, "end": {"line": line, "character": end},
    });
    client.change(uri, version, json!([{"range": range, "text": text}]));
}

/// How many lines of the log have these words, once the server has ended.
fn logged(client: Client, folder: &Folder, words: &[&str]) -> usize {
    client.end();
    let log = fs::read_to_string(folder.path("server.log")).unwrap();
    let has_all = |line: &&str| words.iter().all(|word| line.contains(word));
    log.lines().filter(has_all).count()
}

#[test]
fn a_text_is_checked_once_for_all_that_ask() {
    let folder = Folder::new(&[]);
    let mut client = Client::logging(pulling(), &[&folder], Value::Null);
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, BROKEN);
    let document = json!({"textDocument": {"uri": uri}});
    let ids: Vec<i64> = (0..5)
        .map(|_| client.request("textDocument/diagnostic", document.clone()))
        .collect();
    for id in ids {
        client.answer(id);
    }
    client.change(&uri, 2, json!([{"text": CLEAN}]));
    pull(&mut client, &uri);
    assert_eq!(logged(client, &folder, &[" debug ", "checked "]), 2);
}

#[test]
fn typing_in_python_refreshes_only_what_comes_out_differently() {
    let folder = Folder::new(&[("flows/a.py", FLOW)]);
    let mut client = Client::with(pulling(), &[&folder], Value::Null);
    let (uri, flow) = (folder.uri("prefect.yaml"), folder.uri("flows/a.py"));
    client.open(&uri, CLEAN);
    client.open_as(&flow, "python", FLOW);
    let before = settled(&mut client, &uri);
    for version in 2..50 {
        type_in(&mut client, &flow, version, (5, 0, 0), "# a\n");
    }
    assert_eq!(settled(&mut client, &uri), before);
    type_in(&mut client, &flow, 50, (3, 4, 8), "other");
    client.until("a refresh", |client| {
        (client.count(REFRESH) > before).then_some(())
    });
    assert_eq!(pull(&mut client, &uri), 1);
}

#[test]
fn typing_in_python_publishes_only_what_comes_out_differently() {
    let folder = Folder::new(&[("flows/a.py", FLOW)]);
    let mut client = Client::new(&folder);
    let (uri, flow) = (folder.uri("prefect.yaml"), folder.uri("flows/a.py"));
    client.open_as(&flow, "python", FLOW);
    client.open(&uri, CLEAN);
    client.expect(&uri, &[]);
    for version in 2..50 {
        type_in(&mut client, &flow, version, (5, 0, 0), "# a\n");
    }
    type_in(&mut client, &flow, 50, (3, 4, 8), "other");
    client.expect(&uri, &["PF209"]);
    let found: Vec<usize> = client.history.iter().map(|(_, _, count)| *count).collect();
    assert_eq!(found, [0, 1]);
}

#[test]
fn refreshes_are_asked_for_one_at_a_time() {
    let folder = Folder::new(&[]);
    let mut client = Client::with(pulling(), &[&folder], Value::Null);
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, BROKEN);
    for n in 0..100 {
        client.changed(&folder.uri(&format!("{n}.py")), 1);
    }
    assert_eq!(pull(&mut client, &uri), 2);
    let count = client.count(REFRESH);
    assert!((1..=3).contains(&count), "{count}");
}

#[test]
fn the_disk_is_walked_once_for_a_name_that_is_typed() {
    let folder = Folder::new(&[("a/prefect.yaml", CLEAN)]);
    let mut client = Client::logging(pulling(), &[&folder], Value::Null);
    let mut names = |query: &str| {
        let found = client.ask("workspace/symbol", json!({"query": query}));
        found.as_array().unwrap().len()
    };
    assert_eq!([names("d"), names("da"), names("dax")], [1, 1, 0]);
    folder.write("b/prefect.yaml", CLEAN);
    client.changed(&folder.uri("b/prefect.yaml"), 1);
    let found = client.ask("workspace/symbol", json!({"query": "daily"}));
    assert_eq!(found.as_array().map(Vec::len), Some(2));
    assert_eq!(logged(client, &folder, &[" debug ", "manifests in"]), 2);
}
