//! PF019: `yaml-1-2-differs`.

use yaml_rust2::parser::{Event, EventReceiver, Parser};

use crate::rules::{Context, Meta, Report, Rule};
use crate::text::{TextRange, size};
use crate::yaml::{Node, NodeKind, Style, Value};

crate::declare_rule! {
    /// ## What it does
    ///
    /// Points out what tools that read YAML 1.2 (most editors, GitHub, `yq`) read differently than Prefect, which reads
    /// YAML 1.1, or do not read at all. Off unless selected.
    ///
    /// ## Why is this bad?
    ///
    /// Prefect understands the file; but what other tools show or check is not what Prefect sees.
    ///
    /// ## Example
    ///
    /// ```yaml @3:13-3:16
    /// deployments:
    ///   - name: daily
    ///     paused: yes
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml
    /// deployments:
    ///   - name: daily
    ///     paused: true
    /// ```
    pub struct Yaml12Differs = "PF019", "yaml-1-2-differs", Info, fix: None, since: "0.1.0", pedantic;
}

impl Rule for Yaml12Differs {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        if cx.source.encoding_error().is_some() || !cx.tree.errors().is_empty() {
            return;
        }
        if let Some((place, why)) = unreadable(cx.source.text()) {
            report
                .at(place, "tools that read YAML 1.2 can't read this")
                .label(why)
                .note("Prefect reads it; editors and other tools may call the file broken");
        }
        for node in cx.tree.nodes() {
            if let Some((here, there)) = differs(node) {
                let message = format!(
                    "`{}` is {here} to Prefect, {there} to YAML 1.2",
                    node.source()
                );
                report
                    .at(node.range(), message)
                    .label("read in two ways")
                    .help("write it in a way that both read alike: `true`, `false`, plain digits, or quotes");
            }
        }
    }
}

/// Where a reader of YAML 1.2 gives up, and its words.
fn unreadable(text: &str) -> Option<(TextRange, String)> {
    struct Ignore;
    impl EventReceiver for Ignore {
        fn on_event(&mut self, _event: Event) {}
    }
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let error = Parser::new_from_str(&text[start..])
        .load(&mut Ignore, true)
        .err()?;
    let marker = error.marker();
    let line = text[start..]
        .split_inclusive('\n')
        .take(marker.line().saturating_sub(1))
        .map(str::len)
        .sum::<usize>()
        + start;
    let column = text[line..]
        .char_indices()
        .nth(marker.col())
        .map_or(text.len() - line, |(at, _)| at);
    let at = line + column;
    let len = text[at..].chars().next().filter(|c| !c.is_whitespace());
    let place = TextRange::at(size(at), size(len.map_or(0, char::len_utf8)));
    Some((place, error.info().to_owned()))
}

/// What a plain scalar is to each of the two, where they differ.
fn differs(node: Node<'_>) -> Option<(&'static str, &'static str)> {
    let plain = node.kind() == NodeKind::Scalar && node.style() == Style::Plain;
    if !plain || node.tag().is_some() || node.is_merge_key() {
        return None;
    }
    let here = match node.value()? {
        Value::Null => "nothing",
        Value::Bool(true) => "true",
        Value::Bool(false) => "false",
        Value::Int(_) => "a whole number",
        Value::Float(_) => "a number",
        Value::Date(_) | Value::DateTime(_) => "a date",
        Value::Str(_) | Value::Bytes(_) => "text",
    };
    let there = core_schema(node.source());
    let other_number = here == "a whole number" && there == here && is_other_number(node.source());
    match other_number {
        true => Some((here, "another whole number")),
        false => (here != there).then_some((here, there)),
    }
}

/// The type of a plain scalar in the core schema of YAML 1.2.
fn core_schema(text: &str) -> &'static str {
    let unsigned = text.trim_start_matches(['-', '+']);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return "nothing",
        "true" | "True" | "TRUE" => return "true",
        "false" | "False" | "FALSE" => return "false",
        ".nan" | ".NaN" | ".NAN" => return "a number",
        _ => {}
    }
    let hex = text
        .strip_prefix("0x")
        .is_some_and(|t| !t.is_empty() && t.bytes().all(|b| b.is_ascii_hexdigit()));
    let octal = text
        .strip_prefix("0o")
        .is_some_and(|t| !t.is_empty() && t.bytes().all(|b| matches!(b, b'0'..=b'7')));
    if hex || octal || digits(unsigned) && text.len() - unsigned.len() < 2 {
        return "a whole number";
    }
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || is_core_float(unsigned) {
        return "a number";
    }
    "text"
}

fn is_core_float(unsigned: &str) -> bool {
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent_ok = exponent.is_none_or(|e| {
        let e = e.strip_prefix(['-', '+']).unwrap_or(e);
        !e.is_empty() && digits(e)
    });
    digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty()) && exponent_ok
}

/// A leading zero: octal for Prefect, decimal for YAML 1.2.
fn is_other_number(text: &str) -> bool {
    let unsigned = text.trim_start_matches(['-', '+']);
    unsigned.len() > 1
        && unsigned.starts_with('0')
        && unsigned.bytes().all(|b| b.is_ascii_digit())
        && unsigned.trim_start_matches('0').len() > 1
}
