//! What holds for every text and every offset.

use prefect_lint_core::analyze;
use prefect_lint_core::diagnostic::Severity;
use prefect_lint_core::ide::Document;
use prefect_lint_core::ide::actions::{Edits, actions};
use prefect_lint_core::ide::completion::{ItemKind, complete};
use prefect_lint_core::ide::definition::definition;
use prefect_lint_core::ide::folding::folding;
use prefect_lint_core::ide::hints::hints;
use prefect_lint_core::ide::hover::hover;
use prefect_lint_core::ide::lenses::lenses;
use prefect_lint_core::ide::links::links;
use prefect_lint_core::ide::references::{highlights, references};
use prefect_lint_core::ide::rename::{prepare, rename};
use prefect_lint_core::ide::selection::selection;
use prefect_lint_core::ide::symbols::{Symbol, symbols};
use prefect_lint_core::ide::tokens::tokens;
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::{Source, TextRange, TextSize};
use proptest::prelude::*;

use crate::ask::{edited, errors, with};
use crate::case::{Case, read};

/// All cases of all files.
fn cases() -> Vec<Case> {
    let read_file = |name: &&str| {
        let folder = format!("{}/tests/ide/cases", env!("CARGO_MANIFEST_DIR"));
        read(&std::fs::read_to_string(format!("{folder}/{name}.cases")).unwrap())
    };
    crate::FILES.iter().flat_map(read_file).collect()
}

#[test]
fn there_are_many_cases() {
    let questions: usize = cases().iter().map(|case| case.questions.len()).sum();
    assert!(questions > 400, "{questions}");
}

/// What is chosen from the list must not break the text. Where it was broken before, it may stay so.
#[test]
fn no_completion_makes_the_yaml_worse() {
    for case in cases() {
        if !case
            .questions
            .iter()
            .any(|question| question.words.starts_with("labels"))
        {
            continue;
        }
        with(&case, |document, at| {
            let text = document.source.text();
            let before = errors(text);
            for item in complete(document, at) {
                let mut edit = item.edit.clone();
                edit.text.clone_from(&item.plain);
                let after = edited(text, &[edit]);
                assert!(
                    errors(&after) <= before,
                    "{}: {}\n{after}",
                    case.title,
                    item.label
                );
                let is_around = item.edit.range.contains_inclusive(at);
                assert!(is_around, "{}: {}", case.title, item.label);
                let replaced = &text[item.edit.range];
                assert!(!replaced.contains('\n'), "{}: {}", case.title, item.label);
            }
        });
    }
}

/// What stands for a name that is to be filled in.
fn filled_in(recipe: &str) -> String {
    recipe.replace("name: \n", "name: x\n")
}

#[test]
fn recipes_have_nothing_to_complain_about() {
    let source = Source::new("prefect.yaml", "");
    let settings = Settings::default();
    let document = Document {
        source: &source,
        settings: &settings,
        project: None,
    };
    let items = complete(&document, TextSize::default());
    let recipes: Vec<_> = (items.iter())
        .filter(|item| item.kind == ItemKind::Recipe)
        .collect();
    assert!(recipes.len() > 3);
    for recipe in recipes {
        let text = filled_in(&recipe.plain);
        let analysis = analyze(&Source::new("prefect.yaml", text.as_str()), &settings);
        let bad = analysis.diagnostics.iter();
        let bad: Vec<_> = bad.filter(|it| it.severity > Severity::Info).collect();
        assert!(bad.is_empty(), "{}: {bad:#?}", recipe.label);
    }
}

/// Asks everything at an offset, and looks whether the answers fit the text.
fn ask_all(document: &Document<'_>, asked: TextSize) {
    let text = document.source.text();
    // An offset in the middle of a character or of a line end counts as its beginning.
    let mut at = asked.min(TextSize::of(text));
    let is_in_line_end = |at: TextSize| {
        let at = usize::from(at);
        text.is_char_boundary(at) && text[..at].ends_with('\r') && text[at..].starts_with('\n')
    };
    while !text.is_char_boundary(usize::from(at)) || is_in_line_end(at) {
        at -= TextSize::from(1);
    }
    let fits =
        |range: TextRange| assert!(text.get(std::ops::Range::<usize>::from(range)).is_some());
    for item in complete(document, asked) {
        fits(item.edit.range);
        assert!(item.edit.range.contains_inclusive(at));
    }
    if let Some(hover) = hover(document, asked) {
        fits(hover.range);
        assert!(hover.range.contains_inclusive(at) && !hover.markdown.is_empty());
    }
    for target in definition(document, asked) {
        fits(target.origin);
        if target.path.is_none() {
            fits(target.range);
            assert!(
                target.range.contains_range(target.name) || target.name.end() <= target.range.end()
            );
        }
    }
    references(document, asked, true).into_iter().for_each(fits);
    for highlight in highlights(document, asked) {
        fits(highlight.range);
    }
    if let Ok(Some((range, name))) = prepare(document, asked) {
        assert_eq!(&text[range], name);
        if let Ok(edits) = rename(document, asked, "new_name") {
            // What was understood before is understood still.
            assert!(errors(&edited(text, &edits)) <= errors(text));
        }
    }
    let ranges = selection(document, asked);
    for pair in ranges.windows(2) {
        assert!(pair[1].contains_range(pair[0]) && pair[0] != pair[1]);
    }
    for action in actions(document, TextRange::empty(asked), &[]) {
        if let Edits::Now(edits) = action.edits {
            assert!(
                errors(&edited(text, &edits)) <= errors(text),
                "{}",
                action.title
            );
        }
    }
}

/// Asks for all that concerns the whole text.
fn ask_for_whole(document: &Document<'_>) {
    let text = document.source.text();
    let fits =
        |range: TextRange| assert!(text.get(std::ops::Range::<usize>::from(range)).is_some());
    let all = TextRange::up_to(TextSize::of(text));
    hints(document, all)
        .iter()
        .for_each(|it| fits(TextRange::empty(it.offset)));
    lenses(document).iter().for_each(|it| fits(it.range));
    links(document).iter().for_each(|it| fits(it.range));
    for fold in folding(document) {
        assert!(text[fold.range].contains('\n'));
    }
    let tokens = tokens(document);
    tokens.iter().for_each(|it| fits(it.range));
    for pair in tokens.windows(2) {
        assert!(pair[0].range.end() <= pair[1].range.start());
    }
    check_symbols(&symbols(document), all);
}

fn check_symbols(symbols: &[Symbol], outer: TextRange) {
    for symbol in symbols {
        assert!(
            !symbol.name.is_empty() && outer.contains_range(symbol.range),
            "{}",
            symbol.name
        );
        assert!(
            symbol.range.contains_range(symbol.selection),
            "{}",
            symbol.name
        );
        check_symbols(&symbol.children, symbol.range);
    }
}

/// A manifest with all that there is in it.
const WHOLE: &str = include_str!("whole.yaml");

fn mutated() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(String::new()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("- ".to_owned()),
        Just(": ".to_owned()),
        Just("{{ ".to_owned()),
        Just("\"".to_owned()),
        Just("[".to_owned()),
        Just("}".to_owned()),
        Just("*a".to_owned()),
        Just("&a ".to_owned()),
        Just("|".to_owned()),
        Just("\t".to_owned()),
        Just("😀".to_owned()),
        Just("時e\u{301}".to_owned()),
        Just("# prefect-lint: ignore[".to_owned()),
        ".{0,4}",
    ];
    let len = prop_oneof![9 => 0..40usize, 1 => 0..WHOLE.len()];
    let cut = (0..WHOLE.len(), len, piece);
    prop::collection::vec(cut, 0..4).prop_map(|cuts| {
        let mut text = WHOLE.to_owned();
        for (at, len, piece) in cuts {
            let floor = |at: usize| {
                (0..=at.min(text.len()))
                    .rev()
                    .find(|at| text.is_char_boundary(*at))
            };
            let (start, end) = (floor(at).unwrap(), floor(at + len).unwrap());
            text.replace_range(start..end, &piece);
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_offset_of_every_text_gets_an_answer(text in mutated(), step in 1..60usize) {
        let settings = Settings {
            now: Some("2026-11-23T08:00:00Z".parse().unwrap()),
            ..Settings::default()
        };
        let source = Source::new("prefect.yaml", text);
        let document = Document { source: &source, settings: &settings, project: None };
        let len = source.text().len();
        ask_for_whole(&document);
        for at in (step % 20..len + 3).step_by(step) {
            ask_all(&document, TextSize::try_from(at).unwrap());
        }
    }
}
