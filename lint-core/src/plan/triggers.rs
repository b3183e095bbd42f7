//! The triggers of a deployment, in words.

use super::Spot;
use super::fill::{Filler, key_name};
use super::value::Value;
use crate::manifest::{Deployment, unfolded};
use crate::schema::given::items;
use crate::schema::trigger::TRIGGER;
use crate::template::{Field, Site};
use crate::trigger::Kind;
use crate::trigger::kind::kind;

/// A trigger.
#[derive(Debug, Clone, PartialEq)]
pub struct TriggerPlan {
    /// The name of its automation; none where that hangs on what is not known.
    pub name: Option<String>,
    /// Its kind; none where that can't be told.
    pub kind: Option<Kind>,
    /// Its fields, filled in.
    pub fields: Vec<(String, Value)>,
    /// When it fires.
    pub words: String,
}

/// The most names that words list.
const MOST_NAMED: usize = 4;

/// The triggers of a deployment, in their order. What is no mapping is left out.
pub(super) fn triggers<'a>(
    deployment: &'a Deployment<'a>,
    name: Option<&str>,
    filler: &mut Filler<'_, 'a>,
) -> Vec<TriggerPlan> {
    let Some(entry) = deployment.get("triggers") else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (at, item) in items(entry.value).0.into_iter().enumerate() {
        let entries = match item.is_mapping() && filler.has_room(0) {
            true => unfolded(item),
            false => None,
        };
        let Some(entries) = entries else {
            continue;
        };
        let kind = kind(&entries, false);
        let mut fields = Vec::new();
        for entry in &entries {
            let key = key_name(entry.key);
            if TRIGGER.field(&key).is_none() {
                continue;
            }
            let site = Site::Field(match key.as_str() {
                "parameters" => Field::TriggerParameters,
                _ => Field::Trigger,
            });
            let spot = Spot::field(format!("triggers[{at}].{key}"));
            let value = filler.field(entry.value, site, entry.key, &spot);
            fields.extend(value.map(|value| (key, value)));
        }
        found.push(TriggerPlan {
            name: automation(&fields, name, at),
            words: words(kind, &fields),
            kind,
            fields,
        });
    }
    found
}

/// The name of the automation: its own, or one made of the deployment's.
fn automation(fields: &[(String, Value)], deployment: Option<&str>, at: usize) -> Option<String> {
    match get(fields, "name").filter(|name| !name.is_falsy()) {
        Some(name) => name.text(),
        None => Some(format!("{}__automation_{}", deployment?, at + 1)),
    }
}

fn get<'f>(fields: &'f [(String, Value)], key: &str) -> Option<&'f Value> {
    let found = fields.iter().find(|(name, _)| name == key);
    found.map(|(_, value)| value)
}

fn words(kind: Option<Kind>, fields: &[(String, Value)]) -> String {
    match kind {
        None => "what sets it off can't be told".to_owned(),
        Some(Kind::Event) => event(fields),
        Some(Kind::Metric) => metric(fields),
        Some(Kind::Compound) => {
            let parts = count(fields);
            match get(fields, "require").map(shown) {
                Some(some) => format!("when {some} of {parts} triggers fire{}", within(fields)),
                None => format!("a compound of {parts} triggers"),
            }
        }
        Some(Kind::Sequence) => {
            let parts = count(fields);
            format!(
                "when {parts} triggers fire one after the other{}",
                within(fields)
            )
        }
    }
}

fn event(fields: &[(String, Value)]) -> String {
    let is_proactive = get(fields, "posture").and_then(Value::text).as_deref() == Some("Proactive");
    let events = match get(fields, "expect") {
        Some(Value::List(events)) if !events.is_empty() => {
            let more = match events.len() > MOST_NAMED {
                true => ", …",
                false => "",
            };
            let events: Vec<String> = events.iter().take(MOST_NAMED).map(shown).collect();
            format!("{}{more}", events.join(" or "))
        }
        Some(Value::List(_) | Value::Null) | None => "any event".to_owned(),
        Some(_) => "events that can't be told".to_owned(),
    };
    let resources = match get(fields, "match") {
        Some(Value::Mapping(labels)) if !labels.is_empty() => {
            let labels = labels.iter().take(MOST_NAMED);
            let labels: Vec<String> = labels
                .map(|(label, value)| format!("{label} = {}", shown(value)))
                .collect();
            format!(" of {}", labels.join(", "))
        }
        _ => String::new(),
    };
    let times = match get(fields, "threshold").map(shown) {
        Some(times) if times != "1" => format!(" {times} times"),
        _ => String::new(),
    };
    let within = within(fields);
    match is_proactive {
        true if within.is_empty() => {
            format!("when {events}{resources} does not come within 10 seconds")
        }
        true => format!("when {events}{resources} does not come{times}{within}"),
        false => format!("on {events}{resources}{times}{within}"),
    }
}

fn metric(fields: &[(String, Value)]) -> String {
    let metric = get(fields, "metric");
    let part = |key: &str| {
        let value = metric.and_then(|metric| metric.get(key));
        value.map_or("?".to_owned(), shown)
    };
    format!(
        "when {} {} {}, on Prefect Cloud",
        part("name"),
        part("operator"),
        part("threshold")
    )
}

fn within(fields: &[(String, Value)]) -> String {
    match get(fields, "within") {
        Some(Value::Number(seconds)) if seconds != "0" => format!(" within {seconds} seconds"),
        Some(text @ Value::Text(_)) => format!(" within {}", shown(text)),
        _ => String::new(),
    }
}

fn count(fields: &[(String, Value)]) -> usize {
    match get(fields, "triggers") {
        Some(Value::List(items)) => items.len(),
        _ => 0,
    }
}

fn shown(value: &Value) -> String {
    match value.known() {
        Value::Number(number) => number.clone(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().take(MOST_NAMED).map(shown).collect();
            items.join(" or ")
        }
        other => other.text().unwrap_or_else(|| "…".to_owned()),
    }
}
