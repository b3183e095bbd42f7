//! From a comment to directives.

use std::ops::Range;

use super::Suppressions;
use super::directive::{Directive, Fault, FaultKind, Kind, Word};
use super::scope::Scope;
use crate::near;
use crate::rules;
use crate::text::{TextRange, range};

/// The word that tells this program what to do.
const MARKER: &str = "prefect-lint";
/// What is taken for it, to be told.
const MISSPELLED: [&str; 3] = ["prefect_lint", "prefectlint", "prefect lint"];
/// How other tools are told.
const FOREIGN: &str = "noqa";

/// What other tools call it.
const ALIASES: [&str; 7] = [
    "allow", "disable", "noqa", "nolint", "off", "skip", "suppress",
];

/// Adds what a comment says.
pub(super) fn comment(text: &str, place: TextRange, found: &mut Suppressions) {
    let place = Range::<usize>::from(place);
    let mut at = place.start;
    while at < place.end {
        let Some((start, opening)) = next_opening(text, at..place.end) else {
            return;
        };
        let body = start + opening.len;
        let end = next_opening(text, body..place.end).map_or(place.end, |(next, _)| next);
        let end = start + text[start..end].trim_end().len();
        Reader {
            text,
            start,
            marker: start + opening.hash..body,
            at: body,
            end,
        }
        .read(opening.tool, found);
        at = end.max(body);
    }
}

/// Whose word stands behind a `#`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tool {
    Own,
    Misspelled,
    Foreign,
}

/// A `#` with the word behind it.
struct Opening {
    tool: Tool,
    /// How far the word is from the `#`.
    hash: usize,
    /// How long all of it is.
    len: usize,
}

/// The next `#` at the start of a comment or behind a blank that has the word behind it.
fn next_opening(text: &str, place: Range<usize>) -> Option<(usize, Opening)> {
    let hashes = memchr::memchr_iter(b'#', &text.as_bytes()[place.clone()]);
    for at in hashes.map(|at| place.start + at) {
        let before = text.as_bytes()[..at].last();
        let begins = before.is_none_or(|byte| !byte.is_ascii_graphic());
        if begins && let Some(opening) = opening(&text[at..place.end]) {
            return Some((at, opening));
        }
    }
    None
}

fn opening(text: &str) -> Option<Opening> {
    let rest = text.trim_start_matches('#').trim_start();
    let hash = text.len() - rest.len();
    let find = |words: &[&str], tool: Tool| {
        let word = words.iter().find(|word| starts_with(rest, word))?;
        Some(Opening {
            tool,
            hash,
            len: hash + word.len(),
        })
    };
    find(&[MARKER], Tool::Own)
        .or_else(|| find(&MISSPELLED, Tool::Misspelled))
        .or_else(|| find(&[FOREIGN], Tool::Foreign))
}

/// Whether a text starts with a word, whatever the case, and the word ends there.
fn starts_with(text: &str, word: &str) -> bool {
    let start = text.get(..word.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(word))
        && !text[word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-')
}

/// Reads what stands behind the word.
struct Reader<'t> {
    text: &'t str,
    /// The `#`.
    start: usize,
    /// The word.
    marker: Range<usize>,
    at: usize,
    end: usize,
}

/// The rules that are named.
enum List {
    /// In brackets.
    Closed(Range<usize>),
    /// Behind an opening bracket.
    Open(Range<usize>),
    /// Without brackets: rules and nothing else.
    Bare(Range<usize>),
    None,
}

impl Reader<'_> {
    fn read(mut self, tool: Tool, found: &mut Suppressions) {
        let has_colon = self.take(':');
        let word = match tool {
            Tool::Foreign => self.marker.clone(),
            _ => self.word(),
        };
        let list = match tool {
            Tool::Foreign if !has_colon => List::None,
            _ => self.list(),
        };
        let kind = kind(&self.text[word.clone()]);
        match (tool, kind, &list) {
            (Tool::Own, Ok(kind), List::Closed(list)) if has_colon => {
                let list = list.clone();
                match self.words(&list) {
                    words if words.is_empty() => {
                        found
                            .faults
                            .push(self.fault(FaultKind::NoRules, word, None));
                    }
                    words => found.directives.push(self.directive(kind, list, words)),
                }
            }
            _ => found
                .faults
                .extend(self.misread(tool, has_colon, word, kind, &list)),
        }
    }

    fn directive(&self, kind: Kind, list: Range<usize>, words: Vec<Word>) -> Directive {
        let separators = |c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—');
        let reason = &self.text[list.end + 1..self.end];
        Directive {
            range: place(self.start..self.end),
            kind,
            list: place(list),
            words,
            reason: reason.trim_matches(separators).to_owned(),
            scope: Scope::File,
        }
    }

    /// What is wrong with what is no directive, if it was meant as one.
    fn misread(
        &self,
        tool: Tool,
        has_colon: bool,
        word: Range<usize>,
        kind: Result<Kind, Option<Kind>>,
        list: &List,
    ) -> Option<Fault> {
        let meant = kind.unwrap_or_else(|meant| meant.unwrap_or(Kind::Ignore));
        let has_list = matches!(list, List::Closed(_) | List::Open(_));
        let names_rules = match list {
            List::Closed(list) | List::Open(list) | List::Bare(list) => {
                self.words(list).iter().any(|word| word.code.is_some())
            }
            List::None => false,
        };
        let (fault, at) = match (tool, kind) {
            (Tool::Foreign, _) => (
                names_rules.then_some(FaultKind::Foreign)?,
                self.marker.clone(),
            ),
            (_, Err(None)) if !(has_colon && has_list) => return None,
            (Tool::Misspelled, _) if has_list || names_rules => {
                (FaultKind::Misspelled, self.marker.clone())
            }
            (Tool::Misspelled, _) => return None,
            _ if !has_colon => (
                (has_list || names_rules).then_some(FaultKind::NoColon)?,
                self.marker.clone(),
            ),
            (_, Err(_)) => (FaultKind::UnknownDirective, word),
            _ if matches!(list, List::Open(_)) => (FaultKind::Unclosed, word),
            _ => (FaultKind::NoRules, word),
        };
        let sure = !matches!(kind, Err(None)) || tool == Tool::Foreign;
        let mended = match list {
            List::Closed(list) if sure => Some((list.end + 1, list)),
            List::Bare(list) if sure => Some((list.end, list)),
            _ => None,
        };
        let mended = mended.filter(|(_, list)| !self.words(list).is_empty());
        let mended = mended.map(|(end, list)| {
            let list = self.text[list.clone()].trim();
            let text = format!("{MARKER}: {}[{list}]", meant.as_str());
            (place(self.marker.start..end), text)
        });
        Some(self.fault(fault, at, mended))
    }

    fn fault(
        &self,
        kind: FaultKind,
        at: Range<usize>,
        meant: Option<(TextRange, String)>,
    ) -> Fault {
        Fault {
            range: place(at),
            kind,
            meant,
        }
    }

    fn rest(&self) -> &str {
        &self.text[self.at..self.end]
    }

    fn skip_blanks(&mut self) {
        self.at = self.end - self.rest().trim_start().len();
    }

    fn take(&mut self, c: char) -> bool {
        self.skip_blanks();
        let is_there = self.rest().starts_with(c);
        self.at += usize::from(is_there) * c.len_utf8();
        self.skip_blanks();
        is_there
    }

    fn word(&mut self) -> Range<usize> {
        let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let start = self.at;
        self.at = self.end - self.rest().trim_start_matches(is_word).len();
        start..self.at
    }

    fn list(&mut self) -> List {
        if self.take('[') {
            return match self.rest().find(']') {
                Some(len) => List::Closed(self.at..self.at + len),
                None => List::Open(self.at..self.end),
            };
        }
        let separators = |c: char| c.is_whitespace() || matches!(c, ':' | '=' | '(');
        let start = self.end - self.rest().trim_start_matches(separators).len();
        let rest = &self.text[start..self.end];
        // Rules up to the first word that is none.
        let known = rest.split_inclusive([',', ' ']).take_while(|word| {
            let word = word.trim_matches([',', ' ']);
            word.is_empty() || rules::find(word).is_some()
        });
        let len: usize = known.map(str::len).sum();
        let len = rest[..len].trim_end_matches([',', ' ']).len();
        match len {
            0 => List::None,
            _ => List::Bare(start..start + len),
        }
    }

    /// The words of a list.
    fn words(&self, list: &Range<usize>) -> Vec<Word> {
        let separators = [',', ' ', '\t'];
        let mut words = Vec::new();
        let mut at = list.start;
        for part in self.text[list.clone()].split_inclusive(separators) {
            let word = part.trim_end_matches(separators);
            if !word.is_empty() {
                let rule = rules::find(word).or_else(|| rules::find(&word.to_ascii_lowercase()));
                words.push(Word {
                    range: range(at, word.len()),
                    code: rule.map(|rule| rule.meta().code),
                });
            }
            at += part.len();
        }
        words
    }
}

/// What a word stands for, or else what was probably meant by it.
fn kind(word: &str) -> Result<Kind, Option<Kind>> {
    let word = word.to_lowercase().replace('_', "-");
    let is_alias = ALIASES
        .iter()
        .chain(&["ignore", "file-ignore"])
        .any(|alias| word.starts_with(alias));
    match word.as_str() {
        "ignore" => Ok(Kind::Ignore),
        "ignore-file" => Ok(Kind::IgnoreFile),
        _ if is_alias && word.contains("file") => Err(Some(Kind::IgnoreFile)),
        _ if is_alias => Err(Some(Kind::Ignore)),
        _ => Err(match near::nearest(&word, ["ignore", "ignore-file"]) {
            Some("ignore-file") => Some(Kind::IgnoreFile),
            Some(_) => Some(Kind::Ignore),
            None => None,
        }),
    }
}

fn place(place: Range<usize>) -> TextRange {
    range(place.start, place.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is made of a comment: directives and faults.
    fn read(text: &str) -> Vec<String> {
        let mut found = Suppressions::default();
        comment(text, range(0, text.len()), &mut found);
        let directive = |d: &Directive| {
            let codes: Vec<_> = d.words.iter().map(|w| w.code.unwrap_or("?")).collect();
            format!(
                "{} {codes:?} {:?} in `{}`",
                d.kind.as_str(),
                d.reason,
                &text[d.range]
            )
        };
        let fault = |f: &Fault| {
            let meant = f
                .meant
                .as_ref()
                .map(|(at, new)| format!("`{}` -> `{new}`", &text[*at]));
            format!(
                "{:?} at `{}`: {}",
                f.kind,
                &text[f.range],
                meant.unwrap_or_default()
            )
        };
        let directives = found.directives.iter().map(directive);
        directives.chain(found.faults.iter().map(fault)).collect()
    }

    #[test]
    fn what_is_written_well() {
        insta::assert_snapshot!([
            "# prefect-lint: ignore[PF402] the step is added by CI, see #12",
            "#prefect-lint:ignore[ pf402 ,undefined-step-reference ]",
            "## Prefect-Lint : Ignore [duplicate-key]: twice on purpose",
            "# prefect-lint: ignore_file[PF101 PF102] -- generated  ",
            "# weekly # prefect-lint: ignore[PF507] a # prefect-lint: ignore[nope, PF4] b",
        ].map(|text| read(text).join("\n")).join("\n"), @r#"
        ignore ["PF402"] "the step is added by CI, see #12" in `# prefect-lint: ignore[PF402] the step is added by CI, see #12`
        ignore ["PF402", "PF402"] "" in `#prefect-lint:ignore[ pf402 ,undefined-step-reference ]`
        ignore ["PF005"] "twice on purpose" in `## Prefect-Lint : Ignore [duplicate-key]: twice on purpose`
        ignore-file ["PF101", "PF102"] "generated" in `# prefect-lint: ignore_file[PF101 PF102] -- generated`
        ignore ["PF507"] "a" in `# prefect-lint: ignore[PF507] a`
        ignore ["?", "?"] "b" in `# prefect-lint: ignore[nope, PF4] b`
        "#);
    }

    #[test]
    fn what_is_not_understood() {
        insta::assert_snapshot!([
            "# prefect-lint: ignore",
            "# prefect-lint: ignore the next line",
            "# prefect-lint: ignore[]",
            "# prefect-lint: ignore PF402, PF101 why not",
            "# prefect-lint: ignore: duplicate-key",
            "# prefect-lint: ignore[PF402",
            "# prefect-lint: disable[PF402] reason",
            "# prefect-lint: disable-file[PF402]",
            "# prefect-lint: ingore[PF402]",
            "# prefect-lint: frobnicate[PF402]",
            "# prefect-lint ignore[PF402]",
            "# prefectlint: ignore[PF402]",
            "# noqa: PF402",
            "# noqa: PF402, PF101 reason",
        ].map(|text| read(text).join("\n")).join("\n"), @r#"
        NoRules at `ignore`: 
        NoRules at `ignore`: 
        NoRules at `ignore`: 
        NoRules at `ignore`: `prefect-lint: ignore PF402, PF101` -> `prefect-lint: ignore[PF402, PF101]`
        NoRules at `ignore`: `prefect-lint: ignore: duplicate-key` -> `prefect-lint: ignore[duplicate-key]`
        Unclosed at `ignore`: 
        UnknownDirective at `disable`: `prefect-lint: disable[PF402]` -> `prefect-lint: ignore[PF402]`
        UnknownDirective at `disable-file`: `prefect-lint: disable-file[PF402]` -> `prefect-lint: ignore-file[PF402]`
        UnknownDirective at `ingore`: `prefect-lint: ingore[PF402]` -> `prefect-lint: ignore[PF402]`
        UnknownDirective at `frobnicate`: 
        NoColon at `prefect-lint`: `prefect-lint ignore[PF402]` -> `prefect-lint: ignore[PF402]`
        Misspelled at `prefectlint`: `prefectlint: ignore[PF402]` -> `prefect-lint: ignore[PF402]`
        Foreign at `noqa`: `noqa: PF402` -> `prefect-lint: ignore[PF402]`
        Foreign at `noqa`: `noqa: PF402, PF101` -> `prefect-lint: ignore[PF402, PF101]`
        "#);
    }

    #[test]
    fn what_is_only_prose() {
        for text in [
            "# prefect-lint is run in CI",
            "# prefect-lint: see the documentation",
            "# prefect-linter: ignore[PF402]",
            "# see \"# prefect-lint: ignore[PF402]\"",
            "# no#prefect-lint: ignore[PF402]",
            "# noqa",
            "# noqa: E501",
            "# prefectlint, ignore it",
            "#",
            "# ignore[PF402]",
            "# prefect-lintä",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_comment_is_read(text in "#( |#|prefect-lint|:|ignore|\\[|\\]|PF101|,|é|noqa|-file){0,12}") {
            read(&text);
        }
    }
}
