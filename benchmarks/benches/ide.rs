//! What an editor asks while somebody types and looks around, by the length of the manifest. The place is the last
//! deployment of the file, so that all of it is above.

use divan::{Bencher, black_box};
use prefect_lint_benchmarks::manifest;
use prefect_lint_core::ide::{
    Document, completion, folding, hints, hover, references, symbols, tokens,
};
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::{Source, TextRange, TextSize};

fn main() {
    divan::main();
}

/// In lines.
const SIZES: [usize; 2] = [60, 12_000];

/// Asks something of a manifest that ends with a piece of text, at its end.
fn ask<T>(
    bencher: Bencher<'_, '_>,
    size: usize,
    end: &str,
    question: fn(&Document<'_>, TextSize) -> T,
) {
    let text = format!("{}{end}", manifest(size));
    let settings = Settings {
        now: "2026-11-23T08:00:00Z".parse().ok(),
        ..Settings::default()
    };
    let source = Source::new("prefect.yaml", text);
    let at = TextSize::of(source.text());
    bencher.bench(|| {
        let document = Document {
            source: black_box(&source),
            settings: &settings,
            project: None,
        };
        question(&document, at)
    });
}

#[divan::bench(args = SIZES)]
fn complete_key(bencher: Bencher<'_, '_>, size: usize) {
    let end = "  - name: last\n    ";
    ask(bencher, size, end, |it, at| {
        completion::complete(it, at).len()
    });
}

#[divan::bench(args = SIZES)]
fn complete_zone(bencher: Bencher<'_, '_>, size: usize) {
    let end = "  - name: last\n    schedules:\n      - timezone: ";
    ask(bencher, size, end, |it, at| {
        completion::complete(it, at).len()
    });
}

#[divan::bench(args = SIZES)]
fn complete_placeholder(bencher: Bencher<'_, '_>, size: usize) {
    let end = "  - name: last\n    version: \"{{ ";
    ask(bencher, size, end, |it, at| {
        completion::complete(it, at).len()
    });
}

#[divan::bench(args = SIZES)]
fn complete_in_broken_text(bencher: Bencher<'_, '_>, size: usize) {
    let end = "  - name: \"last\n  - name: [\n    ";
    ask(bencher, size, end, |it, at| {
        completion::complete(it, at).len()
    });
}

#[divan::bench(args = SIZES)]
fn hover_cron(bencher: Bencher<'_, '_>, size: usize) {
    let end = "  - name: last\n    schedules:\n      - cron: \"0 9 * * *\"";
    ask(bencher, size, end, |it, at| {
        hover::hover(it, at - TextSize::from(3)).is_some()
    });
}

#[divan::bench(args = SIZES)]
fn find_references(bencher: Bencher<'_, '_>, size: usize) {
    let end = "  - name: last\n    version: \"{{ stdout }}\"";
    ask(bencher, size, end, |it, at| {
        references::references(it, at - TextSize::from(6), true).len()
    });
}

#[divan::bench(args = SIZES)]
fn outline(bencher: Bencher<'_, '_>, size: usize) {
    ask(bencher, size, "", |it, _| symbols::symbols(it).len());
}

#[divan::bench(args = SIZES)]
fn all_hints(bencher: Bencher<'_, '_>, size: usize) {
    ask(bencher, size, "", |it, at| {
        hints::hints(it, TextRange::up_to(at)).len()
    });
}

#[divan::bench(args = SIZES)]
fn highlighting(bencher: Bencher<'_, '_>, size: usize) {
    ask(bencher, size, "", |it, _| {
        tokens::tokens(it).len() + folding::folding(it).len()
    });
}
