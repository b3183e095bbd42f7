//! Semantic tokens.

use prefect_lint_core::ide::tokens::{Token, TokenKind, tokens};
use tower_lsp_server::ls_types::*;

use crate::work::Manifest;

/// What tokens can be, in the order of their numbers.
const TYPES: [SemanticTokenType; 6] = [
    SemanticTokenType::OPERATOR,
    SemanticTokenType::PROPERTY,
    SemanticTokenType::VARIABLE,
    SemanticTokenType::MACRO,
    SemanticTokenType::FUNCTION,
    SemanticTokenType::KEYWORD,
];

/// What else is said of them, in the order of their bits.
pub(crate) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: TYPES.to_vec(),
        token_modifiers: vec![
            SemanticTokenModifier::DEFINITION,
            SemanticTokenModifier::new("unresolved"),
        ],
    }
}

/// The tokens of a manifest, each relative to the one before.
pub(crate) fn of(manifest: &Manifest<'_>) -> SemanticTokens {
    let encoding = manifest.job.encoding;
    let mut last = Position::default();
    let mut data = Vec::new();
    for token in tokens(&manifest.document()) {
        let start = manifest.range(token.range).start;
        let delta_line = start.line - last.line;
        data.push(SemanticToken {
            delta_line,
            delta_start: match delta_line {
                0 => start.character - last.character,
                _ => start.character,
            },
            length: encoding.len(&manifest.job.text.str()[token.range]),
            token_type: number(token.kind),
            token_modifiers_bitset: bits(&token),
        });
        last = start;
    }
    SemanticTokens {
        result_id: None,
        data,
    }
}

fn number(kind: TokenKind) -> u32 {
    match kind {
        TokenKind::Braces => 0,
        TokenKind::Output => 1,
        TokenKind::Variable | TokenKind::StepId => 2,
        TokenKind::Anchor | TokenKind::Alias => 3,
        TokenKind::Function => 4,
        TokenKind::Block | TokenKind::RunTime => 5,
    }
}

fn bits(token: &Token) -> u32 {
    u32::from(token.modifiers.is_definition) | (u32::from(token.modifiers.is_unresolved) << 1)
}
