//! Each feature once, from end to end.

use serde_json::{Value, json};

use crate::client::{Client, Folder};

const FLOW: &str = "from prefect import flow\n\n@flow\ndef main(day: str = 'é'):\n    ...\n";

const TEXT: &str = "\
build:
  - prefect.deployments.steps.run_shell_script:
      id: sha
      script: git rev-parse HEAD
deployments:
  - name: daily
    entrypoint: flows/a.py:main
    version: 'é😀 {{ sha.stdout }}'
    work_pool: &pool {name: barn}
    schedules:
      - cron: 0 9 * * 1-5
        timezone: Europe/Paris
  - name: other
    entrypoint: flows/a.py:main
    work_pool: *pool
";

struct Editor {
    client: Client,
    uri: String,
    folder: Folder,
}

impl Editor {
    fn new(capabilities: Value) -> Self {
        let folder = Folder::new(&[("flows/a.py", FLOW)]);
        let mut client = Client::with(capabilities, &[&folder], Value::Null);
        let uri = folder.uri("prefect.yaml");
        client.open(&uri, TEXT);
        Self {
            client,
            uri,
            folder,
        }
    }

    fn document(&self) -> Value {
        json!({"textDocument": {"uri": self.uri}})
    }

    /// Asks about the place where a piece of the text begins.
    fn at(&mut self, method: &str, piece: &str, more: Value) -> Value {
        let params = self.params(piece, more);
        self.client.ask(method, params)
    }

    fn params(&self, piece: &str, more: Value) -> Value {
        let offset = TEXT.find(piece).unwrap();
        let before = &TEXT[..offset];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let column: usize = before[start..].chars().map(char::len_utf16).sum();
        let position = json!({"line": before.matches('\n').count(), "character": column});
        let mut params = json!({"textDocument": {"uri": self.uri}, "position": position});
        let more = more.as_object().cloned().unwrap_or_default();
        params.as_object_mut().unwrap().extend(more);
        params
    }
}

/// The lines of some ranges.
fn lines(found: &Value) -> Vec<u64> {
    let found = found.as_array().unwrap().iter();
    found
        .map(|it| it["range"]["start"]["line"].as_u64().unwrap())
        .collect()
}

#[test]
fn completion_offers_what_fits() {
    let mut editor = Editor::new(json!({}));
    let items = editor.at("textDocument/completion", "Europe", Value::Null);
    let labels: Vec<&str> = items
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["label"].as_str().unwrap())
        .collect();
    assert!(labels.contains(&"Europe/Paris"), "{labels:?}");

    let plain = "deployments:\n  - name: a\n    \n";
    editor
        .client
        .change(&editor.uri, 2, json!([{"text": plain}]));
    let params =
        json!({"textDocument": {"uri": editor.uri}, "position": {"line": 2, "character": 4}});
    let items = editor.client.ask("textDocument/completion", params);
    let keys = items.as_array().unwrap();
    let pool = keys.iter().find(|it| it["label"] == "work_pool").unwrap();
    assert_eq!(pool["insertTextFormat"], 1);
    assert!(!pool["textEdit"]["newText"].as_str().unwrap().contains('$'));
}

#[test]
fn hovers_explain() {
    let mut editor = Editor::new(json!({}));
    let mut hover = |piece| {
        let hover = editor.at("textDocument/hover", piece, Value::Null);
        hover["contents"]["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    assert!(hover("0 9 * * 1-5").contains("09:00"));
    assert!(hover("sha.stdout").contains("run_shell_script"));
    assert!(hover("version").contains("version"));
}

#[test]
fn names_lead_to_their_places() {
    let links = json!({"textDocument": {"definition": {"linkSupport": true}}});
    let mut editor = Editor::new(links);
    let step = editor.at("textDocument/definition", "sha.stdout", Value::Null);
    assert_eq!(
        step[0]["targetSelectionRange"]["start"],
        json!({"line": 2, "character": 10})
    );
    let flow = editor.at("textDocument/definition", "flows/a.py:main", Value::Null);
    assert_eq!(flow[0]["targetUri"], editor.folder.uri("flows/a.py"));

    let mut editor = Editor::new(json!({}));
    let plain = editor.at("textDocument/definition", "*pool", Value::Null);
    assert_eq!(lines(&plain), [8]);
    let both = json!({"context": {"includeDeclaration": true}});
    let references = editor.at("textDocument/references", "&pool", both);
    assert_eq!(lines(&references), [8, 14]);
    let highlights = editor.at("textDocument/documentHighlight", "sha\n", Value::Null);
    assert_eq!(lines(&highlights), [2, 7]);
}

#[test]
fn names_are_changed_or_not() {
    let mut editor = Editor::new(json!({}));
    let name = editor.at("textDocument/prepareRename", "sha\n", Value::Null);
    assert_eq!(name["placeholder"], "sha");
    let edit = editor.at("textDocument/rename", "sha\n", json!({"newName": "commit"}));
    assert_eq!(lines(&edit["changes"][&editor.uri]), [2, 7]);
    let params = editor.params("sha\n", json!({"newName": "a b"}));
    let id = editor.client.request("textDocument/rename", params);
    let refused = editor.client.answer(id);
    assert_eq!(refused["error"]["code"], -32602, "{refused}");
    assert!(!refused["error"]["message"].as_str().unwrap().is_empty());
}

#[test]
fn the_outline_is_a_tree_or_a_list() {
    let nested =
        json!({"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}});
    let mut editor = Editor::new(nested);
    let params = editor.document();
    let tree = editor.client.ask("textDocument/documentSymbol", params);
    let sections: Vec<&str> = tree
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    assert_eq!(sections, ["build", "deployments"]);
    assert_eq!(tree[1]["children"][0]["name"], "daily");

    let mut editor = Editor::new(json!({}));
    let params = editor.document();
    let list = editor.client.ask("textDocument/documentSymbol", params);
    let other = list
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["name"] == "other")
        .unwrap();
    assert_eq!(other["containerName"], "deployments");
    assert_eq!(other["location"]["uri"], editor.uri);
}

#[test]
fn deployments_are_found_by_name() {
    let mut editor = Editor::new(json!({}));
    editor.folder.write(
        "x/prefect.yaml",
        "deployments:\n  - name: dairy\n    entrypoint: a.py:f\n",
    );
    let found = editor
        .client
        .ask("workspace/symbol", json!({"query": "dyz"}));
    assert_eq!(found, json!([]));
    let found = editor
        .client
        .ask("workspace/symbol", json!({"query": "DAI"}));
    let names: Vec<&str> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["daily", "dairy"]);
}

#[test]
fn there_is_more_to_see_than_the_text() {
    let mut editor = Editor::new(json!({}));
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let mut ask = |method: &str, more: Value| {
        let mut params = editor.document();
        params
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().cloned().unwrap_or_default());
        editor.client.ask(method, params)
    };
    let hints = ask("textDocument/inlayHint", json!({"range": whole}));
    assert!(hints.to_string().contains("09:00"), "{hints}");
    let lenses = ask("textDocument/codeLens", Value::Null);
    assert!(lenses.to_string().contains("prefect deploy"), "{lenses}");
    let links = ask("textDocument/documentLink", Value::Null);
    assert!(
        links[0]["target"]
            .as_str()
            .unwrap()
            .ends_with("/flows/a.py"),
        "{links}"
    );
    let folds = ask("textDocument/foldingRange", Value::Null);
    assert!(
        folds
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["startLine"] == 0 && it["endLine"] == 3)
    );
    let positions =
        json!({"positions": [{"line": 2, "character": 11}, {"line": 5, "character": 11}]});
    let selections = ask("textDocument/selectionRange", positions);
    assert_eq!(selections.as_array().unwrap().len(), 2);
    assert_eq!(
        selections[0]["range"]["start"],
        json!({"line": 2, "character": 10})
    );
    assert!(selections[0]["parent"]["range"].is_object());
    let tokens = ask("textDocument/semanticTokens/full", Value::Null);
    let data = tokens["data"].as_array().unwrap();
    assert!(!data.is_empty() && data.len() % 5 == 0);
}

/// The item of a label.
fn labelled<'i>(items: &'i Value, label: &str) -> &'i Value {
    let mut items = items.as_array().unwrap().iter();
    items.find(|item| item["label"] == label).unwrap()
}

#[test]
fn documentation_is_told_when_it_is_shown() {
    let able = json!({"textDocument": {"completion": {"completionItem": {
        "resolveSupport": {"properties": ["documentation"]},
    }}}});
    let mut editor = Editor::new(able);
    let items = editor.at("textDocument/completion", "timezone", Value::Null);
    let item = labelled(&items, "slug");
    assert_eq!(item["documentation"], Value::Null);
    let resolved = editor.client.ask("completionItem/resolve", item.clone());
    let told = resolved["documentation"]["value"].as_str().unwrap();
    let mut eager = Editor::new(json!({}));
    let items = eager.at("textDocument/completion", "timezone", Value::Null);
    assert_eq!(labelled(&items, "slug")["documentation"]["value"], told);
    // Of another text than the one that it was offered for, it is not known.
    let uri = editor.uri.clone();
    editor
        .client
        .change(&uri, 2, json!([{"text": "deployments: []\n"}]));
    let resolved = editor.client.ask("completionItem/resolve", item.clone());
    assert_eq!(resolved["documentation"], Value::Null);
}

#[test]
fn editors_that_indent_by_themselves_get_lines_without_indentation() {
    let text = |modes: Value| {
        let able = json!({"textDocument": {"completion": {"completionItem": {
            "snippetSupport": true, "insertTextModeSupport": {"valueSet": modes},
        }}}});
        let mut editor = Editor::new(able);
        let text = "pull:\n  - prefect.deployments.steps.git_cl\n";
        let uri = editor.uri.clone();
        editor.client.change(&uri, 2, json!([{"text": text}]));
        let params = json!({
            "textDocument": {"uri": uri}, "position": {"line": 1, "character": 36},
        });
        let items = editor.client.ask("textDocument/completion", params);
        let item = labelled(&items, "prefect.deployments.steps.git_clone");
        let text = item["textEdit"]["newText"].as_str().unwrap().to_owned();
        (item["insertTextMode"].clone(), text)
    };
    let (mode, as_it_is) = text(json!([1, 2]));
    assert_eq!(mode, 1);
    assert!(as_it_is.contains("\n      repository:"), "{as_it_is}");
    let (mode, adjusted) = text(json!([2]));
    assert_eq!(mode, Value::Null);
    assert!(adjusted.contains("\n    repository:"), "{adjusted}");
}
