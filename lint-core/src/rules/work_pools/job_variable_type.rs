//! PF602

use hashbrown::HashSet;

use super::variables::{Variables, name, variables};
use crate::catalog::{JsonType, Variable};
use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::manifest::unfolded;
use crate::near::nearest;
use crate::rules::edits;
use crate::rules::words::{SERVER_REFUSES, short, value_is};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::field::quoted;
use crate::schema::given::{Given, given, items};
use crate::schema::shape::{Shape, shape};
use crate::yaml::{Entry, Node, NodeId, Value};

declare_rule! {
    /// ## What it does
    /// Finds job variables of a wrong type. `env` must be a mapping of texts for any work pool; others are looked at
    /// if the type of the work pool is known from the settings.
    ///
    /// ## Why is this bad?
    /// The server refuses the deployment, after the build and push steps have run. YAML makes numbers and truth values
    /// of words that look like text: `yes` is true, `010` is eight, `1_000` is a thousand, `12:30` is 750.
    ///
    /// ## Example
    /// ```yaml @8:18-8:20
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///       job_variables:
    ///         env:
    ///           DEBUG: on
    /// ```
    ///
    /// ```yaml @8:11-8:28
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///       job_variables:
    ///         env:
    ///           - LOG_LEVEL=DEBUG
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///       job_variables:
    ///         env:
    ///           DEBUG: "on"
    /// ```
    ///
    /// ```yaml by-hand
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///       job_variables:
    ///         env:
    ///           LOG_LEVEL: DEBUG
    /// ```
    ///
    /// ## Fix
    /// Quotes what must be text, and writes the word that was probably meant.
    pub struct JobVariableType = "PF602", "job-variable-type", Error, fix: Sometimes, since: "0.1.0";
}

const TEXT_OR_NULL: &[JsonType] = &[JsonType::Null, JsonType::String];
/// What the names of secrets have in them: their values are not repeated.
const SECRET: &[&str] = &["token", "password", "passwd", "secret", "key", "credential"];

impl Rule for JobVariableType {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut check = Check {
            report,
            examined: HashSet::new(),
            seen: HashSet::new(),
        };
        for variables in variables(cx) {
            for entry in &variables.entries {
                check.variable(&variables, entry);
            }
        }
    }
}

struct Check<'r, 'd> {
    report: &'r mut Report<'d>,
    /// Values that have been looked at, each with the variable and the type of the work pool.
    examined: HashSet<(NodeId, String, &'static str)>,
    /// Values that have been reported.
    seen: HashSet<NodeId>,
}

/// A value that is not what it should be.
struct Wrong<'t> {
    subject: String,
    key: Node<'t>,
    value: Node<'t>,
    wanted: Vec<JsonType>,
    words: Vec<String>,
    /// Only the worker finds out.
    late: bool,
}

impl Check<'_, '_> {
    fn variable(&mut self, variables: &Variables<'_>, entry: &Entry<'_>) {
        let Some((name, inner)) = name(entry) else {
            return;
        };
        let known = variables.pool_type.and_then(|pool| pool.variable(&name));
        let env = Variable {
            types: vec![JsonType::Object],
            values: TEXT_OR_NULL.to_vec(),
            ..Variable::default()
        };
        let Some(known) = known.or_else(|| (name == "env").then_some(&env)) else {
            return;
        };
        let pool_type = variables.pool_type.map_or("", |pool| pool.name.as_str());
        let place = (entry.value.resolve().id(), name.clone(), pool_type);
        if !self.examined.insert(place) {
            return;
        }
        let wrong = match inner {
            Some(_) => inner_value(known, entry),
            None => value(known, &name, entry),
        };
        for wrong in wrong {
            if self.seen.insert(wrong.value.id()) {
                self.say(variables, &wrong);
            }
        }
    }

    fn say(&mut self, variables: &Variables<'_>, wrong: &Wrong<'_>) {
        let node = wrong.value;
        let key = wrong.key.source().to_lowercase();
        let is_secret = SECRET.iter().any(|word| key.contains(word));
        let wanted = match wrong.words.is_empty() {
            true => words(&wrong.wanted),
            false => quoted(&wrong.words.iter().map(String::as_str).collect::<Vec<_>>()),
        };
        let is = match is_secret || !matches!(shape(node), Shape::Scalar(_)) {
            true => format!("this is {}", shape(node).words()),
            false => read_as(node),
        };
        let fix = fix(wrong).filter(|_| !is_secret);
        let help = match (&fix, wrong.wanted.contains(&JsonType::String)) {
            (Some(fix), _) => fix.title.clone(),
            (None, true) if matches!(shape(node), Shape::Scalar(_)) => {
                "put it in quotes".to_owned()
            }
            _ if wrong.wanted.contains(&JsonType::Object) => {
                "write `NAME: \"value\"` for each of them".to_owned()
            }
            _ => format!("write {wanted}"),
        };
        let is_long = node.is_empty() || node.source().contains('\n');
        let range = match is_long {
            true => wrong.key.range(),
            false => node.range(),
        };
        let message = format!("{} must be {wanted}, but {is}", wrong.subject);
        let finish = self
            .report
            .at(range, message)
            .deployment(variables.deployment.clone())
            .label(shape(node).words())
            .note(match wrong.late {
                true => "the deployment is created, and every run of it fails on the worker",
                false => SERVER_REFUSES,
            })
            .help(help)
            .maybe_fix(fix);
        if is_secret && !is_long {
            finish.secret();
        }
    }
}

/// What is wrong with `env.NAME`: the server does not look at it, the worker puts it into `env`.
fn inner_value<'t>(known: &Variable, entry: &Entry<'t>) -> Vec<Wrong<'t>> {
    let wanted = &known.values;
    let wrong = !wanted.is_empty() && !is_one_of(wanted, &given(entry.value));
    let wrong = wrong.then(|| Wrong {
        subject: format!("`{}`", short(entry.key.source())),
        key: entry.key,
        value: entry.value,
        wanted: wanted.clone(),
        words: Vec::new(),
        late: true,
    });
    wrong.into_iter().collect()
}

fn value<'t>(known: &Variable, name: &str, entry: &Entry<'t>) -> Vec<Wrong<'t>> {
    let wrong = |subject, key, value, wanted: &[JsonType]| Wrong {
        subject,
        key,
        value,
        wanted: wanted.to_vec(),
        words: known.words.clone(),
        late: false,
    };
    let given_value = given(entry.value);
    let own = format!("`{name}`");
    let is_wrong = match &given_value {
        Given::Null => known.not_null,
        other => !known.types.is_empty() && !is_one_of(&known.types, other),
    };
    if is_wrong {
        return vec![wrong(own, entry.key, entry.value, &known.types)];
    }
    match given_value {
        Given::Text(text) if !known.words.is_empty() && !known.words.contains(&text) => {
            vec![wrong(own, entry.key, entry.value, &known.types)]
        }
        Given::List if !known.items.is_empty() => {
            let (items, pairs) = items(entry.value);
            let is_wrong = |item: &Node<'t>| pairs || !is_one_of(&known.items, &given(*item));
            let wrong_items = items.into_iter().filter(is_wrong);
            let subject = format!("an item of `{name}`");
            let wrong_items =
                wrong_items.map(|item| wrong(subject.clone(), entry.key, item, &known.items));
            wrong_items.collect()
        }
        Given::Mapping if !known.values.is_empty() => {
            let values = unfolded(entry.value).unwrap_or_default();
            let is_wrong = |inner: &Entry<'t>| !is_one_of(&known.values, &given(inner.value));
            let wrong_values = values.into_iter().filter(is_wrong).map(|inner| {
                let subject = format!("`{}` of `{name}`", short(inner.key.source()));
                wrong(subject, inner.key, inner.value, &known.values)
            });
            wrong_values.collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a value is of one of the types. JSON takes a number with nothing behind its point for a whole one.
fn is_one_of(types: &[JsonType], value: &Given<'_>) -> bool {
    let has = |ty: JsonType| types.contains(&ty);
    match value {
        Given::Unknown => true,
        Given::Null => has(JsonType::Null),
        Given::Text(_) => has(JsonType::String),
        Given::List => has(JsonType::Array),
        Given::Mapping => has(JsonType::Object),
        Given::Scalar(Value::Bool(_)) => has(JsonType::Boolean),
        Given::Scalar(Value::Int(_)) => has(JsonType::Integer) || has(JsonType::Number),
        Given::Scalar(Value::Float(number)) => {
            has(JsonType::Number) || (has(JsonType::Integer) && number.fract() == 0.0)
        }
        Given::Scalar(_) => true,
    }
}

/// What must be written; null is not what anyone wants to write.
fn words(types: &[JsonType]) -> String {
    let is_text = |ty: &&JsonType| **ty != JsonType::Null;
    let words: Vec<&str> = types.iter().filter(is_text).map(|ty| ty.words()).collect();
    words.join(" or ")
}

/// A scalar and what YAML makes of it, where that is another than it looks.
fn read_as(node: Node<'_>) -> String {
    let source = node.resolve().source();
    let value = match shape(node) {
        Shape::Scalar(Value::Bool(truth)) if !source.eq_ignore_ascii_case(&truth.to_string()) => {
            truth.to_string()
        }
        Shape::Scalar(Value::Int(number)) if number.to_string() != source => number.to_string(),
        Shape::Scalar(Value::Float(number)) if format!("{number:?}") != source => {
            format!("{number:?}")
        }
        Shape::Scalar(Value::Str(_)) => return format!("this is `{}`", short(source)),
        _ => return value_is(node),
    };
    format!("YAML reads `{}` as `{}`", short(source), short(&value))
}

fn fix(wrong: &Wrong<'_>) -> Option<Fix> {
    if !wrong.words.is_empty() {
        let written = wrong.value.as_str()?;
        let near = nearest(&written, wrong.words.iter().map(String::as_str))?;
        let edit = edits::replace_text(wrong.value, near)?;
        return Some(Fix::new(
            format!("replace with `{near}`"),
            Safety::Safe,
            vec![edit],
        ));
    }
    let is_scalar = matches!(shape(wrong.value), Shape::Scalar(_));
    let edit = edits::quote(wrong.value)
        .filter(|_| is_scalar && wrong.wanted.contains(&JsonType::String))?;
    let title = format!("quote it: `{}`", edit.text);
    Some(Fix::new(title, Safety::Safe, vec![edit]))
}
