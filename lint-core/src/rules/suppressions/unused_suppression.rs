//! PF901

use crate::declare_rule;
use crate::diagnostic::{Edit, Fix, Safety};
use crate::rules::words::listed;
use crate::rules::{self, Context, Meta, Report, Rule};
use crate::suppression::{Directive, Unused};
use crate::text::{TextRange, range};

declare_rule! {
    /// ## What it does
    /// Finds comments that silence a rule which has nothing to say there.
    ///
    /// Nothing is said about rules that do not run, and nothing at all where the YAML can't be read.
    ///
    /// ## Why is this bad?
    /// The mistake that the comment was for is gone. The next one of its kind would be silenced, too.
    ///
    /// ## Example
    /// ```yaml @3:34-3:93
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report # prefect-lint: ignore[unknown-key] read by our own scripts
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Fix
    /// Removes the comment, or the name of the rule where the comment has others that are needed.
    pub struct UnusedSuppression = "PF901", "unused-suppression", Warning, fix: Sometimes, since: "0.1.0";
}

impl Rule for UnusedSuppression {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for unused in cx.unused {
            let directive = &cx.suppressions.directives[unused.directive];
            match unused.words.len() == directive.words.len() {
                true => whole(cx, report, directive),
                false => words(cx, report, directive, unused),
            }
        }
    }
}

/// A directive that does nothing.
fn whole(cx: &Context<'_>, report: &mut Report<'_>, directive: &Directive) {
    let names = directive.words.iter().filter_map(|word| name(word.code?));
    let names: Vec<&str> = names.collect();
    let none = match names.len() {
        1 => "no",
        _ => "none of",
    };
    let place = removal(cx.source.text(), directive.range);
    report
        .at(
            directive.range,
            format!(
                "{none} {} is found {}",
                listed(&names),
                directive.scope.words()
            ),
        )
        .label("silences nothing")
        .help("remove the comment")
        .fix(Fix::safe("remove the comment", place, ""));
}

/// Words of a directive that do nothing.
fn words(cx: &Context<'_>, report: &mut Report<'_>, directive: &Directive, unused: &Unused) {
    for at in &unused.words {
        let word = &directive.words[*at];
        let name = word.code.and_then(name).unwrap_or_default();
        let title = format!("remove {}", &cx.source.text()[word.range]);
        report
            .at(
                word.range,
                format!("no `{name}` is found {}", directive.scope.words()),
            )
            .label("silences nothing")
            .help("remove it from the list")
            .fix(Fix::new(title, Safety::Safe, vec![without(directive, *at)]));
    }
}

fn name(code: &str) -> Option<&'static str> {
    rules::find(code).map(|rule| rule.meta().name)
}

/// Takes a word out of its list, with what separates it from the next one, or the last from the one before.
fn without(directive: &Directive, at: usize) -> Edit {
    let word = directive.words[at].range;
    let place = match (at.checked_sub(1), directive.words.get(at + 1)) {
        (_, Some(next)) => TextRange::new(word.start(), next.range.start()),
        (Some(before), None) => TextRange::new(directive.words[before].range.end(), word.end()),
        (None, None) => word,
    };
    Edit::new(place, "")
}

/// A comment with the blanks before it, and with its line if nothing else is there.
fn removal(text: &str, comment: TextRange) -> TextRange {
    let before = text[..comment.start().into()].trim_end_matches([' ', '\t']);
    let behind = &text[comment.end().into()..];
    let end = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    let behind = &behind[end..];
    let is_alone = matches!(before, "" | "\u{feff}") || before.ends_with('\n');
    let line_end = match is_alone {
        true if behind.starts_with("\r\n") => 2,
        true if behind.starts_with('\n') => 1,
        _ => 0,
    };
    let end = usize::from(comment.end()) + end + line_end;
    // Another directive may stand behind it in the same comment.
    let end = match behind.starts_with('#') {
        true => usize::from(comment.end()),
        false => end,
    };
    range(before.len(), end - before.len())
}
