//! A small client: sends messages, and keeps what comes back.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

pub(crate) use crate::folder::{BROKEN, CLEAN, Folder};

/// How long an answer may take before the server counts as stuck; nothing is measured by it.
const PATIENCE: Duration = Duration::from_secs(60);

impl Folder {
    pub(crate) fn uri(&self, name: &str) -> String {
        uri(&self.path(name))
    }
}

pub(crate) fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// A server, and all that it has said.
pub(crate) struct Client {
    child: Child,
    stdin: Option<ChildStdin>,
    messages: Receiver<Value>,
    last_id: i64,
    /// The answers that nobody has waited for yet.
    answers: HashMap<i64, Value>,
    /// The ids of all answers, in the order in which they came.
    pub(crate) answered: Vec<Value>,
    /// The last diagnostics of each document: version and list.
    pub(crate) published: HashMap<String, (Option<i64>, Vec<Value>)>,
    /// All publications, in order.
    pub(crate) history: Vec<(String, Option<i64>, usize)>,
    /// Notifications of other kinds, and requests of the server.
    pub(crate) heard: Vec<Value>,
    /// What the server gets when it asks for settings, in the order in which it asks.
    pub(crate) settings: Vec<Value>,
}

impl Client {
    /// A server that nobody has said anything to.
    pub(crate) fn silent(args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_prefect-lint"))
            .arg("server")
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let stdin = child.stdin.take();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = channel();
        thread::spawn(move || {
            while let Some(message) = read(&mut stdout) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            stdin,
            messages,
            last_id: 0,
            answers: HashMap::new(),
            answered: Vec::new(),
            published: HashMap::new(),
            history: Vec::new(),
            heard: Vec::new(),
            settings: Vec::new(),
        }
    }

    /// A server that is ready, for a client with these capabilities and folders.
    pub(crate) fn with(capabilities: Value, folders: &[&Folder], options: Value) -> Self {
        Self::silent(&["--stdio"]).ready(capabilities, folders, options)
    }

    /// The same, with all that it does in `server.log` of the first folder.
    pub(crate) fn logging(capabilities: Value, folders: &[&Folder], options: Value) -> Self {
        let log = folders[0].path("server.log").display().to_string();
        let client = Self::silent(&["--log-file", &log, "--log-level", "debug"]);
        client.ready(capabilities, folders, options)
    }

    fn ready(mut self, capabilities: Value, folders: &[&Folder], options: Value) -> Self {
        let folders: Vec<Value> = folders
            .iter()
            .map(|folder| json!({"uri": folder.uri(""), "name": "folder"}))
            .collect();
        self.ask(
            "initialize",
            json!({
                "processId": null, "rootUri": null, "capabilities": capabilities,
                "workspaceFolders": folders, "initializationOptions": options,
            }),
        );
        self.notify("initialized", json!({}));
        self
    }

    /// A server for a client that can nothing in particular.
    pub(crate) fn new(folder: &Folder) -> Self {
        Self::with(json!({}), &[folder], Value::Null)
    }

    pub(crate) fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    }

    pub(crate) fn send_raw(&mut self, bytes: &str) {
        // A server that has ended says so by its exit code.
        let _ = self.stdin.as_mut().unwrap().write_all(bytes.as_bytes());
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request, and gives its id.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    /// The whole answer to a request.
    pub(crate) fn answer(&mut self, id: i64) -> Value {
        self.until("an answer", |client| client.answers.remove(&id))
    }

    /// Asks, and gives the result.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        let answer = self.answer(id);
        assert_eq!(answer.get("error"), None, "{method}: {answer}");
        answer["result"].clone()
    }

    /// Takes messages in until something holds.
    pub(crate) fn until<T>(&mut self, what: &str, holds: impl Fn(&mut Self) -> Option<T>) -> T {
        loop {
            if let Some(found) = holds(self) {
                return found;
            }
            let message = self.messages.recv_timeout(PATIENCE);
            let message = message.unwrap_or_else(|_| {
                let (published, heard) = (&self.published, &self.heard);
                unreachable!("{what} does not come; {published:?} {heard:?}")
            });
            self.take(message);
        }
    }

    fn take(&mut self, message: Value) {
        let params = &message["params"];
        match (
            message.get("method").and_then(Value::as_str),
            message.get("id"),
        ) {
            (None, Some(id)) => {
                self.answered.push(id.clone());
                self.answers.insert(id.as_i64().unwrap_or(-1), message);
            }
            (Some("textDocument/publishDiagnostics"), _) => {
                let uri = params["uri"].as_str().unwrap().to_owned();
                let version = params["version"].as_i64();
                let found = params["diagnostics"].as_array().unwrap().clone();
                self.history.push((uri.clone(), version, found.len()));
                self.published.insert(uri, (version, found));
            }
            (Some(method), id) => {
                if let Some(id) = id {
                    let result = match method {
                        "workspace/configuration" => json!(self.settings),
                        _ => Value::Null,
                    };
                    self.send(&json!({"jsonrpc": "2.0", "id": id, "result": result}));
                }
                self.heard.push(message);
            }
            (None, None) => unreachable!("{message}"),
        }
    }

    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        self.open_as(uri, "yaml", text);
    }

    pub(crate) fn open_as(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub(crate) fn change(&mut self, uri: &str, version: i64, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": changes}),
        );
    }

    /// The codes of the last diagnostics of a document, once they are what is expected.
    pub(crate) fn expect(&mut self, uri: &str, codes: &[&str]) {
        self.until(&format!("{codes:?} for {uri}"), |client| {
            let found = client
                .published
                .get(uri)
                .map(|(_, found)| codes_of(found))?;
            (found == codes).then_some(())
        });
    }

    /// The diagnostics of a version of a document.
    pub(crate) fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        self.until(&format!("version {version}"), |client| {
            let (of, found) = client.published.get(uri)?;
            (*of == Some(version)).then(|| found.clone())
        })
    }

    /// Closes a document.
    pub(crate) fn close(&mut self, uri: &str) {
        let document = json!({"uri": uri});
        self.notify("textDocument/didClose", json!({"textDocument": document}));
    }

    /// Says that files were made (1), changed (2) or deleted (3).
    pub(crate) fn changed(&mut self, uri: &str, kind: u8) {
        let change = json!({"uri": uri, "type": kind});
        let params = json!({"changes": [change]});
        self.notify("workspace/didChangeWatchedFiles", params);
    }

    /// How often the server has called this method so far.
    pub(crate) fn count(&self, method: &str) -> usize {
        let heard = self.heard.iter();
        heard.filter(|it| it["method"] == method).count()
    }

    /// Waits for the end, and gives the exit code.
    pub(crate) fn end(mut self) -> i32 {
        self.stdin = None;
        self.child.wait().unwrap().code().unwrap()
    }

    /// Waits for the end with stdin left open.
    pub(crate) fn wait(&mut self) -> i32 {
        self.child.wait().unwrap().code().unwrap()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The codes of some diagnostics.
pub(crate) fn codes_of(found: &[Value]) -> Vec<&str> {
    found
        .iter()
        .map(|it| it["code"].as_str().unwrap_or(""))
        .collect()
}

fn read(from: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
