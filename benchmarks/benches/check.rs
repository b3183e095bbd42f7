//! A whole analysis, by the length of the manifest: text to findings, all default rules.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use prefect_lint_benchmarks::manifest;
use prefect_lint_core::analyze;
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;

fn main() {
    divan::main();
}

/// In lines.
const SIZES: [usize; 3] = [60, 12_000, 120_000];

#[divan::bench(args = SIZES)]
fn check(bencher: Bencher<'_, '_>, size: usize) {
    let text = manifest(size);
    let settings = Settings::default();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let source = Source::new("prefect.yaml", black_box(text.as_str()));
        analyze(&source, &settings).diagnostics.len()
    });
}
