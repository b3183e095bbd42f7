//! What a comment says about findings.

use super::scope::Scope;
use crate::text::TextRange;

/// A comment, or the end of one, that silences findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// From the `#` to the end of the reason.
    pub range: TextRange,
    /// What it silences.
    pub kind: Kind,
    /// What stands between the brackets.
    pub list: TextRange,
    /// The rules that it names.
    pub words: Vec<Word>,
    /// Why; may be empty.
    pub reason: String,
    /// The part of the text in which it silences.
    pub scope: Scope,
}

/// What a comment silences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `ignore`: its line, or what comes next.
    Ignore,
    /// `ignore-file`: the file.
    IgnoreFile,
}

/// A word in the brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its place.
    pub range: TextRange,
    /// The code of the rule that it is the name or the code of.
    pub code: Option<&'static str>,
}

/// A comment that looks as if it should silence something, and does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The part that is wrong.
    pub range: TextRange,
    /// What is wrong.
    pub kind: FaultKind,
    /// What to write for which part, where that is certain.
    pub meant: Option<(TextRange, String)>,
}

/// What is wrong with such a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// It names no rules.
    NoRules,
    /// `prefect-lint` has no such directive.
    UnknownDirective,
    /// There is no colon behind `prefect-lint`.
    NoColon,
    /// `prefect-lint` is written in another way.
    Misspelled,
    /// There is no `]`.
    Unclosed,
    /// It is how another tool is told.
    Foreign,
}

impl Kind {
    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ignore => "ignore",
            Self::IgnoreFile => "ignore-file",
        }
    }
}
