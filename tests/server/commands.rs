//! Commands.

use serde_json::json;

use crate::client::{CLEAN, Client, Folder};

#[test]
fn a_plan_is_drawn_for_open_and_closed_manifests() {
    let folder = Folder::new(&[("b/prefect.yaml", CLEAN)]);
    let mut client = Client::new(&folder);
    let uri = folder.uri("a/prefect.yaml");
    client.open(&uri, &CLEAN.replace("daily", "hourly"));
    let mut plan = |uri: &str| {
        let params = json!({"command": "prefect-lint.plan", "arguments": [uri]});
        client.ask("workspace/executeCommand", params)
    };
    let open = plan(&uri);
    let open = open.as_str().unwrap();
    assert!(
        open.contains("```mermaid\nflowchart LR\n") && open.contains("hourly"),
        "{open}"
    );
    assert!(
        plan(&folder.uri("b/prefect.yaml"))
            .as_str()
            .unwrap()
            .contains("daily")
    );
    assert!(plan(&folder.uri("c/prefect.yaml")).is_null());
}

#[test]
fn wrong_commands_get_their_errors() {
    let folder = Folder::new(&[]);
    let mut client = Client::new(&folder);
    for params in [
        json!({"command": "prefect-lint.nope", "arguments": []}),
        json!({"command": "prefect-lint.plan", "arguments": [5]}),
        json!({"command": "prefect-lint.plan"}),
    ] {
        let id = client.request("workspace/executeCommand", params);
        assert_eq!(client.answer(id)["error"]["code"], -32602);
    }
}
