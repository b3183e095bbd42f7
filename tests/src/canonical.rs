//! One text for each loaded value, the same here and in `tests/oracle/canonical.py`.

use std::collections::HashMap;
use std::fmt::Write;

use prefect_lint_core::yaml::scalar::DateTime;
use prefect_lint_core::yaml::{Loaded, Node, NodeId, Tree, Value};

/// What is still to be written.
enum Task<'t> {
    Node(Node<'t>),
    Text(&'static str),
    Set(Vec<Node<'t>>),
}

/// The canonical text of what a tree is loaded as; none where a part of it cannot be loaded.
pub fn canonical(tree: &Tree<'_>) -> Option<String> {
    match tree.root() {
        Some(root) => canonical_of(root),
        None => Some("n".to_owned()),
    }
}

/// The same of one node and all that is in it.
pub fn canonical_of(node: Node<'_>) -> Option<String> {
    let mut out = String::new();
    let mut numbers: HashMap<NodeId, usize> = HashMap::new();
    write_all(vec![Task::Node(node)], &mut numbers, &mut out)?;
    Some(out)
}

fn write_all<'t>(
    mut tasks: Vec<Task<'t>>,
    numbers: &mut HashMap<NodeId, usize>,
    out: &mut String,
) -> Option<()> {
    while let Some(task) = tasks.pop() {
        match task {
            Task::Text(text) => out.push_str(text),
            Task::Set(items) => {
                let mut parts = items
                    .into_iter()
                    .map(|item| {
                        let mut part = String::new();
                        write_all(vec![Task::Node(item)], numbers, &mut part).map(|()| part)
                    })
                    .collect::<Option<Vec<_>>>()?;
                parts.sort();
                out.push_str(&parts.concat());
            }
            Task::Node(node) => write_node(node, &mut tasks, numbers, out)?,
        }
    }
    Some(())
}

fn write_node<'t>(
    node: Node<'t>,
    tasks: &mut Vec<Task<'t>>,
    numbers: &mut HashMap<NodeId, usize>,
    out: &mut String,
) -> Option<()> {
    let loaded = node.load()?;
    if let Loaded::Scalar(value) = &loaded {
        scalar(value, out);
        return Some(());
    }
    let id = node.resolve().id();
    if let Some(number) = numbers.get(&id) {
        let _ = write!(out, "*{number};");
        return Some(());
    }
    numbers.insert(id, numbers.len());
    match loaded {
        Loaded::Scalar(_) => {}
        Loaded::List(items) => {
            out.push('[');
            tasks.push(Task::Text("]"));
            tasks.extend(items.into_iter().rev().map(Task::Node));
        }
        Loaded::Map(pairs) => {
            out.push('{');
            tasks.push(Task::Text("}"));
            for (key, value) in pairs.into_iter().rev() {
                tasks.extend([Task::Node(value), Task::Node(key)]);
            }
        }
        Loaded::Set(items) => {
            out.push('<');
            tasks.extend([Task::Text(">"), Task::Set(items)]);
        }
        Loaded::Pairs(pairs) => {
            out.push('[');
            tasks.push(Task::Text("]"));
            for (key, value) in pairs.into_iter().rev() {
                tasks.extend([
                    Task::Text(")"),
                    Task::Node(value),
                    Task::Node(key),
                    Task::Text("("),
                ]);
            }
        }
    }
    Some(())
}

fn scalar(value: &Value<'_>, out: &mut String) {
    let _ = match value {
        Value::Null => write!(out, "n"),
        Value::Bool(true) => write!(out, "T"),
        Value::Bool(false) => write!(out, "F"),
        Value::Int(number) => write!(out, "i{};", number.to_str_radix(16)),
        Value::Float(number) if number.is_nan() => write!(out, "f7ff8000000000000"),
        Value::Float(number) => write!(out, "f{:016x}", number.to_bits()),
        Value::Str(text) => write!(out, "s{}:{text}", text.len()),
        Value::Bytes(bytes) => {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            write!(out, "y{hex};")
        }
        Value::Date(date) => write!(out, "d{date};"),
        Value::DateTime(time) => write!(out, "t{};", moment(*time)),
    };
}

fn moment(time: DateTime) -> String {
    let zone = match time.offset {
        None => "N".to_owned(),
        Some(seconds) => format!("{seconds:+}"),
    };
    format!("{time}{zone}")
}

/// FNV-1a, 64 bits, as 16 hexadecimal digits.
pub fn digest(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
