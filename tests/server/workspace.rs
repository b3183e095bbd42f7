//! Diagnostics of the whole workspace.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::client::{BROKEN, CLEAN, Client, Folder, codes_of};

fn ask(client: &mut Client, previous: &BTreeMap<String, Value>) -> BTreeMap<String, Value> {
    let previous: Vec<Value> = previous
        .iter()
        .filter(|(_, report)| !report["resultId"].is_null())
        .map(|(uri, report)| json!({"uri": uri, "value": report["resultId"]}))
        .collect();
    let answer = client.ask(
        "workspace/diagnostic",
        json!({"previousResultIds": previous}),
    );
    let items = answer["items"].as_array().unwrap().iter();
    items
        .map(|it| (it["uri"].as_str().unwrap().to_owned(), it.clone()))
        .collect()
}

#[test]
fn all_manifests_are_reported_and_only_once() {
    let folder = Folder::new(&[
        ("a/prefect.yaml", BROKEN),
        ("b/prefect.yaml", CLEAN),
        ("c/other.yaml", BROKEN),
        (
            "flows/a.py",
            "from prefect import flow\n\n@flow\ndef main(): ...\n",
        ),
        (".gitignore", "hidden/\n"),
        ("hidden/prefect.yaml", BROKEN),
    ]);
    std::fs::create_dir(folder.path(".git")).unwrap();
    let pulling = json!({
        "textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}},
    });
    let mut client = Client::with(pulling, &[&folder], Value::Null);
    let (a, b) = (folder.uri("a/prefect.yaml"), folder.uri("b/prefect.yaml"));
    client.open(&b, BROKEN);
    let first = ask(&mut client, &BTreeMap::new());
    assert_eq!(first.keys().collect::<Vec<_>>(), [&a, &b]);
    assert_eq!(
        codes_of(first[&a]["items"].as_array().unwrap()),
        ["PF101", "PF106"]
    );
    assert_eq!(
        (&first[&a]["version"], &first[&b]["version"]),
        (&Value::Null, &json!(1))
    );

    client.change(&b, 2, json!([{"text": CLEAN}]));
    let second = ask(&mut client, &first);
    assert_eq!(second[&a]["kind"], "unchanged");
    assert_eq!(second[&b]["items"], json!([]));

    std::fs::remove_file(folder.path("a/prefect.yaml")).unwrap();
    let third = ask(&mut client, &first);
    assert_eq!(third[&a]["items"], json!([]));
}

#[test]
fn files_that_are_not_open_are_as_they_are_on_the_disk() {
    let folder = Folder::new(&[("prefect.yaml", BROKEN)]);
    let pulling = json!({
        "textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}},
    });
    let mut client = Client::with(pulling, &[&folder], Value::Null);
    let uri = folder.uri("prefect.yaml");
    let codes = |client: &mut Client| {
        let report = &ask(client, &BTreeMap::new())[&folder.uri("prefect.yaml")];
        codes_of(report["items"].as_array().unwrap()).len()
    };
    assert_eq!(codes(&mut client), 2);
    client.open(&uri, CLEAN);
    assert_eq!(codes(&mut client), 0);
    client.close(&uri);
    assert_eq!(codes(&mut client), 2);
    // Nobody tells the server.
    folder.write("prefect.yaml", BROKEN.replace("maybe", "true"));
    assert_eq!(codes(&mut client), 1);
}

#[test]
fn a_scan_ends_whatever_changes_meanwhile() {
    let folder = Folder::new(&[]);
    for n in 0..300 {
        folder.write(&format!("{n}/prefect.yaml"), BROKEN);
    }
    let able = json!({
        "textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}},
        "window": {"workDoneProgress": true},
    });
    let mut client = Client::with(able, &[&folder], Value::Null);
    let params = json!({"previousResultIds": [], "workDoneToken": "t"});
    let id = client.request("workspace/diagnostic", params);
    let kind = |kind: &'static str| {
        move |client: &mut Client| {
            let mut heard = client.heard.iter();
            let found = heard.find(|it| it["params"]["value"]["kind"] == kind);
            found.map(drop)
        }
    };
    client.until("progress", kind("report"));
    for _ in 0..3 {
        client.changed(&folder.uri("a.py"), 1);
    }
    let answer = client.answer(id);
    let items = answer["result"]["items"].as_array();
    assert_eq!(items.map(Vec::len), Some(300), "{answer:.300}");
    client.until("the end of the progress", kind("end"));
}
