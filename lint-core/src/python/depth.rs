//! Whether a text can be read without running out of stack.
//!
//! The parser bounds brackets, but not what nests without them: `- - - x`, `a.b.c.d`, `1 + 1 + 1`. How deep such a
//! chain goes is at most the length of the text between two places where none can go on.

/// The longest chain, in bytes outside of texts and comments. Nobody writes an expression like that.
const LONGEST: usize = 4_000;
/// The most functions without a name in one statement; their commas separate parameters, and end no chain.
const MOST_LAMBDAS: usize = 500;
/// The most columns of indentation: Python itself allows 100 levels.
const DEEPEST: usize = 2_000;

/// Whether a text is not nested more deeply than any that a person writes.
pub(super) fn is_readable(text: &str) -> bool {
    let mut scan = Scan {
        bytes: text.as_bytes(),
        at: 0,
        chain: 0,
        lambdas: 0,
        brackets: 0,
    };
    while scan.at < scan.bytes.len() {
        scan.step();
        if scan.chain > LONGEST || scan.lambdas > MOST_LAMBDAS {
            return false;
        }
    }
    true
}

struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    chain: usize,
    lambdas: usize,
    brackets: usize,
}

impl Scan<'_> {
    fn step(&mut self) {
        let byte = self.bytes[self.at];
        match byte {
            b'#' => self.at = self.line_end(),
            b'"' | b'\'' => self.skip_text(byte),
            b'\n' => {
                self.at += 1;
                self.end_line();
            }
            _ => {
                self.count(byte);
                self.at += 1;
            }
        }
    }

    fn count(&mut self, byte: u8) {
        match byte {
            b',' => self.chain = 0,
            b' ' | b'\t' | b'\r' | b'\\' => {}
            _ => self.chain += 1,
        }
        match byte {
            b'(' | b'[' | b'{' => self.brackets += 1,
            b')' | b']' | b'}' => self.brackets = self.brackets.saturating_sub(1),
            b'l' if self.bytes[self.at..].starts_with(b"lambda") => self.lambdas += 1,
            _ => {}
        }
    }

    /// A line ends a statement, outside of brackets and where no backslash carries it on. Indentation counts.
    fn end_line(&mut self) {
        let before = &self.bytes[..self.at - 1];
        let before = before.strip_suffix(b"\r").unwrap_or(before);
        if self.brackets == 0 && !before.ends_with(b"\\") {
            (self.chain, self.lambdas) = (0, 0);
        }
        let rest = &self.bytes[self.at..];
        let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t'));
        if blanks.take(DEEPEST + 1).count() > DEEPEST {
            self.chain = usize::MAX;
        }
    }

    fn line_end(&self) -> usize {
        let rest = &self.bytes[self.at..];
        memchr::memchr(b'\n', rest).map_or(self.bytes.len(), |end| self.at + end)
    }

    /// Steps behind a text; of one without an end, behind its line. What a formatted one holds in braces counts.
    fn skip_text(&mut self, quote: u8) {
        let mut prefix = self.bytes[..self.at].iter().rev().take(2);
        let is_formatted = prefix.any(|byte| matches!(byte, b'f' | b'F' | b't' | b'T'));
        let is_long = self.bytes[self.at..].starts_with(&[quote; 3]);
        self.at += if is_long { 3 } else { 1 };
        self.chain += 1;
        let mut braces = 0usize;
        while let Some(byte) = self.bytes.get(self.at).copied() {
            let rest = &self.bytes[self.at..];
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'\n' if !is_long => return self.end_line(),
                _ if byte == quote && !is_long => return,
                _ if is_long && rest.starts_with(&[quote; 3]) => {
                    self.at += 2;
                    return;
                }
                b'{' if is_formatted && braces == 0 && rest.starts_with(b"{{") => self.at += 1,
                b'{' if is_formatted => braces += 1,
                b'}' => braces = braces.saturating_sub(1),
                _ => {}
            }
            self.chain = self.chain.saturating_add(usize::from(braces > 0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_readable() {
        let long = format!("x = [{}]\n", "-1, ".repeat(100_000));
        let text = format!("x = '{}'\n", "(".repeat(100_000));
        let comment = format!("# {}\n", "- ".repeat(100_000));
        let lines = "x = a.b + c\n".repeat(100_000);
        let open = format!("x = \"\"\"{}", "-".repeat(10_000));
        let formatted = format!(
            "x = f\"\"\"{{{{ {} }}}} {{a}}\"\"\"\n",
            "word ".repeat(10_000)
        );
        for text in [long, text, comment, lines, open, formatted] {
            assert!(is_readable(&text));
        }
    }

    #[test]
    fn endless_chains_are_not() {
        for piece in [
            "-",
            "not ",
            "a.",
            "1+",
            "f(",
            "lambda:",
            "lambda a, b: ",
            "x if y else ",
        ] {
            let text = format!("x = {}1", piece.repeat(100_000));
            assert!(!is_readable(&text), "{piece}");
        }
        assert!(!is_readable(&format!(
            "x = f'{{{}1}}'",
            "-".repeat(100_000)
        )));
        assert!(!is_readable(&format!("\n{}x", " ".repeat(10_000))));
        assert!(!is_readable(&format!("x = {}1", "-\\\r\n".repeat(100_000))));
    }
}
