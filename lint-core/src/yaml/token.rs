//! Tokens: what the scanner makes of characters, and the parser of the document.

use super::tree::Style;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    StreamEnd,
    Directive,
    DocumentStart,
    DocumentEnd,
    BlockSequenceStart,
    BlockMappingStart,
    BlockEnd,
    FlowSequenceStart,
    FlowMappingStart,
    FlowSequenceEnd,
    FlowMappingEnd,
    BlockEntry,
    FlowEntry,
    Key,
    Value,
    Alias,
    Anchor,
    Tag,
    Scalar(Style),
}

impl TokenKind {
    /// What the loader calls it in its messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::StreamEnd => "<stream end>",
            Self::Directive => "<directive>",
            Self::DocumentStart => "<document start>",
            Self::DocumentEnd => "<document end>",
            Self::BlockSequenceStart => "<block sequence start>",
            Self::BlockMappingStart => "<block mapping start>",
            Self::BlockEnd => "<block end>",
            Self::FlowSequenceStart => "[",
            Self::FlowMappingStart => "{",
            Self::FlowSequenceEnd => "]",
            Self::FlowMappingEnd => "}",
            Self::BlockEntry => "-",
            Self::FlowEntry => ",",
            Self::Key => "?",
            Self::Value => ":",
            Self::Alias => "<alias>",
            Self::Anchor => "<anchor>",
            Self::Tag => "<tag>",
            Self::Scalar(_) => "<scalar>",
        }
    }
}

/// A token, with its place in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) start: u32,
    pub(super) end: u32,
    /// Where the scanner keeps what the text itself does not show: a decoded scalar, a tag, a directive.
    /// The column of a block collection, for the token that opens it.
    pub(super) data: u32,
}

/// [`Token::data`] of a token whose text says it all.
pub(super) const NO_DATA: u32 = u32::MAX;

/// A tag as it is written: `!`, `!suffix`, `!!suffix`, `!handle!suffix`, `!<verbatim>`.
#[derive(Debug, Clone)]
pub(super) struct TagToken {
    /// `!`, `!!`, `!name!`; none for a verbatim tag and for the bare `!`.
    pub(super) handle: Option<String>,
    pub(super) suffix: String,
}

/// A directive.
#[derive(Debug, Clone)]
pub(super) enum Directive {
    /// `%YAML 1.1`: only the first number counts, the text of it.
    Yaml { major: String },
    /// `%TAG !handle! prefix`
    Tag { handle: String, prefix: String },
    /// Any other name is skipped.
    Unknown,
}
