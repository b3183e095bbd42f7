//! PF902

use crate::declare_rule;
use crate::diagnostic::Fix;
use crate::rules::selection::unknown_word;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule, nearest};
use crate::suppression::{Fault, FaultKind, Word};

declare_rule! {
    /// ## What it does
    /// Finds comments that are meant to silence a finding and do not: such as name a rule that does not exist, or no rule
    /// at all. Settings that name such a rule are warned about in the same words.
    ///
    /// ## Why is this bad?
    /// The comment does nothing. A comment must name the rules it is for, by name or by code, so that it hides nothing
    /// else.
    ///
    /// ## Example
    /// ```yaml @1:41-1:51
    /// owner: data-team # prefect-lint: ignore[unkown-key] read by our own scripts
    /// deployments: []
    /// ```
    /// ```yaml @2:19-2:26 also=PF101
    /// deployments:
    ///   # prefect-lint: disable[PF101] for an older tool
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     entry_point: report.py:report
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// owner: data-team # prefect-lint: ignore[unknown-key] read by our own scripts
    /// deployments: []
    /// ```
    /// ```yaml
    /// deployments:
    ///   # prefect-lint: ignore[PF101] for an older tool
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     entry_point: report.py:report
    /// ```
    ///
    /// ## Fix
    /// Writes what was probably meant.
    pub struct UnknownRule = "PF902", "unknown-rule", Warning, fix: Sometimes, since: "0.1.0";
}

/// What is said where a directive has no effect.
const NOTHING: &str = "the comment silences nothing";

impl Rule for UnknownRule {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for directive in &cx.suppressions.directives {
            for word in directive.words.iter().filter(|word| word.code.is_none()) {
                unknown(cx, report, word);
            }
        }
        for fault in &cx.suppressions.faults {
            misread(cx, report, fault);
        }
    }
}

fn unknown(cx: &Context<'_>, report: &mut Report<'_>, word: &Word) {
    let text = &cx.source.text()[word.range];
    let shown = short(text);
    if unknown_word(text).is_none() {
        report
            .at(word.range, format!("`{shown}` stands for several rules"))
            .label("not the name of a rule")
            .note("a comment names each rule that it silences")
            .help("write the name or the code of the rule");
        return;
    }
    let near = nearest(text);
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`prefect-lint rules` lists them all".to_owned(),
    };
    report
        .at(word.range, format!("there is no rule `{shown}`"))
        .label("unknown rule")
        .note("nothing is silenced by it")
        .help(help)
        .maybe_fix(near.map(|near| Fix::safe(format!("replace with `{near}`"), word.range, near)));
}

fn misread(cx: &Context<'_>, report: &mut Report<'_>, fault: &Fault) {
    let word = short(&cx.source.text()[fault.range]);
    let form = "`# prefect-lint: ignore[rule-name] reason`";
    let (message, label) = match fault.kind {
        FaultKind::NoRules => (
            format!("`{word}` must name the rules that it is for"),
            "no rules in brackets behind it",
        ),
        FaultKind::UnknownDirective => (
            format!("prefect-lint has no directive `{word}`, only `ignore` and `ignore-file`"),
            "unknown directive",
        ),
        FaultKind::NoColon => (
            format!("there is no colon behind `{word}`"),
            "a colon is missing",
        ),
        FaultKind::Misspelled => (
            format!("`{word}` is not how `prefect-lint` is written"),
            "misspelled",
        ),
        FaultKind::Unclosed => (
            format!("the bracket behind `{word}` is not closed"),
            "no `]` in this line",
        ),
        FaultKind::Foreign => (
            format!("`{word}` says nothing to prefect-lint"),
            "for other tools",
        ),
    };
    let help = match &fault.meant {
        Some((_, meant)) => format!("write `{meant}`"),
        None => format!("write {form}"),
    };
    let fix = fault.meant.as_ref();
    let fix = fix.map(|(at, meant)| Fix::safe(format!("write `{meant}`"), *at, meant.as_str()));
    report
        .at(fault.range, message)
        .label(label)
        .note(NOTHING)
        .help(help)
        .maybe_fix(fix);
}
