//! Diagnostics, pushed and pulled.

use serde_json::{Value, json};

use crate::client::{BROKEN, CLEAN, Client, Folder, codes_of};

const RICH: &str = r#"{"textDocument": {"publishDiagnostics": {
    "relatedInformation": true, "tagSupport": {"valueSet": [1, 2]}, "versionSupport": true,
    "codeDescriptionSupport": true, "dataSupport": true}}}"#;

#[test]
fn findings_are_published_with_all_that_the_client_can_show() {
    let folder = Folder::new(&[]);
    let rich = serde_json::from_str(RICH).unwrap();
    let mut client = Client::with(rich, &[&folder], Value::Null);
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, BROKEN);
    let found = client.diagnostics(&uri, 1);
    let first = &found[0];
    assert_eq!(first["code"], "PF101");
    assert_eq!(first["source"], "prefect-lint");
    assert_eq!(first["severity"], 1);
    assert_eq!(
        first["range"],
        json!({"start": {"line": 2, "character": 4}, "end": {"line": 2, "character": 13}})
    );
    let link = first["codeDescription"]["href"].as_str().unwrap();
    assert!(link.ends_with("/docs/rules/misspelled-key.md"), "{link}");
    assert_eq!(first["data"]["rule"], "misspelled-key");
    assert_eq!(
        first["data"]["fixes"][0]["edits"][0]["newText"],
        "entrypoint"
    );
    let message = first["message"].as_str().unwrap();
    assert!(
        message.contains("`entrypont`") && message.contains("\nhelp: "),
        "{message}"
    );

    client.change(&uri, 2, json!([{"text": "x: &unused 1\ndeployments:\n  - name: a\n    name: b\n    schedule: {}\n"}]));
    let found = client.diagnostics(&uri, 2);
    let unused = found.iter().find(|it| it["code"] == "PF018");
    assert_eq!(unused.map(|it| &it["tags"]), Some(&json!([1])), "{found:?}");
    let twice = found.iter().find(|it| it["code"] == "PF005").unwrap();
    assert_eq!(twice["relatedInformation"][0]["location"]["uri"], uri);
}

#[test]
fn a_plain_client_gets_nothing_that_it_does_not_know() {
    let folder = Folder::new(&[]);
    let mut client = Client::new(&folder);
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, BROKEN);
    let found = client.diagnostics(&uri, 1);
    for key in ["data", "codeDescription", "relatedInformation", "tags"] {
        assert!(found.iter().all(|it| it.get(key).is_none()), "{key}");
    }
}

#[test]
fn a_file_with_a_syntax_error_keeps_its_other_findings() {
    let folder = Folder::new(&[]);
    let mut client = Client::new(&folder);
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, &format!("{BROKEN}  - name: b\n    tags: [x\n"));
    let found = client.diagnostics(&uri, 1);
    let codes = codes_of(&found);
    assert!(
        codes.contains(&"PF001") && codes.contains(&"PF101"),
        "{codes:?}"
    );
}

#[test]
fn diagnostics_are_cleared_when_a_document_is_closed() {
    let folder = Folder::new(&[]);
    let mut client = Client::new(&folder);
    let uri = folder.uri("prefect.yaml");
    for _ in 0..3 {
        client.open(&uri, BROKEN);
        client.expect(&uri, &["PF101", "PF106"]);
        client.close(&uri);
        client.expect(&uri, &[]);
    }
}

#[test]
fn other_documents_are_ignored_in_silence() {
    let folder = Folder::new(&[]);
    let mut client = Client::new(&folder);
    let names = [
        "docker-compose.yaml",
        "notes.txt",
        "prefect.toml",
        "x/prefect.yaml.orig",
    ];
    for name in names {
        client.open_as(&folder.uri(name), "plaintext", BROKEN);
    }
    client.open("git:/repo/prefect.yaml?HEAD", BROKEN);
    client.open(
        &folder.uri("compose.yaml"),
        "services:\n  web: {image: x}\ndeployments: {}\n",
    );
    let uri = folder.uri("prefect.yml");
    client.open(&uri, BROKEN);
    client.diagnostics(&uri, 1);
    let other = folder.uri("other.yaml");
    client.open(&other, CLEAN);
    client.diagnostics(&other, 1);
    let unsaved = "untitled:Untitled-1";
    client.open_as(unsaved, "prefect", BROKEN);
    client.expect(unsaved, &["PF101", "PF106"]);
    let about: std::collections::BTreeSet<_> = client.published.keys().collect();
    assert_eq!(
        about,
        [&uri, &other, &unsaved.to_owned()].into_iter().collect()
    );
}

#[test]
fn columns_are_those_that_were_agreed_on() {
    let text = "deployments:\n  - {name: 'é😀', entrypont: a.py:f, work_pool: {name: x}}\n";
    for (encoding, column) in [("utf-8", 21), ("utf-16", 18), ("utf-32", 17)] {
        let folder = Folder::new(&[]);
        let general = json!({"general": {"positionEncodings": [encoding]}});
        let mut client = Client::with(general, &[&folder], Value::Null);
        let uri = folder.uri("prefect.yaml");
        client.open(&uri, text);
        let found = client.diagnostics(&uri, 1);
        assert_eq!(
            found[0]["range"]["start"]["character"], column,
            "{encoding}"
        );
        let at = json!({"line": 1, "character": column});
        let end = json!({"line": 1, "character": column + 9});
        client.change(
            &uri,
            2,
            json!([{"range": {"start": at, "end": end}, "text": "entrypoint"}]),
        );
        assert_eq!(
            client.diagnostics(&uri, 2),
            Vec::<Value>::new(),
            "{encoding}"
        );
    }
}

#[test]
fn who_pulls_is_not_pushed() {
    let folder = Folder::new(&[]);
    let pulling = json!({
        "textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}},
    });
    let mut client = Client::with(pulling, &[&folder], Value::Null);
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, BROKEN);
    let document = json!({"uri": uri});
    let full = client.ask("textDocument/diagnostic", json!({"textDocument": document}));
    assert_eq!(full["kind"], "full");
    assert_eq!(
        codes_of(full["items"].as_array().unwrap()),
        ["PF101", "PF106"]
    );
    let again = client.ask(
        "textDocument/diagnostic",
        json!({"textDocument": document, "previousResultId": full["resultId"]}),
    );
    assert_eq!(
        again,
        json!({"kind": "unchanged", "resultId": full["resultId"]})
    );
    client.change(&uri, 2, json!([{"text": CLEAN}]));
    let clean = client.ask(
        "textDocument/diagnostic",
        json!({"textDocument": document, "previousResultId": full["resultId"]}),
    );
    assert_eq!(clean["items"], json!([]));
    assert!(client.history.is_empty());
}

#[test]
fn huge_documents_are_no_trouble() {
    let folder = Folder::new(&[]);
    let mut client = Client::new(&folder);
    let uri = folder.uri("prefect.yaml");
    let items: String = (0..4000)
        .map(|n| {
            format!("  - name: d{n}\n    entrypoint: flows/a.py:main\n    work_pool: {{name: x}}\n")
        })
        .collect();
    client.open(&uri, &format!("deployments:\n{items}  - nam: x\n"));
    let found = client.diagnostics(&uri, 1);
    assert!(codes_of(&found).contains(&"PF101"));
    let deep = format!("x: {}", "[".repeat(100_000));
    client.change(&uri, 2, json!([{"text": deep}]));
    assert!(!client.diagnostics(&uri, 2).is_empty());
}

#[test]
fn the_clock_goes_on() {
    let folder = Folder::new(&[]);
    let mut client = Client::new(&folder);
    let uri = folder.uri("prefect.yaml");
    let end = chrono::Utc::now() + chrono::TimeDelta::seconds(3);
    let last = end.format("%Y%m%dT%H%M%S");
    let rule = format!("DTSTART:{last}\\nRRULE:FREQ=DAILY;COUNT=1");
    let text = format!("{CLEAN}    schedules:\n      - rrule: \"{rule}\"\n");
    client.open(&uri, &text);
    let is_over = |found: &[Value]| codes_of(found).contains(&"PF504");
    let found = client.diagnostics(&uri, 1);
    assert!(!is_over(&found), "{found:?}");
    std::thread::sleep(std::time::Duration::from_secs(4));
    client.change(&uri, 2, json!([{"text": text}]));
    let found = client.diagnostics(&uri, 2);
    assert!(is_over(&found), "{found:?}");
}

#[test]
fn a_client_that_cannot_be_told_to_ask_again_is_told_the_findings() {
    let folder = Folder::new(&[]);
    let pulling = json!({"textDocument": {"diagnostic": {}}});
    let mut client = Client::with(pulling, &[&folder], Value::Null);
    let (uri, settings) = (folder.uri("prefect.yaml"), folder.uri("prefect-lint.toml"));
    client.open(&uri, BROKEN);
    client.expect(&uri, &["PF101", "PF106"]);
    folder.write("prefect-lint.toml", "ignore = ['PF101']\n");
    client.changed(&settings, 1);
    client.expect(&uri, &["PF106"]);
}
