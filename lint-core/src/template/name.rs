//! What a placeholder's name asks for.

use std::borrow::Cow;

use super::grammar::is_word;

const BLOCK: &str = "prefect.blocks.";
const VARIABLE: &str = "prefect.variables.";

/// What a placeholder asks for. Prefect looks at the beginning of the name, letter by letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind<'n> {
    /// A field of a block; the rest of the name.
    Block(&'n str),
    /// A variable; the rest of the name, dots and all, is what the variable is called.
    Variable(&'n str),
    /// An environment variable of the machine that deploys; the name without its `$`.
    Environment(&'n str),
    /// `ctx.…`: the flow run, once it runs. Only some places keep these.
    Context,
    /// Anything else: an output of a step, by the step's id or by its own name.
    Output(Path<'n>),
}

/// What the name of a placeholder asks for.
pub fn kind(name: &str) -> Kind<'_> {
    if let Some(rest) = name.strip_prefix(BLOCK) {
        Kind::Block(rest)
    } else if let Some(rest) = name.strip_prefix(VARIABLE) {
        Kind::Variable(rest)
    } else if name.starts_with('$') {
        Kind::Environment(name.trim_start_matches('$'))
    } else if name.starts_with("ctx.") {
        Kind::Context
    } else {
        Kind::Output(Path(name))
    }
}

/// The way to a value: keys and list indices. `a[0].b`, `a.0.b` and `a[0][b]` are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Path<'n>(&'n str);

impl<'n> Path<'n> {
    /// The path that a name is.
    pub fn new(name: &'n str) -> Self {
        Self(name)
    }

    /// Whether it is `ctx.…`.
    pub fn is_context(self) -> bool {
        self.0.starts_with("ctx.")
    }

    /// The path as it is written.
    pub fn as_str(self) -> &'n str {
        self.0
    }

    /// The keys, in their order. A key may be empty, and then leads nowhere.
    pub fn keys(self) -> impl Iterator<Item = Cow<'n, str>> {
        // Each `[` begins a key, and each `]` is dropped wherever it stands.
        self.0.split(['.', '[']).map(|key| match key.contains(']') {
            false => Cow::Borrowed(key),
            true => Cow::Owned(key.replace(']', "")),
        })
    }

    /// The first key: a step's id, or the name of an output.
    pub fn first(self) -> Cow<'n, str> {
        self.keys().next().unwrap_or_default()
    }

    /// The second key: the output of the step.
    pub fn second(self) -> Option<Cow<'n, str>> {
        self.keys().nth(1)
    }

    /// Whether it has one key only.
    pub fn is_single(self) -> bool {
        self.keys().nth(1).is_none()
    }

    /// Whether the keys from the `n`th on are list indices.
    pub fn is_indexed_from(self, n: usize) -> bool {
        self.keys().skip(n).all(|key| is_index(&key))
    }

    /// Whether some key of it leads nowhere, whatever the steps give.
    pub fn is_dead(self) -> bool {
        self.keys().any(|key| key.is_empty())
    }
}

/// Whether Python would read a key as a number: an index.
pub(super) fn is_index(key: &str) -> bool {
    let digits = key.strip_prefix(['-', '+']).unwrap_or(key);
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    plain
        && !digits.is_empty()
        && !digits.starts_with('_')
        && !digits.ends_with('_')
        && !digits.contains("__")
}

/// Whether a name is written the way environment variables are: capitals, digits, `_`.
pub fn looks_like_environment(name: &str) -> bool {
    name.len() > 1
        && name.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        && name
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
        && name.bytes().any(|b| b.is_ascii_uppercase())
}

/// Whether an id can be asked for at all: letters, digits, `_` and `-`.
pub fn is_referenceable(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| is_word(c) || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_name_decides() {
        assert_eq!(kind("prefect.blocks.secret.x"), Kind::Block("secret.x"));
        assert_eq!(kind("prefect.variables.a.b"), Kind::Variable("a.b"));
        assert_eq!(kind("$$HOME"), Kind::Environment("HOME"));
        assert_eq!(kind("ctx.flow_run.name"), Kind::Context);
        for name in ["Prefect.blocks.a.b", "prefect.block.a.b", "ctx", "a.b"] {
            assert_eq!(kind(name), Kind::Output(Path(name)));
        }
    }

    #[test]
    fn brackets_and_dots_are_the_same() {
        for name in ["a[0].b", "a.0.b", "a[0][b]"] {
            let keys: Vec<_> = Path(name).keys().collect();
            assert_eq!(keys, ["a", "0", "b"], "{name}");
        }
        assert!(Path("a..b").is_dead() && Path(".a").is_dead() && Path("a.").is_dead());
        assert!(!Path("a.b").is_dead());
        assert!(is_index("-1") && is_index("1_0") && !is_index("1a") && !is_index("-"));
    }

    #[test]
    fn names_of_environment_variables_are_in_capitals() {
        assert!(looks_like_environment("DOCKER_REGISTRY") && looks_like_environment("_X1"));
        assert!(!looks_like_environment("Tag") && !looks_like_environment("image"));
    }
}
