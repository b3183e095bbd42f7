//! Which time zone was probably meant.

use chrono_tz::TZ_VARIANTS;

use super::offset;
use super::tables::{ABBREVIATIONS, WORDS};
use crate::near::nearest;

/// What was probably meant by what is no time zone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suggestion {
    /// Names, the likeliest first.
    pub names: Vec<String>,
    /// Whether the first is just another spelling of what is written.
    pub is_certain: bool,
    /// What to know about it.
    pub note: Option<&'static str>,
}

impl Suggestion {
    fn of(names: &[&str]) -> Self {
        Self {
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            ..Self::default()
        }
    }

    /// In words: `did you mean \`Europe/Paris\`?`
    pub fn words(&self) -> Option<String> {
        let names: Vec<String> = self.names.iter().map(|name| format!("`{name}`")).collect();
        let (last, others) = names.split_last()?;
        Some(match others {
            [] => format!("did you mean {last}?"),
            _ => format!("did you mean {} or {last}?", others.join(", ")),
        })
    }
}

/// What was probably meant by a name; nothing where nobody can know.
pub fn suggest(name: &str) -> Suggestion {
    let plain = simplify(name);
    if plain.is_empty() {
        return Suggestion::default();
    }
    spelled(&plain)
        .or_else(|| listed(name.trim(), &plain))
        .or_else(|| by_offset(name))
        .or_else(|| by_city(&plain))
        .or_else(|| near(&plain))
        .unwrap_or_default()
}

/// Without what people leave out or add: case, blanks around, and the sign between words.
fn simplify(name: &str) -> String {
    let blank = |c: char| matches!(c, ' ' | '-' | '\u{a0}');
    name.trim().to_lowercase().replace(blank, "_")
}

fn names() -> impl Iterator<Item = &'static str> {
    TZ_VARIANTS.iter().map(|zone| zone.name())
}

fn spelled(plain: &str) -> Option<Suggestion> {
    let same = |name: &&str| simplify(name) == plain;
    // The sign of `Etc/GMT-5` is no mere hyphen.
    let name = names().find(|name| same(name) && !name.contains("GMT-"))?;
    Some(Suggestion {
        is_certain: true,
        ..Suggestion::of(&[name])
    })
}

fn listed(name: &str, plain: &str) -> Option<Suggestion> {
    let is_short = |entry: &&(&str, &[&str])| entry.0.eq_ignore_ascii_case(name);
    let is_word = |entry: &&(&str, &[&str])| simplify(entry.0) == plain;
    if let Some((_, zones)) = ABBREVIATIONS.iter().find(is_short) {
        return Some(Suggestion {
            note: Some("abbreviations are no names of time zones; many mean several zones"),
            ..Suggestion::of(zones)
        });
    }
    let (_, zones) = WORDS.iter().find(is_word)?;
    Some(Suggestion::of(zones))
}

fn by_offset(name: &str) -> Option<Suggestion> {
    let minutes = offset::minutes(name)?;
    let names = offset::city(minutes).map(str::to_owned).into_iter();
    let names: Vec<String> = match minutes {
        0 => vec!["UTC".to_owned()],
        _ => names.chain(offset::etc(minutes)).collect(),
    };
    Some(Suggestion {
        names,
        is_certain: false,
        note: (minutes != 0).then_some(
            "a city follows its clocks; `Etc/GMT` never changes, and has the sign turned round",
        ),
    })
}

/// The zone of a city without its continent, or with another one.
fn by_city(plain: &str) -> Option<Suggestion> {
    let city = |name: &str| name.rsplit('/').next().unwrap_or(name).to_owned();
    let wanted = city(plain);
    if wanted.len() < 4 {
        return None;
    }
    let mut found = names().filter(|name| name.contains('/') && city(&simplify(name)) == wanted);
    let first = found.next()?;
    Some(Suggestion::of(&[first]))
}

fn near(plain: &str) -> Option<Suggestion> {
    // Short words are near too many others.
    let usual = names().filter(|name| name.len() > 3);
    nearest(plain, usual).map(|name| Suggestion::of(&[name]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::timezone::{is_rrule_zone, is_zone};

    fn first(name: &str) -> Option<String> {
        suggest(name).names.into_iter().next()
    }

    #[test]
    fn spellings() {
        for (name, meant) in [
            ("utc", "UTC"),
            ("america/new_york", "America/New_York"),
            ("America/New York", "America/New_York"),
            (" UTC", "UTC"),
            ("europe/Paris ", "Europe/Paris"),
            ("est", "EST"),
        ] {
            let suggestion = suggest(name);
            assert_eq!(suggestion.names, [meant], "{name}");
            assert!(suggestion.is_certain, "{name}");
        }
    }

    #[test]
    fn what_was_meant() {
        for (name, meant) in [
            ("PST", "America/Los_Angeles"),
            ("pst", "America/Los_Angeles"),
            ("CEST", "Europe/Berlin"),
            ("+02:00", "Europe/Helsinki"),
            ("UTC+2", "Europe/Helsinki"),
            ("GMT+5:30", "Asia/Kolkata"),
            ("UTC+0", "UTC"),
            ("Z", "UTC"),
            ("Pacific Standard Time", "America/Los_Angeles"),
            ("W. Europe Standard Time", "Europe/Berlin"),
            ("Germany", "Europe/Berlin"),
            ("New_York", "America/New_York"),
            ("US/New_York", "America/New_York"),
            ("Europe/Pariss", "Europe/Paris"),
            ("Amercia/Chicago", "America/Chicago"),
        ] {
            assert_eq!(first(name).as_deref(), Some(meant), "{name}");
            assert!(!suggest(name).is_certain, "{name}");
        }
        assert!(suggest("UTC+2").names.contains(&"Etc/GMT-2".to_owned()));
        assert_eq!(suggest("IST").names.len(), 3);
        for name in ["", "xyz", "Mars/Olympus_Mons", "Local", "+25:00"] {
            assert_eq!(first(name), None, "{name}");
        }
    }

    #[test]
    fn tables_name_zones_and_no_zone_is_in_need_of_them() {
        for (word, zones) in ABBREVIATIONS.iter().chain(WORDS) {
            assert!(!is_zone(word), "{word}");
            assert!(zones.iter().all(|zone| is_rrule_zone(zone)), "{word}");
        }
        for minutes in (-14 * 60..=14 * 60).step_by(15) {
            let zones = offset::city(minutes).map(str::to_owned).into_iter();
            for zone in zones.chain(offset::etc(minutes)) {
                assert!(is_rrule_zone(&zone), "{zone}");
            }
        }
    }
}
