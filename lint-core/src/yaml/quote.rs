//! Writing text so that it is read as text.

/// A text in quotes: double ones, or single ones where that spares escapes. The text is on one line.
pub fn quoted(text: &str) -> String {
    match text.contains(['"', '\\']) {
        true => single_quoted(text),
        false => format!("\"{text}\""),
    }
}

/// A text in single quotes, where only the apostrophe has to be doubled.
pub fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_read_back() {
        for text in [
            "plain",
            "it's",
            "say \"x\"",
            r"C:\Users",
            "#1",
            "{{ x }}",
            "a: b",
            "'",
        ] {
            let tree = crate::yaml::parse(Box::leak(quoted(text).into_boxed_str()));
            assert_eq!(tree.root().unwrap().as_str().as_deref(), Some(text));
        }
    }
}
