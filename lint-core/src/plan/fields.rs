//! The fields of a deployment that Prefect reads, with their placeholders filled in.

use super::Spot;
use super::fill::{Filler, key_name};
use super::value::Value;
use crate::manifest::{Deployment, unfolded};
use crate::schema::deployment::DEPLOYMENT;
use crate::template::{Field, Site};
use crate::yaml::Entry;

/// Fields that are planned apart, or that Prefect overwrites.
const ELSEWHERE: &[&str] = &[
    "build",
    "push",
    "pull",
    "schedule",
    "schedules",
    "triggers",
    "flow_name",
];

/// All fields but steps, schedules and triggers, in the order in which they are written.
pub(super) fn fields<'a>(
    deployment: &'a Deployment<'a>,
    filler: &mut Filler<'_, 'a>,
) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for entry in deployment.entries.iter() {
        let name = key_name(entry.key);
        if DEPLOYMENT.field(&name).is_none() || ELSEWHERE.contains(&name.as_str()) {
            continue;
        }
        let value = match name.as_str() {
            "work_pool" if entry.value.is_mapping() => Some(pool(entry, filler)),
            _ => one(entry, field(&name), &name, filler),
        };
        found.extend(value.map(|value| (name, value)));
    }
    found
}

fn field(name: &str) -> Field {
    match name {
        "name" => Field::Name,
        "entrypoint" => Field::Entrypoint,
        "version" | "version_type" => Field::Version,
        "tags" => Field::Tags,
        "description" => Field::Description,
        "parameters" => Field::Parameters,
        _ => Field::Other,
    }
}

fn one<'a>(
    entry: &Entry<'a>,
    field: Field,
    path: &str,
    filler: &mut Filler<'_, 'a>,
) -> Option<Value> {
    let site = Site::Field(field);
    filler.field(entry.value, site, entry.key, &Spot::field(path))
}

fn pool<'a>(entry: &Entry<'a>, filler: &mut Filler<'_, 'a>) -> Value {
    let Some(entries) = unfolded(entry.value) else {
        return Value::Unknown;
    };
    let mut found = Vec::new();
    for entry in entries {
        let name = key_name(entry.key);
        let field = match name.as_str() {
            "name" => Field::PoolName,
            "work_queue_name" => Field::QueueName,
            "job_variables" => Field::JobVariables,
            _ => continue,
        };
        let value = one(&entry, field, &format!("work_pool.{name}"), filler);
        found.extend(value.map(|value| (name, value)));
    }
    Value::Mapping(found)
}

/// The name that a deployment is stored under.
pub(super) fn name(fields: &[(String, Value)]) -> Option<String> {
    let (_, value) = fields.iter().find(|(name, _)| name == "name")?;
    let name = value.text().filter(|name| !name.is_empty())?;
    Some(stored_name(&name))
}

/// Prefect takes a name that ends in `.py` for a file, and leaves the ending out.
pub(super) fn stored_name(name: &str) -> String {
    match name.strip_suffix(".py") {
        Some(stem) if !stem.is_empty() => stem.to_owned(),
        _ => name.to_owned(),
    }
}

/// The tags that a deployment is stored with: all as text, blank ones left out. None where they can't be told.
pub fn tags(value: &Value) -> Option<Vec<String>> {
    match value.known() {
        Value::List(items) => {
            let tags = items.iter().map(tag).collect::<Option<Vec<_>>>()?;
            Some(
                tags.into_iter()
                    .filter(|tag| !tag.trim().is_empty())
                    .collect(),
            )
        }
        // A text counts as the list of its letters.
        text @ Value::Text(_) if text.is_known() => {
            let text = text.text()?;
            let letters = text.chars().filter(|letter| !letter.is_whitespace());
            Some(letters.map(String::from).collect())
        }
        _ => None,
    }
}

fn tag(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Number(number) => number.clone(),
        Value::Text(_) => value.text()?,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_texts() {
        let list = Value::List(vec![
            Value::literal("a"),
            Value::Number("1".to_owned()),
            Value::literal(" "),
            Value::Null,
        ]);
        assert_eq!(tags(&list).unwrap(), ["a", "1", "None"]);
        assert_eq!(tags(&Value::literal("f o")).unwrap(), ["f", "o"]);
        assert_eq!(tags(&Value::Null), None);
        assert_eq!(stored_name("x.py"), "x");
        assert_eq!(stored_name(".py"), ".py");
    }
}
