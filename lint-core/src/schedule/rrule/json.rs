//! A rule inside JSON: Prefect tries that first.

use serde_json::Value;

use super::{Error, ErrorKind, Rrule, Verdict};
use crate::schedule::timezone;

/// What Prefect makes of a text that is JSON; none if it is not.
pub(super) fn parse(text: &str) -> Option<Verdict> {
    let error = |kind| Error {
        kind,
        range: 0..text.len(),
    };
    let refused = |what: &str| Verdict::Refused(error(ErrorKind::InvalidJson(what.into())));
    // Python's words for what is no number.
    let is_number = matches!(
        text.trim_matches([' ', '\t', '\n', '\r']),
        "NaN" | "Infinity" | "-Infinity"
    );
    let keys = match serde_json::from_str(text) {
        Ok(Value::Object(keys)) => keys,
        Err(_) if !is_number => return None,
        _ => return Some(Verdict::Crashes(error(ErrorKind::JsonScalar))),
    };
    if let Some(key) = keys
        .keys()
        .find(|key| !matches!(key.as_str(), "rrule" | "timezone"))
    {
        return Some(refused(&format!(
            "the JSON has a key `{key}` that is not allowed"
        )));
    }
    match keys.get("timezone") {
        None | Some(Value::Null) => {}
        Some(Value::String(name)) if timezone::is_rrule_zone(name) => {}
        Some(_) => return Some(refused("the JSON's `timezone` is no time zone")),
    }
    let Some(Value::String(rule)) = keys.get("rrule") else {
        return Some(refused("the JSON has no text behind `rrule`"));
    };
    // Places inside the JSON are not known.
    let whole = |inner: Error| Error {
        range: 0..text.len(),
        ..inner
    };
    Some(match Rrule::parse_rule(rule) {
        Verdict::Refused(inner) => Verdict::Refused(whole(inner)),
        Verdict::Crashes(inner) => Verdict::Crashes(whole(inner)),
        _ => Verdict::Unknown,
    })
}
