//! `prefect-lint config`: the settings that count for a path, and where each comes from.

use std::path::Path;

use prefect_lint_core::settings::{CustomStep, Given, NEWEST, Options, SETTINGS, Texts};
use serde_json::{Map, Value, json};

use prefect_lint_host::{Effective, Layer};

use crate::args::{ConfigArgs, ConfigFormat};
use crate::check::Failure;
use crate::exit::Exit;
use crate::terminal;
use prefect_lint_host::paths::shown;

/// A setting with its value.
struct Row {
    /// The table that it is in, if it is in one.
    table: Option<&'static str>,
    key: String,
    value: Value,
    from: Vec<String>,
}

/// What counts where nothing is said.
const DEFAULT: &str = "default";

/// Runs the command.
pub(crate) fn run(args: &ConfigArgs) -> Exit {
    match try_run(args) {
        Ok(()) => Exit::Clean,
        Err(exit) => exit,
    }
}

fn try_run(args: &ConfigArgs) -> Result<(), Exit> {
    let finder = super::finder(&args.settings, &args.rules, &args.root)?;
    let is_folder = match std::fs::metadata(&args.path) {
        Ok(data) => data.is_dir(),
        Err(error) => {
            terminal::complain(&Failure::of(&shown(&args.path), &error).0);
            return Err(Exit::Trouble);
        }
    };
    let found = match is_folder {
        true => finder.of_folder(&args.path),
        false => finder.of_file(&args.path),
    };
    super::report(&finder)?;
    let Ok(effective) = found else {
        return Err(Exit::Trouble);
    };
    let mut rows = rows(&effective);
    rows.retain(|row| args.show || row.from != [DEFAULT]);
    let text = match args.output_format {
        ConfigFormat::Text => toml(&args.path, &rows),
        ConfigFormat::Json => json(&args.path, &rows),
    };
    terminal::print(text.as_bytes())
}

/// All settings, in the order of the table.
fn rows(effective: &Effective) -> Vec<Row> {
    let settings = SETTINGS.iter();
    let rows = settings.flat_map(|setting| match setting.shape.is_table() {
        true => entries(effective, setting.key),
        false => vec![plain(effective, setting.key)],
    });
    rows.collect()
}

/// A setting that is in no table.
fn plain(effective: &Effective, key: &str) -> Row {
    let settings = &effective.settings;
    let (value, from) = match key {
        "target-version" => {
            let version = settings.target_version.unwrap_or(NEWEST);
            (
                json!(version.to_string()),
                last(effective, |o| o.target_version.as_ref()),
            )
        }
        "fail-on" => {
            let word = effective
                .fail_on
                .map_or("never", |severity| severity.as_str());
            (json!(word), last(effective, |o| o.fail_on.as_ref()))
        }
        "include" => strings(effective, |o| o.include.as_ref()),
        "exclude" => strings(effective, |o| o.exclude.as_ref()),
        "roots" => strings(effective, |o| o.roots.as_ref()),
        "select" => {
            let (value, from) = strings(effective, |o| o.select.as_ref());
            match from.is_empty() {
                true => (json!([DEFAULT]), from),
                false => (value, from),
            }
        }
        "extend-select" => {
            let from = effective
                .layers
                .iter()
                .rposition(|l| l.options.select.is_some());
            all(&effective.layers[from.unwrap_or(0)..], |o| {
                o.extend_select.as_ref()
            })
        }
        _ => all(&effective.layers, |o| o.ignore.as_ref()),
    };
    Row {
        table: None,
        key: key.to_owned(),
        value,
        from: match from.is_empty() {
            true => vec![DEFAULT.to_owned()],
            false => from,
        },
    }
}

/// The origin of the last value.
fn last<T>(effective: &Effective, get: impl Fn(&Options) -> Option<&Given<T>>) -> Vec<String> {
    let layers = effective.layers.iter().rev();
    let origin = |layer: &std::sync::Arc<Layer>| Some(layer.origin(get(&layer.options)?));
    layers.filter_map(origin).take(1).collect()
}

/// The last list with its origin.
fn strings(
    effective: &Effective,
    get: impl Fn(&Options) -> Option<&Texts>,
) -> (Value, Vec<String>) {
    let list = effective
        .layers
        .iter()
        .rev()
        .find_map(|layer| get(&layer.options));
    let texts: Vec<&str> = list.into_iter().flat_map(|list| list.texts()).collect();
    (json!(texts), last(effective, get))
}

/// All lists together, with their origins.
fn all(
    layers: &[std::sync::Arc<Layer>],
    get: impl Fn(&Options) -> Option<&Texts>,
) -> (Value, Vec<String>) {
    let lists = layers
        .iter()
        .filter_map(|layer| Some((layer, get(&layer.options)?)));
    let lists: Vec<_> = lists.collect();
    let texts: Vec<&str> = lists.iter().flat_map(|(_, list)| list.texts()).collect();
    let from = lists.iter().map(|(layer, list)| layer.origin(list));
    (json!(texts), from.collect())
}

/// The entries of a table; of two with the same key, the later one.
fn entries(effective: &Effective, table: &'static str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for layer in &effective.layers {
        for (key, value) in values(&layer.options, table) {
            rows.retain(|row| row.key != key.value);
            rows.push(Row {
                table: Some(table),
                key: key.value.clone(),
                value,
                from: vec![layer.origin(key)],
            });
        }
    }
    rows
}

fn values<'o>(options: &'o Options, table: &str) -> Vec<(&'o Given<String>, Value)> {
    match table {
        "severity" => {
            let entries = options.severity.iter();
            entries
                .map(|(word, level)| (word, json!(level.as_str())))
                .collect()
        }
        "per-file-ignores" => {
            let words = |words: &[Given<String>]| words.iter().map(|w| json!(w.value)).collect();
            let entries = options.per_file_ignores.iter();
            entries
                .map(|(glob, rules)| (glob, Value::Array(words(rules))))
                .collect()
        }
        "work-pools" => {
            let entries = options.work_pools.iter();
            entries
                .map(|(name, pool_type)| (name, json!(pool_type)))
                .collect()
        }
        _ => (options.steps.iter())
            .map(|(name, step)| (name, describe(step)))
            .collect(),
    }
}

fn describe(step: &CustomStep) -> Value {
    let mut parts = Map::new();
    if let Some(inputs) = &step.inputs {
        let inputs = inputs.iter().map(|(name, input)| {
            let ty = match input.ty.as_str() {
                "" => "any",
                ty => ty,
            };
            (
                name.clone(),
                json!({ "type": ty, "required": input.required }),
            )
        });
        parts.insert("inputs".to_owned(), Value::Object(inputs.collect()));
    }
    if let Some(outputs) = &step.outputs {
        parts.insert("outputs".to_owned(), json!(outputs));
    }
    Value::Object(parts)
}

/// As a settings file, with the origins in comments.
fn toml(path: &Path, rows: &[Row]) -> String {
    let place = match shown(path).as_str() {
        "." => "this directory".to_owned(),
        name => name.to_owned(),
    };
    let mut text = match rows.is_empty() {
        true => format!("# Nothing is set for {place}; `--show` shows the defaults.\n"),
        false => format!("# The settings for {place}.\n"),
    };
    let lines: Vec<String> = (rows.iter())
        .map(|row| format!("{} = {}", toml_key(&row.key), toml_value(&row.value)))
        .collect();
    let width = lines
        .iter()
        .map(|line| line.chars().count())
        .filter(|w| *w <= 60)
        .max();
    let mut table = None;
    for (row, line) in rows.iter().zip(lines) {
        if row.table != table
            && let Some(name) = row.table
        {
            text += &format!("\n[{name}]\n");
        }
        table = row.table;
        text += &format!(
            "{line:<width$}  # {}\n",
            row.from.join(", "),
            width = width.unwrap_or(0)
        );
    }
    text
}

fn toml_key(key: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    match !key.is_empty() && key.bytes().all(is_plain) {
        true => key.to_owned(),
        false => toml_text(key),
    }
}

/// A text in quotes. What JSON escapes, TOML escapes in the same way, but for one character.
fn toml_text(text: &str) -> String {
    Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

fn toml_value(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(toml_value).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(entries) => {
            let entry = |(key, value): (&String, &Value)| {
                format!("{} = {}", toml_key(key), toml_value(value))
            };
            let entries: Vec<String> = entries.iter().map(entry).collect();
            match entries.is_empty() {
                true => "{}".to_owned(),
                false => format!("{{ {} }}", entries.join(", ")),
            }
        }
        Value::String(text) => toml_text(text),
        other => other.to_string(),
    }
}

fn json(path: &Path, rows: &[Row]) -> String {
    let mut settings = Map::new();
    for row in rows {
        let value = json!({ "value": row.value, "from": row.from });
        match row.table {
            None => _ = settings.insert(row.key.clone(), value),
            Some(table) => settings.entry(table).or_insert_with(|| json!({}))[&row.key] = value,
        }
    }
    format!(
        "{:#}\n",
        json!({ "path": shown(path), "settings": settings })
    )
}
