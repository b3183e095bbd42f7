//! PF001: `syntax-error`.

use super::problem;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::yaml::cause::Cause;

crate::declare_rule! {
    /// ## What it does
    ///
    /// Reports text that Prefect's YAML loader can't read, at the place where the slip is, with its usual cause: a
    /// missing blank behind a colon, a line that is indented too far or too little, a quote or bracket that is
    /// never closed, a value that begins with a character of YAML's own.
    ///
    /// ## Why is this bad?
    ///
    /// Prefect prints one line about it and goes on as if the file were empty. What follows is a message about a
    /// missing entrypoint; or, when the entrypoint is given on the command line, a deployment without any of the
    /// file's settings, reported as a success.
    ///
    /// Unlike the loader, the rule does not stop at the first error.
    ///
    /// ## Example
    ///
    /// ```yaml @2:7-2:8
    /// deployments:
    /// - name:daily
    ///   entrypoint: flow.py:main
    /// ```
    ///
    /// ```yaml @2:18-2:24
    /// name: reports
    /// prefect-version: "3.4.0
    /// deployments: []
    /// ```
    ///
    /// ```yaml @3:11-3:23
    /// deployments:
    ///   - name: daily
    ///     tags: [reports, eu
    ///     entrypoint: flow.py:main
    /// ```
    ///
    /// ```yaml @3:18-3:36
    /// deployments:
    ///   - name: daily
    ///     description: reports: every day
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml
    /// deployments:
    /// - name: daily
    ///   entrypoint: flow.py:main
    /// ```
    ///
    /// ```yaml by-hand
    /// name: reports
    /// prefect-version: "3.4.0"
    /// deployments: []
    /// ```
    ///
    /// ```yaml by-hand
    /// deployments:
    ///   - name: daily
    ///     tags: [reports, eu]
    ///     entrypoint: flow.py:main
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: daily
    ///     description: "reports: every day"
    /// ```
    ///
    /// ## Fix
    ///
    /// Adds the missing blank, or puts the value in quotes, where what was meant is certain. Fixes that move or
    /// close something are unsafe.
    pub struct SyntaxError = "PF001", "syntax-error", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for SyntaxError {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for found in cx.problems {
            let Some(Words {
                message,
                label,
                help,
            }) = words(&found.cause)
            else {
                continue;
            };
            let finish = problem::report(report, found, message).label(label);
            if !help.is_empty() {
                finish.help(help);
            }
        }
    }
}

struct Words {
    message: String,
    label: &'static str,
    help: String,
}

/// What to say; nothing about causes that have a rule of their own.
fn words(cause: &Cause) -> Option<Words> {
    let (message, label, help) = match cause {
        Cause::MissingSpaceAfterColon { key } => (
            format!("no blank behind the colon of `{key}:`"),
            "a key needs `: `",
            "without the blank, key and value are one word to YAML".to_owned(),
        ),
        Cause::MissingSpaceAfterDash => (
            "no blank behind the dash of a list item".to_owned(),
            "an item needs `- `",
            String::new(),
        ),
        Cause::MissingColon { text } => (
            format!("`{}` has no colon", short(text)),
            "`key: value` is expected here",
            "write `key: value`, or indent the line if it continues the text above".to_owned(),
        ),
        Cause::NestedColon { key } => (
            format!("the value of `{key}` has a second colon"),
            "`: ` can't be in a text without quotes",
            "put the value in quotes".to_owned(),
        ),
        Cause::IndentedTooFar { above } => (
            format!("this line is indented further than `{above}` above"),
            "has no place here",
            format!("start it in the same column as `{above}`"),
        ),
        Cause::IndentedUnlikeSiblings { blanks, expected } => (
            format!(
                "the indentation of this line, {}, fits no block above",
                count(*blanks)
            ),
            "belongs to nothing",
            format!(
                "the nearest entries above have {}; indent it like those it belongs to",
                count(*expected)
            ),
        ),
        Cause::MixedBlock {
            item_in_mapping: true,
        } => (
            "a list item stands where a key is expected".to_owned(),
            "`key: value` is expected here",
            "indent the item under the key it belongs to, or remove the dash".to_owned(),
        ),
        Cause::MixedBlock {
            item_in_mapping: false,
        } => (
            "a key stands where a list item is expected".to_owned(),
            "`- ` is expected here",
            "indent the key to the column of the item it belongs to, or begin a new item with `- `"
                .to_owned(),
        ),
        Cause::ItemBehindKey => (
            "a list item can't begin on the line of its key".to_owned(),
            "`- ` behind other text",
            "put the items on lines of their own, or write them as `[a, b]`".to_owned(),
        ),
        Cause::UnclosedQuote { quote } => (
            format!("the quote {quote} is never closed"),
            "opens here",
            match quote {
                '"' => "close it with \"; inside the text a quote is written \\\"".to_owned(),
                _ => "close it with '; inside the text an apostrophe is written ''".to_owned(),
            },
        ),
        Cause::UnclosedBracket { bracket } => (
            format!("the bracket `{bracket}` is never closed"),
            "opens here",
            format!("close it with `{}`", closing(*bracket)),
        ),
        Cause::StrayBracket { bracket } => (
            format!("`{bracket}` closes nothing that is open"),
            "no opening bracket for this one",
            "remove it, or close the bracket that is open first".to_owned(),
        ),
        Cause::MissingItem => (
            "there is nothing before this comma".to_owned(),
            "an item is expected here",
            "remove the comma".to_owned(),
        ),
        Cause::MissingComma => (
            "there is no comma before this item".to_owned(),
            "`,` or the closing bracket is expected here",
            "separate items with commas, or put the text in quotes".to_owned(),
        ),
        Cause::TextBehind { opening } => behind(*opening),
        Cause::TripleQuote => (
            "YAML has no triple quotes".to_owned(),
            "two quotes are a whole, empty text",
            "begin each line of a comment with `#`; write text of several lines below a `|`"
                .to_owned(),
        ),
        Cause::ReservedCharacter { character } => (
            format!("a value without quotes can't begin with `{character}`"),
            "has a meaning of its own in YAML",
            "put the value in quotes".to_owned(),
        ),
        Cause::UnknownEscape {
            character,
            cut_short,
        } => escape(*character, *cut_short),
        Cause::TemplateBlock => (
            "`{% … %}` is not YAML".to_owned(),
            "Prefect runs no template engine over the file",
            "Prefect knows placeholders, `{{ … }}` in quotes, and no statements".to_owned(),
        ),
        Cause::ConflictMarker => (
            "a merge conflict is left in the file".to_owned(),
            "written by git",
            "keep one of the two sides and remove the marker lines".to_owned(),
        ),
        Cause::EmptyKey => (
            "there is no key before this colon".to_owned(),
            "a key is expected here",
            String::new(),
        ),
        Cause::DuplicateAnchor { name } => (
            format!("the anchor `&{name}` is defined twice"),
            "the loader allows each name once",
            "give one of them another name".to_owned(),
        ),
        Cause::UnprintableCharacter { character } => (
            format!(
                "the character U+{:04X} is not allowed",
                u32::from(*character)
            ),
            "can't be seen, and can't be read",
            "remove it, or write it as an escape in double quotes".to_owned(),
        ),
        Cause::TooDeep => (
            "this is nested too deep".to_owned(),
            "Python's recursion limit is reached",
            "the loader takes some 490 levels".to_owned(),
        ),
        Cause::UnreadableNumber => (
            "this begins like a number, and is none".to_owned(),
            "Python can't read it",
            "put it in quotes if it is text".to_owned(),
        ),
        Cause::LoneIndicator => (
            "`=` and `<<` have a meaning of their own in YAML 1.1".to_owned(),
            "the loader can't make a value of it",
            "put it in quotes".to_owned(),
        ),
        Cause::Other => (
            "Prefect's YAML loader can't read this".to_owned(),
            "not expected here",
            String::new(),
        ),
        _ => return None,
    };
    Some(Words {
        message,
        label,
        help,
    })
}

type Parts = (String, &'static str, String);

fn behind(opening: char) -> Parts {
    match opening {
        '"' | '\'' => (
            "there is text behind the closing quote".to_owned(),
            "behind the end of the value",
            "put all of the value in one pair of quotes; inside '…' an apostrophe is doubled"
                .to_owned(),
        ),
        _ => (
            format!("there is text behind the closing `{}`", closing(opening)),
            "behind the end of the value",
            "put all of the value in quotes if it is text".to_owned(),
        ),
    }
}

fn escape(character: char, cut_short: bool) -> Parts {
    let digits = match character {
        'x' => "two",
        'u' => "four",
        _ => "eight",
    };
    let message = match cut_short {
        true => format!("`\\{character}` wants {digits} hexadecimal digits behind it"),
        false => format!("`\\{character}` is no escape"),
    };
    (
        message,
        "in double quotes a backslash begins an escape",
        "write '…' with single quotes, where a backslash is a backslash, or double it".to_owned(),
    )
}

fn closing(bracket: char) -> char {
    match bracket {
        '{' => '}',
        _ => ']',
    }
}

fn count(blanks: usize) -> String {
    match blanks {
        0 => "no blanks".to_owned(),
        1 => "one blank".to_owned(),
        n => format!("{n} blanks"),
    }
}
