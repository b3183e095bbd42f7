//! `cargo xtask dump FILE|-`: a text as the reader sees it, to hold against another loader.

use std::collections::HashMap;
use std::fmt::Write;
use std::io::Read;

use prefect_lint_core::text::{Source, TextRange};
use prefect_lint_core::yaml::scalar::DateTime;
use prefect_lint_core::yaml::{self, Loaded, Node, NodeId, NodeKind, Tree, Value, loader_position};
use serde_json::{Value as Json, json};

/// The tree with spans, the errors, and the loaded value as typed JSON.
///
/// # Errors
///
/// What could not be read.
pub(crate) fn dump(path: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    match path {
        "-" => std::io::stdin().read_to_end(&mut bytes).map(drop),
        _ => std::fs::read(path).map(|content| bytes = content),
    }
    .map_err(|error| format!("{path}: {error}"))?;
    let source = Source::from_bytes(path, bytes);
    let tree = yaml::parse(source.text());
    let mut out = String::from("tree:\n");
    write_tree(&source, &tree, &mut out);
    write_comments(&source, &tree, &mut out);
    write_errors(&source, &tree, &mut out);
    let value = tree.root().map_or(Json::Null, |root| loaded(root));
    let json = serde_json::to_string_pretty(&value).map_err(|error| error.to_string())?;
    let _ = writeln!(out, "value:\n{json}");
    Ok(out)
}

fn write_tree(source: &Source, tree: &Tree<'_>, out: &mut String) {
    let mut stack: Vec<(Node<'_>, usize, &str)> = Vec::new();
    stack.extend(tree.root().map(|root| (root, 1, "")));
    while let Some((node, depth, role)) = stack.pop() {
        let _ = writeln!(
            out,
            "{:indent$}{role}{} {}{}",
            "",
            place(source, node.range()),
            describe(source, node),
            if node.is_broken() { " (broken)" } else { "" },
            indent = depth.min(100) * 2
        );
        let mut children: Vec<(Node<'_>, usize, &str)> = match node.kind() {
            NodeKind::Sequence => node.items().map(|item| (item, depth + 1, "- ")).collect(),
            NodeKind::Mapping => node
                .pairs()
                .flat_map(|(key, value)| [(key, depth + 1, "? "), (value, depth + 1, ": ")])
                .collect(),
            _ => Vec::new(),
        };
        children.reverse();
        stack.append(&mut children);
    }
}

fn describe(source: &Source, node: Node<'_>) -> String {
    let mut text = format!("{:?} {:?}", node.kind(), node.style());
    if let Some(anchor) = node.anchor() {
        let _ = write!(text, " {}", &source.text()[anchor.range]);
    }
    if let Some(tag) = node.tag() {
        let _ = write!(text, " <{}>", tag.name);
    }
    match node.kind() {
        NodeKind::Scalar => {
            let _ = write!(text, " {:?}", node.as_text().unwrap_or_default());
        }
        NodeKind::Alias => {
            let _ = write!(text, " {}", node.source());
        }
        _ => {}
    }
    text
}

fn write_comments(source: &Source, tree: &Tree<'_>, out: &mut String) {
    out.push_str("comments:\n");
    for comment in tree.comments() {
        let text = &source.text()[*comment];
        let _ = writeln!(out, "  {} {text}", place(source, *comment));
    }
}

fn write_errors(source: &Source, tree: &Tree<'_>, out: &mut String) {
    out.push_str("errors:\n");
    for error in tree.errors() {
        let mark = error.mark.map(|mark| loader_position(source.text(), mark));
        let at = mark.map_or("nowhere".to_owned(), |(line, column)| {
            format!("{line}:{column}")
        });
        let _ = writeln!(out, "  {} at {at}: {:?}", error.class.name(), error.kind);
    }
}

fn place(source: &Source, range: TextRange) -> String {
    let (start, end) = (source.position(range.start()), source.position(range.end()));
    format!(
        "{}:{}-{}:{}",
        start.line, start.column, end.line, end.column
    )
}

/// What is loaded, as `{"kind", "value"}`. A collection that is met again is a reference to its number.
fn loaded(root: Node<'_>) -> Json {
    let mut numbers = HashMap::new();
    value_of(root, &mut numbers, 0)
}

/// How deep the value is shown.
const DEEPEST: usize = 100;

fn value_of(node: Node<'_>, numbers: &mut HashMap<NodeId, usize>, depth: usize) -> Json {
    let Some(value) = node.load().filter(|_| depth < DEEPEST) else {
        return json!({ "kind": "unknown" });
    };
    if let Loaded::Scalar(value) = value {
        return scalar(&value);
    }
    let id = node.resolve().id();
    if let Some(number) = numbers.get(&id) {
        return json!({ "kind": "same", "as": number });
    }
    let number = numbers.len();
    numbers.insert(id, number);
    let mut item = |node| value_of(node, numbers, depth + 1);
    let (kind, value): (&str, Vec<Json>) = match value {
        Loaded::Scalar(_) => ("unknown", Vec::new()),
        Loaded::List(items) => ("list", items.into_iter().map(item).collect()),
        Loaded::Set(items) => ("set", items.into_iter().map(item).collect()),
        Loaded::Map(pairs) => (
            "map",
            pairs
                .into_iter()
                .map(|(k, v)| json!([item(k), item(v)]))
                .collect(),
        ),
        Loaded::Pairs(pairs) => (
            "pairs",
            pairs
                .into_iter()
                .map(|(k, v)| json!([item(k), item(v)]))
                .collect(),
        ),
    };
    json!({ "kind": kind, "number": number, "value": value })
}

fn scalar(value: &Value<'_>) -> Json {
    let (kind, value) = match value {
        Value::Null => ("null", Json::Null),
        Value::Bool(truth) => ("bool", json!(truth)),
        Value::Int(number) => ("int", json!(number.to_string())),
        Value::Float(number) => ("float", json!(number.to_string())),
        Value::Str(text) => ("str", json!(text)),
        Value::Bytes(bytes) => ("bytes", json!(bytes)),
        Value::Date(date) => ("date", json!(date.to_string())),
        Value::DateTime(time) => ("datetime", json!(moment(*time))),
    };
    json!({ "kind": kind, "value": value })
}

fn moment(time: DateTime) -> String {
    let zone = time.offset.map_or(String::new(), |seconds| {
        let sign = if seconds < 0 { '-' } else { '+' };
        let minutes = seconds.abs() / 60;
        format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    });
    format!("{time}{zone}")
}
