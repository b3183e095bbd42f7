//! PF106

use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::rules::edits;
use crate::rules::schedules::is_unquoted;
use crate::rules::words::{outcome, short, subject, target_of, value_is};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::deployment::DEPLOYMENT;
use crate::schema::shape::{Shape, shape};
use crate::schema::{Finding, FindingKind, Spot, Type};
use crate::yaml::{Node, NodeKind, Style, Value};

declare_rule! {
    /// ## What it does
    /// Finds values of another type than the one that Prefect expects.
    ///
    /// ## Why is this bad?
    /// One such value anywhere makes Prefect drop the whole file: it names the field, without a reason and without a
    /// line, and then goes on as if the file were empty. Numbers are a common trap: `version: 1.10` is the number
    /// 1.1, and a number is no text.
    ///
    /// ## Example
    /// ```yaml @4:14-4:18
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     version: 1.10
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ```yaml @4:16-4:20
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: main
    /// ```
    ///
    /// ```yaml @5:15-5:26
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedule: "0 4 * * *"
    /// ```
    ///
    /// ```yaml @5:5-5:14
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       cron: "0 4 * * *"
    ///       timezone: Europe/Paris
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     version: "1.10"
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules: [{cron: "0 4 * * *"}]
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 4 * * *"
    ///         timezone: Europe/Paris
    /// ```
    ///
    /// ## Fix
    /// Quotes what must be text, as it is written, and puts a single value into the list or the mapping that it belongs in.
    pub struct InvalidType = "PF106", "invalid-type", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for InvalidType {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings {
            match finding.kind {
                // A rule of its own speaks of these.
                FindingKind::InvalidType(_) if is_unquoted(finding) => {}
                FindingKind::InvalidType(expected) => wrong_value(report, finding, expected),
                FindingKind::InvalidKey => wrong_key(report, finding),
                _ => {}
            }
        }
    }
}

fn wrong_value(report: &mut Report<'_>, finding: &Finding<'_>, expected: &Type) {
    let spot = &finding.spot;
    let is = match (expected, shape(spot.value)) {
        (Type::Int, Shape::Scalar(Value::Float(_))) => {
            format!("`{}` is none", short(spot.value.source()))
        }
        _ => value_is(spot.value),
    };
    let message = format!(
        "{} must be {}, but {is}",
        subject(finding),
        expected.words()
    );
    let fix = fix(spot, expected);
    let help = fix.as_ref().map_or_else(
        || format!("write {}", expected.words()),
        |fix| fix.title.clone(),
    );
    let mut finish = report
        .finding(finding, message)
        .label(shape(spot.value).words())
        .note(outcome(finding, ""))
        .help(help)
        .maybe_fix(fix);
    if let Some(target) = target_of(spot.value) {
        finish = finish.other(target, "the value comes from here");
    }
    let _ = finish;
}

fn wrong_key(report: &mut Report<'_>, finding: &Finding<'_>) {
    let Some(key) = finding.spot.key else {
        return;
    };
    let written = short(key.source());
    let same = |other: Node<'_>| other.is_str(key.source());
    let is_taken = finding.spot.home().pairs().any(|(other, _)| same(other));
    let fix = (!key.is_empty()
        && !is_taken
        && key.kind() == NodeKind::Scalar
        && key.style() == Style::Plain
        && key.full_range() == key.range())
    .then(|| Fix::safe("quote the key", key.range(), edits::quoted(key.source())));
    report
        .finding(
            finding,
            format!("keys must be text here, but {}", value_is(key)),
        )
        .label(shape(key).words())
        .note(outcome(finding, ""))
        .help(format!("quote it: `\"{written}\"`"))
        .maybe_fix(fix);
}

fn fix(spot: &Spot<'_>, expected: &Type) -> Option<Fix> {
    let field = spot.field.map_or("", |field| field.name);
    match (expected, field, spot.key) {
        // Quotes alone make no such text of a number.
        (Type::Text, "entrypoint" | "cron" | "rrule" | "timezone" | "version_type", _) => None,
        (Type::Text, ..) => quote(spot),
        (_, "tags", Some(_)) => {
            let text = plain(spot)?;
            let list = format!("[{}]", edits::quoted(text));
            Some(Fix::safe("write a list", spot.value.range(), list))
        }
        (_, "work_pool", Some(_)) => {
            spot.value.as_str()?;
            let edit = edits::nest(spot, "name")?;
            Some(Fix::new(
                "write the name under `name`",
                Safety::Safe,
                vec![edit],
            ))
        }
        (_, "schedule" | "schedules", _) => schedules(spot, field),
        (_, "triggers" | "sla", Some(_)) => list_of_one(spot),
        (_, "deployments", Some(_)) if is_deployment(spot) => list_of_one(spot),
        _ => None,
    }
}

/// The text of a scalar without quotes, anchor or tag.
fn plain<'t>(spot: &Spot<'t>) -> Option<&'t str> {
    let value = spot.value;
    let bare = value.kind() == NodeKind::Scalar && value.full_range() == value.range();
    (bare && value.style() == Style::Plain && !value.source().contains('\n'))
        .then(|| value.source())
}

fn quote(spot: &Spot<'_>) -> Option<Fix> {
    let text = edits::quoted(plain(spot)?);
    Some(Fix::safe(
        format!("quote it: `{text}`"),
        spot.value.range(),
        text,
    ))
}

fn list_of_one(spot: &Spot<'_>) -> Option<Fix> {
    if shape(spot.value) != Shape::Mapping {
        return None;
    }
    let edits = edits::wrap_in_list(spot)?;
    Some(Fix::new("write a list", Safety::Safe, edits))
}

/// Whether a mapping in the place of the list is itself a deployment, rather than several under their names.
fn is_deployment(spot: &Spot<'_>) -> bool {
    spot.value.pairs().all(|(key, _)| {
        key.as_str()
            .is_some_and(|key| DEPLOYMENT.field(&key).is_some())
    })
}

/// What stands for a schedule: a cron text, a mapping in the place of the list, a list in the place of the mapping.
fn schedules(spot: &Spot<'_>, field: &str) -> Option<Fix> {
    let rename = spot
        .key
        .filter(|key| key.is_str("schedule") && field == "schedule")
        .map(|key| edits::rename(key, "schedules"));
    let taken = rename.is_some() && !edits::is_free(spot.home(), "schedules");
    // An anchor may be needed elsewhere.
    if taken || spot.value.full_range() != spot.value.range() {
        return None;
    }
    let mut edits = match (shape(spot.value), spot.key) {
        (Shape::Scalar(Value::Str(text)), Some(_)) if is_cron(&text) => {
            let list = format!("[{{cron: {}}}]", edits::quoted(&text));
            vec![edits::replace(edits::span(spot.value), list)]
        }
        (Shape::Scalar(Value::Str(text)), None) if is_cron(&text) => {
            let item = format!("{{cron: {}}}", edits::quoted(&text));
            vec![edits::replace(edits::span(spot.value), item)]
        }
        (Shape::Mapping, Some(_)) if field == "schedules" => edits::wrap_in_list(spot)?,
        (Shape::List, Some(_)) if field == "schedule" => Vec::new(),
        _ => return None,
    };
    edits.extend(rename);
    let title = match spot.key {
        Some(_) => "write a list under `schedules`",
        None => "write the cron under `cron`",
    };
    Some(Fix::new(title, Safety::Safe, edits))
}

/// Whether a text looks like a cron: five to seven fields of its characters, or a word such as `@daily`.
fn is_cron(text: &str) -> bool {
    if text.contains(char::is_control) {
        return false;
    }
    let word = text
        .strip_prefix('@')
        .is_some_and(|word| word.chars().all(|c| c.is_ascii_lowercase()));
    let fields: Vec<&str> = text.split_whitespace().collect();
    let field = |field: &&str| {
        field
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "*/,-#?".contains(c))
    };
    let clock = |field: &&str| field.chars().any(|c| c.is_ascii_digit() || c == '*');
    word || ((5..=7).contains(&fields.len())
        && fields.iter().all(field)
        && fields.iter().take(2).all(clock))
}
