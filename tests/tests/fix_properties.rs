//! Every fix of every rule, applied alone: what it mends is mended, and nothing else changes.
//!
//! `PREFECT_LINT_FIXES` sets how many mixtures of dresses each example gets, `PREFECT_LINT_SEED` which, and
//! `PREFECT_LINT_FIXES_STRIDE` every so many of the recorded texts; the defaults keep the test short.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeMap;

use prefect_lint_core::diagnostic::Severity;
use prefect_lint_core::rules::page::Example;
use prefect_lint_core::text::Source;
use prefect_lint_core::yaml;
use prefect_lint_tests::fixing::manifests::{dressed_examples, recorded, rules_with_fixes};
use prefect_lint_tests::fixing::promise;
use prefect_lint_tests::fixing::trial::{settings, try_all};

/// How often the fix of a rule must have been tried.
const LEAST: usize = 20;

fn number(variable: &str, default: usize) -> usize {
    let value = std::env::var(variable).ok();
    value.and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// How many fixes were tried of each rule, and what is wrong.
#[derive(Default)]
struct Outcome {
    tried: BTreeMap<&'static str, usize>,
    wrong: BTreeMap<(&'static str, String), Vec<String>>,
}

impl Outcome {
    fn of(examples: &[Example]) -> Self {
        let mut outcome = Self::default();
        for example in examples {
            try_all(example, |trial| {
                let code = trial.finding.code;
                *outcome.tried.entry(code).or_default() += 1;
                for complaint in trial.complaints() {
                    let kind = format!(
                        "{} {}",
                        trial.fix.safety.as_str(),
                        complaint.chars().take(24).collect::<String>()
                    );
                    let case = format!(
                        "{code} {}: {complaint}\n--- before\n{}\n--- after\n{}",
                        trial.fix.title, trial.example.text, trial.after
                    );
                    outcome.wrong.entry((code, kind)).or_default().push(case);
                }
            });
        }
        outcome
    }

    fn check(&self) {
        let tried: usize = self.tried.values().sum();
        let wrong: usize = self.wrong.values().map(Vec::len).sum();
        println!("{tried} fixes tried, {wrong} complaints");
        for ((code, kind), cases) in &self.wrong {
            println!("=== {code} {kind}: {} times", cases.len());
            let shortest = cases.iter().min_by_key(|case| case.len());
            println!("{:.1500}\n", shortest.unwrap());
        }
        assert_eq!(wrong, 0);
    }
}

#[test]
fn fixes_of_the_examples_keep_their_promises_in_every_dress() {
    let seed = number("PREFECT_LINT_SEED", 1) as u64;
    let outcome = Outcome::of(&dressed_examples(seed, number("PREFECT_LINT_FIXES", 60)));
    outcome.check();
    for meta in rules_with_fixes() {
        let tried = outcome.tried.get(meta.code).copied().unwrap_or_default();
        assert!(tried >= LEAST, "{}: only {tried} fixes tried", meta.code);
    }
}

#[test]
fn fixes_of_recorded_texts_keep_their_promises() {
    Outcome::of(&recorded(number("PREFECT_LINT_FIXES_STRIDE", 10))).check();
}

#[test]
fn every_rule_with_a_fix_says_what_it_means_to_change() {
    let with: Vec<&str> = rules_with_fixes().map(|meta| meta.code).collect();
    let said: Vec<&str> = promise::codes().collect();
    assert_eq!(said, with);
}

/// Mended by all fixes together, a manifest comes to rest, and has no more errors than before.
#[test]
fn all_fixes_together_come_to_rest() {
    let mut examples: Vec<Example> = dressed_examples(2, 2);
    examples.extend(recorded(100));
    let (mut wrong, mut restless) = (Vec::new(), 0);
    for (example, risky) in examples.iter().flat_map(|e| [(e, false), (e, true)]) {
        let settings = settings(example);
        let source = Source::new("prefect.yaml", example.text.as_str());
        let once = example.fix(&source, &settings, risky);
        let again = example.fix(&once.source, &settings, risky);
        let rests = again.source.text() == once.source.text() && again.left_out == once.left_out;
        restless += usize::from(!once.restless.is_empty());
        let count = |source: &Source| {
            let found = example.analyze(source, &settings).diagnostics;
            let errors = found
                .iter()
                .filter(|d| d.severity == Severity::Error)
                .count();
            (yaml::parse(source.text()).errors().len(), errors)
        };
        let (before, after) = (count(&source), count(&once.source));
        // What an error of YAML hides is seen once that is mended.
        let is_worse = after.0 > before.0 || after.0 == before.0 && after.1 > before.1;
        if !rests && once.restless.is_empty() || is_worse {
            wrong.push(format!(
                "{before:?} -> {after:?}\n--- before\n{}\n--- after\n{}\n--- again\n{}",
                source.text(),
                once.source.text(),
                again.source.text()
            ));
        }
    }
    println!("{} manifests, {restless} without rest", 2 * examples.len());
    let shortest = wrong.iter().min_by_key(|case| case.len());
    assert!(
        wrong.is_empty(),
        "{} of them:\n{}",
        wrong.len(),
        shortest.unwrap()
    );
    // Fixes that undo one another are met in damaged manifests only.
    assert!(restless <= examples.len() / 100);
}
