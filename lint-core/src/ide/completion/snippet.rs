//! Text with places to fill in.

/// A text with tab stops.
#[derive(Debug, Clone, Default)]
pub(super) struct Snippet {
    pieces: Vec<Piece>,
    stops: usize,
}

#[derive(Debug, Clone)]
enum Piece {
    Text(String),
    /// A place to fill in, with what stands there first.
    Stop(usize, String),
    /// A place with some words to choose from.
    Choice(usize, Vec<String>),
    /// Where the cursor is in the end.
    End,
}

impl Snippet {
    /// A text without places to fill in.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self::default().text(text)
    }

    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.pieces.push(Piece::Text(text.into()));
        self
    }

    pub(super) fn stop(mut self, default: impl Into<String>) -> Self {
        self.stops += 1;
        self.pieces.push(Piece::Stop(self.stops, default.into()));
        self
    }

    pub(super) fn choice<S: Into<String>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        self.stops += 1;
        let words = words.into_iter().map(Into::into).collect();
        self.pieces.push(Piece::Choice(self.stops, words));
        self
    }

    pub(super) fn end(mut self) -> Self {
        self.pieces.push(Piece::End);
        self
    }

    /// Another snippet behind this one.
    pub(super) fn then(mut self, other: Self) -> Self {
        let stops = self.stops;
        self.pieces
            .extend(other.pieces.into_iter().map(|piece| match piece {
                Piece::Stop(at, default) => Piece::Stop(at + stops, default),
                Piece::Choice(at, words) => Piece::Choice(at + stops, words),
                piece => piece,
            }));
        self.stops += other.stops;
        self
    }

    /// Whether there is anything to fill in.
    pub(super) fn has_stops(&self) -> bool {
        self.pieces
            .iter()
            .any(|piece| !matches!(piece, Piece::Text(_)))
    }

    /// In the syntax of the language server protocol.
    pub(super) fn rendered(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => escaped(text, &['$', '}', '\\']),
                Piece::Stop(at, text) if text.is_empty() => format!("${at}"),
                Piece::Stop(at, text) => format!("${{{at}:{}}}", escaped(text, &['$', '}', '\\'])),
                Piece::Choice(at, words) => {
                    let words: Vec<_> = words
                        .iter()
                        .map(|word| escaped(word, &['$', '}', '\\', ',', '|']))
                        .collect();
                    format!("${{{at}|{}|}}", words.join(","))
                }
                Piece::End => "$0".to_owned(),
            })
            .collect()
    }

    /// As it is for those who have no snippets: with the first words filled in.
    pub(super) fn as_plain(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) | Piece::Stop(_, text) => text.as_str(),
                Piece::Choice(_, words) => words.first().map_or("", String::as_str),
                Piece::End => "",
            })
            .collect()
    }
}

fn escaped(text: &str, special: &[char]) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if special.contains(&c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_meaning_in_snippets_is_escaped() {
        let snippet = Snippet::plain("a: \"{{ $HOME }}\" ")
            .stop("x}")
            .then(Snippet::default().choice(["a,b", "c"]).end());
        assert_eq!(
            snippet.rendered(),
            "a: \"{{ \\$HOME \\}\\}\" ${1:x\\}}${2|a\\,b,c|}$0"
        );
        assert_eq!(snippet.as_plain(), "a: \"{{ $HOME }}\" x}a,b");
    }
}
