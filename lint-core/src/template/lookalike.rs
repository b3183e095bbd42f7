//! What people take for a placeholder, and Prefect does not: it stays in the value as it is written.

use std::ops::Range;

use super::grammar::{Placeholder, is_name, is_space, is_word};

/// The longest that anything with a beginning and an end can be.
const LONGEST: usize = 400;

/// Something that looks like a placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookalike {
    /// Its bytes in the value.
    pub range: Range<usize>,
    /// What is between its marks, without blanks around it.
    pub inner: Range<usize>,
    /// What it is.
    pub form: Form,
}

/// What something is that looks like a placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `{{ … }}` with something in it that no name has.
    Expression,
    /// `{{ name }`, `{{ name`, `{ name }}`: braces are missing.
    Unclosed,
    /// `{% … %}`
    Statement,
    /// `<< … >>`
    Angles,
    /// `${NAME}`
    Shell,
}

/// What looks like a placeholder in a text, from left to right; the true ones are given.
pub fn lookalikes(text: &str, placeholders: &[Placeholder]) -> Vec<Lookalike> {
    let mut found = Vec::new();
    let mut from = 0;
    let ends = placeholders.iter().map(|p| p.range.clone());
    for taken in ends.chain(std::iter::once(text.len()..text.len())) {
        between(text, from..taken.start, &mut found);
        from = taken.end;
    }
    found
}

/// Looks at what is between two placeholders.
fn between(text: &str, bytes: Range<usize>, found: &mut Vec<Lookalike>) {
    let mut at = bytes.start;
    while let Some(next) = text[at..bytes.end].find(['{', '<', '$']) {
        at += next;
        let end = text.floor_char_boundary(bytes.end.min(at + LONGEST));
        match lookalike_at(text, at, end) {
            Some(lookalike) => {
                at = lookalike.range.end;
                found.push(lookalike);
            }
            None => at += 1,
        }
    }
}

fn lookalike_at(text: &str, start: usize, end: usize) -> Option<Lookalike> {
    let rest = &text[start..end];
    if rest.starts_with("{{") {
        braces(text, start, end)
    } else if rest.starts_with("{%") {
        let close = rest.find("%}")?;
        Some(lookalike(text, start, 2, close, 2, Form::Statement))
    } else if rest.starts_with("<<") {
        angles(text, start, rest)
    } else if rest.starts_with("${") {
        let close = rest.find('}')?;
        let name = &rest[2..close];
        let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        let starts = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        (plain && starts).then(|| lookalike(text, start, 2, close, 1, Form::Shell))
    } else if rest.starts_with('{') {
        half_open(text, start, rest)
    } else {
        None
    }
}

/// A lookalike from `start`, with marks of these lengths around what ends `close` bytes behind `start`.
fn lookalike(
    text: &str,
    start: usize,
    open: usize,
    close: usize,
    shut: usize,
    form: Form,
) -> Lookalike {
    let inner = start + open..start + close;
    Lookalike {
        range: start..start + close + shut,
        inner: trimmed(text, inner),
        form,
    }
}

fn trimmed(text: &str, bytes: Range<usize>) -> Range<usize> {
    let inner = &text[bytes.clone()];
    let start = bytes.start + (inner.len() - inner.trim_start_matches(is_space).len());
    let end = start + inner.trim_matches(is_space).len();
    start..end
}

/// Two braces that begin no placeholder.
fn braces(text: &str, start: usize, end: usize) -> Option<Lookalike> {
    let rest = &text[start..end];
    // Of three or more braces the last two count.
    if rest.starts_with("{{{") {
        return None;
    }
    let line = rest.find('\n').unwrap_or(rest.len());
    let next = rest[2..].find("{{").map_or(rest.len(), |next| next + 2);
    match rest[..next].find("}}") {
        Some(2) => None,
        Some(close) => {
            let found = lookalike(text, start, 2, close, 2, Form::Expression);
            (!found.inner.is_empty()).then_some(found)
        }
        None => unclosed(text, start, &rest[..next.min(line)]),
    }
}

/// `{{ name` or `{{ name }`.
fn unclosed(text: &str, start: usize, rest: &str) -> Option<Lookalike> {
    let name = trimmed(text, start + 2..start + rest.len());
    let word = &text[name.clone()];
    let len = word.find(|c| !is_name(c)).unwrap_or(word.len());
    if len == 0 {
        return None;
    }
    let inner = name.start..name.start + len;
    let behind = &text[inner.end..start + rest.len()];
    let blanks = behind.len() - behind.trim_start_matches(is_space).len();
    let end = match behind[blanks..].starts_with('}') {
        true => inner.end + blanks + 1,
        false => inner.end,
    };
    Some(Lookalike {
        range: start..end,
        inner,
        form: Form::Unclosed,
    })
}

/// `{ name }}`
fn half_open(text: &str, start: usize, rest: &str) -> Option<Lookalike> {
    let close = rest.find("}}")?;
    let found = lookalike(text, start, 1, close, 2, Form::Unclosed);
    let name = &text[found.inner.clone()];
    let fits =
        name.contains('.') && name.chars().all(is_name) && !rest[close + 2..].starts_with('}');
    fits.then_some(found)
}

/// `<< id.field >>`
fn angles(text: &str, start: usize, rest: &str) -> Option<Lookalike> {
    let close = rest.find(">>")?;
    let found = lookalike(text, start, 2, close, 2, Form::Angles);
    let name = &text[found.inner.clone()];
    let is_path = name.starts_with(is_word) && name.contains('.');
    (is_path && name.chars().all(is_name)).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::super::grammar::placeholders;
    use super::*;

    fn found(text: &str) -> Vec<(&str, &str, Form)> {
        lookalikes(text, &placeholders(text))
            .into_iter()
            .map(|l| (&text[l.range], &text[l.inner], l.form))
            .collect()
    }

    #[test]
    fn what_is_no_placeholder_and_looks_like_one_is_found() {
        use Form::*;
        for (text, wanted) in [
            ("a {{ b | c }} d", ("{{ b | c }}", "b | c", Expression)),
            ("{{ a['b'] }}", ("{{ a['b'] }}", "a['b']", Expression)),
            ("{{ a.b }", ("{{ a.b }", "a.b", Unclosed)),
            ("x {{ a.b", ("{{ a.b", "a.b", Unclosed)),
            ("{ a.b }}", ("{ a.b }}", "a.b", Unclosed)),
            ("{% if a %}", ("{% if a %}", "if a", Statement)),
            ("<< a.b >>", ("<< a.b >>", "a.b", Angles)),
            ("x-${HOME}", ("${HOME}", "HOME", Shell)),
        ] {
            assert_eq!(found(text), [wanted], "{text:?}");
        }
    }

    #[test]
    fn the_rest_is_left_alone() {
        for text in [
            "{{ a }}",
            "{{{ a }}}",
            "${{ a }}",
            "{{ }}",
            "{}",
            "{'a': {'b': 1}}",
            "cat <<EOF\nx\nEOF",
            "${a:-b}",
            "$HOME",
            "{{",
            "a << b >> c d",
            "1 << 2",
            "{a}",
            "{x}}",
        ] {
            assert_eq!(found(text), [], "{text:?}");
        }
        assert_eq!(found("{{ a.b }} {{ c | d }}").len(), 1);
    }
}
