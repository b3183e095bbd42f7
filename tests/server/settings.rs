//! Settings from files and from the editor.

use serde_json::{Value, json};

use crate::client::{BROKEN, Client, Folder};

#[test]
fn a_settings_file_is_made_broken_mended_and_deleted() {
    let folder = Folder::new(&[]);
    let mut client = Client::new(&folder);
    let (uri, settings) = (folder.uri("prefect.yaml"), folder.uri("prefect-lint.toml"));
    client.open(&uri, BROKEN);
    client.expect(&uri, &["PF101", "PF106"]);

    folder.write("prefect-lint.toml", "ignore = ['PF101']\n");
    client.changed(&settings, 1);
    client.expect(&uri, &["PF106"]);

    folder.write("prefect-lint.toml", "ignor = ['PF101']\n");
    client.changed(&settings, 2);
    client.expect(&uri, &["PF101", "PF106"]);
    client.expect(&settings, &[""]);
    let problem = &client.published[&settings].1[0];
    assert_eq!(problem["range"]["end"], json!({"line": 0, "character": 5}));
    assert!(
        problem["message"]
            .as_str()
            .unwrap()
            .contains("did you mean `ignore`?")
    );

    folder.write("prefect-lint.toml", "ignore = ['PF106']\n");
    client.changed(&settings, 2);
    client.expect(&uri, &["PF101"]);
    client.expect(&settings, &[]);

    std::fs::remove_file(folder.path("prefect-lint.toml")).unwrap();
    client.changed(&settings, 3);
    client.expect(&uri, &["PF101", "PF106"]);
}

#[test]
fn a_client_that_watches_nothing_still_tells_when_it_saves() {
    let folder = Folder::new(&[]);
    let mut client = Client::new(&folder);
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, BROKEN);
    client.expect(&uri, &["PF101", "PF106"]);
    folder.write(
        "pyproject.toml",
        "[tool.prefect-lint]\nignore = ['PF101']\n",
    );
    client.notify(
        "textDocument/didSave",
        json!({"textDocument": {"uri": folder.uri("pyproject.toml")}}),
    );
    client.expect(&uri, &["PF106"]);
}

#[test]
fn two_roots_have_settings_of_their_own() {
    let one = Folder::new(&[("prefect-lint.toml", "ignore = ['PF101']\n")]);
    let other = Folder::new(&[("prefect-lint.toml", "severity = {PF106 = 'hint'}\n")]);
    let mut client = Client::with(json!({}), &[&one, &other], Value::Null);
    client.open(&one.uri("prefect.yaml"), BROKEN);
    client.open(&other.uri("x/prefect.yaml"), BROKEN);
    client.expect(&one.uri("prefect.yaml"), &["PF106"]);
    client.expect(&other.uri("x/prefect.yaml"), &["PF101", "PF106"]);
    assert_eq!(
        client.published[&other.uri("x/prefect.yaml")].1[1]["severity"],
        4
    );
}

#[test]
fn the_editor_has_settings_too() {
    let folder = Folder::new(&[]);
    let mut client = Client::with(json!({}), &[&folder], json!({"ignore": ["PF101"]}));
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, BROKEN);
    client.expect(&uri, &["PF106"]);
    let change = |settings: Value| json!({"settings": {"prefect-lint": settings}});
    client.notify(
        "workspace/didChangeConfiguration",
        change(json!({"ignore": ["PF106"]})),
    );
    client.expect(&uri, &["PF101"]);
    client.notify(
        "workspace/didChangeConfiguration",
        change(json!({"enable": false})),
    );
    client.expect(&uri, &[]);
    client.notify(
        "workspace/didChangeConfiguration",
        change(json!({"slect": ["PF1"]})),
    );
    client.expect(&uri, &["PF101", "PF106"]);
    client.until("a warning", |client| {
        let shown = client
            .heard
            .iter()
            .find(|it| it["method"] == "window/showMessage")?;
        let message = shown["params"]["message"].as_str()?;
        message
            .contains("there is no setting `slect`")
            .then_some(())
    });
}

#[test]
fn the_editor_is_asked_for_the_settings_of_each_folder() {
    let (one, other) = (Folder::new(&[]), Folder::new(&[]));
    let asking = json!({"workspace": {"configuration": true, "workspaceFolders": true}});
    let mut client = Client::with(asking, &[&one, &other], Value::Null);
    client.settings = vec![json!({}), json!({"ignore": ["PF101"]}), Value::Null];
    client.open(&one.uri("prefect.yaml"), BROKEN);
    client.open(&other.uri("prefect.yaml"), BROKEN);
    client.expect(&one.uri("prefect.yaml"), &["PF106"]);
    client.expect(&other.uri("prefect.yaml"), &["PF101", "PF106"]);
    client.settings = vec![json!({"ignore": ["PF106"]}), Value::Null];
    let removed = json!([{"uri": one.uri(""), "name": "folder"}]);
    let event = json!({"event": {"added": [], "removed": removed}});
    client.notify("workspace/didChangeWorkspaceFolders", event);
    client.expect(&one.uri("prefect.yaml"), &["PF101"]);
    client.expect(&other.uri("prefect.yaml"), &["PF101"]);
}

#[test]
fn files_are_included_and_excluded_by_settings() {
    let folder = Folder::new(&[(
        "prefect-lint.toml",
        "include = ['deploy/*.yaml']\nexclude = ['vendor/**']\n",
    )]);
    let mut client = Client::new(&folder);
    let text = "deployments:\n  - nam: x\n";
    client.open(&folder.uri("vendor/prefect.yaml"), BROKEN);
    client.open(&folder.uri("deploy/a.yaml"), text);
    client.diagnostics(&folder.uri("deploy/a.yaml"), 1);
    client.open(&folder.uri("prefect.yaml"), BROKEN);
    client.expect(&folder.uri("prefect.yaml"), &["PF101", "PF106"]);
    assert!(
        !client
            .published
            .contains_key(&folder.uri("vendor/prefect.yaml"))
    );
}

#[test]
fn globs_of_the_editor_that_are_none_are_told() {
    let folder = Folder::new(&[]);
    let options = json!({"exclude": ["a{b"], "ignore": ["PF101"]});
    let mut client = Client::with(json!({}), &[&folder], options);
    let shown = client.until("a warning", |client| {
        let mut heard = client.heard.iter();
        let shown = heard.find(|it| it["method"] == "window/showMessage")?;
        shown["params"]["message"].as_str().map(str::to_owned)
    });
    assert!(shown.contains("`a{b` is no glob"), "{shown}");
    // The rest of them counts.
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, BROKEN);
    client.expect(&uri, &["PF106"]);
}

#[test]
fn an_editor_without_settings_leaves_those_of_the_start() {
    let folder = Folder::new(&[]);
    let uri = folder.uri("prefect.yaml");
    let at_first = json!({"ignore": ["PF101"]});
    let asking = json!({"workspace": {"configuration": true}});
    let mut client = Client::with(asking, &[&folder], at_first.clone());
    client.settings = vec![json!({"ignore": ["PF106"]}), Value::Null];
    client.open(&uri, BROKEN);
    client.expect(&uri, &["PF101"]);
    client.settings = vec![Value::Null, Value::Null];
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": null}),
    );
    client.expect(&uri, &["PF106"]);

    let mut client = Client::with(json!({}), &[&folder], at_first);
    client.open(&uri, BROKEN);
    client.expect(&uri, &["PF106"]);
    for (section, codes) in [
        (json!({"ignore": ["PF106"]}), "PF101"),
        (Value::Null, "PF106"),
    ] {
        client.notify(
            "workspace/didChangeConfiguration",
            json!({"settings": {"prefect-lint": section}}),
        );
        client.expect(&uri, &[codes]);
    }
}

#[test]
fn a_client_that_watches_nothing_gets_new_settings_with_the_next_document() {
    let folder = Folder::new(&[]);
    let mut client = Client::new(&folder);
    let (uri, other) = (folder.uri("prefect.yaml"), folder.uri("b/prefect.yaml"));
    client.open(&uri, BROKEN);
    client.expect(&uri, &["PF101", "PF106"]);
    folder.write("prefect-lint.toml", "ignore = ['PF101']\n");
    client.open(&other, BROKEN);
    client.expect(&other, &["PF106"]);
    client.expect(&uri, &["PF106"]);
    // Saving any file is a chance, too.
    folder.write("prefect-lint.toml", "ignore = ['PF106']\n");
    client.notify(
        "textDocument/didSave",
        json!({"textDocument": {"uri": uri}}),
    );
    client.expect(&uri, &["PF101"]);
}

#[test]
fn a_client_that_tells_of_settings_is_asked_to() {
    let folder = Folder::new(&[]);
    let able = json!({"workspace": {"didChangeConfiguration": {"dynamicRegistration": true}}});
    let mut client = Client::with(able, &[&folder], Value::Null);
    client.open(&folder.uri("prefect.yaml"), BROKEN);
    client.expect(&folder.uri("prefect.yaml"), &["PF101", "PF106"]);
    let asked = client.until("a registration", |client| {
        let is_it = |it: &&Value| it["method"] == "client/registerCapability";
        client.heard.iter().find(is_it).cloned()
    });
    let wanted = &asked["params"]["registrations"][0];
    assert_eq!(wanted["method"], "workspace/didChangeConfiguration");
    assert_eq!(wanted["registerOptions"]["section"], "prefect-lint");
}
