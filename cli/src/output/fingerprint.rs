//! Fingerprints for viewers that follow a finding from one report to the next.

use prefect_lint_core::diagnostic::Diagnostic;
use prefect_lint_core::fingerprint::{self, Fingerprint};
use siphasher::sip128::{Hasher128, SipHasher13};
use std::hash::Hasher;

use super::Findings;

/// The hashes of what findings are about, first of those that are shown, then of those that comments silence: 32
/// hexadecimal digits, the same on every machine. They are told apart together, in the order of the text, so that a
/// comment leaves them as they are.
pub(super) fn hashes(path: &str, file: &Findings) -> Vec<String> {
    let silent = file.suppressed.iter().map(|it| &it.diagnostic);
    let mut all: Vec<(usize, &Diagnostic)> =
        file.diagnostics.iter().chain(silent).enumerate().collect();
    all.sort_by_key(|(_, it)| (it.range.start(), it.code, it.range.end()));
    let fingerprints = fingerprint::of(&file.source, all.iter().map(|(_, it)| *it));
    let mut hashes = vec![String::new(); all.len()];
    for ((place, diagnostic), fingerprint) in all.iter().zip(&fingerprints) {
        hashes[*place] = hash(path, diagnostic.code, fingerprint);
    }
    hashes
}

fn hash(path: &str, code: &str, fingerprint: &Fingerprint) -> String {
    let mut hasher = SipHasher13::new();
    for part in [path, code, &fingerprint.place, &fingerprint.text] {
        hasher.write(part.as_bytes());
        hasher.write_u8(0xff);
    }
    hasher.write(&fingerprint.occurrence.to_le_bytes());
    format!("{:032x}", hasher.finish128().as_u128())
}
