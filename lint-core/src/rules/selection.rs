//! Which rules run.
//!
//! A word selects or ignores rules: a name, a code, the beginning of codes (`PF0`, `PF10`), `default` (what runs
//! when nobody asks for anything), `pedantic` (the rest) or `all`. Where words disagree, the more specific one wins;
//! of two that are equally specific, the one that ignores. The same words say how bad findings are.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::{RULES, Rule};
use crate::diagnostic::Severity;
use crate::near;
use crate::settings::{Level, Selection, Settings};

/// The words that stand for many rules.
const SETS: [&str; 3] = ["all", "default", "pedantic"];

/// The rules that the settings leave.
pub struct RuleSet(Cow<'static, [Selected]>);

/// The rules of who has no settings: of nearly everybody, and of each file anew.
static USUAL: LazyLock<Vec<Selected>> = LazyLock::new(|| work_out(&Settings::default()));

/// A rule that runs.
#[derive(Clone, Copy)]
pub struct Selected {
    /// The rule.
    pub rule: &'static dyn Rule,
    /// How bad its findings are to the user, if the settings say so.
    pub severity: Option<Severity>,
}

impl RuleSet {
    /// Works the settings out. Unknown words select nothing; [`unknown_words`] finds them.
    pub fn new(settings: &Settings) -> Self {
        Self(match is_usual(settings) {
            true => Cow::Borrowed(&USUAL),
            false => Cow::Owned(work_out(settings)),
        })
    }

    /// The rules, in the order of their codes.
    pub fn rules(&self) -> impl Iterator<Item = Selected> {
        self.0.iter().copied()
    }

    /// Whether the rule of a code is among them.
    pub fn has(&self, code: &str) -> bool {
        self.place(code).is_ok()
    }

    /// The rule of a code, if it is among them, and the others, in the order of their codes.
    pub fn apart(&self, code: &str) -> (Option<Selected>, impl Iterator<Item = Selected>) {
        let place = self.place(code);
        let (before, behind) = self.0.split_at(place.unwrap_or_else(|at| at));
        let (own, behind) = behind.split_at(usize::from(place.is_ok()));
        (own.first().copied(), before.iter().chain(behind).copied())
    }

    /// Where the rule of a code is, or would be.
    fn place(&self, code: &str) -> Result<usize, usize> {
        self.0
            .binary_search_by_key(&code, |selected| selected.rule.meta().code)
    }
}

/// A word that stands for no rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// The word.
    pub word: String,
    /// What was probably meant.
    pub nearest: Option<&'static str>,
}

impl UnknownWord {
    /// What to do about it.
    pub fn advice(&self) -> String {
        match self.nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "`prefect-lint rules` lists them all".to_owned(),
        }
    }
}

/// The words of a selection that stand for no rule, each once.
pub fn unknown_words(selection: &Selection) -> Vec<UnknownWord> {
    let mut unknown: Vec<UnknownWord> = Vec::new();
    for word in selection.select.iter().chain(&selection.ignore) {
        if unknown.iter().all(|other| other.word != *word) {
            unknown.extend(unknown_word(word));
        }
    }
    unknown
}

/// What is to be said about a word that stands for no rule; none for one that does.
pub fn unknown_word(word: &str) -> Option<UnknownWord> {
    let is_known =
        SETS.contains(&word) || RULES.iter().any(|rule| specificity(word, *rule).is_some());
    (!is_known).then(|| UnknownWord {
        word: word.to_owned(),
        nearest: super::nearest(word).or_else(|| near::nearest(word, SETS)),
    })
}

/// Whether nothing is chosen, or what counts anyway.
fn is_usual(settings: &Settings) -> bool {
    let Selection { select, ignore } = &settings.selection;
    let is_all_said =
        matches!(select.as_slice(), [] | [_]) && select.iter().all(|it| it == "default");
    let changes_nothing =
        ignore.is_empty() && settings.never.is_empty() && settings.severity.is_empty();
    is_all_said && changes_nothing
}

fn work_out(settings: &Settings) -> Vec<Selected> {
    let rules = RULES.iter().copied();
    rules.filter_map(|rule| selected(rule, settings)).collect()
}

fn selected(rule: &'static dyn Rule, settings: &Settings) -> Option<Selected> {
    let (about, level) = level(rule, &settings.severity);
    let off = about.filter(|_| level == Some(Level::Off));
    let severity = match level {
        Some(Level::At(severity)) => Some(severity),
        _ => None,
    };
    is_on(rule, &settings.selection, &settings.never, off).then_some(Selected { rule, severity })
}

/// What the most specific word says about a rule, and how specific it is.
fn level(rule: &dyn Rule, levels: &[(String, Level)]) -> (Option<usize>, Option<Level>) {
    let about = |(word, level): &(String, Level)| Some((specificity(word, rule)?, *level));
    let found = levels.iter().filter_map(about);
    let best = found.max_by_key(|(specificity, _)| *specificity);
    (
        best.map(|(specificity, _)| specificity),
        best.map(|(_, level)| level),
    )
}

fn is_on(rule: &dyn Rule, selection: &Selection, never: &[String], off: Option<usize>) -> bool {
    let select = match selection.select.is_empty() {
        true => specificity("default", rule),
        false => most_specific(&selection.select, rule),
    };
    let ignore = most_specific(&selection.ignore, rule).max(off);
    select > ignore && most_specific(never, rule).is_none()
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
        is_on(rule, &selection, &[], None)
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

    /// Whether PF501 runs, and how bad its findings are said to be.
    fn severity(select: &str, levels: &[(&str, Level)]) -> Option<Option<Severity>> {
        let settings = Settings {
            selection: Selection {
                select: vec![select.to_owned()],
                ignore: Vec::new(),
            },
            severity: (levels.iter())
                .map(|(word, level)| ((*word).to_owned(), *level))
                .collect(),
            ..Settings::default()
        };
        let set = RuleSet::new(&settings);
        let found = set.rules().find(|s| s.rule.meta().code == "PF501");
        assert_eq!(set.has("PF501"), found.is_some());
        found.map(|selected| selected.severity)
    }

    #[test]
    fn the_most_specific_word_says_how_bad_a_finding_is() {
        let (info, hint) = (Level::At(Severity::Info), Level::At(Severity::Hint));
        assert_eq!(severity("default", &[]), Some(None));
        assert_eq!(severity("default", &[("PF2", info)]), Some(None));
        assert_eq!(
            severity("default", &[("PF50", info), ("PF5", Level::Off)]),
            Some(Some(Severity::Info))
        );
        assert_eq!(
            severity("default", &[("all", info), ("all", hint)]),
            Some(Some(Severity::Hint))
        );
        assert_eq!(
            severity("default", &[("schedule-type-conflict", Level::Off)]),
            None
        );
        assert_eq!(severity("PF501", &[("PF5", Level::Off)]), Some(None));
        assert_eq!(severity("PF501", &[("PF501", Level::Off)]), None);
    }

    #[test]
    fn who_says_what_is_usual_gets_what_is_usual() {
        let codes = |settings: &Settings| {
            let set = RuleSet::new(settings);
            set.rules()
                .map(|it| it.rule.meta().code)
                .collect::<Vec<_>>()
        };
        let said = Settings::selecting(&["default"]);
        assert!(is_usual(&said) && is_usual(&Settings::default()));
        assert!(!is_usual(&Settings::selecting(&["default", "pedantic"])));
        let worked_out: Vec<_> = work_out(&said)
            .iter()
            .map(|it| it.rule.meta().code)
            .collect();
        assert_eq!(codes(&said), worked_out);
        assert_eq!(codes(&Settings::default()), worked_out);
    }

    #[test]
    fn one_rule_is_taken_out() {
        let set = RuleSet::new(&Settings::selecting(&["PF50"]));
        let codes =
            |rules: &[Selected]| -> Vec<_> { rules.iter().map(|it| it.rule.meta().code).collect() };
        let all: Vec<_> = set.rules().collect();
        for code in codes(&all) {
            let (own, others) = set.apart(code);
            assert_eq!(own.map(|it| it.rule.meta().code), Some(code));
            let mut expected = codes(&all);
            expected.retain(|other| *other != code);
            assert_eq!(codes(&others.collect::<Vec<_>>()), expected);
        }
        let (none, others) = set.apart("PF001");
        assert!(none.is_none());
        assert_eq!(others.count(), all.len());
    }

    #[test]
    fn what_never_runs_does_not_run_when_selected() {
        let settings = Settings {
            selection: Selection {
                select: vec!["PF501".to_owned()],
                ignore: Vec::new(),
            },
            never: vec!["PF5".to_owned()],
            ..Settings::default()
        };
        assert_eq!(RuleSet::new(&settings).rules().count(), 0);
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
