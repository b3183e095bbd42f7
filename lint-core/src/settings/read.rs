//! From a tree of values to options, with all that is wrong in it.

use super::options::{Given, Options, Texts};
use super::parse::{Reading, problem};
use super::table::{Choice, INPUT_TYPES, LEVELS, SETTINGS, Setting, Shape};
use super::value::{Key, Kind, Value};
use super::{CustomInput, CustomStep, Level, Version};
use crate::catalog;
use crate::diagnostic::{Diagnostic, Severity};
use crate::near;
use crate::rules::selection;
use crate::rules::suppressions::UnknownRule;

/// Reads the table of all settings.
pub(super) fn read(value: &Value) -> Reading {
    let mut reader = Reader::default();
    for (key, value) in reader.table("the settings", value) {
        let known = SETTINGS.iter().find(|setting| setting.key == key.text);
        match known {
            // An editor sends null for what is not set.
            Some(_) if value.kind == Kind::Null => {}
            Some(setting) => reader.setting(setting, value),
            None => reader.unknown_key(key, "setting", SETTINGS.iter().map(|s| s.key)),
        }
    }
    let unknown = reader.options.rule_words().filter_map(unknown_rule);
    let unknown: Vec<Diagnostic> = unknown.collect();
    reader.problems.extend(unknown);
    reader.problems.sort_by_key(|problem| problem.range.start());
    Reading {
        options: reader.options,
        problems: reader.problems,
    }
}

/// A word that stands for no rule is no error: it may be of a newer release than the one that reads it.
fn unknown_rule(word: &Given<String>) -> Option<Diagnostic> {
    let unknown = selection::unknown_word(&word.value)?;
    let mut warning = problem(word.range, format!("there is no rule `{}`", word.value));
    warning.code = UnknownRule::META.code;
    warning.rule = UnknownRule::META.name;
    warning.severity = Severity::Warning;
    warning.label = "unknown rule".to_owned();
    warning.note = Some("nothing is selected or ignored by it".to_owned());
    warning.help = Some(unknown.advice());
    Some(warning)
}

#[derive(Default)]
struct Reader {
    options: Options,
    problems: Vec<Diagnostic>,
}

impl Reader {
    fn setting(&mut self, setting: &Setting, value: &Value) {
        let key = setting.key;
        match setting.shape {
            Shape::Version => self.options.target_version = self.version(key, value),
            Shape::Globs | Shape::Directories | Shape::Rules => {
                let texts = self.texts(key, value);
                if let Some(place) = self.list(key) {
                    *place = texts;
                }
            }
            Shape::Words(choices) => {
                let word = self.choice(key, value, choices);
                self.options.fail_on = word.map(|word| Given {
                    value: severity(word),
                    range: value.range,
                });
            }
            Shape::Levels(_) => self.levels(key, value),
            Shape::RulesByGlob => self.rules_by_glob(key, value),
            Shape::WorkPools => self.work_pools(key, value),
            Shape::Steps => self.steps(key, value),
        }
    }

    /// The place of a list.
    fn list(&mut self, key: &str) -> Option<&mut Option<Texts>> {
        let options = &mut self.options;
        Some(match key {
            "include" => &mut options.include,
            "exclude" => &mut options.exclude,
            "roots" => &mut options.roots,
            "select" => &mut options.select,
            "extend-select" => &mut options.extend_select,
            "ignore" => &mut options.ignore,
            _ => return None,
        })
    }

    fn version(&mut self, key: &str, value: &Value) -> Option<Given<Version>> {
        let text = match &value.kind {
            Kind::Text(text) => text,
            Kind::Number(number) => {
                let help = format!("put it in quotes: `\"{number}\"`");
                self.wrong_type(key, "a version in quotes", value, help);
                return None;
            }
            _ => {
                self.wrong_type(key, "text", value, "write `\"3.8\"`".to_owned());
                return None;
            }
        };
        match text.parse() {
            Ok(version) => Some(Given {
                value: version,
                range: value.range,
            }),
            Err(error) => {
                self.problems
                    .push(problem(value.range, format!("{key}: {error}")));
                None
            }
        }
    }

    fn levels(&mut self, key: &str, value: &Value) {
        for (word, level) in self.table(&quoted(key), value) {
            let name = format!("{key}.{}", word.text);
            if let Some(chosen) = self.choice(&name, level, LEVELS) {
                let level = severity(chosen).map_or(Level::Off, Level::At);
                self.options.severity.push((given(word), level));
            }
        }
    }

    fn rules_by_glob(&mut self, key: &str, value: &Value) {
        for (glob, rules) in self.table(&quoted(key), value) {
            if let Some(rules) = self.texts(&format!("{key}.\"{}\"", glob.text), rules) {
                let entry = (given(glob), rules.value);
                self.options.per_file_ignores.push(entry);
            }
        }
    }

    fn work_pools(&mut self, key: &str, value: &Value) {
        let types = || catalog::pool_types().map(|known| known.name.as_str());
        for (name, pool_type) in self.table(&quoted(key), value) {
            let full = format!("{key}.{}", name.text);
            let Some(text) = self.text(&full, pool_type) else {
                continue;
            };
            // Other types than the known ones exist, so only one that looks misspelled is worth a word.
            if catalog::pool_type(&text).is_none()
                && let Some(near) = near::nearest(&text, types())
            {
                let message = format!("no type of work pool is called `{text}`");
                let mut warning = problem(pool_type.range, message);
                warning.severity = Severity::Warning;
                warning.help = Some(format!("did you mean `{near}`?"));
                self.problems.push(warning);
            }
            self.options.work_pools.push((given(name), text));
        }
    }

    fn steps(&mut self, key: &str, value: &Value) {
        for (name, step) in self.table(&quoted(key), value) {
            let place = format!("{key}.\"{}\"", name.text);
            let mut custom = CustomStep::default();
            for (part, value) in self.table(&quoted(&place), step) {
                match part.text.as_str() {
                    "inputs" => custom.inputs = Some(self.inputs(&place, value)),
                    "outputs" => {
                        let outputs = self.texts(&format!("{place}.outputs"), value);
                        custom.outputs = outputs.map(|o| o.texts().map(str::to_owned).collect());
                    }
                    _ => self.unknown_key(part, "key of a step", ["inputs", "outputs"]),
                }
            }
            self.options.steps.push((given(name), custom));
        }
    }

    fn inputs(
        &mut self,
        place: &str,
        value: &Value,
    ) -> std::collections::BTreeMap<String, CustomInput> {
        let place = format!("{place}.inputs");
        let entries = self.table(&quoted(&place), value);
        let entries = entries.into_iter();
        entries
            .map(|(name, value)| {
                let place = format!("{place}.{}", name.text);
                (name.text.clone(), self.input(&place, value))
            })
            .collect()
    }

    fn input(&mut self, place: &str, value: &Value) -> CustomInput {
        let mut input = CustomInput::default();
        match &value.kind {
            Kind::Text(_) => input.ty = self.input_type(place, value),
            _ => {
                for (part, value) in self.table(&quoted(place), value) {
                    match part.text.as_str() {
                        "type" => input.ty = self.input_type(&format!("{place}.type"), value),
                        "required" => match value.kind {
                            Kind::Bool(required) => input.required = required,
                            _ => {
                                let place = format!("{place}.required");
                                let help = "write `true` or `false`, without quotes".to_owned();
                                self.wrong_type(&place, "a boolean", value, help);
                            }
                        },
                        _ => self.unknown_key(part, "key of an input", ["type", "required"]),
                    }
                }
            }
        }
        input
    }

    fn input_type(&mut self, place: &str, value: &Value) -> String {
        let Some(text) = self.text(place, value) else {
            return String::new();
        };
        if !INPUT_TYPES.contains(&text.as_str()) {
            let words = INPUT_TYPES.iter().copied();
            self.unknown_value(place, &text, value, words);
        }
        text
    }

    /// The entries of a table.
    fn table<'v>(&mut self, what: &str, value: &'v Value) -> Vec<(&'v Key, &'v Value)> {
        match &value.kind {
            Kind::Table(entries) => entries.iter().map(|(key, value)| (key, value)).collect(),
            _ => {
                let message = format!("{what} must be a table, but {}", value.words());
                self.problems.push(problem(value.range, message));
                Vec::new()
            }
        }
    }

    fn texts(&mut self, key: &str, value: &Value) -> Option<Texts> {
        let Kind::List(items) = &value.kind else {
            let help = match &value.kind {
                Kind::Text(text) => format!("write a list: `[\"{text}\"]`"),
                _ => "write a list of texts in quotes".to_owned(),
            };
            self.wrong_type(key, "a list", value, help);
            return None;
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            if let Some(text) = self.text(&format!("an item of `{key}`"), item) {
                texts.push(Given {
                    value: text,
                    range: item.range,
                });
            }
        }
        Some(Given {
            value: texts,
            range: value.range,
        })
    }

    fn text(&mut self, what: &str, value: &Value) -> Option<String> {
        match &value.kind {
            Kind::Text(text) => Some(text.clone()),
            _ => {
                self.wrong_type(what, "text", value, "put it in quotes".to_owned());
                None
            }
        }
    }

    fn choice(
        &mut self,
        key: &str,
        value: &Value,
        choices: &'static [Choice],
    ) -> Option<&'static str> {
        let text = self.text(key, value)?;
        let words = choices.iter().map(|choice| choice.word);
        let known = words.clone().find(|word| *word == text);
        if known.is_none() {
            self.unknown_value(key, &text, value, words);
        }
        known
    }

    fn unknown_value(
        &mut self,
        key: &str,
        text: &str,
        value: &Value,
        words: impl Iterator<Item = &'static str> + Clone,
    ) {
        let all: Vec<String> = words.clone().map(quoted).collect();
        let short = words
            .clone()
            .find(|word| text.len() > 2 && word.starts_with(text));
        let mut error = problem(value.range, format!("`{key}` cannot be `{text}`"));
        error.label = "unknown word".to_owned();
        error.help = Some(match short.or_else(|| near::nearest(text, words)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of {}", all.join(", ")),
        });
        self.problems.push(error);
    }

    fn unknown_key(
        &mut self,
        key: &Key,
        what: &str,
        known: impl IntoIterator<Item = &'static str> + Clone,
    ) {
        let all: Vec<String> = known.clone().into_iter().map(quoted).collect();
        let mut error = problem(key.range, format!("there is no {what} `{}`", key.text));
        error.label = "unknown key".to_owned();
        error.help = Some(match near::nearest(&key.text, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", all.join(", ")),
        });
        self.problems.push(error);
    }

    fn wrong_type(&mut self, what: &str, wanted: &str, value: &Value, help: String) {
        let what = match what.contains(' ') {
            true => what.to_owned(),
            false => quoted(what),
        };
        let message = format!("{what} must be {wanted}, but {}", value.words());
        let mut error = problem(value.range, message);
        error.help = Some(help);
        self.problems.push(error);
    }
}

fn given(key: &Key) -> Given<String> {
    Given {
        value: key.text.clone(),
        range: key.range,
    }
}

fn quoted(word: &str) -> String {
    format!("`{word}`")
}

/// The severity of a word; none for `off` and `never`.
fn severity(word: &str) -> Option<Severity> {
    Some(match word {
        "error" => Severity::Error,
        "warning" => Severity::Warning,
        "info" => Severity::Info,
        "hint" => Severity::Hint,
        _ => return None,
    })
}
