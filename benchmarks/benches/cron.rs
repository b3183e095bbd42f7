//! Cron expressions: reading, the next run, the verdict on such as never run, beside the `cron` crate.

use std::str::FromStr;

use chrono::NaiveDate;
use divan::{Bencher, black_box};
use prefect_lint_core::schedule::cron::Cron;

fn main() {
    divan::main();
}

/// Five fields as Prefect reads them; the `cron` crate is given the same with a second in front.
const TEXTS: [&str; 5] = [
    "0 9 * * *",
    "*/15 9-17 * * MON-FRI",
    "0 0 1,15 * *",
    "5,10,15,20,25,30 */2 1-7 JAN-MAR *",
    "* * * * *",
];

/// Expressions without any run.
const NEVER: [&str; 3] = ["0 0 31 2 *", "0 0 31 * 1#1", "0 0 31 4,6,9,11,2 *"];

#[divan::bench(args = TEXTS)]
fn parse(text: &str) -> bool {
    Cron::parse(black_box(text)).is_ok()
}

#[divan::bench(args = TEXTS)]
fn parse_cron_crate(bencher: Bencher<'_, '_>, text: &str) {
    let text = format!("0 {text}");
    bencher.bench(|| cron::Schedule::from_str(black_box(&text)).is_ok());
}

#[divan::bench(args = TEXTS)]
fn next(bencher: Bencher<'_, '_>, text: &str) {
    let cron = Cron::parse(text).ok();
    let start = NaiveDate::from_ymd_opt(2026, 11, 26).and_then(|date| date.and_hms_opt(21, 44, 0));
    bencher.bench(|| cron.as_ref()?.after(black_box(start?), true).next());
}

#[divan::bench(args = TEXTS)]
fn words(bencher: Bencher<'_, '_>, text: &str) {
    let cron = Cron::parse(text).ok();
    bencher.bench(|| cron.as_ref().map(|cron| cron.words(black_box(true))));
}

#[divan::bench(args = NEVER)]
fn never(bencher: Bencher<'_, '_>, text: &str) {
    let cron = Cron::parse(text).ok();
    let start = NaiveDate::from_ymd_opt(2026, 11, 26).and_then(|date| date.and_hms_opt(21, 44, 0));
    bencher.bench(|| cron.as_ref()?.never(black_box(true), start));
}

/// The whole search for a run in fifty years, as croniter does it.
#[divan::bench(args = NEVER)]
fn fifty_years(bencher: Bencher<'_, '_>, text: &str) {
    let cron = Cron::parse(text).ok();
    let start = NaiveDate::from_ymd_opt(2026, 11, 26).and_then(|date| date.and_hms_opt(21, 44, 0));
    bencher.bench(|| cron.as_ref()?.after(black_box(start?), false).next());
}
