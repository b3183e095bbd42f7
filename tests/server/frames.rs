//! Frames and JSON that are malformed.

use serde_json::{Value, json};

use crate::client::{BROKEN, Client, Folder};

#[test]
fn malformed_frames_get_their_errors_and_life_goes_on() {
    let folder = Folder::new(&[]);
    let mut client = Client::new(&folder);
    let framed = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
    for (bytes, code) in [
        (framed("{\"jsonrpc\": \"2.0\", "), -32700),
        (framed("[1, 2]"), -32600),
        (framed("null"), -32600),
        (framed(&"[".repeat(10_000)), -32700),
        ("Content-Length: many\r\n\r\n".to_owned(), -32700),
        ("Content-Type: application/x\r\n\r\n".to_owned(), -32700),
    ] {
        client.send_raw(&bytes);
        let answer = client.answer(-1);
        assert_eq!(answer["error"]["code"], code, "{bytes:.40}");
        assert_eq!(answer["id"], Value::Null);
    }
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, BROKEN);
    client.expect(&uri, &["PF101", "PF106"]);
}

#[test]
fn ids_may_be_texts() {
    let mut client = Client::silent(&[]);
    let params = json!({"processId": null, "rootUri": null, "capabilities": {}});
    client.send(&json!({"jsonrpc": "2.0", "id": "one", "method": "initialize", "params": params}));
    assert_eq!(client.answer(-1)["id"], "one");
}
