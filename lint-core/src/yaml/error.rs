//! What the loader refuses, with the place and the class that PyYAML gives it.

use crate::text::TextSize;

/// The exception that Prefect's loader raises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorClass {
    /// A character that YAML does not allow.
    Reader,
    /// Characters that make no token.
    Scanner,
    /// Tokens that make no document.
    Parser,
    /// An alias or a document that has no place.
    Composer,
    /// A node that makes no value.
    Constructor,
    /// No YAML error: Prefect does not catch it, and stops with a traceback. The word is Python's.
    Python(&'static str),
}

impl ErrorClass {
    /// Python's name for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reader => "ReaderError",
            Self::Scanner => "ScannerError",
            Self::Parser => "ParserError",
            Self::Composer => "ComposerError",
            Self::Constructor => "ConstructorError",
            Self::Python(name) => name,
        }
    }

    /// Whether Prefect catches it and goes on as if the file were empty, instead of stopping.
    pub fn is_caught(self) -> bool {
        !matches!(self, Self::Python(_))
    }
}

/// What is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// A character outside of YAML's printable set.
    UnprintableCharacter(char),
    /// A tab where a token should begin.
    Tab,
    /// A character that begins no token: `@`, `` ` ``, `%`.
    ReservedCharacter(char),
    /// A line that must be a key has no `:` behind it.
    MissingColon,
    /// `- ` where a value or nothing is expected.
    SequenceEntryNotAllowed,
    /// `? ` where no key can be.
    KeyNotAllowed,
    /// `: ` where no value can be: a second one in a line, or behind text of several lines.
    ValueNotAllowed,
    /// `%…` is no directive.
    InvalidDirective,
    /// `%YAML` or a `%TAG` twice.
    DuplicateDirective,
    /// `%YAML 2.0`
    UnsupportedVersion,
    /// `&` or `*` without a name, or with a character that no name has.
    InvalidAnchorName {
        /// It began with `*`.
        alias: bool,
    },
    /// A tag with a character that no tag has.
    InvalidTag,
    /// `!x!y` without a `%TAG !x!`.
    UndefinedTagHandle(String),
    /// Behind `|` or `>` stands what is no block header.
    InvalidBlockHeader,
    /// `\d` in double quotes.
    UnknownEscape(char),
    /// `\x4` in double quotes.
    InvalidEscape,
    /// A quote without its end.
    UnclosedQuote,
    /// A line `---` or `...` in quotes.
    DocumentMarkerInQuotes,
    /// A document has content where only `---` can follow.
    ExpectedDocumentStart,
    /// Something else than a value.
    ExpectedNode {
        /// The loader's name for what was found.
        found: &'static str,
    },
    /// Something that does not belong to the block it stands under.
    ExpectedBlockEnd {
        /// The block is a mapping, not a sequence.
        mapping: bool,
        /// The loader's name for what was found.
        found: &'static str,
    },
    /// Something else than `,` or the closing bracket.
    ExpectedFlowEnd {
        /// The collection is a mapping, not a sequence.
        mapping: bool,
        /// The loader's name for what was found.
        found: &'static str,
    },
    /// Nested deeper than Python's recursion limit allows.
    TooDeep,
    /// `*name` without a `&name` before it.
    UndefinedAlias(String),
    /// `&name` a second time.
    DuplicateAnchor(String),
    /// A second document.
    MultipleDocuments,
    /// `<<` with something else than mappings.
    InvalidMerge {
        /// A list's item is wrong, not the value itself.
        item: bool,
    },
    /// A list or a mapping as a key.
    UnhashableKey,
    /// A tag that the loader does not know.
    UnknownTag(String),
    /// A tag that does not fit the node: `!!str {}`.
    MismatchedTag(String),
    /// A scalar that its tag cannot be made of: `!!int x`.
    InvalidScalar(String),
    /// A date or time that does not exist.
    InvalidTimestamp,
    /// `=` as a value: YAML 1.1 has a type for it that the loader cannot construct.
    ValueIndicator,
    /// `<<` as a value.
    MergeIndicator,
}

/// One error in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlError {
    /// What is wrong.
    pub kind: ErrorKind,
    /// What Prefect's loader raises.
    pub class: ErrorClass,
    /// Where PyYAML puts it; none where it gives no place.
    pub mark: Option<TextSize>,
    /// Where what is broken begins: an opening quote or bracket, the node, the key.
    /// The same as the mark where there is nothing better.
    pub start: TextSize,
}
