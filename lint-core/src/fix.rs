//! Applies fixes: some edits to a text, or all fixes of a manifest until nothing is left to mend.
//!
//! Three promises: fixes that touch one another are not applied in the same round, no fix is kept that leaves the
//! YAML with more errors than it had, and a rule whose fixes never come to rest gets none applied.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use crate::analysis::{Analysis, analyze};
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety, Severity};
use crate::settings::Settings;
use crate::text::{Source, TextSize};
use crate::yaml;

/// How often a manifest is analysed anew before its fixes count as restless: such as undo each other, or make room
/// for themselves.
const MAX_ROUNDS: usize = 20;

/// A text that grows to more than so many times its length, and so many bytes, is growing without end.
const MAX_GROWTH: (usize, usize) = (4, 4096);

/// How many texts are tried in a round, once a fix has turned out to break the YAML.
const MAX_TRIALS: usize = 100;

/// What came of applying fixes to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The text after the fixes.
    pub text: String,
    /// How many fixes were applied.
    pub count: usize,
}

/// A manifest after its fixes.
#[derive(Debug, Clone)]
pub struct Fixed {
    /// The manifest as it is now.
    pub source: Source,
    /// How many fixes were applied.
    pub count: usize,
    /// What is still to be said about it.
    pub analysis: Analysis,
    /// The rules whose fixes never came to rest, so that none of them was applied.
    pub restless: Vec<&'static str>,
}

/// Applies fixes in the order given. One that touches an edit of an earlier one, or does not fit the text, is
/// skipped as a whole. Line breaks in the new text are those of the old.
pub fn apply<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> Applied {
    let mut edits = Edits::default();
    let mut count = 0;
    for fix in fixes {
        if edits.accept(text, fix) {
            count += 1;
        }
    }
    Applied {
        text: edits.carry_out(text),
        count,
    }
}

/// Applies the first allowed fix of every finding, analyses the new text, and so on until nothing changes.
///
/// Hints are left alone, since only editors show them. Bytes that are not text are never touched: what follows
/// them is not known here, and would be lost.
pub fn fix_all(source: Source, settings: &Settings, allow_unsafe: bool) -> Fixed {
    let untouched = Fixed {
        analysis: analyze(&source, settings),
        source,
        count: 0,
        restless: Vec::new(),
    };
    if untouched.source.encoding_error().is_some() {
        return untouched;
    }
    let mut choice = Choice {
        settings,
        allow_unsafe,
        restless: Vec::new(),
    };
    loop {
        match choice.until_rest(&untouched) {
            Ok(fixed) => {
                return Fixed {
                    restless: choice.restless,
                    ..fixed
                };
            }
            Err(Restless(codes)) => choice.restless.extend(codes),
        }
    }
}

/// The fix of a finding that may be applied, if it has one.
pub fn allowed(diagnostic: &Diagnostic, allow_unsafe: bool) -> Option<&Fix> {
    let least = match allow_unsafe {
        true => Safety::Unsafe,
        false => Safety::Safe,
    };
    diagnostic.fixes.iter().find(|fix| fix.safety >= least)
}

/// A fix, and the code of its rule.
type Candidate<'f> = (&'static str, &'f Fix);

/// The rules whose fixes kept a text from coming to rest; at least one.
struct Restless(Vec<&'static str>);

/// Which fixes are applied.
struct Choice<'s> {
    settings: &'s Settings,
    allow_unsafe: bool,
    /// The rules that get none.
    restless: Vec<&'static str>,
}

impl Choice<'_> {
    fn until_rest(&self, untouched: &Fixed) -> Result<Fixed, Restless> {
        let mut fixed = untouched.clone();
        let mut seen = HashSet::from([fixed.source.text().to_owned()]);
        let most = fixed.source.text().len() * MAX_GROWTH.0 + MAX_GROWTH.1;
        for _ in 0..MAX_ROUNDS {
            let Some((applied, codes)) = self.round(&fixed) else {
                return Ok(fixed);
            };
            if applied.text.len() > most || !seen.insert(applied.text.clone()) {
                return Err(Restless(codes));
            }
            let source = Source::new(fixed.source.path(), applied.text);
            fixed = Fixed {
                analysis: analyze(&source, self.settings),
                source,
                count: fixed.count + applied.count,
                restless: Vec::new(),
            };
        }
        match self.round(&fixed) {
            None => Ok(fixed),
            Some((_, codes)) => Err(Restless(codes)),
        }
    }

    /// Applies what can be applied at once, and says whose fixes that were. None where it changes nothing.
    fn round(&self, now: &Fixed) -> Option<(Applied, Vec<&'static str>)> {
        let candidates: Vec<Candidate<'_>> = (now.analysis.diagnostics.iter())
            .filter(|diagnostic| diagnostic.severity > Severity::Hint)
            .filter(|diagnostic| !self.restless.contains(&diagnostic.code))
            .filter_map(|diagnostic| {
                Some((diagnostic.code, allowed(diagnostic, self.allow_unsafe)?))
            })
            .collect();
        if candidates.is_empty() {
            return None;
        }
        let text = now.source.text();
        let mut trial = Trial {
            text,
            errors: yaml::parse(text).errors().len(),
            left: MAX_TRIALS,
        };
        let harmless = trial.harmless(&candidates);
        let applied = apply(text, harmless.iter().map(|(_, fix)| *fix));
        let codes = harmless.iter().map(|(code, _)| *code).collect();
        (applied.text != text).then_some((applied, codes))
    }
}

/// Finds out which fixes leave the YAML no worse, by halves: nearly always all of them do.
struct Trial<'t> {
    text: &'t str,
    errors: usize,
    left: usize,
}

impl Trial<'_> {
    fn harmless<'f>(&mut self, fixes: &[Candidate<'f>]) -> Vec<Candidate<'f>> {
        if self.is_harmless(fixes) {
            return fixes.to_vec();
        }
        if fixes.len() <= 1 {
            return Vec::new();
        }
        let (first, second) = fixes.split_at(fixes.len() / 2);
        let first = self.harmless(first);
        let second = self.harmless(second);
        let both = [first.as_slice(), second.as_slice()].concat();
        match self.is_harmless(&both) {
            true => both,
            false => first,
        }
    }

    fn is_harmless(&mut self, fixes: &[Candidate<'_>]) -> bool {
        if fixes.is_empty() {
            return true;
        }
        let Some(left) = self.left.checked_sub(1) else {
            return false;
        };
        self.left = left;
        let text = apply(self.text, fixes.iter().map(|(_, fix)| *fix)).text;
        yaml::parse(&text).errors().len() <= self.errors
    }
}

/// Edits that do not touch one another, by where they start.
#[derive(Default)]
struct Edits<'f>(BTreeMap<TextSize, &'f Edit>);

impl<'f> Edits<'f> {
    fn accept(&mut self, text: &str, fix: &'f Fix) -> bool {
        let fits = !fix.edits.is_empty()
            && fix.edits.iter().all(|edit| self.has_room_for(text, edit))
            && fix
                .edits
                .windows(2)
                .all(|pair| are_apart(&pair[0], &pair[1]));
        if fits {
            let edits = fix.edits.iter().map(|edit| (edit.range.start(), edit));
            self.0.extend(edits);
        }
        fits
    }

    fn has_room_for(&self, text: &str, edit: &Edit) -> bool {
        let before = self.0.range(..=edit.range.start()).next_back();
        let after = self.0.range(edit.range.start()..).next();
        text.get(std::ops::Range::<usize>::from(edit.range))
            .is_some()
            && before.is_none_or(|(_, other)| are_apart(other, edit))
            && after.is_none_or(|(_, other)| are_apart(edit, other))
    }

    fn carry_out(&self, text: &str) -> String {
        let windows = has_windows_line_ends(text);
        let mut new = String::with_capacity(text.len());
        let mut done = 0;
        for edit in self.0.values() {
            new.push_str(&text[done..usize::from(edit.range.start())]);
            new.push_str(&with_line_ends(&edit.text, windows));
            done = usize::from(edit.range.end());
        }
        new.push_str(&text[done..]);
        new
    }
}

/// Whether `first` ends before `second` begins. Two replacements may meet; beside an insertion, order would matter.
fn are_apart(first: &Edit, second: &Edit) -> bool {
    let inserts = first.range.is_empty() || second.range.is_empty();
    match inserts {
        true => first.range.end() < second.range.start(),
        false => first.range.end() <= second.range.start(),
    }
}

fn has_windows_line_ends(text: &str) -> bool {
    let end = memchr::memchr(b'\n', text.as_bytes());
    end.is_some_and(|end| text[..end].ends_with('\r'))
}

fn with_line_ends(text: &str, windows: bool) -> Cow<'_, str> {
    match windows && text.contains('\n') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\n', "\r\n")),
        false => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::range;

    fn replace(start: usize, len: usize, text: &str) -> Fix {
        Fix::safe("", range(start, len), text)
    }

    #[test]
    fn the_first_of_two_overlapping_fixes_is_applied() {
        let fixes = [replace(0, 3, "x"), replace(2, 2, "y"), replace(4, 1, "z")];
        let applied = apply("abcdef", &fixes);
        assert_eq!(applied.text, "xdzf");
        assert_eq!(applied.count, 2);
    }

    #[test]
    fn a_fix_is_applied_whole_or_not_at_all() {
        let both = vec![Edit::new(range(0, 1), "x"), Edit::new(range(3, 1), "y")];
        let fixes = [
            replace(3, 1, "!"),
            Fix::new("", Safety::Safe, both),
            replace(5, 0, "?"),
        ];
        assert_eq!(apply("abcdef", &fixes).text, "abc!e?f");
    }

    #[test]
    fn insertions_at_one_place_wait_for_one_another() {
        let fixes = [replace(1, 0, "x"), replace(1, 0, "y"), replace(1, 1, "z")];
        let applied = apply("abc", &fixes);
        assert_eq!((applied.text.as_str(), applied.count), ("axbc", 1));
    }

    #[test]
    fn a_fix_that_does_not_fit_the_text_is_skipped() {
        let fixes = [replace(9, 3, "x"), replace(1, 1, "x"), replace(0, 2, "e")];
        assert_eq!(apply("éa", &fixes).text, "ea");
    }

    #[test]
    fn line_ends_and_byte_order_mark_stay() {
        let text = "\u{feff}a: 1\r\nb: 2\r\n";
        let applied = apply(text, &[replace(3, 1, "c:\n  d")]);
        assert_eq!(applied.text, "\u{feff}c:\r\n  d: 1\r\nb: 2\r\n");
    }

    #[test]
    fn bytes_that_are_no_text_are_not_touched() {
        let source = Source::from_bytes("prefect.yaml", b"tags: prod\n\xff\n".to_vec());
        let fixed = fix_all(source, &Settings::default(), true);
        assert_eq!(fixed.count, 0);
        assert_eq!(fixed.source.text(), "tags: prod\n");
    }

    proptest! {
        #[test]
        fn any_fixes_can_be_applied_to_any_text(
            text in "\\PC{0,20}",
            edits in prop::collection::vec((0usize..30, 0usize..8, "\\PC{0,3}"), 0..8),
        ) {
            let fixes: Vec<Fix> = edits.iter().map(|(s, l, t)| replace(*s, *l, t)).collect();
            let applied = apply(&text, &fixes);
            prop_assert!(applied.count <= fixes.len());
            prop_assert!(applied.count > 0 || applied.text == text);
        }

        #[test]
        fn fixing_converges_and_never_breaks_the_yaml(
            lines in prop::collection::vec(
                prop::sample::select(vec![
                    "name: x", "tags: prod", "build:", "  - a.b:", "\tid: y", "x: {{ y }}", "cron: * * * * *",
                    "deployments:", "- name: a", "  schedules:", "    - cron: '0 0 * * *'", "entrypont: a.py:f",
                    "? [a]", "<<: *x", "'<<': 1", "a: 2024-13-01", "b: 'c", "- - *d", "%", "\u{feff}", "a: &d [1]",
                ]),
                0..12,
            ),
            windows: bool,
        ) {
            let text = lines.join(if windows { "\r\n" } else { "\n" });
            let settings = Settings::default();
            let errors = yaml::parse(&text).errors().len();
            let once = fix_all(Source::new("prefect.yaml", text), &settings, true);
            prop_assert!(yaml::parse(once.source.text()).errors().len() <= errors);
            // From another text on, fixes that were restless may come to rest.
            if once.restless.is_empty() {
                let again = fix_all(once.source.clone(), &settings, true);
                prop_assert_eq!(again.source.text(), once.source.text());
            }
        }
    }
}
