//! Why a text is no YAML: the usual causes behind the loader's errors, each with the place where it is.
//!
//! The loader reports where it gave up; people want to know where they slipped. An unclosed bracket is noticed lines
//! below the bracket, and a missing blank behind a colon at the colon of the next line.

mod brackets;
mod classify;
mod indentation;
mod line;
mod mend;
mod proof;
mod values;

use super::{Tree, YamlError};
use crate::diagnostic::{Fix, Label};
use crate::text::TextRange;

/// An error of the loader with its likely cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What the loader says.
    pub error: YamlError,
    /// What was probably done.
    pub cause: Cause,
    /// The text that is wrong.
    pub range: TextRange,
    /// Other places that are involved.
    pub labels: Vec<Label>,
    /// How to mend it, where that can be told.
    pub fix: Option<Fix>,
}

/// What people do that the loader cannot read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// A tab outside of quotes, comments and block text.
    Tab,
    /// `{{ x }}` without quotes.
    UnquotedPlaceholder,
    /// `* * * * *` or `@daily` without quotes.
    UnquotedCron,
    /// `name:p`
    MissingSpaceAfterColon {
        /// The key.
        key: String,
    },
    /// `-item` among `- item`.
    MissingSpaceAfterDash,
    /// A line that must be `key: value` and has no colon.
    MissingColon {
        /// What is there.
        text: String,
    },
    /// `a: b: c`
    NestedColon {
        /// The first key.
        key: String,
    },
    /// A line that stands deeper than the line above allows.
    IndentedTooFar {
        /// The key of the line above.
        above: String,
    },
    /// A line whose indentation fits no block that is open.
    IndentedUnlikeSiblings {
        /// The blanks before it.
        blanks: usize,
        /// The blanks before the entries above that it is nearest to.
        expected: usize,
    },
    /// A list item where the keys of a mapping stand, or the other way round.
    MixedBlock {
        /// The block is a mapping, and the line a list item.
        item_in_mapping: bool,
    },
    /// `key: - item`
    ItemBehindKey,
    /// A quote without its end.
    UnclosedQuote {
        /// `'` or `"`
        quote: char,
    },
    /// A bracket without its end.
    UnclosedBracket {
        /// `[` or `{`
        bracket: char,
    },
    /// A closing bracket that fits no opening one.
    StrayBracket {
        /// The bracket.
        bracket: char,
    },
    /// `[a,, b]`
    MissingItem,
    /// `[a b: c d: e]`, `{a: b c: d}`: no comma between two.
    MissingComma,
    /// Text right behind a closing quote or bracket: `"a" b`, `[prod] env`.
    TextBehind {
        /// The quote or bracket that the value begins with.
        opening: char,
    },
    /// `"""`, as Python writes texts of several lines.
    TripleQuote,
    /// A value that begins with a character that has a meaning of its own.
    ReservedCharacter {
        /// The character.
        character: char,
    },
    /// `"C:\Users"`
    UnknownEscape {
        /// The character behind the backslash.
        character: char,
        /// It begins an escape, but not enough digits follow.
        cut_short: bool,
    },
    /// `{% if x %}`
    TemplateBlock,
    /// `<<<<<<<`, `=======`, `>>>>>>>`
    ConflictMarker,
    /// `: value`
    EmptyKey,
    /// `&a` twice.
    DuplicateAnchor {
        /// The anchor.
        name: String,
    },
    /// A character that YAML does not allow.
    UnprintableCharacter {
        /// The character.
        character: char,
    },
    /// Deeper than Python's recursion limit.
    TooDeep,
    /// `*name` without its anchor.
    UndefinedAlias {
        /// The name.
        name: String,
    },
    /// `<<` with something else than mappings.
    InvalidMerge,
    /// A second document.
    MultipleDocuments,
    /// A tag that the loader does not know, or that does not fit its value.
    UnsupportedTag {
        /// The tag as it is written.
        tag: String,
    },
    /// A date that does not exist.
    InvalidTimestamp,
    /// A number that is none: `0b_`.
    UnreadableNumber,
    /// `=` or `<<` as a value.
    LoneIndicator,
    /// A list or a mapping as a key.
    UnhashableKey,
    /// Nothing of these.
    Other,
}

/// The causes of a tree's errors, in their order, with the fixes that are proven.
pub fn problems(tree: &Tree<'_>) -> Vec<Problem> {
    let mut found = causes(tree, tree.errors());
    proof::keep_what_mends(tree, &mut found);
    found
}

/// The causes of some errors.
fn causes<'e>(tree: &Tree<'_>, errors: impl IntoIterator<Item = &'e YamlError>) -> Vec<Problem> {
    let mut found: Vec<Problem> = Vec::new();
    for error in errors {
        let problem = classify::classify(tree, error);
        // The loader may stumble twice over one mistake.
        let again = |last: &Problem| (&last.cause, last.range) == (&problem.cause, problem.range);
        if !found.iter().rev().take(3).any(again) {
            found.push(problem);
        }
    }
    found
}
