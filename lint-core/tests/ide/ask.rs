//! Asks the questions of a case, and writes the answers down.

use prefect_lint_core::analyze_in;
use prefect_lint_core::diagnostic::{Diagnostic, Edit, Fix, Safety};
use prefect_lint_core::fix;
use prefect_lint_core::ide::Document;
use prefect_lint_core::ide::actions::{Action, Edits, Later, actions, resolve};
use prefect_lint_core::ide::completion::{Item, complete};
use prefect_lint_core::ide::definition::definition as find_definition;
use prefect_lint_core::ide::folding::folding;
use prefect_lint_core::ide::hints::hints;
use prefect_lint_core::ide::hover::hover_with;
use prefect_lint_core::ide::lenses::lenses;
use prefect_lint_core::ide::links::links;
use prefect_lint_core::ide::references::{highlights, references};
use prefect_lint_core::ide::rename::{prepare, rename};
use prefect_lint_core::ide::selection::selection;
use prefect_lint_core::ide::symbols::{Symbol, symbols};
use prefect_lint_core::ide::tokens::tokens;
use prefect_lint_core::project::{InMemory, Modules, Project, Root, RootKind};
use prefect_lint_core::settings::{CustomStep, Settings};
use prefect_lint_core::text::{Source, TextRange, TextSize};
use prefect_lint_core::yaml;

use crate::case::{Case, Question};

/// The case with the answers as they are now.
pub(crate) fn answered(case: &Case) -> Case {
    let questions = case.questions.iter();
    let answer = |question: &Question| Question {
        words: question.words.clone(),
        answer: answer(case, &question.words),
    };
    Case {
        questions: questions.map(answer).collect(),
        ..case.clone()
    }
}

/// Opens the document of a case.
pub(crate) fn with<T>(case: &Case, ask: impl FnOnce(&Document<'_>, TextSize) -> T) -> T {
    let (text, at) = case.place();
    let settings = settings(&case.settings);
    let path = case
        .settings
        .iter()
        .find_map(|line| line.strip_prefix("path "));
    let source = Source::new(path.unwrap_or("prefect.yaml"), text);
    let files = case
        .files
        .iter()
        .map(|(path, text)| (path.clone(), text.clone()));
    let files = InMemory::new(files.chain([("prefect.yaml".to_owned(), String::new())]));
    let modules = Modules::new(&files);
    let roots = [Root {
        folder: String::new(),
        kind: RootKind::Repository,
    }];
    let project = Project {
        modules: &modules,
        roots: &roots,
    };
    let document = Document {
        source: &source,
        settings: &settings,
        project: (!case.files.is_empty()).then_some(project),
    };
    ask(&document, TextSize::try_from(at).unwrap())
}

fn settings(lines: &[String]) -> Settings {
    let mut settings = Settings::default();
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["now", now] => settings.now = Some(now.parse().unwrap()),
            ["target-version", version] => settings.target_version = Some(version.parse().unwrap()),
            ["path", _] => {}
            ["pool", name, kind] => {
                let pools = &mut settings.work_pools;
                pools.insert((*name).to_owned(), (*kind).to_owned());
            }
            ["select", rules @ ..] => {
                settings.selection.select = rules.iter().map(|it| (*it).to_owned()).collect();
            }
            ["step", name, outputs @ ..] => {
                let step = CustomStep {
                    inputs: None,
                    outputs: Some(outputs.iter().map(|it| (*it).to_owned()).collect()),
                };
                settings.steps.insert((*name).to_owned(), step);
            }
            _ => panic!("no such setting: {line}"),
        }
    }
    settings
}

fn answer(case: &Case, words: &str) -> String {
    with(case, |document, at| {
        let (question, rest) = words.split_once(' ').unwrap_or((words, ""));
        match question {
            "labels" => labels(&complete(document, at), rest),
            "has" => has(&complete(document, at), rest),
            "details" => details(&complete(document, at), rest),
            "insert" => insert(document, &complete(document, at), rest),
            "docs" => item(&complete(document, at), rest).map_or_else(nothing, |item| {
                item.documentation.clone().unwrap_or_default()
            }),
            "hover" => hover(document, at),
            "definition" => definition(case, document, at),
            "references" => places(document, &references(document, at, true)),
            "uses" => places(document, &references(document, at, false)),
            "highlights" => show(highlights(document, at), |it| {
                let what = if it.is_write { "given" } else { "used" };
                format!("{} {what}", place(document, it.range))
            }),
            "prepare" => match prepare(document, at) {
                Ok(None) => nothing(),
                Ok(Some((range, name))) => format!("{} = {name}", place(document, range)),
                Err(refusal) => format!("refused: {refusal}"),
            },
            "rename" => match rename(document, at, rest) {
                Ok(edits) if edits.is_empty() => nothing(),
                Ok(edits) => {
                    let text = document.source.text();
                    assert!(errors(&edited(text, &edits)) <= errors(text));
                    changed(text, &edits)
                }
                Err(refusal) => format!("refused: {refusal}"),
            },
            "symbols" => outline(document, &symbols(document), 0),
            "hints" => show(hints(document, everything(document)), |hint| {
                let position = document.source.position(hint.offset);
                format!("{}:{} {}", position.line, position.column, hint.text)
            }),
            "lenses" => show(lenses(document), |lens| {
                let copy = lens
                    .copy
                    .map_or("-".to_owned(), |copy| format!("copies `{copy}`"));
                format!("{} {} ({copy})", place(document, lens.range), lens.title)
            }),
            "links" => show(links(document), |link| {
                format!(
                    "{} -> {:?}, {}",
                    place(document, link.range),
                    link.target,
                    link.tooltip
                )
            }),
            "folding" => show(folding(document), |fold| {
                let start = document.source.position(fold.range.start()).line;
                let end = document.source.position(fold.range.end()).line;
                format!("{start}-{end} {:?}", fold.kind)
            }),
            "selection" => show(selection(document, at), |range| {
                format!("{:?}", &document.source.text()[range])
            }),
            "tokens" => show(tokens(document), |token| {
                let mut words = format!("{} {:?}", place(document, token.range), token.kind);
                if token.modifiers.is_definition {
                    words.push_str(", given");
                }
                if token.modifiers.is_unresolved {
                    words.push_str(", leads nowhere");
                }
                words
            }),
            "actions" => show(offered(document, at), |action| {
                let preferred = if action.is_preferred {
                    " (preferred)"
                } else {
                    ""
                };
                format!("{:?}: {}{preferred}", action.kind, action.title)
            }),
            "do" => act(document, at, rest),
            _ => panic!("no such question: {words}"),
        }
    })
}

fn show<T>(found: Vec<T>, line: impl Fn(T) -> String) -> String {
    let lines: Vec<String> = found.into_iter().map(line).collect();
    match lines.is_empty() {
        true => nothing(),
        false => lines.join("\n"),
    }
}

fn everything(document: &Document<'_>) -> TextRange {
    TextRange::up_to(TextSize::of(document.source.text()))
}

/// A place with its text: `3:5-3:10 build`.
fn place(document: &Document<'_>, range: TextRange) -> String {
    let (start, end) = (
        document.source.position(range.start()),
        document.source.position(range.end()),
    );
    let text = document.source.text()[range].lines().next();
    format!(
        "{}:{}-{}:{} {}",
        start.line,
        start.column,
        end.line,
        end.column,
        text.unwrap_or_default()
    )
}

fn places(document: &Document<'_>, ranges: &[TextRange]) -> String {
    show(ranges.to_vec(), |range| place(document, range))
}

fn hover(document: &Document<'_>, at: TextSize) -> String {
    let findings = match document.settings.selection.select.is_empty() {
        true => Vec::new(),
        false => findings(document),
    };
    hover_with(document, at, &findings).map_or_else(nothing, |hover| {
        format!("[{}]\n{}", place(document, hover.range), hover.markdown)
    })
}

fn findings(document: &Document<'_>) -> Vec<Diagnostic> {
    analyze_in(document.source, document.settings, document.project).diagnostics
}

fn definition(case: &Case, document: &Document<'_>, at: TextSize) -> String {
    show(find_definition(document, at), |target| {
        let origin = place(document, target.origin);
        match &target.path {
            None => format!(
                "{origin} -> {}, in {}",
                place(document, target.name),
                place(document, target.range)
            ),
            Some(path) => {
                let text = &case.files[path];
                format!("{origin} -> {path}: {:?}", &text[target.name])
            }
        }
    })
}

fn outline(document: &Document<'_>, symbols: &[Symbol], depth: usize) -> String {
    let lines = symbols.iter().map(|symbol| {
        let text = &document.source.text()[symbol.selection];
        assert!(
            symbol.range.contains_range(symbol.selection),
            "{}",
            symbol.name
        );
        let detail = symbol.detail.as_ref();
        let detail = detail.map_or(String::new(), |detail| format!(" ({detail})"));
        let lines = document.source.position(symbol.range.start()).line;
        let end = document.source.position(symbol.range.end()).line;
        let own = format!(
            "{}{:?} {}{detail} {lines}-{end} [{text}]",
            "  ".repeat(depth),
            symbol.kind,
            symbol.name
        );
        match symbol.children.is_empty() {
            true => own,
            false => format!("{own}\n{}", outline(document, &symbol.children, depth + 1)),
        }
    });
    let lines: Vec<String> = lines.collect();
    match lines.is_empty() {
        true => nothing(),
        false => lines.join("\n"),
    }
}

fn offered(document: &Document<'_>, at: TextSize) -> Vec<Action> {
    actions(document, TextRange::empty(at), &findings(document))
}

fn act(document: &Document<'_>, at: TextSize, title: &str) -> String {
    let offered = offered(document, at);
    let Some(action) = offered.iter().find(|action| action.title == title) else {
        return nothing();
    };
    let text = document.source.text();
    let edits = match &action.edits {
        Edits::Now(edits) => edits.clone(),
        Edits::Later(later) => {
            let edits = resolve(document, *later);
            same_as_check(document, *later, &edited(text, &edits));
            edits
        }
    };
    assert!(errors(&edited(text, &edits)) <= errors(text), "{title}");
    changed(text, &edits)
}

/// What an editor does is what `check --fix` does.
fn same_as_check(document: &Document<'_>, later: Later, text: &str) {
    let mut settings = document.settings.clone();
    if let Later::Rule(code) = later {
        settings.selection.select = vec![code.to_owned()];
    }
    let fixed = fix::fix_all(document.source.clone(), &settings, document.project, false);
    assert_eq!(fixed.source.text(), text);
}

fn nothing() -> String {
    "(nothing)".to_owned()
}

/// All labels; with a number, so many of them.
fn labels(items: &[Item], most: &str) -> String {
    let most = most.parse().unwrap_or(usize::MAX);
    let mut shown: Vec<&str> = (items.iter().take(most))
        .map(|item| item.label.as_str())
        .collect();
    let more = format!("… {} in all", items.len());
    if shown.is_empty() {
        return nothing();
    }
    if items.len() > most {
        shown.push(&more);
    }
    shown.join(" | ")
}

/// Which of some labels are there.
fn has(items: &[Item], labels: &str) -> String {
    let is_there = |label: &&str| items.iter().any(|item| item.label == *label);
    let found: Vec<&str> = labels.split(" | ").filter(is_there).collect();
    match found.is_empty() {
        true => nothing(),
        false => found.join(" | "),
    }
}

fn details(items: &[Item], most: &str) -> String {
    let most = most.parse().unwrap_or(usize::MAX);
    let lines = items.iter().take(most).map(|item| {
        let detail = item.detail.as_deref().unwrap_or("-");
        format!("{}: {detail}", item.label)
    });
    let lines: Vec<String> = lines.collect();
    match lines.is_empty() {
        true => nothing(),
        false => lines.join("\n"),
    }
}

fn item<'i>(items: &'i [Item], label: &str) -> Option<&'i Item> {
    items.iter().find(|item| item.label == label)
}

/// The lines of the text that change when an item is chosen.
fn insert(document: &Document<'_>, items: &[Item], label: &str) -> String {
    let Some(item) = item(items, label) else {
        return nothing();
    };
    changed(document.source.text(), std::slice::from_ref(&item.edit))
}

/// The lines that edits change, as they are then.
pub(crate) fn changed(text: &str, edits: &[Edit]) -> String {
    let new = edited(text, edits);
    let (old, new): (Vec<&str>, Vec<&str>) = (lines(text), lines(&new));
    let same = |(a, b): &(&&str, &&str)| a == b;
    let before = old.iter().zip(&new).take_while(same).count();
    let left = old.len().min(new.len()) - before;
    let behind = old.iter().rev().zip(new.iter().rev()).take(left);
    let behind = behind.take_while(same).count();
    let changed = new[before..new.len() - behind].iter();
    let visible = |line: &&str| {
        let line = line.replace('\r', "␍");
        let end = line.trim_end_matches(' ').len();
        format!("{}{}", &line[..end], "␠".repeat(line.len() - end))
    };
    changed.map(visible).collect::<Vec<_>>().join("\n")
}

fn lines(text: &str) -> Vec<&str> {
    text.split('\n').collect()
}

/// The text after edits.
pub(crate) fn edited(text: &str, edits: &[Edit]) -> String {
    let fix = Fix::new("", Safety::Safe, edits.to_vec());
    fix::apply(text, [&fix]).text
}

/// How many errors the YAML of a text has.
pub(crate) fn errors(text: &str) -> usize {
    yaml::parse(text).errors().len()
}
