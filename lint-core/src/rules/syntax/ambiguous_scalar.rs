//! PF014: `ambiguous-scalar`.

use super::free_values::{FreeValue, Place, free_values};
use crate::diagnostic::Fix;
use crate::rules::{Context, Meta, Report, Rule};
use crate::yaml::{Style, Value};

crate::declare_rule! {
    /// ## What it does
    ///
    /// Reports values without quotes that YAML 1.1 reads as something else than they look like, in places whose type
    /// nobody checks: parameters, job variables, step inputs, tags.
    ///
    /// - words such as `NO` or `on` that are `false` or `true`, where they stand among text;
    /// - numbers with a leading zero, `010`, which are octal: 8;
    /// - numbers with colons, `12:30`, which count in sixties: 750;
    /// - versions such as `3.10`, which are numbers: 3.1;
    /// - numbers such as `1e-5`, which are text;
    /// - dates in the steps of the whole file, which Prefect can't template.
    ///
    /// ## Why is this bad?
    ///
    /// The flow gets another value than the one that is written, and nobody says a word.
    ///
    /// ## Example
    ///
    /// ```yaml @4:23-4:25,5:25-5:29
    /// deployments:
    ///   - name: daily
    ///     parameters:
    ///       countries: [SE, NO, DK]
    ///       python: {version: 3.10}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml by-hand
    /// deployments:
    ///   - name: daily
    ///     parameters:
    ///       countries: [SE, "NO", DK]
    ///       python: {version: "3.10"}
    /// ```
    ///
    /// ## Fix
    ///
    /// Puts the value in quotes.
    pub struct AmbiguousScalar = "PF014", "ambiguous-scalar", Warning, fix: Sometimes, since: "0.1.0";
}

impl Rule for AmbiguousScalar {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for value in free_values(cx.tree) {
            if let Some(surprise) = surprise(&value) {
                report_value(report, &value, &surprise);
            }
        }
    }
}

/// What a value is read as, in words, and whether it was rather meant for a number.
struct Surprise {
    read_as: String,
    number_meant: bool,
    refused: bool,
}

fn surprise(value: &FreeValue<'_>) -> Option<Surprise> {
    let node = value.node;
    let is_plain = node.style() == Style::Plain && node.tag().is_none() && !node.is_empty();
    if !is_plain || value.place == Place::Env {
        return None;
    }
    let text = node.source();
    let among_text = value.beside_text || value.place == Place::Tags;
    let as_text = |read_as: String| {
        Some(Surprise {
            read_as,
            number_meant: false,
            refused: false,
        })
    };
    match node.value()? {
        Value::Bool(truth) if among_text && !is_plain_truth(text) => as_text(format!("`{truth}`")),
        Value::Int(number) if text.contains(':') => as_text(format!("the number {number}")),
        Value::Int(number) if is_octal(text) => as_text(format!("the octal number {number}")),
        Value::Int(number) if among_text && text.contains('_') => {
            as_text(format!("the number {number}"))
        }
        Value::Float(number) if text.contains(':') => as_text(format!("the number {number}")),
        Value::Float(number) if text.ends_with('0') && (among_text || is_version_key(value)) => {
            let shown = format!("{number}");
            let lossy = !text.ends_with(".0") && shown != text;
            lossy.then(|| as_text(format!("the number {shown}")))?
        }
        Value::Str(_) if is_exponent_number(text) => Some(Surprise {
            read_as: "text".to_owned(),
            number_meant: true,
            refused: false,
        }),
        Value::Date(_) | Value::DateTime(_) if value.place == Place::FileStep => Some(Surprise {
            read_as: "a date".to_owned(),
            number_meant: false,
            refused: true,
        }),
        _ => None,
    }
}

fn report_value(report: &mut Report<'_>, value: &FreeValue<'_>, surprise: &Surprise) {
    let text = value.node.source();
    let read_as = &surprise.read_as;
    let range = value.node.range();
    if surprise.number_meant {
        report
            .at(range, format!("`{text}` is text, not a number"))
            .label("YAML 1.1 wants a point and a sign: `1.0e-5`")
            .note("the flow or step gets a text")
            .help(match with_point(text) {
                Some(number) => format!("write `{number}`, or put it in quotes if it is text"),
                None => "put it in quotes if it is text".to_owned(),
            });
        return;
    }
    let note = match surprise.refused {
        true => "Prefect stops at a date in a step of the whole file: `Unexpected template type`"
            .to_owned(),
        false => format!("Prefect gets {read_as}, and says nothing"),
    };
    let finish = report
        .at(range, format!("`{text}` is read as {read_as}"))
        .label("not text without quotes")
        .note(note)
        .help("put it in quotes if it is text")
        .fix(Fix::safe(
            format!("write \"{text}\""),
            range,
            format!("\"{text}\""),
        ));
    if surprise.refused {
        finish.severity(crate::diagnostic::Severity::Error);
    }
}

fn is_plain_truth(text: &str) -> bool {
    text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false")
}

fn is_octal(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '+']);
    digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the key says that its value is a version.
fn is_version_key(value: &FreeValue<'_>) -> bool {
    value.key.and_then(|key| key.as_str()).is_some_and(|key| {
        let key = key.to_ascii_lowercase();
        key.contains("version") || key == "tag" || key.ends_with("_tag")
    })
}

/// `1e5`, `1.5e-3`: a number in JSON and YAML 1.2.
fn is_exponent_number(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
        return false;
    };
    let exponent = exponent.trim_start_matches(['-', '+']);
    let mantissa = mantissa.trim_start_matches(['-', '+']);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    // Without a sign or a point it may as well be the beginning of a commit's hash.
    let is_number = text.contains(['.', '-', '+']);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    is_number && digits(whole) && digits(fraction) && digits(exponent)
}

/// The same number as YAML 1.1 writes it.
fn with_point(text: &str) -> Option<String> {
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let point = if mantissa.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with(['-', '+']) {
        ""
    } else {
        "+"
    };
    Some(format!("{mantissa}{point}e{sign}{exponent}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_exponents_are_told_from_hashes() {
        for number in ["1e-5", "1.5e3", "-2E+10"] {
            assert!(is_exponent_number(number), "{number}");
        }
        for text in ["1e5", "e5", "abc", "1e-", "1.e-5x", "5e7f-1"] {
            assert!(!is_exponent_number(text), "{text}");
        }
        assert_eq!(with_point("1e-5").as_deref(), Some("1.0e-5"));
        assert_eq!(with_point("1.5e3").as_deref(), Some("1.5e+3"));
    }
}
