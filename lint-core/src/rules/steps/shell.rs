//! Scripts of `run_shell_script`, as Prefect runs them: each line a process of its own, without a shell.

/// What a line has that only a shell understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// `|`, `&&`, `>` and the like, `$(…)`, backticks: a shell for this line will do.
    Operator,
    /// `cd`, `export`, `if`: what they do would have to last beyond the line.
    Builtin,
    /// `# …`
    Comment,
    /// A quote that ends on a later line.
    OpenQuote,
}

/// A word of a script with what is odd about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Odd<'s> {
    /// The line, without blanks around.
    pub(super) line: &'s str,
    /// The word.
    pub(super) word: String,
    pub(super) syntax: Syntax,
}

const OPERATORS: &[&str] = &[
    "|",
    "||",
    "&&",
    ";",
    "&",
    ">",
    ">>",
    "<",
    "<<",
    "2>",
    "2>>",
    "2>&1",
    "&>",
    "1>",
    "|&",
    "1>&2",
    ">&2",
    "2>/dev/null",
    ">/dev/null",
    "&>/dev/null",
];
/// Words that a shell has and no program is called like.
const BUILTINS: &[&str] = &[
    "cd", "export", "source", ".", "set", "unset", "alias", "if", "then", "else", "elif", "fi",
    "for", "while", "do", "done", "case", "esac", "function", "pushd", "popd", "eval", "exit", "{",
    "}", "shopt", "trap", "ulimit",
];
const SHELLS: &[&str] = &[
    "bash",
    "sh",
    "zsh",
    "dash",
    "ksh",
    "fish",
    "cmd",
    "pwsh",
    "powershell",
];

/// The first thing in a script that only a shell understands, with one that a shell for each line would not do for
/// before one that it would.
pub(super) fn odd(script: &str) -> Option<Odd<'_>> {
    let found: Vec<Odd<'_>> = script
        .lines()
        .filter_map(|line| in_line(line.trim()))
        .collect();
    let lasting = |odd: &&Odd<'_>| matches!(odd.syntax, Syntax::Builtin | Syntax::OpenQuote);
    found.iter().find(lasting).or(found.first()).cloned()
}

fn in_line(line: &str) -> Option<Odd<'_>> {
    let found = |word: &str, syntax| {
        Some(Odd {
            line,
            word: word.to_owned(),
            syntax,
        })
    };
    if line.starts_with('#') {
        return found("#", Syntax::Comment);
    }
    let (words, open) = words(line);
    let first = words.first().map_or("", |word| word.text.as_str());
    if open {
        return found(line, Syntax::OpenQuote);
    }
    if is_shell(first) {
        return None;
    }
    // `cd x && y` in one line is for a shell to do; `cd x` alone is for nobody.
    let operator = words.iter().find(|word| word.is_operator());
    match operator {
        Some(word) => found(
            word.text
                .trim_start_matches(|c| c != ';' && word.text.ends_with(';')),
            Syntax::Operator,
        ),
        None if BUILTINS.contains(&first) => found(first, Syntax::Builtin),
        None => None,
    }
}

fn is_shell(program: &str) -> bool {
    let name = program.rsplit('/').next().unwrap_or(program);
    SHELLS.contains(&name.trim_end_matches(".exe"))
}

/// Environment variables that a shell would fill in, each with its line: those in single quotes and behind a
/// backslash are meant as they are.
pub(super) fn variables(script: &str) -> Option<Odd<'_>> {
    script.lines().map(str::trim).find_map(|line| {
        let (words, _) = words(line);
        if words.first().is_some_and(|word| is_shell(&word.text)) {
            return None;
        }
        let variable = words.iter().find_map(|word| word.variable.clone())?;
        Some(Odd {
            line,
            word: variable,
            syntax: Syntax::Operator,
        })
    })
}

#[derive(Debug, Default)]
struct Word {
    text: String,
    quoted: bool,
    substitution: bool,
    variable: Option<String>,
}

impl Word {
    fn is_operator(&self) -> bool {
        let plain = !self.quoted && OPERATORS.contains(&self.text.as_str());
        let ends = !self.quoted && self.text.len() > 1 && self.text.ends_with(';');
        plain || ends || self.substitution
    }
}

/// The words of a line, placeholders being words like others, and whether a quote is still open at its end.
fn words(line: &str) -> (Vec<Word>, bool) {
    let mut words = Vec::new();
    let mut word = Word::default();
    let mut quote = None;
    let mut rest = line;
    let last_end = line.rfind("}}").unwrap_or(0);
    while let Some(c) = rest.chars().next() {
        let placeholder = rest
            .strip_prefix("{{")
            .filter(|_| line.len() - rest.len() < last_end)
            .and_then(|inside| inside.find("}}"));
        if let Some(end) = placeholder {
            word.text.push_str("{{}}");
            rest = &rest[end + 4..];
            continue;
        }
        match (c, quote) {
            ('\\', None | Some('"')) => {
                word.quoted = true;
                rest = rest.get(1..).unwrap_or("");
                let escaped = rest.chars().next();
                word.text.extend(escaped);
                rest = &rest[escaped.map_or(0, char::len_utf8)..];
                continue;
            }
            ('\'' | '"', None) => {
                word.quoted = true;
                quote = Some(c);
            }
            (c, Some(open)) if c == open => quote = None,
            (c, None) if c.is_whitespace() => {
                if !word.text.is_empty() || word.quoted {
                    words.push(std::mem::take(&mut word));
                }
            }
            ('$' | '`', None | Some('"')) => {
                word.substitution |= c == '`' || rest.starts_with("$(");
                word.variable = word.variable.take().or_else(|| variable(rest));
                word.text.push(c);
            }
            (c, _) => word.text.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    if !word.text.is_empty() || word.quoted {
        words.push(word);
    }
    (words, quote.is_some())
}

/// `$NAME` or `${NAME}` at the beginning of a text.
fn variable(text: &str) -> Option<String> {
    let inside = text.strip_prefix('$')?;
    let (inside, braced) = match inside.strip_prefix('{') {
        Some(inside) => (inside, true),
        None => (inside, false),
    };
    let end = inside
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(inside.len());
    let name = &inside[..end];
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let closed = !braced || inside[end..].starts_with('}');
    (starts && closed).then(|| match braced {
        true => format!("${{{name}}}"),
        false => format!("${name}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn syntax(script: &str) -> Option<(String, Syntax)> {
        odd(script).map(|odd| (odd.word, odd.syntax))
    }

    #[test]
    fn what_only_a_shell_understands_is_found() {
        for (script, word, kind) in [
            ("ls | wc -l", "|", Syntax::Operator),
            ("make && make test", "&&", Syntax::Operator),
            ("echo a > b", ">", Syntax::Operator),
            ("echo $(date)", "$(date)", Syntax::Operator),
            ("echo \"`date`\"", "`date`", Syntax::Operator),
            ("cd app\nls", "cd", Syntax::Builtin),
            ("cd app && ls", "&&", Syntax::Operator),
            ("# all\nls", "#", Syntax::Comment),
            (
                "python -c \"\nprint(1)\"",
                "python -c \"",
                Syntax::OpenQuote,
            ),
        ] {
            assert_eq!(syntax(script), Some((word.to_owned(), kind)), "{script}");
        }
    }

    #[test]
    fn plain_commands_are_not() {
        for script in [
            "git rev-parse --short HEAD",
            "bash -c \"cd app && ls | wc\"",
            "/bin/sh build.sh && x",
            "pip install 'a>=1' b>=2",
            "awk '{print $1}' a",
            "echo 'a | b' \"c && d\" \\; {{ step.a }}",
            "curl https://x.example/?a=1&b=2",
            "",
        ] {
            assert_eq!(syntax(script), None, "{script}");
        }
    }

    #[test]
    fn variables_are_found_where_a_shell_would_fill_them_in() {
        let found = |script| variables(script).map(|odd| odd.word);
        assert_eq!(found("echo $HOME"), Some("$HOME".to_owned()));
        assert_eq!(found("echo \"a-${TAG}\""), Some("${TAG}".to_owned()));
        for script in [
            "echo '$HOME' \\$HOME $1 $",
            "bash -c 'echo $HOME'",
            "echo {{ $HOME }}",
            "echo ${HOME:-x}",
        ] {
            assert_eq!(found(script), None, "{script}");
        }
    }
}
