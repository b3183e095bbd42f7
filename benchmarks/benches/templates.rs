//! What sharing steps and values through anchors costs, beside the same written out.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use prefect_lint_benchmarks::{shared_steps, written_steps};
use prefect_lint_core::analyze;
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;

fn main() {
    divan::main();
}

const DEPLOYMENTS: [usize; 2] = [100, 1_000];

/// One `build` and one `job_variables` behind anchors, and aliases of them in every deployment.
#[divan::bench(args = DEPLOYMENTS)]
fn shared_through_anchors(bencher: Bencher<'_, '_>, deployments: usize) {
    check(bencher, shared_steps(deployments));
}

/// The same steps and job variables in every deployment.
#[divan::bench(args = DEPLOYMENTS)]
fn written_out(bencher: Bencher<'_, '_>, deployments: usize) {
    check(bencher, written_steps(deployments));
}

fn check(bencher: Bencher<'_, '_>, text: String) {
    let settings = Settings::default();
    let bytes = BytesCount::of_str(&text);
    let source = Source::new("prefect.yaml", text);
    bencher
        .counter(bytes)
        .bench(|| analyze(black_box(&source), &settings).diagnostics.len());
}
