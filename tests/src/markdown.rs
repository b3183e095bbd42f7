//! The pages of the book and of the repository, taken apart: blocks, links, anchors and remarks, each with its line.

use std::collections::HashMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A page of Markdown.
#[derive(Debug)]
pub struct Page {
    /// Its path from the root of the repository, with slashes.
    pub path: String,
    /// Fenced blocks and remarks, in their order.
    pub items: Vec<Item>,
    /// Where links and images lead, as it is written.
    pub links: Vec<Link>,
    /// The names of its headings, as GitHub and mdBook make them.
    pub anchors: Vec<String>,
}

/// What tests look for on a page.
#[derive(Debug)]
pub enum Item {
    /// A fenced block.
    Block(Block),
    /// A comment that readers do not see: `<!-- … -->`.
    Remark(String),
}

/// A fenced block.
#[derive(Debug)]
pub struct Block {
    /// The line of its first line of text, from 1.
    pub line: usize,
    /// The first word of its info string; empty if there is none.
    pub language: String,
    /// The text.
    pub text: String,
}

/// A link.
#[derive(Debug)]
pub struct Link {
    /// The line that it begins in, from 1.
    pub line: usize,
    /// Where it leads.
    pub target: String,
}

/// The repository.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The paths of all pages below a folder, sorted, from the root of the repository.
///
/// # Errors
///
/// A folder that cannot be read.
pub fn pages_below(folder: &str) -> std::io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join(folder))? {
        let entry = entry?;
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            found.extend(pages_below(&path)?);
        } else if PathBuf::from(&path).extension().is_some_and(|e| e == "md") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

impl Page {
    /// Reads a page.
    ///
    /// # Errors
    ///
    /// A file that cannot be read.
    pub fn read(path: &str) -> std::io::Result<Self> {
        let text = fs::read_to_string(root().join(path))?;
        Ok(Self::parse(path, &text))
    }

    /// Takes a page apart.
    pub fn parse(path: &str, text: &str) -> Self {
        let mut page = Self {
            path: path.to_owned(),
            items: Vec::new(),
            links: Vec::new(),
            anchors: Vec::new(),
        };
        let mut block: Option<Block> = None;
        let mut heading: Option<String> = None;
        let mut seen = HashMap::new();
        let events = Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter();
        for (event, range) in events {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    block = Some(Block {
                        line: line_of(text, &range) + 1,
                        language: info
                            .split_whitespace()
                            .next()
                            .unwrap_or_default()
                            .to_owned(),
                        text: String::new(),
                    });
                }
                Event::End(TagEnd::CodeBlock) => page.items.extend(block.take().map(Item::Block)),
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    let words = heading.take().unwrap_or_default();
                    page.anchors.push(anchor(&words, &mut seen));
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    page.links.push(Link {
                        line: line_of(text, &range),
                        target: dest_url.into_string(),
                    });
                }
                Event::Html(html) => page.items.extend(remark(&html).map(Item::Remark)),
                Event::Text(words) | Event::Code(words) => {
                    if let Some(text) = block.as_mut().map(|b| &mut b.text).or(heading.as_mut()) {
                        text.push_str(&words);
                    }
                }
                _ => {}
            }
        }
        page
    }

    /// The fenced blocks.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.items.iter().filter_map(|item| match item {
            Item::Block(block) => Some(block),
            Item::Remark(_) => None,
        })
    }
}

fn line_of(text: &str, range: &Range<usize>) -> usize {
    text[..range.start].matches('\n').count() + 1
}

fn remark(html: &str) -> Option<String> {
    let inner = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    Some(inner.trim().to_owned())
}

/// The name of a heading: small letters, digits, `-` and `_`; one that is there already gets a number.
fn anchor(heading: &str, seen: &mut HashMap<String, usize>) -> String {
    let kept = heading.trim().chars().filter_map(|c| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
        _ => None,
    });
    let name = kept.collect::<String>().to_lowercase();
    let count = seen.entry(name.clone()).or_insert(0);
    *count += 1;
    match *count {
        1 => name,
        again => format!("{name}-{}", again - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "\
# A `page`, of sorts

<!-- fixture: farm -->

See [there](b.md#x) and
![this](c.png).

## Again

```console more
$ a
```

## Again
";

    #[test]
    fn a_page_is_taken_apart() {
        let page = Page::parse("a.md", PAGE);
        assert_eq!(page.anchors, ["a-page-of-sorts", "again", "again-1"]);
        let links: Vec<_> = page
            .links
            .iter()
            .map(|l| (l.line, l.target.as_str()))
            .collect();
        assert_eq!(links, [(5, "b.md#x"), (6, "c.png")]);
        let [Item::Remark(remark), Item::Block(block)] = &page.items[..] else {
            unreachable!("{:?}", page.items)
        };
        assert_eq!(remark, "fixture: farm");
        assert_eq!(
            (block.line, block.language.as_str(), block.text.as_str()),
            (11, "console", "$ a\n")
        );
    }
}
