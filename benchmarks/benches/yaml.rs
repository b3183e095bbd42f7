//! The reader beside yaml-rust2, in one run.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use prefect_lint_benchmarks::manifest;
use yaml_rust2::parser::{Event, MarkedEventReceiver, Parser};
use yaml_rust2::scanner::Marker;

fn main() {
    divan::main();
}

/// In lines: about 1.5 kB and 5 MB.
const SIZES: [usize; 2] = [60, 210_000];

/// Text to tree, every error and merge checked.
#[divan::bench(args = SIZES)]
fn ours(bencher: Bencher<'_, '_>, size: usize) {
    let text = manifest(size);
    assert!(prefect_lint_core::yaml::parse(&text).errors().is_empty());
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        prefect_lint_core::yaml::parse(black_box(&text))
            .nodes()
            .len()
    });
}

/// Text to events, which are only counted.
#[divan::bench(args = SIZES)]
fn yaml_rust2_events(bencher: Bencher<'_, '_>, size: usize) {
    struct Count(usize);
    impl MarkedEventReceiver for Count {
        fn on_event(&mut self, event: Event, _mark: Marker) {
            black_box(&event);
            self.0 += 1;
        }
    }
    let text = manifest(size);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let mut count = Count(0);
        let result = Parser::new_from_str(black_box(&text)).load(&mut count, true);
        (result.is_ok(), count.0)
    });
}
