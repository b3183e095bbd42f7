//! Which rules run.
//!
//! A word selects or ignores rules: a name, a code, the beginning of codes (`PF0`, `PF10`), `default` (what runs
//! when nobody asks for anything), `pedantic` (the rest) or `all`. Where words disagree, the more specific one wins;
//! of two that are equally specific, the one that ignores.

use super::{RULES, Rule};
use crate::near;
use crate::settings::Selection;

/// The words that stand for many rules.
const SETS: [&str; 3] = ["all", "default", "pedantic"];

/// The rules that a selection leaves.
pub struct RuleSet(Vec<&'static dyn Rule>);

impl RuleSet {
    /// Works a selection out. Unknown words select nothing; [`unknown_words`] finds them.
    pub fn new(selection: &Selection) -> Self {
        let rules = RULES.iter().copied();
        Self(rules.filter(|rule| is_on(*rule, selection)).collect())
    }

    /// The rules, in the order of their codes.
    pub fn rules(&self) -> impl Iterator<Item = &'static dyn Rule> {
        self.0.iter().copied()
    }
}

/// A word of a selection that stands for no rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// The word.
    pub word: String,
    /// What was probably meant.
    pub nearest: Option<&'static str>,
}

/// The words of a selection that stand for no rule, each once.
pub fn unknown_words(selection: &Selection) -> Vec<UnknownWord> {
    let mut unknown: Vec<UnknownWord> = Vec::new();
    for word in selection.select.iter().chain(&selection.ignore) {
        let is_known = SETS.contains(&word.as_str())
            || RULES.iter().any(|rule| specificity(word, *rule).is_some());
        if !is_known && unknown.iter().all(|other| other.word != *word) {
            unknown.push(UnknownWord {
                word: word.clone(),
                nearest: nearest(word),
            });
        }
    }
    unknown
}

fn nearest(word: &str) -> Option<&'static str> {
    super::nearest(word).or_else(|| near::nearest(word, SETS))
}

fn is_on(rule: &dyn Rule, selection: &Selection) -> bool {
    let select = match selection.select.is_empty() {
        true => specificity("default", rule),
        false => most_specific(&selection.select, rule),
    };
    select > most_specific(&selection.ignore, rule)
}

fn most_specific(words: &[String], rule: &dyn Rule) -> Option<usize> {
    words
        .iter()
        .filter_map(|word| specificity(word, rule))
        .max()
}

/// How specific a word is about a rule; none where it does not speak of it.
fn specificity(word: &str, rule: &dyn Rule) -> Option<usize> {
    let meta = rule.meta();
    let length = word.len();
    match word {
        "all" => Some(0),
        "default" => (!meta.pedantic).then_some(0),
        "pedantic" => meta.pedantic.then_some(0),
        _ if word == meta.name => Some(usize::MAX),
        _ if length == meta.code.len() && meta.code.eq_ignore_ascii_case(word) => Some(usize::MAX),
        _ => starts_code(word, meta.code).then_some(length),
    }
}

fn starts_code(word: &str, code: &str) -> bool {
    let start = code.get(..word.len());
    word.len() >= 2 && start.is_some_and(|start| start.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::rules::{Context, FixAvailability, Meta, Report};

    struct Sample(Meta);

    impl Rule for Sample {
        fn meta(&self) -> &'static Meta {
            Box::leak(Box::new(self.0))
        }

        fn check(&self, _: &Context<'_>, _: &mut Report<'_>) {}
    }

    fn sample(code: &'static str, name: &'static str, pedantic: bool) -> Sample {
        Sample(Meta {
            code,
            name,
            severity: Severity::Error,
            fix: FixAvailability::None,
            pedantic,
            since: "0.1.0",
            docs: "",
        })
    }

    fn runs(rule: &Sample, select: &str, ignore: &str) -> bool {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        let selection = Selection {
            select: words(select),
            ignore: words(ignore),
        };
        is_on(rule, &selection)
    }

    #[test]
    fn pedantic_rules_run_when_selected() {
        let rule = sample("PF512", "missing-timezone", true);
        assert!(!runs(&rule, "", ""));
        assert!(!runs(&rule, "default", ""));
        for word in ["all", "pedantic", "PF", "PF5", "pf512", "missing-timezone"] {
            assert!(runs(&rule, word, ""), "{word}");
        }
    }

    #[test]
    fn the_more_specific_word_wins_and_then_ignoring() {
        let rule = sample("PF501", "schedule-type-conflict", false);
        assert!(runs(&rule, "", ""));
        assert!(!runs(&rule, "", "PF5"));
        assert!(runs(&rule, "PF50", "PF5"));
        assert!(!runs(&rule, "PF5", "PF50"));
        assert!(runs(&rule, "schedule-type-conflict", "PF50 all"));
        assert!(!runs(&rule, "PF501", "schedule-type-conflict"));
        assert!(!runs(&rule, "PF0", ""));
        assert!(!runs(&rule, "default", "all"));
        assert!(!runs(&rule, "all", "default"));
    }

    #[test]
    fn words_that_stand_for_nothing_are_found_once() {
        let selection = Selection {
            select: vec!["al".into(), "defalt".into(), "all".into()],
            ignore: vec!["defalt".into(), "".into()],
        };
        let unknown = unknown_words(&selection);
        let words: Vec<_> = unknown
            .iter()
            .map(|w| (w.word.as_str(), w.nearest))
            .collect();
        assert_eq!(
            words,
            [("al", None), ("defalt", Some("default")), ("", None)]
        );
    }
}
