//! What Prefect takes for a placeholder: `{{`, white space, a name, white space, `}}`.
//!
//! A name is made of letters, digits, `_`, `.`, `-`, `[`, `]` and `$`. Anything else in braces is text to Prefect.

use std::ops::Range;

/// A placeholder in a text, in bytes of that text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// From the first brace to behind the last.
    pub range: Range<usize>,
    /// The name between them, without the white space.
    pub name: Range<usize>,
}

/// The placeholders of a text, from left to right.
pub fn placeholders(text: &str) -> Vec<Placeholder> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find("{{")) {
        let start = from + start;
        match placeholder_at(text, start) {
            Some(placeholder) => {
                from = placeholder.range.end;
                found.push(placeholder);
            }
            None => from = start + 1,
        }
    }
    found
}

/// The placeholder whose first brace stands at `start`.
fn placeholder_at(text: &str, start: usize) -> Option<Placeholder> {
    let name_start = skip(text, start + 2, is_space);
    let name_end = skip(text, name_start, is_name);
    let end = skip(text, name_end, is_space);
    (name_end > name_start && text[end..].starts_with("}}")).then_some(Placeholder {
        range: start..end + 2,
        name: name_start..name_end,
    })
}

fn skip(text: &str, from: usize, skipped: fn(char) -> bool) -> usize {
    let rest = &text[from..];
    from + rest.find(|c| !skipped(c)).unwrap_or(rest.len())
}

/// White space as Python's regular expressions see it: four separators more than Unicode has.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c)
}

/// Whether names have such a character.
pub fn is_name(c: char) -> bool {
    is_word(c) || matches!(c, '.' | '-' | '[' | ']' | '$')
}

/// Letters, digits and `_`. Python counts no combining marks among the letters.
pub(super) fn is_word(c: char) -> bool {
    match c {
        '_' => true,
        _ if c.is_ascii() => c.is_ascii_alphanumeric(),
        _ => c.is_alphanumeric() && !is_mark(c),
    }
}

/// The marks and symbols that Unicode calls alphabetic, as far as names could have them.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{345}' | '\u{363}'..='\u{36F}' | '\u{5B0}'..='\u{5C7}' | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6E4}' | '\u{6E7}'..='\u{6E8}' | '\u{6ED}'
        | '\u{901}'..='\u{903}' | '\u{93A}'..='\u{93B}' | '\u{93E}'..='\u{94F}' | '\u{955}'..='\u{957}'
        | '\u{962}'..='\u{963}' | '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E4D}' | '\u{24B6}'..='\u{24E9}'
        | '\u{1F130}'..='\u{1F149}' | '\u{1F150}'..='\u{1F169}' | '\u{1F170}'..='\u{1F189}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        placeholders(text)
            .into_iter()
            .map(|found| &text[found.name])
            .collect()
    }

    #[test]
    fn what_prefect_finds_is_found() {
        for (text, found) in [
            ("{{ a.b }}", &["a.b"][..]),
            ("{{a}}-{{ b }}", &["a", "b"]),
            ("{{\n a[0]\t}}", &["a[0]"]),
            ("{{{ a }}}", &["a"]),
            ("${{ a }}", &["a"]),
            ("{{ {{ a }} }}", &["a"]),
            ("{{ $HOME }}", &["$HOME"]),
            ("{{ größe }}", &["größe"]),
            ("{{\u{1c}a\u{a0}}}", &["a"]),
            ("{{ .State.Running }}", &[".State.Running"]),
        ] {
            assert_eq!(names(text), found, "{text:?}");
        }
    }

    #[test]
    fn what_prefect_leaves_is_left() {
        for text in [
            "{{ }}",
            "{{}}",
            "{{ a b }}",
            "{{ a | upper }}",
            "{{ a['b'] }}",
            "{{ a() }}",
            "{{ a }",
            "{ { a }}",
            "{{ a/b }}",
            "{% a %}",
            "{{ a\u{301} }}",
            "{{",
        ] {
            assert_eq!(names(text), Vec::<&str>::new(), "{text:?}");
        }
    }
}
