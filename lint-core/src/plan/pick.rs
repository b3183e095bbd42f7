//! Which deployments `prefect deploy` picks, by its own rules for `--name` and `--all`, without a terminal to ask at.

use hashbrown::HashSet;
use std::collections::BTreeSet;

use super::fields::stored_name;
use crate::manifest::Deployment;

/// What a command would deploy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pick {
    /// The deployments, in the order in which they would be deployed, each once.
    pub picked: Vec<Picked>,
    /// What may surprise.
    pub notes: Vec<Note>,
}

/// A deployment that is picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    /// Its place among those of the manifest.
    pub place: usize,
    /// The name that it gets instead of its own.
    pub renamed: Option<String>,
}

/// Something to know about a pick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What Prefect does. One line, no full stop.
    pub message: String,
    /// Whether the command ends with an error.
    pub is_error: bool,
}

/// What picking looks at.
#[derive(Debug)]
struct Row {
    name: Option<String>,
    entrypoint: Option<String>,
    /// Whether there is a key for the entrypoint, and nothing behind it.
    is_null: bool,
}

/// The most names that are compared with all deployments.
const MOST_NAMES: usize = 1_000;

impl Pick {
    /// Picks by names; without any, all deployments.
    pub fn of(deployments: &[Deployment<'_>], names: &[String]) -> Self {
        let text = |entry: &Option<crate::yaml::Entry<'_>>| {
            let text = entry.as_ref()?.value.as_str()?;
            Some(text.into_owned())
        };
        let row = |deployment: &Deployment<'_>| Row {
            name: text(&deployment.name),
            entrypoint: text(&deployment.entrypoint),
            is_null: deployment.entrypoint.is_some() && text(&deployment.entrypoint).is_none(),
        };
        let rows: Vec<Row> = deployments.iter().map(row).collect();
        let mut pick = Self::default();
        if names.len() > MOST_NAMES {
            pick.error(format!("more than {MOST_NAMES} names are given"));
        } else if let Some(names) = pick.parsed(&rows, names) {
            pick.choose(&rows, names);
        }
        pick
    }

    fn note(&mut self, message: String) {
        self.notes.push(Note {
            message,
            is_error: false,
        });
    }

    fn error(&mut self, message: String) {
        self.notes.push(Note {
            message,
            is_error: true,
        });
    }

    fn add(&mut self, place: usize) {
        self.picked.push(Picked {
            place,
            renamed: None,
        });
    }

    /// The names that patterns stand for; none where Prefect ends.
    fn parsed(&mut self, rows: &[Row], names: &[String]) -> Option<Option<Vec<String>>> {
        if names.is_empty() {
            return Some(None);
        }
        let mut parsed = Vec::new();
        for name in names {
            match name.contains('*') {
                true => parsed.extend(self.matched(rows, name)?),
                false => parsed.push(name.clone()),
            }
        }
        Some(Some(parsed))
    }

    fn matched(&mut self, rows: &[Row], pattern: &str) -> Option<Vec<String>> {
        let (flow, wanted) = match pattern.split_once('/') {
            Some((flow, name)) => (Some(flow), name),
            None => (None, pattern),
        };
        let mut found = Vec::new();
        let mut just_missed = None;
        for row in rows {
            let Some(entrypoint) = row.entrypoint.as_deref().filter(|text| !text.is_empty()) else {
                continue;
            };
            let Some(name) = &row.name else {
                self.error(format!(
                    "`prefect deploy` ends with a traceback: it compares `{pattern}` with a deployment that has no name"
                ));
                return None;
            };
            let function = last_part(entrypoint).replace('_', "-");
            let fits = flow.is_none_or(|flow| fits(flow, &function));
            if fits && self::fits(wanted, name) {
                found.push(name.clone());
            } else if fits && self::fits(&wanted.replace('*', ""), name) {
                just_missed = Some(name.clone());
            }
        }
        if let Some(name) = just_missed {
            self.note(format!(
                "`*` stands for one character or more: `{pattern}` does not pick `{name}`"
            ));
        }
        if found.is_empty() {
            self.note(format!("no deployment fits `{pattern}`"));
        }
        Some(found)
    }

    fn choose(&mut self, rows: &[Row], names: Option<Vec<String>>) {
        match (rows, names) {
            ([], _) => self.error(
                "there are no deployments in the file: `prefect deploy` asks for an entrypoint and ends"
                    .to_owned(),
            ),
            ([_], None) => self.add(0),
            ([row], Some(names)) if names.len() <= 1 => self.only(row, names.first()),
            (_, None) => self.all(rows),
            (_, Some(names)) if names.is_empty() => self.error(
                "`prefect deploy` ends: it wants the name of a deployment, and no name is left".to_owned(),
            ),
            (_, Some(names)) => self.by_name(rows, &names),
        }
    }

    /// The only deployment is deployed under whatever name is given.
    fn only(&mut self, row: &Row, name: Option<&String>) {
        let name = name.map(|name| name.split_once('/').map_or(name.as_str(), |(_, name)| name));
        let renamed = name.filter(|name| row.name.as_deref() != Some(*name));
        if let Some(new) = renamed {
            let old = match &row.name {
                Some(old) => format!("`{old}`"),
                None => "the one without a name".to_owned(),
            };
            self.note(format!(
                "{old} is the only deployment in the file: Prefect deploys it under the name `{new}`"
            ));
        }
        self.picked.push(Picked {
            place: 0,
            renamed: renamed.map(stored_name),
        });
    }

    fn all(&mut self, rows: &[Row]) {
        for (place, row) in rows.iter().enumerate() {
            match &row.name {
                Some(_) => self.add(place),
                None => self.note(format!(
                    "deployment {} of the file has no name: Prefect passes over it",
                    place + 1
                )),
            }
        }
    }

    fn by_name(&mut self, rows: &[Row], names: &[String]) {
        let mut wanted = BTreeSet::new();
        let mut seen = HashSet::new();
        let mut repeated = BTreeSet::new();
        for name in names {
            let Some(found) = self.found(rows, name) else {
                self.picked.clear();
                return;
            };
            if found.len() > 1 {
                repeated.insert(name.as_str());
            }
            for place in found {
                match seen.insert(place) {
                    true => self.add(place),
                    false => drop(repeated.insert(name.as_str())),
                }
            }
            wanted.insert(last_of(name));
        }
        for name in repeated {
            self.note(format!(
                "`{name}` stands for several deployments, or is given twice: all of them are deployed, one after the other"
            ));
        }
        let picked = self.picked.iter();
        let picked: HashSet<&str> = picked
            .filter_map(|picked| rows.get(picked.place)?.name.as_deref())
            .collect();
        let missing: Vec<&str> = (wanted.iter())
            .filter(|name| !picked.contains(**name))
            .copied()
            .collect();
        if self.picked.is_empty() {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            self.error(format!(
                "{} picks no deployment: `prefect deploy` goes on without the file's settings, and ends for want of an entrypoint",
                quoted(&names)
            ));
        } else if !missing.is_empty() {
            self.note(format!(
                "no deployment is called {}: Prefect deploys the others",
                quoted(&missing)
            ));
        }
    }

    /// The deployments that a name without `*` stands for; none where Prefect ends.
    fn found(&mut self, rows: &[Row], name: &str) -> Option<Vec<usize>> {
        let places = |fits: &dyn Fn(&Row) -> bool| -> Vec<usize> {
            let rows = rows.iter().enumerate();
            rows.filter(|(_, row)| fits(row))
                .map(|(place, _)| place)
                .collect()
        };
        let Some((flow, wanted)) = name.split_once('/') else {
            return Some(places(&|row| row.name.as_deref() == Some(name)));
        };
        if wanted.contains('/') {
            self.error(format!(
                "`prefect deploy` ends: `{name}` has more than one `/`"
            ));
            return None;
        }
        let function = flow.replace('-', "_");
        let named = places(&|row| row.name.as_deref() == Some(wanted));
        if named.iter().any(|place| rows[*place].is_null) {
            self.error(format!(
                "`prefect deploy` ends with a traceback: it compares `{flow}` with an entrypoint that is null"
            ));
            return None;
        }
        let is_meant = |place: &usize| {
            let entrypoint = rows.get(*place).and_then(|row| row.entrypoint.as_deref());
            last_part(entrypoint.unwrap_or_default()) == function
        };
        let found: Vec<usize> = named.iter().copied().filter(is_meant).collect();
        if found.is_empty()
            && let Some(row) = named.first().and_then(|place| rows.get(*place))
        {
            self.note(format!(
                "`{flow}` is compared with what stands behind the last colon of the entrypoint, which is `{}`",
                last_part(row.entrypoint.as_deref().unwrap_or_default())
            ));
        }
        Some(found)
    }
}

/// What stands behind the last colon.
fn last_part(entrypoint: &str) -> &str {
    entrypoint.rsplit(':').next().unwrap_or(entrypoint)
}

fn last_of(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// Whether a pattern fits a name, `*` standing for one character or more.
fn fits(pattern: &str, name: &str) -> bool {
    let name: Vec<char> = name.chars().collect();
    // What the pattern read so far may end at.
    let mut ends = vec![false; name.len() + 1];
    ends[0] = true;
    for c in pattern.chars() {
        let mut next = vec![false; name.len() + 1];
        for at in 0..name.len() {
            next[at + 1] = match c {
                '*' => name[at] != '\n' && (ends[at] || next[at]),
                _ => name[at] == c && ends[at],
            };
        }
        ends = next;
    }
    ends.last() == Some(&true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_one_character_or_more() {
        assert!(fits("foo*", "foobar") && !fits("foo*", "foo"));
        assert!(fits("*", "x") && !fits("*", ""));
        assert!(fits("a*b*c", "axbxbyc") && !fits("**", "x") && fits("**", "xy"));
        assert!(fits("", "") && !fits("", "a"));
    }
}
