//! Files around manifests: on the disk, and edited.

use serde_json::{Value, json};

use crate::client::{CLEAN, Client, Folder};

const FLOW: &str = "from prefect import flow\n\n@flow\ndef main():\n    ...\n";

#[test]
fn an_edited_python_file_counts_more_than_the_disk() {
    let folder = Folder::new(&[("flows/a.py", FLOW)]);
    let mut client = Client::new(&folder);
    let (uri, flow) = (folder.uri("prefect.yaml"), folder.uri("flows/a.py"));
    client.open(&uri, CLEAN);
    client.expect(&uri, &[]);
    client.open_as(&flow, "python", FLOW);
    let name = json!({"start": {"line": 3, "character": 4}, "end": {"line": 3, "character": 8}});
    client.change(&flow, 2, json!([{"range": name, "text": "other"}]));
    client.expect(&uri, &["PF209"]);
    client.close(&flow);
    client.expect(&uri, &[]);
}

#[test]
fn python_files_come_and_go() {
    let folder = Folder::new(&[("flows/a.py", FLOW), ("flows/b.py", FLOW)]);
    let mut client = Client::new(&folder);
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, CLEAN);
    client.expect(&uri, &[]);
    std::fs::remove_file(folder.path("flows/a.py")).unwrap();
    client.changed(&folder.uri("flows/a.py"), 3);
    client.expect(&uri, &["PF208"]);
    // Not saved yet.
    client.open_as(&folder.uri("flows/a.py"), "python", FLOW);
    client.expect(&uri, &[]);
}

#[test]
fn the_client_is_asked_to_watch() {
    let folder = Folder::new(&[]);
    let watching = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    let mut client = Client::with(watching, &[&folder], Value::Null);
    let registration = client.until("a registration", |client| {
        let mut heard = client.heard.iter();
        heard
            .find(|it| it["method"] == "client/registerCapability")
            .cloned()
    });
    let watchers =
        registration["params"]["registrations"][0]["registerOptions"]["watchers"].to_string();
    for glob in [
        "**/prefect.{yaml,yml}",
        "**/*.py",
        "**/pyproject.toml",
        "Dockerfile",
    ] {
        assert!(watchers.contains(glob), "{watchers}");
    }
}
