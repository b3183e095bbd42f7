//! Values as they are once placeholders are filled in: what is known is known, the rest has a name.

use crate::manifest::Section;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number, as JSON writes it.
    Number(String),
    /// Text, with what placeholders put into it. A gift that has no other piece beside it, not even an empty one, may
    /// be of any type.
    Text(Vec<Piece>),
    /// A list.
    List(Vec<Value>),
    /// A mapping, in the loader's order.
    Mapping(Vec<(String, Value)>),
    /// Something that could not be read, or too much to be looked at.
    Unknown,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// What is written there.
    Literal(String),
    /// What takes the place of a placeholder.
    Gift(Gift),
}

/// What takes the place of a placeholder.
#[derive(Debug, Clone, PartialEq)]
pub struct Gift {
    /// What stands between the braces.
    pub name: String,
    /// Where the value comes from.
    pub source: Source,
    /// The value, where the manifest says it; it may have gifts in it that are known later.
    pub known: Option<Box<Value>>,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Source {
    /// A step of this deployment.
    Step {
        /// The section.
        section: Section,
        /// Its place in the section, from 0.
        position: usize,
        /// The output; none for all outputs of the step together.
        output: Option<String>,
    },
    /// A block on the server.
    Block,
    /// A variable on the server.
    Variable,
    /// The environment of `prefect deploy`.
    Environment,
    /// The environment of `prefect deploy`, or else that of the worker.
    WorkerEnvironment,
    /// The flow run.
    FlowRun,
    /// The event that sets off a trigger.
    Event,
    /// It can't be told.
    Unknown,
}

/// The longest value, in bytes and pieces, that is followed from one step to another.
const LONGEST: usize = 1_000;

impl Value {
    /// A text without placeholders.
    pub fn literal(text: impl Into<String>) -> Self {
        Self::Text(vec![Piece::Literal(text.into())])
    }

    /// The entry of a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Mapping(entries) => entries
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The value that a text of one placeholder stands for, where that is known; itself for any other.
    pub fn known(&self) -> &Self {
        match self {
            Self::Text(pieces) => match &pieces[..] {
                [
                    Piece::Gift(Gift {
                        known: Some(known), ..
                    }),
                ] => known.known(),
                _ => self,
            },
            _ => self,
        }
    }

    /// The text of a text, known values filled in and the others as their placeholders.
    pub fn text(&self) -> Option<String> {
        let Self::Text(pieces) = self.known() else {
            return None;
        };
        let mut text = String::new();
        for piece in pieces {
            match piece {
                Piece::Literal(literal) => text += literal,
                Piece::Gift(gift) => text += &gift.text(),
            }
        }
        Some(text)
    }

    /// The text, if all of it is known.
    pub fn known_text(&self) -> Option<String> {
        self.is_known().then(|| self.text()).flatten()
    }

    /// Whether nothing in it is left to be filled in.
    pub fn is_known(&self) -> bool {
        let is_known = |gift: &Gift| gift.known.as_ref().is_some_and(|known| known.is_known());
        match self {
            Self::Text(pieces) => pieces.iter().all(|piece| match piece {
                Piece::Literal(_) => true,
                Piece::Gift(gift) => is_known(gift),
            }),
            Self::List(items) => items.iter().all(Self::is_known),
            Self::Mapping(entries) => entries.iter().all(|(_, value)| value.is_known()),
            Self::Unknown => false,
            Self::Null | Self::Bool(_) | Self::Number(_) => true,
        }
    }

    /// Whether it is nothing, an empty text, or no.
    pub fn is_falsy(&self) -> bool {
        match self.known() {
            Self::Null | Self::Bool(false) => true,
            Self::Number(number) => number.parse() == Ok(0.0),
            Self::Text(pieces) => pieces
                .iter()
                .all(|piece| matches!(piece, Piece::Literal(text) if text.is_empty())),
            Self::List(items) => items.is_empty(),
            Self::Mapping(entries) => entries.is_empty(),
            Self::Bool(true) | Self::Unknown => false,
        }
    }

    /// Whether it is short enough to be repeated wherever it is asked for.
    pub(super) fn is_short(&self) -> bool {
        self.length() <= LONGEST
    }

    fn length(&self) -> usize {
        match self {
            Self::Text(pieces) => (pieces.iter())
                .map(|piece| match piece {
                    Piece::Literal(text) => text.len(),
                    Piece::Gift(gift) => {
                        gift.name.len() + gift.known.as_ref().map_or(1, |known| known.length())
                    }
                })
                .sum(),
            Self::List(items) => items.iter().map(|item| 1 + item.length()).sum(),
            Self::Mapping(entries) => (entries.iter())
                .map(|(key, value)| 1 + key.len() + value.length())
                .sum(),
            Self::Number(number) => number.len(),
            Self::Null | Self::Bool(_) | Self::Unknown => 1,
        }
    }
}

impl Gift {
    /// The value as text, where it is known, or else the placeholder.
    pub fn text(&self) -> String {
        let known = self.known.as_deref().and_then(|known| match known {
            Value::Text(_) => known.text(),
            // Other values look in a text as Python writes them; that is left to Python.
            _ => None,
        });
        known.unwrap_or_else(|| format!("{{{{ {} }}}}", self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gift(name: &str, known: Option<Value>) -> Piece {
        Piece::Gift(Gift {
            name: name.to_owned(),
            source: Source::Unknown,
            known: known.map(Box::new),
        })
    }

    #[test]
    fn known_values_are_filled_in_and_others_named() {
        let tag = Value::Text(vec![gift("sha.stdout", None)]);
        let image = Value::Text(vec![
            Piece::Literal("acme:".to_owned()),
            gift("tag", Some(tag)),
        ]);
        assert_eq!(image.text().as_deref(), Some("acme:{{ sha.stdout }}"));
        assert!(!image.is_known() && image.known_text().is_none());
        let list = Value::Text(vec![gift("tags", Some(Value::List(vec![Value::Null])))]);
        assert_eq!(list.known(), &Value::List(vec![Value::Null]));
        assert!(list.is_known());
    }
}
