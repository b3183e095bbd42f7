//! From a text to what it says.

use super::options::Options;
use super::read;
use super::value::{self, Value};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::TextRange;

/// What was read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// What is said, as far as it could be read.
    pub options: Options,
    /// What is wrong with it, by place. Errors make the whole unusable, warnings do not.
    pub problems: Vec<Diagnostic>,
}

/// Reads the settings in a TOML text, or in a table of it that is named key by key. None where there is no such table.
pub fn from_toml(text: &str, table: &[&str]) -> Option<Reading> {
    let (document, errors) = toml::de::DeTable::parse_recoverable(text);
    let root = Value {
        range: value::place(&document.span()),
        kind: value::table(document.get_ref()),
    };
    let section = (table.iter()).try_fold(&root, |value, key| value.get(key))?;
    let mut reading = match errors.is_empty() {
        true => read::read(section),
        // What could be read of a broken text may be something else than what is meant.
        false => Reading::default(),
    };
    // The others mostly follow from the first.
    reading.problems.extend(errors.first().map(syntax_error));
    Some(reading)
}

/// Reads the settings that an editor sends: the same keys.
pub fn from_json(json: &serde_json::Value) -> Reading {
    read::read(&Value::from(json))
}

fn syntax_error(error: &toml::de::Error) -> Diagnostic {
    let range = error.span().map(|span| value::place(&span));
    let first = error.message().lines().next().unwrap_or_default();
    problem(
        range.unwrap_or_default(),
        format!("this is no TOML: {first}"),
    )
}

/// Something that is wrong with settings: an error that no rule has found.
pub fn problem(range: TextRange, message: String) -> Diagnostic {
    Diagnostic::new(("", ""), Severity::Error, range, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The problems of a text: marked place and message.
    fn problems(text: &str) -> Vec<String> {
        let reading = from_toml(text, &[]).unwrap();
        let show = |d: &Diagnostic| {
            let help = d.help.as_deref().unwrap_or_default();
            format!(
                "{} `{}`: {}; {help}",
                d.severity.as_str(),
                &text[d.range],
                d.message
            )
        };
        reading.problems.iter().map(show).collect()
    }

    #[test]
    fn all_mistakes_are_found_at_their_places() {
        insta::assert_snapshot!(problems(
            r#"
target_version = "3.8"
target-version = 3.8
include = "x.yaml"
exclude = [1]
slect = ["PF1"]
select = ["PF101", "duplicat-key", "PF77"]
fail-on = "warn"
frobnicate = true
[severity]
deprecated-key = "fatal"
unused-anchr = "off"
PF1 = 3
[per-file-ignores]
"a/**" = "PF1"
"b/**" = ["al"]
[work-pools]
a = "kubernets"
b = "acme:push"
c = ["docker"]
[steps."acme.fetch"]
inputs = { vault = { typ = "string", required = "yes" }, x = "str", y = "integr" }
output = ["token"]
[steps]
z = 1
"#
        ).join("\n"), @r#"
        error `target_version`: there is no setting `target_version`; did you mean `target-version`?
        error `3.8`: `target-version` must be a version in quotes, but `3.8` is a number; put it in quotes: `"3.8"`
        error `"x.yaml"`: `include` must be a list, but `x.yaml` is text; write a list: `["x.yaml"]`
        error `1`: an item of `exclude` must be text, but `1` is a number; put it in quotes
        error `slect`: there is no setting `slect`; did you mean `select`?
        warning `"duplicat-key"`: there is no rule `duplicat-key`; did you mean `duplicate-key`?
        warning `"PF77"`: there is no rule `PF77`; did you mean `PF707`?
        error `"warn"`: `fail-on` cannot be `warn`; did you mean `warning`?
        error `frobnicate`: there is no setting `frobnicate`; there are `target-version`, `include`, `exclude`, `roots`, `select`, `extend-select`, `ignore`, `fail-on`, `severity`, `per-file-ignores`, `work-pools`, `steps`
        error `"fatal"`: `severity.deprecated-key` cannot be `fatal`; write one of `error`, `warning`, `info`, `hint`, `off`
        warning `unused-anchr`: there is no rule `unused-anchr`; did you mean `unused-anchor`?
        error `3`: `severity.PF1` must be text, but `3` is a number; put it in quotes
        error `"PF1"`: `per-file-ignores."a/**"` must be a list, but `PF1` is text; write a list: `["PF1"]`
        warning `"al"`: there is no rule `al`; `prefect-lint rules` lists them all
        warning `"kubernets"`: no type of work pool is called `kubernets`; did you mean `kubernetes`?
        error `["docker"]`: `work-pools.c` must be text, but this is a list; put it in quotes
        error `typ`: there is no key of an input `typ`; did you mean `type`?
        error `"yes"`: `steps."acme.fetch".inputs.vault.required` must be a boolean, but `yes` is text; write `true` or `false`, without quotes
        error `"str"`: `steps."acme.fetch".inputs.x` cannot be `str`; did you mean `string`?
        error `"integr"`: `steps."acme.fetch".inputs.y` cannot be `integr`; did you mean `integer`?
        error `output`: there is no key of a step `output`; did you mean `outputs`?
        error `1`: `steps."z"` must be a table, but `1` is a number;
        "#);
    }

    #[test]
    fn a_syntax_error_has_its_place() {
        insta::assert_snapshot!(problems("select = [\"a\"\nignore = \nfail-on = \"error\"\nfail-on = 'never'\n").join("\n"), @r#"
        error ``: this is no TOML: missing comma between array elements, expected `,`;
        "#);
        assert!(from_toml("", &[]).unwrap().problems.is_empty());
    }

    #[test]
    fn a_section_of_a_larger_file_is_read() {
        let text = "[project]\nname = 1\n[tool.prefect-lint]\nselect = ['PF1']\n[tool.prefect-lint.severity]\nPF101 = 'off'\n";
        let reading = from_toml(text, &["tool", "prefect-lint"]).unwrap();
        assert!(reading.problems.is_empty());
        assert_eq!(reading.options.severity.len(), 1);
        let select = reading.options.select.unwrap();
        assert_eq!(&text[select.value[0].range], "'PF1'");
        assert!(from_toml("[tool.ruff]\n", &["tool", "prefect-lint"]).is_none());
    }

    #[test]
    fn json_says_the_same() {
        let toml = "target-version = '3.8'\nfail-on = 'never'\n[severity]\nPF1 = 'off'\n[steps]\n'a.b' = {inputs = {x = 'string'}, outputs = ['y']}\n[work-pools]\na = 'docker'\n";
        let json = serde_json::json!({
            "target-version": "3.8", "fail-on": "never", "severity": {"PF1": "off"},
            "steps": {"a.b": {"inputs": {"x": "string"}, "outputs": ["y"]}}, "work-pools": {"a": "docker"},
        });
        let (toml, json) = (from_toml(toml, &[]).unwrap(), from_json(&json));
        assert!(toml.problems.is_empty() && json.problems.is_empty());
        let settings = |options: &Options| super::super::resolve(&[options]);
        assert_eq!(settings(&toml.options), settings(&json.options));
        let wrong = from_json(&serde_json::json!({"selct": [], "ignore": null, "select": [null]}));
        assert_eq!(wrong.problems.len(), 2);
    }
}
