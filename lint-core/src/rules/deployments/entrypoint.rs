//! What entrypoints look like: `path/to/file.py:function`, `module:function`, `module.function`.

/// What is wrong with an entrypoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// Goes on a sentence that begins with the entrypoint.
    pub(super) what: &'static str,
    /// What to write.
    pub(super) write: &'static str,
    /// The entrypoint that was meant, where that is certain.
    pub(super) better: Option<String>,
    /// Whether some machines understand it.
    pub(super) only_elsewhere: bool,
}

/// What is said of something behind the colon that no function can be called.
const NO_NAME: &str = "has no name of a function behind the colon";
const FORMS: &str = "write `path/to/file.py:function` or `module.function`";

impl Fault {
    /// Whether only the name of the function is none: the flows of the file say more about it, where they are known.
    pub(super) fn is_of_name(&self) -> bool {
        self.what == NO_NAME
    }
}

/// What is wrong with an entrypoint, if anything is.
pub(super) fn fault(text: &str) -> Option<Fault> {
    let fault = |what, write, better: Option<String>| {
        Some(Fault {
            what,
            write,
            better: better.filter(|better| self::fault(better).is_none()),
            only_elsewhere: false,
        })
    };
    let trimmed = text.trim();
    if trimmed != text {
        return fault(
            "has blanks around it",
            "remove them",
            Some(trimmed.to_owned()),
        );
    }
    if let Some(name) = text.strip_suffix("()") {
        return fault(
            "calls the function",
            "leave out the parentheses",
            Some(name.to_owned()),
        );
    }
    if text.contains("::") {
        return fault(
            "has two colons",
            "write one colon",
            Some(text.replace("::", ":")),
        );
    }
    if text.contains('\\') {
        let better = text.replace('\\', "/");
        return Some(Fault {
            only_elsewhere: self::fault(&better).is_none(),
            ..fault(
                "has backslashes",
                "write `/`",
                (!is_drive(text)).then_some(better),
            )?
        });
    }
    let Some((place, function)) = text.rsplit_once(':') else {
        return match text.rsplit_once('.') {
            Some((_, "py")) => fault(
                "names no function",
                "write the function behind a colon",
                None,
            ),
            None => fault("names no function", FORMS, None),
            Some((module, _)) if module.contains('/') => fault("is no module", FORMS, None),
            Some((_, function)) if !is_name(function) => fault("names no function", FORMS, None),
            Some(_) => None,
        };
    };
    if function.is_empty() {
        return fault("names no function behind the colon", FORMS, None);
    }
    if !function.split('.').all(is_name) {
        return fault(NO_NAME, FORMS, None);
    }
    let is_file = place.ends_with(".py");
    let is_module =
        !place.is_empty() && !place.contains(['/', ':']) && !place.contains(char::is_whitespace);
    match is_file || (is_module && !place.to_ascii_lowercase().ends_with(".py")) {
        true => None,
        false => fault(
            "names no Python file",
            "write `path/to/file.py:function`",
            None,
        ),
    }
}

/// Whether a text can be a name in Python.
fn is_name(text: &str) -> bool {
    let starts = text.starts_with(|c: char| c.is_alphabetic() || c == '_');
    starts && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// Whether a path works on one machine only.
pub(super) fn is_absolute(text: &str) -> bool {
    text.starts_with('/') || is_drive(text)
}

/// Whether a path begins with the letter of a drive.
fn is_drive(text: &str) -> bool {
    let bytes = text.as_bytes();
    matches!(bytes, [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_prefect_can_load_has_no_fault() {
        for text in [
            "flow.py:main",
            "./a/b.py:main",
            "my flows/a.py:Class.method",
            "pkg.mod.main",
            "pkg.mod:main",
            "my-pkg.mod:main",
            "/opt/flows/a.py:main",
            "C:/flows/a.py:main",
            "f:f",
        ] {
            assert_eq!(fault(text), None, "{text}");
        }
    }

    #[test]
    fn what_it_can_not_load_has_one() {
        for (text, better) in [
            ("flow.py::main", Some("flow.py:main")),
            ("flow.py:main()", Some("flow.py:main")),
            (" flow.py:main", Some("flow.py:main")),
            ("a\\flow.py:main", Some("a/flow.py:main")),
            ("flow.py", None),
            ("flow", None),
            ("flow.py:", None),
            ("flow.py:my-flow", None),
            ("flow.py:a:b", None),
            ("a/flow:main", None),
            ("a/flow.main", None),
            ("flow.PY:main", None),
        ] {
            let fault = fault(text).expect(text);
            assert_eq!(fault.better.as_deref(), better, "{text}");
        }
    }
}
