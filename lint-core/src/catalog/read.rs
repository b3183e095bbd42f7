//! Reads the catalogue. What is not as it should be is left out; a test sees to it that nothing is.

use hashbrown::HashMap;

use serde_json::{Map, Value};

use super::signature::{Input, InputForm, InputType, MoreInputs, Output, Signature};
use super::{Catalog, Module};
use crate::manifest::Section;

pub(super) fn catalog(text: &str) -> Catalog {
    let Ok(Value::Object(file)) = serde_json::from_str(text) else {
        return Catalog::default();
    };
    let mut catalog = Catalog {
        modules: modules(&file),
        removed: pairs(&file, "removed", "name", "use"),
        moved: pairs(&file, "moved", "module", "to"),
        invented: pairs(&file, "invented", "name", "use"),
        ..Catalog::default()
    };
    for object in objects(&file, "steps") {
        let step = step(object);
        if step.name.is_empty() {
            continue;
        }
        let names = texts(object, "aliases")
            .into_iter()
            .chain([step.name.clone()]);
        let place = catalog.steps.len();
        catalog.by_name.extend(names.map(|name| (name, place)));
        catalog.steps.push(step);
    }
    catalog
}

fn step(object: &Map<String, Value>) -> Signature {
    Signature {
        name: text(object, "name"),
        doc: text(object, "doc"),
        package: text(object, "package"),
        requires: optional(object, "requires"),
        sections: sections(object),
        inputs: objects(object, "inputs").map(input).collect(),
        more: more(object),
        exclusive: lists(object, "exclusive"),
        outputs: objects(object, "outputs").map(output).collect(),
        outputs_known: true,
    }
}

fn input(object: &Map<String, Value>) -> Input {
    Input {
        name: text(object, "name"),
        doc: text(object, "doc"),
        ty: InputType::of(&text(object, "type")),
        required: flag(object, "required"),
        nullable: flag(object, "nullable"),
        default: object.get("default").map(written),
        words: texts(object, "words"),
        form: form(&text(object, "form")),
        numbers: flag(object, "numbers"),
        since: optional(object, "since").and_then(|since| since.parse().ok()),
    }
}

fn output(object: &Map<String, Value>) -> Output {
    Output {
        name: text(object, "name"),
        doc: text(object, "doc"),
    }
}

fn more(object: &Map<String, Value>) -> MoreInputs {
    let more = object.get("more_inputs").and_then(Value::as_object);
    match more.map(|more| texts(more, "default")) {
        None => MoreInputs::None,
        Some(names) if names.is_empty() => MoreInputs::Any,
        Some(names) => MoreInputs::Named(names),
    }
}

fn form(word: &str) -> Option<InputForm> {
    match word {
        "commit" => Some(InputForm::Commit),
        "branch" => Some(InputForm::Branch),
        "no-blanks" => Some(InputForm::NoBlanks),
        _ => None,
    }
}

fn sections(object: &Map<String, Value>) -> Vec<Section> {
    let words = texts(object, "sections");
    let section = |word: String| Section::ALL.into_iter().find(|s| s.key() == word);
    words.into_iter().filter_map(section).collect()
}

fn modules(file: &Map<String, Value>) -> HashMap<String, Module> {
    let modules = object(file, "modules");
    let read = |(name, module): (&String, &Value)| {
        let module = module.as_object()?;
        let read = Module {
            package: text(module, "package"),
            names: texts(module, "names"),
        };
        Some((name.clone(), read))
    };
    modules.into_iter().flatten().filter_map(read).collect()
}

/// Two texts of each object of a list.
fn pairs(
    file: &Map<String, Value>,
    key: &str,
    first: &str,
    second: &str,
) -> HashMap<String, String> {
    objects(file, key)
        .map(|object| (text(object, first), text(object, second)))
        .collect()
}

pub(super) fn objects<'v>(
    object: &'v Map<String, Value>,
    key: &str,
) -> impl Iterator<Item = &'v Map<String, Value>> {
    let list = object.get(key).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_object)
}

fn lists(object: &Map<String, Value>, key: &str) -> Vec<Vec<String>> {
    let list = object.get(key).and_then(Value::as_array);
    list.into_iter().flatten().map(strings).collect()
}

pub(super) fn texts(object: &Map<String, Value>, key: &str) -> Vec<String> {
    object.get(key).map(strings).unwrap_or_default()
}

fn strings(list: &Value) -> Vec<String> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}

pub(super) fn text(object: &Map<String, Value>, key: &str) -> String {
    optional(object, key).unwrap_or_default()
}

fn optional(object: &Map<String, Value>, key: &str) -> Option<String> {
    object.get(key).and_then(Value::as_str).map(str::to_owned)
}

pub(super) fn flag(object: &Map<String, Value>, key: &str) -> bool {
    object.get(key).and_then(Value::as_bool).unwrap_or_default()
}

/// An object in an object.
pub(super) fn object<'v>(
    file: &'v Map<String, Value>,
    key: &str,
) -> Option<&'v Map<String, Value>> {
    file.get(key).and_then(Value::as_object)
}

/// A value as a manifest would have it.
fn written(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
