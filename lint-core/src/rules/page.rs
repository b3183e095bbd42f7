//! Rule pages: a rule's doc comment, taken apart into sections and examples.
//!
//! The same text is the page in the book, what `explain` prints, and a set of tests;
//! [`declare_rule`](crate::declare_rule) says how it is written.

use super::Meta;
use crate::settings::Version;
use crate::text::{Position, Source};

/// The sections that a page may have, in their order.
pub const TITLES: [&str; 5] = [WHAT, WHY, EXAMPLE, INSTEAD, FIX];

/// What the rule looks for.
pub const WHAT: &str = "What it does";
/// What happens to those who do not listen.
pub const WHY: &str = "Why is this bad?";
/// Manifests that the rule reports.
pub const EXAMPLE: &str = "Example";
/// The same manifests, mended.
pub const INSTEAD: &str = "Use instead";
/// What the fix does, and when it is offered.
pub const FIX: &str = "Fix";

/// A rule's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What stands before the first section; usually nothing.
    pub preamble: String,
    /// The sections, as they are written.
    pub sections: Vec<Section>,
}

/// A heading with what follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading without its marks.
    pub title: String,
    /// Paragraphs and code blocks, in their order.
    pub parts: Vec<Part>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Markdown, without blank lines around it.
    Prose(String),
    /// A fenced block.
    Code(Example),
}

/// A manifest on a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Example {
    /// The language: the first word of the info string.
    pub language: String,
    /// The text.
    pub text: String,
    /// Where the rule must report: start and end of each place, the end excluded.
    pub marks: Vec<(Position, Position)>,
    /// The file's name, where it is not `prefect.yaml`.
    pub file: Option<String>,
    /// The encoding, where it is not UTF-8.
    pub encoding: Option<String>,
    /// The Prefect that the file is for.
    pub target_version: Option<Version>,
    /// Codes of other rules that have an error to report here.
    pub also: Vec<String>,
    /// No fix leads here.
    pub by_hand: bool,
    /// Words of the info string that mean nothing.
    pub unknown: Vec<String>,
}

impl Page {
    /// The page of a rule.
    pub fn of(meta: &Meta) -> Self {
        Self::parse(meta.docs)
    }

    /// Takes a doc comment apart.
    pub fn parse(docs: &str) -> Self {
        let mut page = Self {
            preamble: String::new(),
            sections: Vec::new(),
        };
        let mut lines = docs
            .lines()
            .map(|line| line.strip_prefix(' ').unwrap_or(line));
        while let Some(line) = lines.next() {
            if let Some(title) = line.strip_prefix("## ") {
                page.sections.push(Section::new(title));
            } else if let Some(info) = line.strip_prefix("```") {
                let block = lines.by_ref().take_while(|line| !line.starts_with("```"));
                page.add_example(Example::new(info, block));
            } else {
                page.add_line(line);
            }
        }
        page.trim();
        page
    }

    /// The section of a title.
    pub fn section(&self, title: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.title == title)
    }

    /// What the rule does: the first paragraph of the first section.
    pub fn summary(&self) -> &str {
        let parts = self.section(WHAT).map_or(&[][..], |section| &section.parts);
        match parts.first() {
            Some(Part::Prose(text)) => text.split("\n\n").next().unwrap_or_default(),
            _ => "",
        }
    }

    /// The manifests that the rule reports.
    pub fn bad(&self) -> impl Iterator<Item = &Example> {
        self.examples(EXAMPLE)
    }

    /// The manifests that the rule has nothing to say about.
    pub fn good(&self) -> impl Iterator<Item = &Example> {
        self.examples(INSTEAD)
    }

    fn examples(&self, title: &str) -> impl Iterator<Item = &Example> {
        let parts = self
            .section(title)
            .map_or(&[][..], |section| &section.parts);
        parts.iter().filter_map(|part| match part {
            Part::Code(example) => Some(example),
            Part::Prose(_) => None,
        })
    }

    fn add_line(&mut self, line: &str) {
        let line = format!("{line}\n");
        match self.sections.last_mut() {
            None => self.preamble.push_str(&line),
            Some(section) => match section.parts.last_mut() {
                Some(Part::Prose(text)) => text.push_str(&line),
                _ => section.parts.push(Part::Prose(line)),
            },
        }
    }

    fn add_example(&mut self, example: Example) {
        if let Some(section) = self.sections.last_mut() {
            section.parts.push(Part::Code(example));
        }
    }

    fn trim(&mut self) {
        self.preamble = self.preamble.trim().to_owned();
        for section in &mut self.sections {
            for part in &mut section.parts {
                if let Part::Prose(text) = part {
                    *text = text.trim().to_owned();
                }
            }
            section
                .parts
                .retain(|part| *part != Part::Prose(String::new()));
        }
    }
}

impl Section {
    fn new(title: &str) -> Self {
        Self {
            title: title.trim().to_owned(),
            parts: Vec::new(),
        }
    }
}

impl Example {
    fn new<'a>(info: &str, lines: impl Iterator<Item = &'a str>) -> Self {
        let mut words = info.split_whitespace();
        let mut example = Self {
            language: words.next().unwrap_or_default().to_owned(),
            text: lines.flat_map(|line| [line, "\n"]).collect(),
            ..Self::default()
        };
        for word in words {
            if example.read(word).is_none() {
                example.unknown.push(word.to_owned());
            }
        }
        example
    }

    fn read(&mut self, word: &str) -> Option<()> {
        if let Some(marks) = word.strip_prefix('@') {
            let marks: Option<Vec<_>> = marks.split(',').map(mark).collect();
            self.marks.extend(marks?);
            return Some(());
        }
        match word.split_once('=').unwrap_or((word, "")) {
            ("by-hand", "") => self.by_hand = true,
            ("file", name) => self.file = Some(name.to_owned()),
            ("encoding", name) => self.encoding = Some(name.to_owned()),
            ("target-version", version) => self.target_version = Some(version.parse().ok()?),
            ("also", codes) => self.also.extend(codes.split(',').map(str::to_owned)),
            _ => return None,
        }
        Some(())
    }

    /// The example as a file.
    pub fn source(&self) -> Source {
        let name = self.file.as_deref().unwrap_or("prefect.yaml");
        Source::from_bytes(name, self.bytes())
    }

    fn bytes(&self) -> Vec<u8> {
        let bom = std::iter::once('\u{feff}');
        match self.encoding.as_deref() {
            Some("utf-16") => bom
                .chain(self.text.chars())
                .flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec())
                .flat_map(u16::to_le_bytes)
                .collect(),
            Some("utf-32") => bom
                .chain(self.text.chars())
                .flat_map(|c| u32::from(c).to_le_bytes())
                .collect(),
            Some("latin-1") => (self.text.chars())
                .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
                .collect(),
            _ => self.text.clone().into_bytes(),
        }
    }
}

/// Reads `2:1-2:5`.
fn mark(text: &str) -> Option<(Position, Position)> {
    let (start, end) = text.trim_start_matches('@').split_once('-')?;
    Some((position(start)?, position(end)?))
}

fn position(text: &str) -> Option<Position> {
    let (line, column) = text.split_once(':')?;
    Some(Position {
        line: line.parse().ok()?,
        column: column.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCS: &str = " ## What it does
 Finds *things*.

 And more.

 ## Example
 ```yaml @2:1-2:5,@3:1-3:2 also=PF101 file=prefect.yml wrong=1
 a:
   b: 1
 ```
 Or else:
 ```yaml encoding=utf-16
 x
 ```
";

    #[test]
    fn a_page_has_sections_and_examples() {
        let page = Page::parse(DOCS);
        assert_eq!(page.summary(), "Finds *things*.");
        let examples: Vec<_> = page.bad().collect();
        assert_eq!(examples[0].text, "a:\n  b: 1\n");
        assert_eq!(examples[0].marks.len(), 2);
        assert_eq!(examples[0].marks[0].1, Position { line: 2, column: 5 });
        assert_eq!(examples[0].also, ["PF101"]);
        assert_eq!(examples[0].source().path(), "prefect.yml");
        assert_eq!(examples[0].unknown, ["wrong=1"]);
        assert!(examples[1].source().encoding_error().is_some());
        assert_eq!(page.good().count(), 0);
    }
}
