//! Rule pages: a rule's doc comment, taken apart into sections and examples.
//!
//! The same text is the page in the book, what `explain` prints, and a set of tests;
//! [`declare_rule`](crate::declare_rule) says how it is written.

use chrono::{DateTime, Utc};

use super::Meta;
use crate::analysis::{Analysis, analyze_in};
use crate::fix::{Fixed, fix_all};
use crate::project::{InMemory, Modules, Project, Root, RootKind};
use crate::settings::{Selection, Settings, Version};
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
    Code(Box<Example>),
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
    /// Files that stand beside it, by their paths: the Python blocks in front of it.
    pub beside: Vec<(String, String)>,
    /// The file's name, where it is not `prefect.yaml`.
    pub file: Option<String>,
    /// The encoding, where it is not UTF-8.
    pub encoding: Option<String>,
    /// The Prefect that the file is for.
    pub target_version: Option<Version>,
    /// The day that is today.
    pub now: Option<DateTime<Utc>>,
    /// The type of the work pool `main`.
    pub pool_type: Option<String>,
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
            Part::Code(example) if !example.is_beside() => Some(&**example),
            _ => None,
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

    fn add_example(&mut self, mut example: Example) {
        if let Some(section) = self.sections.last_mut() {
            if !example.is_beside() {
                example.beside = section.files();
            }
            section.parts.push(Part::Code(Box::new(example)));
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

    /// The files beside the manifest so far, by their paths.
    fn files(&self) -> Vec<(String, String)> {
        let files = self.parts.iter().filter_map(|part| match part {
            Part::Code(file) if file.is_beside() => Some((file.file.clone()?, file.text.clone())),
            _ => None,
        });
        files.collect()
    }
}

impl Example {
    /// Whether it is no manifest, but a file that stands beside one.
    pub fn is_beside(&self) -> bool {
        self.language != "yaml" && self.file.is_some()
    }

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
            ("now", day) => self.now = Some(format!("{day}T00:00:00Z").parse().ok()?),
            ("pool-type", name) => self.pool_type = Some(name.to_owned()),
            ("also", codes) => self.also.extend(codes.split(',').map(str::to_owned)),
            _ => return None,
        }
        Some(())
    }

    /// What it needs to be known of the user's choices, with these rules selected.
    pub fn settings(&self, select: &[&str]) -> Settings {
        let pool_type = self.pool_type.clone();
        Settings {
            selection: Selection {
                select: select.iter().map(|word| (*word).to_owned()).collect(),
                ignore: Vec::new(),
            },
            target_version: self.target_version,
            now: self.now,
            work_pools: pool_type
                .into_iter()
                .map(|name| ("main".to_owned(), name))
                .collect(),
            ..Settings::default()
        }
    }

    /// The example as a file.
    pub fn source(&self) -> Source {
        let name = self.file.as_deref().unwrap_or("prefect.yaml");
        Source::from_bytes(name, self.bytes())
    }

    /// Analyses a text among the files of the example: its own, or one made of it.
    pub fn analyze(&self, source: &Source, settings: &Settings) -> Analysis {
        self.with_project(|project| analyze_in(source, settings, project))
    }

    /// Mends a text among the files of the example.
    pub fn fix(&self, source: &Source, settings: &Settings, allow_unsafe: bool) -> Fixed {
        self.with_project(|project| fix_all(source.clone(), settings, project, allow_unsafe))
    }

    fn with_project<T>(&self, call: impl FnOnce(Option<Project<'_>>) -> T) -> T {
        let files = InMemory::new(self.beside.iter().cloned());
        let roots = [Root {
            folder: String::new(),
            kind: RootKind::Beside,
        }];
        let modules = Modules::new(&files);
        call((!self.beside.is_empty()).then_some(Project {
            modules: &modules,
            roots: &roots,
        }))
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
