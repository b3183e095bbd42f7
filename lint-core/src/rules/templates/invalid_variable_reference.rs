//! PF410

use super::case::{first_wrong, has_no_giver, replace, replace_risky};
use super::special::{Special, special};
use crate::declare_rule;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::template::name::kind;
use crate::template::{Answer, Kind, Reached, Resolution};

declare_rule! {
    /// ## What it does
    /// Finds references to variables that no variable can have.
    ///
    /// All that stands behind `prefect.variables.` is the variable's name: small letters, digits, `_` and `-`. There
    /// is no way into a variable's value; a dot is part of the name.
    ///
    /// ## Why is this bad?
    /// For a variable that is not there Prefect puts in an empty text, and says nothing.
    ///
    /// ## Example
    /// ```yaml @6:17-6:43
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       # a JSON variable
    ///       name: "{{ prefect.variables.k8s.pool }}"
    /// ```
    ///
    /// ```yaml @5:17-5:42
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: "{{ prefect.variable.k8s-pool }}"
    /// ```
    ///
    /// ## Use instead
    /// ```yaml by-hand
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       # a variable of its own
    ///       name: "{{ prefect.variables.k8s-pool }}"
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: "{{ prefect.variables.k8s-pool }}"
    /// ```
    ///
    /// ## Fix
    /// Writes `prefect.variables.`. Small letters in names are written on request.
    pub struct InvalidVariableReference = "PF410", "invalid-variable-reference", Error, fix: Sometimes, since: "0.1.0";
}

/// The longest name that a variable can have.
const LONGEST: usize = 255;

impl Rule for InvalidVariableReference {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for answer in cx.references.placeholders() {
            let name = answer.name();
            match (kind(name), special(name)) {
                (Kind::Variable(rest), _) => variable(&answer, rest, report),
                (_, Some(Special::Variable(rest))) => prefix(&answer, rest, report),
                _ => {}
            }
        }
    }
}

fn variable(answer: &Answer<'_, '_>, name: &str, report: &mut Report<'_>) {
    let is_good = is_variable_name(name);
    let wrong = |reached: &Reached<'_>, _: &Resolution<'_>| {
        (!is_good && !reached.place.is_literal()).then_some(())
    };
    let Some(case) = first_wrong(answer, wrong) else {
        return;
    };
    let help = match name.contains(['.', '[']) {
        true => {
            "there is no way into a variable: give the part that is needed a variable of its own"
        }
        false => "names of variables have small letters, digits, `_` and `-`",
    };
    let start = answer.placeholder.name.end - name.len();
    let small = name.to_lowercase();
    let bytes = start..answer.placeholder.name.end;
    let fix = match is_variable_name(&small) {
        true => replace_risky(&answer.reference.text, &bytes, &small),
        false => None,
    };
    report
        .at(
            answer.name_range(),
            format!("no variable can be called `{}`{}", short(name), case.suffix),
        )
        .deployment(case.deployment.clone())
        .label("no such variable")
        .note("Prefect puts an empty text in its place, and says nothing")
        .help(help)
        .maybe_fix(fix);
}

/// A reference with a wrong beginning.
fn prefix(answer: &Answer<'_, '_>, rest: &str, report: &mut Report<'_>) {
    let name = answer.name();
    let wrong = |reached: &Reached<'_>, resolution: &Resolution<'_>| {
        has_no_giver(name, reached, resolution).then_some(())
    };
    let Some(case) = first_wrong(answer, wrong) else {
        return;
    };
    let meant = format!("prefect.variables.{rest}");
    let fix = is_variable_name(rest)
        .then(|| replace(&answer.reference.text, &answer.placeholder.name, &meant))
        .flatten();
    report
        .at(
            answer.name_range(),
            format!(
                "`{}` is no variable: its name begins with `prefect.variables.`{}",
                short(name),
                case.suffix
            ),
        )
        .deployment(case.deployment.clone())
        .label("not a variable")
        .note("Prefect looks for a step of that name, and finds none")
        .help(format!("did you mean `{}`?", short(&meant)))
        .maybe_fix(fix);
}

fn is_variable_name(name: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_');
    !name.is_empty() && name.len() <= LONGEST && name.bytes().all(is_plain)
}
