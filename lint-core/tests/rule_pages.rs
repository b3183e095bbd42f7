//! Every rule keeps what its page promises: the examples on it are run.

use prefect_lint_core::Analysis;
use prefect_lint_core::diagnostic::{Diagnostic, Fix, Severity};
use prefect_lint_core::fix;
use prefect_lint_core::rules::page::{self, Example, Page};
use prefect_lint_core::rules::{FixAvailability, Meta, RULES};
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::{Position, Source};

/// A fix that does not settle within this many rounds never will.
const ROUNDS: usize = 10;

#[test]
fn codes_are_sorted_and_names_are_used_once() {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.meta().code).collect();
    assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.meta().name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
}

#[test]
fn codes_and_names_are_well_formed() {
    for rule in RULES {
        let Meta { code, name, .. } = rule.meta();
        let digits = code.strip_prefix("PF").unwrap_or_default();
        assert!(
            digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()),
            "{code}"
        );
        let plain = name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        assert!(plain && !name.starts_with("no-"), "{name}");
        assert!(!rule.meta().family().is_empty(), "{code} is of no family");
    }
}

#[test]
fn pages_have_their_sections_in_order() {
    each_rule(|meta, page| {
        let titles: Vec<&str> = page.sections.iter().map(|s| s.title.as_str()).collect();
        let has_fix = meta.fix != FixAvailability::None;
        let wanted: Vec<&str> = (page::TITLES.into_iter())
            .filter(|title| *title != page::FIX || has_fix)
            .collect();
        same("sections", &titles, &wanted)?;
        same(
            "text before the first section",
            &page.preamble.as_str(),
            &"",
        )?;
        holds(
            !page.summary().is_empty(),
            "the first section has no first paragraph",
        )?;
        holds(page.bad().count() > 0, "no example")?;
        holds(page.good().count() > 0, "nothing to use instead")?;
        let stray = page.bad().chain(page.good()).flat_map(|e| &e.unknown);
        same(
            "unknown words in info strings",
            &stray.collect::<Vec<_>>(),
            &vec![],
        )
    });
}

#[test]
fn bad_examples_are_reported_at_the_marked_places() {
    each_rule(|meta, page| {
        for example in page.bad() {
            let source = example.source();
            let found = run(&source, example, meta);
            let places: Vec<_> = of(&found, meta).map(|d| place(&source, d)).collect();
            let mut wanted = example.marks.clone();
            wanted.sort_unstable();
            in_example(example, same("places", &show(&places), &show(&wanted)))?;
            in_example(example, no_other_errors(&found, example, meta))?;
        }
        Ok(())
    });
}

#[test]
fn good_examples_are_not_reported() {
    each_rule(|meta, page| {
        for example in page.good() {
            let found = run(&example.source(), example, meta);
            let messages: Vec<_> = of(&found, meta).map(|d| d.message.as_str()).collect();
            in_example(example, same("findings", &messages, &vec![]))?;
            in_example(example, no_other_errors(&found, example, meta))?;
        }
        Ok(())
    });
}

#[test]
fn fixes_turn_bad_examples_into_good_ones() {
    each_rule(|meta, page| {
        if meta.fix == FixAvailability::None {
            let fixes: usize = page
                .bad()
                .map(|e| fixes_of(&e.source(), e, meta).len())
                .sum();
            return holds(fixes == 0, "has a fix, and says that it has none");
        }
        let pairs = page.bad().zip(page.good());
        for (bad, good) in pairs.filter(|(_, good)| !good.by_hand) {
            in_example(
                bad,
                same(
                    "after the fix",
                    &mend(bad, meta).as_str(),
                    &good.text.as_str(),
                ),
            )?;
        }
        Ok(())
    });
}

#[test]
fn findings_say_what_is_wrong_in_one_line() {
    each_rule(|meta, page| {
        for example in page.bad() {
            let found = run(&example.source(), example, meta);
            for diagnostic in of(&found, meta) {
                let words = [&diagnostic.message, &diagnostic.label];
                let lines = words
                    .into_iter()
                    .chain(diagnostic.labels.iter().map(|l| &l.message));
                for text in lines {
                    holds(!text.contains('\n'), "a message has several lines")?;
                    holds(
                        !text.ends_with('.') || text.ends_with(".."),
                        "a message ends with a full stop",
                    )?;
                }
            }
        }
        Ok(())
    });
}

/// Runs a check over all rules, and says all that is wrong at once.
fn each_rule(check: impl Fn(&Meta, &Page) -> Result<(), String>) {
    let complaints: Vec<String> = (RULES.iter())
        .filter_map(|rule| {
            let meta = rule.meta();
            let complaint = check(meta, &Page::of(meta)).err()?;
            Some(format!("{} {}: {complaint}", meta.code, meta.name))
        })
        .collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n\n"));
}

fn holds(condition: bool, complaint: &str) -> Result<(), String> {
    condition.then_some(()).ok_or_else(|| complaint.to_owned())
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, is: &T, wanted: &T) -> Result<(), String> {
    holds(
        is == wanted,
        &format!("{what}\n      is {is:?}\n  wanted {wanted:?}"),
    )
}

fn in_example(example: &Example, result: Result<(), String>) -> Result<(), String> {
    result.map_err(|complaint| format!("{complaint}\nin\n{}", example.text))
}

fn settings(example: &Example, meta: &Meta) -> Settings {
    example.settings(&["default", meta.code])
}

fn run(source: &Source, example: &Example, meta: &Meta) -> Analysis {
    example.analyze(source, &settings(example, meta))
}

fn of<'a>(analysis: &'a Analysis, meta: &Meta) -> impl Iterator<Item = &'a Diagnostic> {
    let code = meta.code;
    analysis.diagnostics.iter().filter(move |d| d.code == code)
}

fn no_other_errors(analysis: &Analysis, example: &Example, meta: &Meta) -> Result<(), String> {
    let others: Vec<String> = (analysis.diagnostics.iter())
        .filter(|d| d.severity == Severity::Error && d.code != meta.code)
        .filter(|d| !example.also.iter().any(|code| code == d.code))
        .map(|d| format!("{}: {}", d.code, d.message))
        .collect();
    same("errors of other rules", &others, &Vec::new())
}

fn place(source: &Source, diagnostic: &Diagnostic) -> (Position, Position) {
    let range = diagnostic.range;
    (source.position(range.start()), source.position(range.end()))
}

fn show(places: &[(Position, Position)]) -> String {
    let show =
        |(a, b): &(Position, Position)| format!("{}:{}-{}:{}", a.line, a.column, b.line, b.column);
    places.iter().map(show).collect::<Vec<_>>().join(",")
}

fn fixes_of(source: &Source, example: &Example, meta: &Meta) -> Vec<Fix> {
    let found = run(source, example, meta);
    of(&found, meta)
        .filter_map(|d| d.fixes.first().cloned())
        .collect()
}

/// The example after the rule's own fixes.
fn mend(example: &Example, meta: &Meta) -> String {
    let mut source = example.source();
    for _ in 0..ROUNDS {
        let fixes = fixes_of(&source, example, meta);
        let applied = fix::apply(source.text(), &fixes);
        if applied.text == source.text() {
            break;
        }
        source = Source::new(source.path(), applied.text);
    }
    source.text().to_owned()
}
