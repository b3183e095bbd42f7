//! Pieces of the text with a meaning of their own, for highlighting: placeholders, anchors, aliases, steps.

use super::Document;
use super::names::inner;
use crate::manifest::Step;
use crate::rules::Context;
use crate::template::name::{Kind, kind};
use crate::template::references::Answer;
use crate::template::{Given, Resolution};
use crate::text::{TextRange, TextSize};
use crate::yaml::NodeKind;

/// A piece of the text with a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// The piece. It never spans lines, and no two overlap.
    pub range: TextRange,
    /// What it is.
    pub kind: TokenKind,
    /// What else is to be known about it.
    pub modifiers: Modifiers,
}

/// What a piece of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// The braces of a placeholder.
    Braces,
    /// An output of a step, or a step's id, in a placeholder.
    Output,
    /// A variable of the server, or an environment variable.
    Variable,
    /// A block of the server.
    Block,
    /// What the flow run or an event fills in.
    RunTime,
    /// The name of an anchor, with its sign.
    Anchor,
    /// An alias, with its sign.
    Alias,
    /// The function of a step.
    Function,
    /// The id of a step.
    StepId,
}

/// What else is to be known about a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Modifiers {
    /// The name is given here.
    pub is_definition: bool,
    /// It leads nowhere.
    pub is_unresolved: bool,
}

/// The pieces, in the order of the text.
pub fn tokens(document: &Document<'_>) -> Vec<Token> {
    document.ask(|cx, _| {
        let mut tokens = Vec::new();
        for answer in cx.references.placeholders() {
            placeholder(&answer, &mut tokens);
        }
        anchors(cx, &mut tokens);
        for step in &cx.manifest.steps {
            of_step(step, &mut tokens);
        }
        in_order(tokens, document.text())
    })
}

/// Sorted; without those that overlap one before, or span lines.
fn in_order(mut tokens: Vec<Token>, text: &str) -> Vec<Token> {
    tokens.retain(|token| !token.range.is_empty() && !text[token.range].contains('\n'));
    tokens.sort_by_key(|token| (token.range.start(), token.range.end()));
    let mut end = TextSize::default();
    tokens.retain(|token| {
        let is_free = token.range.start() >= end;
        if is_free {
            end = token.range.end();
        }
        is_free
    });
    tokens
}

fn placeholder(answer: &Answer<'_, '_>, tokens: &mut Vec<Token>) {
    let (whole, name) = (answer.range(), answer.name_range());
    let answers: Vec<_> = answer.answers().map(|(_, found)| found).collect();
    let has_none = |it: &Resolution<'_>| matches!(it.given, Given::Nothing(_));
    let is_unresolved = !answers.is_empty() && answers.iter().copied().all(has_none);
    if answers.iter().all(|it| matches!(it.given, Given::Literal)) {
        return;
    }
    let is_later = (answers.iter()).any(|it| matches!(it.given, Given::FlowRun | Given::Event));
    let kind = match kind(answer.name()) {
        Kind::Block(_) => TokenKind::Block,
        Kind::Variable(_) | Kind::Environment(_) => TokenKind::Variable,
        Kind::Context => TokenKind::RunTime,
        Kind::Output(_) if is_later => TokenKind::RunTime,
        Kind::Output(_) => TokenKind::Output,
    };
    let braces = |range| Token {
        range,
        kind: TokenKind::Braces,
        modifiers: Modifiers::default(),
    };
    let two = TextSize::of("{{");
    // Escapes and folds may make the text longer or shorter than the value.
    if whole.len() < two + two + name.len() || !whole.contains_range(name) {
        return;
    }
    tokens.push(braces(TextRange::at(whole.start(), two)));
    tokens.push(Token {
        range: name,
        kind,
        modifiers: Modifiers {
            is_unresolved,
            ..Modifiers::default()
        },
    });
    tokens.push(braces(TextRange::at(whole.end() - two, two)));
}

fn anchors(cx: &Context<'_>, tokens: &mut Vec<Token>) {
    let definitions = cx.tree.anchors().iter().map(|anchor| Token {
        range: anchor.range,
        kind: TokenKind::Anchor,
        modifiers: Modifiers {
            is_definition: true,
            ..Modifiers::default()
        },
    });
    tokens.extend(definitions);
    let aliases = cx.tree.nodes().filter(|it| it.kind() == NodeKind::Alias);
    tokens.extend(aliases.map(|alias| Token {
        range: alias.range(),
        kind: TokenKind::Alias,
        modifiers: Modifiers {
            is_unresolved: alias.resolve().id() == alias.id(),
            ..Modifiers::default()
        },
    }));
}

fn of_step(step: &Step<'_>, tokens: &mut Vec<Token>) {
    if let Some(function) = &step.function {
        tokens.push(Token {
            range: inner(function.key),
            kind: TokenKind::Function,
            modifiers: Modifiers::default(),
        });
    }
    let id = step.id.as_ref().map(|id| id.node);
    if let Some(node) = id.filter(|node| node.kind() == NodeKind::Scalar) {
        tokens.push(Token {
            range: inner(node),
            kind: TokenKind::StepId,
            modifiers: Modifiers {
                is_definition: true,
                ..Modifiers::default()
            },
        });
    }
}
