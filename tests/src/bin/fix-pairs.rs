//! `fix-pairs SEED COUNT`: writes texts with fixes, up to COUNT of each rule, for `record_fixes.py` to ask about.

use std::io::{self, Write};

use prefect_lint_tests::fixing::pairs::pairs;

fn main() -> io::Result<()> {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<u64>());
    let mut next = |what: &str| match numbers.next() {
        Some(Ok(number)) => Ok(number),
        _ => Err(io::Error::other(format!("{what} must be a number"))),
    };
    let (seed, count) = (next("SEED")?, next("COUNT")?);
    let mut out = io::stdout().lock();
    for pair in pairs(seed, count as usize) {
        writeln!(out, "{}", serde_json::Value::from(pair.to_vec()))?;
    }
    Ok(())
}
